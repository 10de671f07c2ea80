"""Tests of the check-up put together."""
