"""Tests of the renderer's geometry; they need numpy only."""
