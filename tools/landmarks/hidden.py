"""What the pose model does with limbs that it cannot see: legs swapped, a joint that jumps, a skeleton that collapses.

    python -m tools.landmarks.hidden FOLDER      # measure it on recordings of people; prints the numbers below

These are no noise but spells. How often they come and how long they last is measured on recordings of people who do
our exercises, without cuts, the held-out ones left out: 75 of them, 844 s.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ..render.rotation import Array
from .noise import Landmarks, nearness
from .points import INDEX, thigh_m
from .view import View

Spells = list[tuple[int, int]]
LEFT_LEG, RIGHT_LEG = (25, 27, 29, 31), (26, 28, 30, 32)
LEGS, OTHER_LEGS = [*LEFT_LEG, *RIGHT_LEG], [*RIGHT_LEG, *LEFT_LEG]
BODY = [11, 12, 23, 24, 25, 26, 27, 28]


class Kind(NamedTuple):
    """One kind of spell: in what share of clips it happens, how often a second there, how long, log spread of that."""

    clips: float
    each_s: float
    lasts_s: float
    spread: float


@dataclass(frozen=True)
class Rates:
    """How often hidden limbs are got wrong.

    Attributes
    ----------
    swap_stride, swap
        Left leg taken for the right, where one foot is far ahead of the other, and elsewhere.
    jump
        One lower leg somewhere else, the one farther from the camera.
    collapse
        The whole drawn together.
    lost
        Nobody found.
    jump_thigh, collapse_to
        How far a joint jumps, in thighs; to what share of its size the skeleton shrinks.
    """

    swap_stride: Kind
    swap: Kind
    jump: Kind
    collapse: Kind
    lost: Kind
    jump_thigh: float = 0.45
    collapse_to: float = 0.58


MEASURED = Rates(
    swap_stride=Kind(0.35, 0.20, 0.12, 1.9),
    swap=Kind(0.034, 0.09, 0.20, 0.7),
    jump=Kind(0.18, 0.40, 0.03, 0.5),
    collapse=Kind(0.04, 0.10, 0.26, 1.1),
    lost=Kind(0.053, 0.17, 0.05, 0.8),
)
STRIDE_THIGH = 0.7
"""Feet further apart along the floor than this, in thighs, are a stride: squats stay below, split squats above."""


def with_hidden(found: Landmarks, points: Array, view: View, rates: Rates, seed: int) -> Landmarks:
    """The landmarks with legs swapped, joints that jump, collapses and drop-outs.

    Parameters
    ----------
    found, points, view
        Landmarks without such errors, and the true points (N, 21, 3), metres, as `view` sees them.
    rates
        How often.
    seed
        The same seed makes the same spells.
    """
    draw, time_s = np.random.default_rng([seed, 1]), found.time_s
    image_px, world_m, visibility = found.image_px.copy(), found.world_m.copy(), found.visibility.copy()
    far = [RIGHT_LEG, LEFT_LEG][int(nearness(points, view)[:, RIGHT_LEG[0]].mean() > 0.5)]
    thigh_px = view.focal_px * thigh_m(points) / float(view.seen(points)[..., 2].mean())
    swap = rates.swap_stride if np.median(stride_thigh(points)) > STRIDE_THIGH else rates.swap
    for first, end in spells(draw, time_s, swap):
        for array in (image_px, world_m, visibility):
            array[first:end, LEGS] = array[first:end, OTHER_LEGS]
    for first, end in spells(draw, time_s, rates.jump):
        to = draw.normal(size=2) * rates.jump_thigh
        image_px[first:end, far] += to * thigh_px
        world_m[first:end, far, :2] += to * thigh_m(points)
    for first, end in spells(draw, time_s, rates.collapse):
        for array in (image_px, world_m):
            middle = array[first:end, BODY].mean(1, keepdims=True)
            array[first:end] = middle + (array[first:end] - middle) * rates.collapse_to
    for first, end in spells(draw, time_s, rates.lost):
        image_px[first:end], world_m[first:end], visibility[first:end] = np.nan, np.nan, np.nan
    return replace(found, image_px=image_px, world_m=world_m, visibility=visibility)


def stride_thigh(points: Array) -> Array:
    """(N,) how far the ankles are apart along the floor, square to the line of the hips; in thighs."""
    across = points[:, INDEX["hip_left"], :2] - points[:, INDEX["hip_right"], :2]
    across = across / np.linalg.norm(across, axis=1, keepdims=True)
    feet = points[:, INDEX["ankle_left"], :2] - points[:, INDEX["ankle_right"], :2]
    return np.asarray(np.abs(feet[:, 0] * across[:, 1] - feet[:, 1] * across[:, 0]) / thigh_m(points))


def spells(draw: np.random.Generator, time_s: Array, kind: Kind) -> Spells:
    """First and end row of every spell of a kind in a clip; none in most clips, and never one in another."""
    if draw.random() >= kind.clips or len(time_s) < 2:
        return []
    length_s = float(time_s[-1] - time_s[0])
    count = max(int(draw.poisson(kind.each_s * length_s)), 1)
    begins = np.sort(draw.uniform(time_s[0], time_s[-1], count))
    lasts = kind.lasts_s * np.exp(kind.spread * draw.normal(size=count))
    there = np.zeros(len(time_s), bool)
    for first_s, end_s in zip(begins, begins + lasts, strict=True):
        first, end = np.searchsorted(time_s, [first_s, end_s]).tolist()
        there[first : max(end, first + 1)] = True
    return runs(there)


# --- measuring
@dataclass(frozen=True)
class Recording:
    """A recording of a person: what is done, times, landmarks where somebody was found, and the thigh in pixels."""

    name: str
    stride: bool
    time_s: Array
    found: npt.NDArray[np.bool_]
    image_px: Array
    world_m: Array
    thigh_px: float


def recordings(folder: Path) -> Iterator[Recording]:
    """The open recordings of our exercises that have no cuts."""
    held_out = set((folder / "held_out.txt").read_text(encoding="utf-8").split())
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["file"] in held_out or row["exercise"].startswith("other") or row["view"] == "mixed":
            continue
        with np.load(folder / row["file"]) as data:
            time_s, image_px, world_m = (data[key].astype(float) for key in ("time_s", "image_px", "world_m"))
        found = np.isfinite(image_px).all((1, 2))
        seen = image_px[found]
        thighs = np.linalg.norm(seen[:, [23, 24]] - seen[:, [25, 26]], axis=2).max(1)
        stride = row["exercise"] in ("split_squat", "bird_dog", "straight_leg_kickback", "hip_flexor_stretch")
        yield Recording(row["file"], stride, time_s, found, image_px, world_m, float(np.percentile(thighs, 90)))


def swapped(one: Recording) -> Spells:
    """Spells between two steps in which the legs change places; the last one may last to the end."""
    knees, crossed = [25, 26, 27, 28], [26, 25, 28, 27]
    before, after = one.image_px[:-1], one.image_px[1:]
    stay = np.linalg.norm(after[:, knees] - before[:, knees], axis=2).sum(1)
    swap = np.linalg.norm(after[:, knees] - before[:, crossed], axis=2).sum(1)
    steps = np.flatnonzero(stay > swap + 0.3 * one.thigh_px) + 1
    return list(zip(steps[::2].tolist(), [*steps[1::2].tolist(), len(one.time_s) - 1], strict=False))


def jumped(one: Recording) -> Spells:
    """Spells of less than 0.3 s in which one lower leg is 0.3 thighs or more from where it is before and after."""
    from scipy.ndimage import median_filter

    step = max(round(0.3 / float(np.median(np.diff(one.time_s)))), 1)
    ankles = one.image_px[:, BODY]
    off = np.linalg.norm(ankles - median_filter(ankles, size=(2 * step + 1, 1, 1), mode="nearest"), axis=2)
    alone = np.median(off, axis=1) < 0.05 * one.thigh_px
    return [s for joint in range(4, 8) for s in runs((off[:, joint] > 0.3 * one.thigh_px) & alone)]


def collapsed(one: Recording) -> Spells:
    """Spells in which the skeleton is smaller than 0.65 of its usual size."""

    def size(points: Array) -> Array:
        return np.asarray(np.linalg.norm(points - points.mean(1, keepdims=True), axis=2).sum(1))

    ratio = size(one.image_px[:, BODY]) / size(one.world_m[:, BODY, :2])
    return runs(ratio < 0.65 * np.nanmedian(ratio))


def runs(mask: npt.NDArray[np.bool_]) -> Spells:
    """First and end row of every run of a mask."""
    edges = np.diff(np.concatenate([[0], mask.astype(int), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))


def rate(clips: list[tuple[Recording, Spells]]) -> str:
    """The numbers of one kind."""
    those = [(one, found) for one, found in clips if found]
    seconds = sum(float(one.time_s[-1] - one.time_s[0]) for one, _ in those)
    times = [one.time_s[min(e, len(one.time_s) - 1)] - one.time_s[f] for one, found in those for f, e in found]
    if not times:
        return f"0 of {len(clips)} clips"
    logs = np.log(np.maximum(times, 0.02))
    middle, spread = float(np.exp(np.median(logs))), float(np.std(logs))
    return (
        f"{len(those)} of {len(clips)} clips, there {len(times)} in {seconds:.0f} s = {len(times) / seconds:.2f} a "
        f"second, each {middle:.2f} s in the median, log spread {spread:.1f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    found = list(recordings(parser.parse_args().folder))
    swaps = [(one, swapped(one)) for one in found]
    told = {
        "swap, stride": [pair for pair in swaps if pair[0].stride],
        "swap, elsewhere": [pair for pair in swaps if not pair[0].stride],
        "jump": [(one, jumped(one)) for one, swap in swaps if not swap],
        "collapse": [(one, collapsed(one)) for one in found],
        "lost": [(one, runs(~one.found)) for one in found],
    }
    sys.stdout.writelines(f"{name:16}{rate(clips)}\n" for name, clips in told.items())


if __name__ == "__main__":
    main()
