"""What synthetic people do over time: one movement after another, as functions of time."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

import numpy as np

from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble
from formcheck.workout.workout import Workout
from tests.people import bridging, kicking, standing

Movement = Callable[[float], Pose | None]
REST, TOP = -50.0, -2.0


def path(*corners: tuple[float, float]) -> Callable[[float], float]:
    """Straight lines between (time, value) corners."""
    times_s, values = zip(*corners, strict=True)
    return lambda time_s: float(np.interp(time_s, times_s, values))


def there_and_back(
    rest: float, top: float, count: int, *, rest_s: float, move_s: float, hold_s: float
) -> Callable[[float], float]:
    """A value at rest, then up, held and down again some times, then at rest."""
    corners, time_s = [(0.0, rest)], rest_s
    for _ in range(count):
        for lasts_s, value in ((0.0, rest), (move_s, top), (hold_s, top), (move_s, rest), (0.8, rest)):
            time_s += lasts_s
            corners.append((time_s, value))
    return path(*corners)


def bridges(
    count: int = 2, *, rest_s: float = 2.0, move_s: float = 1.0, hold_s: float = 2.0, top: float = TOP
) -> Movement:
    """Rest, then bridges one after another, then rest."""
    extension = there_and_back(REST, top, count, rest_s=rest_s, move_s=move_s, hold_s=hold_s)
    return lambda time_s: bridging(extension(time_s))


def kicks(count: int, leg: str, *, near: str, hold_s: float = 1.2) -> Movement:
    """Rest on hands and knees for two seconds, then kicks with one leg."""
    extension = there_and_back(-75, -2, count, rest_s=2.0, move_s=0.9, hold_s=hold_s)
    if leg == "left":
        return lambda time_s: kicking(extension(time_s), near=near)
    return lambda time_s: kicking(-75, extension(time_s), near=near)


def lasting_s(count: int, *, move_s: float = 1.0, hold_s: float = 2.0) -> float:
    """How long so many repetitions last, with the rest before them."""
    return 2.0 + count * (2 * move_s + hold_s + 0.8)


def one_after_another(*parts: tuple[float, Movement]) -> tuple[Movement, float]:
    """Movements with how long each lasts, as one; and how long it lasts."""
    begins_s = [0.0, *accumulate(lasts for lasts, _ in parts)]

    def movement(time_s: float) -> Pose | None:
        part = min(bisect_right(begins_s, time_s) - 1, len(parts) - 1)
        return parts[part][1](time_s - begins_s[part])

    return movement, begins_s[-1]


def stand(time_s: float) -> Pose:
    """Somebody who stands."""
    return standing()


def nobody(time_s: float) -> None:
    """An empty room."""


def act(
    workout: Workout, parts: Sequence[tuple[float, Movement]], *, fps: float = 15, lost: Iterable[float] = ()
) -> tuple[list[Snapshot], Summary]:
    """Play movements before a workout; `lost` are the whole seconds in which the camera delivers nothing."""
    movement, lasts_s = one_after_another(*parts)
    gone, snapshots = set(lost), []
    for row in range(round(lasts_s * fps)):
        time_s = row / fps
        if int(time_s) in gone:
            snapshots.append(workout.update(time_s, None, Picture(float("nan"), lost=Trouble.SILENT)))
        else:
            snapshots.append(workout.update(time_s, movement(time_s)))
    return snapshots, workout.finish()


def runs(values: Iterable[object]) -> list[object]:
    """Values without their repetitions in a row."""
    result: list[object] = []
    for value in values:
        if not result or result[-1] != value:
            result.append(value)
    return result
