"""Rendered clips that the real pose model has seen, and what has to be found in them."""

from collections.abc import Sequence
from math import inf
from pathlib import Path

from tests.checkup.actor import Acts
from tests.checkup.bodies import Frames
from tools.landmarks.checkup import EXPECTED, PACKED, expectations, unpacked

FOLDER = Path(__file__).parents[1] / "recordings" / "checkup"
CLIPS = unpacked(FOLDER / PACKED)
WANTED = expectations(FOLDER / EXPECTED)

LEAST_OF_A_LIFT_DEG, MOST_OF_A_LIFT_DEG = -6.0, 2.0
"""How far what is read of a lift may be off: where the pose model sees both feet, it may draw both half-way between."""

MOST_OF_A_BRIDGE_DEG = 13.0
"""The same of a bridge: the hips of male and heavy bodies are drawn nearer to the ceiling than their joints are."""


def names(test: str) -> Sequence[str]:
    """The clips of a test."""
    return [name for name, one in WANTED.items() if one.test == test]


def only(name: str) -> float:
    """The one value that has to be found in a clip."""
    (value,) = WANTED[name].values
    return value


def part(name: str, from_s: float = 0.0, until_s: float = inf) -> Frames:
    """What is seen in a clip from a time until another."""
    return [(time_s, pose) for time_s, pose in CLIPS[name] if from_s <= time_s <= until_s]


def everything() -> Acts:
    """One body that does the whole check-up, the right side first, stitched from its clips."""
    sits, right, left = "stands_fem_000", "hold_fem_000_sag12", "hold_fem_180_sag12"
    on_right, on_left = "one_leg_fem_090_down", "one_leg_fem_090_whole"
    return {
        "Chair stand.": [part(sits, 0.0, 2.0)],
        "Two to try": [part(sits, 0.0, 7.0)],
        "Go!": [part(sits, 2.2)],
        "Turn to face me": [part(on_right, 0.0, 2.0)],
        "Lift the left foot": [part(on_right, 2.0)] * 2,
        "Once more.": [part(on_right, 0.0, 2.0)],
        "Now stand on the left": [part(on_left, 0.0, 2.0)],
        "Lift the right foot": [part(on_left, 2.0)],
        "Lie on your back": [part("bridges_fem_000", 0.0, 1.5)],
        "Three slow bridges": [part("bridges_fem_000")],
        "Now the hold": [part(right, 1.8, 3.5), part(left, 1.8, 3.5)],
        "Straighten the left leg": [part(right, 3.5)],
        "Roll on your stomach": [part("lifts_fem_180")],
        "Turn round, head": [part("lifts_fem_000")],
        "Roll on your back": [part(left, 0.0, 1.5)],
        "Straighten the right leg": [part(left, 3.5)],
    }
