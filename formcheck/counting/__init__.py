"""Measures become repetitions: somebody is in position, goes away from rest and comes back, and each is judged."""
