"""What the landmarks of a clip are off by."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ..render.rotation import Array
from .noise import Landmarks, nearness
from .points import INDEX, axes_of, landmarks_of, thigh_m
from .seen import Seen

BODY = (11, 12, 23, 24, 25, 26, 27, 28)
"""Shoulders, hips, knees, ankles: they set the scale."""


@dataclass(frozen=True)
class Residue:
    """Errors of one clip, in thighs and in the camera's axes, NaN where nobody was found.

    Attributes
    ----------
    time_s, near, axes
        (N,) seconds; (N, 33) nearness; (N, 33, 3, 3) axes of the body's parts in those of the camera.
    picture, world
        (N, 33, 2) and (N, 33, 3).
    velocity
        (N, 33, 2) thighs a second across the view.
    scale
        Size in the world landmarks over the true one.
    logit
        (N, 33) of the visibility.
    """

    time_s: Array
    near: Array
    axes: Array
    picture: Array
    world: Array
    velocity: Array
    scale: float
    logit: Array


def residue_of(clip: Seen, found: Landmarks | None = None) -> Residue:
    """What the landmarks of a clip, or other ones, are off by."""
    view = clip.view
    image_px, world_m, visibility = (
        (clip.image_px, clip.world_m, clip.visibility)
        if found is None
        else (found.image_px, found.world_m, found.visibility)
    )
    thigh, true = thigh_m(clip.points), view.seen(landmarks_of(clip.points))
    hips = view.seen(clip.points[:, [INDEX["hip_left"], INDEX["hip_right"]]].mean(1))
    px = np.array(view.size) / 2 + view.focal_px * true[..., :2] / true[..., 2:]
    picture = (image_px - px) * true[..., 2:] / view.focal_px / thigh
    there = true - hips[:, None]
    known = np.isfinite(world_m).all((1, 2))
    scale = float((world_m[known][:, BODY] * there[known][:, BODY]).sum() / (there[known][:, BODY] ** 2).sum())
    velocity = np.gradient(true[..., :2], clip.time_s, axis=0) / thigh
    seen = np.clip(visibility, 1e-4, 1 - 1e-4)
    return Residue(
        clip.time_s, nearness(clip.points, view), view.turned(axes_of(clip.points)), picture,
        (world_m / scale - there) / thigh, velocity, scale, np.log(seen / (1 - seen)),
    )  # fmt: skip


def halves(clips: Iterable[Seen]) -> tuple[list[Seen], list[Seen]]:
    """The clips to fit on, and those to check with."""
    ordered = sorted(clips, key=lambda clip: clip.name)
    return ordered[::2], ordered[1::2]
