"""The exercises that can be recognised: those whose repetitions a camera can see."""

from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise


def candidates() -> tuple[Exercise, ...]:
    """Every exercise that comes with the program and is counted from the picture, by name."""
    return tuple(catalogue.load(name) for name in catalogue.names())
