"""Repetitions become sets: sides, rests, gestures and routines, and which exercise it is."""
