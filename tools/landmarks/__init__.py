"""Landmark recordings of people whose truth is known, with the errors that the pose model makes; needs numpy only."""
