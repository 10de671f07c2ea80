"""From where what is checked, and what no camera sees."""

from collections.abc import Mapping

from formcheck.exercises.exercise import Exercise
from formcheck.system.language import later, tr

FRONT_DEG = 90.0
UNSEEN = later("how hard a muscle works and which one first; the curve of the lower back; breath; pain")
"""A picture has no muscles, and the landmarks no spine: between shoulders and hips there is none."""


def checked(exercise: Exercise) -> Mapping[str, tuple[str, ...]]:
    """What is checked of an exercise, by where the camera has to stand; places from which nothing is are left out."""
    seen = [(tr(exercise.judge.reached), exercise.judge.within_deg >= FRONT_DEG)]
    seen += [(tr("“{words}”", words=tr(fault.say)), fault.shows(FRONT_DEG)) for fault in exercise.fault]
    places = {tr("anywhere"): True, tr("the side"): False}
    found = {place: tuple(what for what, front in seen if front is everywhere) for place, everywhere in places.items()}
    return {place: what for place, what in found.items() if what}
