"""What the pose model does with limbs that it cannot see: legs swapped, a joint that jumps, a skeleton that collapses.

These are no noise but spells. How often they come and how long they last is measured on people, see `hidden_rates.py`.
"""

from dataclasses import dataclass, replace
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
        How far a joint jumps, in thighs (62 jumps: 0.31 to 0.50, median 0.36); to what share of its size the skeleton
        shrinks (three times: 0.56, 0.57, 0.64).
    """

    swap_stride: Kind
    swap: Kind
    jump: Kind
    collapse: Kind
    lost: Kind
    jump_thigh: float = 0.36
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
        angle = draw.uniform(0, 2 * np.pi)
        to = np.array([np.cos(angle), np.sin(angle)]) * rates.jump_thigh
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


def runs(mask: npt.NDArray[np.bool_]) -> Spells:
    """First and end row of every run of a mask."""
    edges = np.diff(np.concatenate([[0], mask.astype(int), [0]]))
    return list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))
