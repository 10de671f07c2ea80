"""The pose model's errors, as measured on rendered clips that it has seen; `fit.py` finds the numbers.

Lengths are in thighs of the person. Of every landmark the *near* and the *far* value are known, and mixed by how far
its side of the body is turned to the camera; left and right share theirs.
"""

import json
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.signal import lfilter

from ..render.rotation import Array
from .points import COUNT, INDEX, KIND, OWN_SIDE, axes_of, landmarks_of, thigh_m
from .view import View

FILE = Path(__file__).with_name("noise.json")


@dataclass(frozen=True)
class Errors:
    """Errors of landmarks in one space, the picture or the world; K is the number of kinds of landmarks.

    Attributes
    ----------
    offset, spread
        (K, 2, 3) mean over clips and standard deviation between clips of what stays the same in a clip, near and far,
        along, across and to the front of the part of the body.
    wander, white
        (K, 2, 2) standard deviations of what changes slowly, and from picture to picture; near and far; across the
        view and in depth.
    wander_s
        Time after which the slow part is forgotten.
    """

    offset: Array
    spread: Array
    wander: Array
    white: Array
    wander_s: float


@dataclass(frozen=True)
class Noise:
    """Everything that is known of the pose model's errors.

    Attributes
    ----------
    picture, world
        Errors in the picture and in the world landmarks.
    lag_s
        How far the landmarks lag behind.
    world_scale, world_scale_spread
        Size of the person in world landmarks over the true one: mean and standard deviation between clips.
    shared
        Correlation of the slow errors in picture and world.
    seen, seen_spread, seen_wander
        (K, 2) logit of the visibility: mean, standard deviation between clips and within one, near and far.
    seen_s
        Time after which the slow part of visibility is forgotten.
    """

    picture: Errors
    world: Errors
    lag_s: float
    world_scale: float
    world_scale_spread: float
    shared: float
    seen: Array
    seen_spread: Array
    seen_wander: Array
    seen_s: float


@dataclass(frozen=True)
class Landmarks:
    """What a pose model would have made of a clip: fields of a landmark recording."""

    time_s: Array
    image_px: Array
    world_m: Array
    visibility: Array
    image_size: tuple[int, int]

    def save(self, path: Path) -> None:
        """Write a landmark recording (.npz)."""
        points = {name: getattr(self, name).astype(np.float32) for name in ("image_px", "world_m", "visibility")}
        np.savez(path, time_s=self.time_s, **points, image_size=np.array(self.image_size))


def save(noise: Noise, path: Path) -> None:
    """Write the numbers."""
    path.write_text(json.dumps(_plain(noise), indent=1) + "\n", encoding="utf-8")


@cache
def load(path: Path = FILE) -> Noise:
    """Read the numbers."""
    document = json.loads(path.read_text(encoding="utf-8"))
    spaces: dict[str, Any] = {name: Errors(**_arrays(document.pop(name))) for name in ("picture", "world")}
    return Noise(**spaces, **_arrays(document))


def _arrays(document: dict[str, Any]) -> dict[str, Any]:
    return {key: np.array(value) if isinstance(value, list) else value for key, value in document.items()}


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return np.round(value, 4).tolist()
    if isinstance(value, Noise | Errors):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return round(float(value), 4) if isinstance(value, float) else value


def nearness(points: Array, view: View) -> Array:
    """(N, 33) how far the side of each landmark is turned to the camera, 0 to 1."""
    left, right = points[:, INDEX["hip_left"]], points[:, INDEX["hip_right"]]
    to_left, to_camera = left - right, view.position - (left + right) / 2
    cosine = (to_left * to_camera).sum(-1) / np.linalg.norm(to_left, axis=-1) / np.linalg.norm(to_camera, axis=-1)
    return np.asarray((1 + cosine[:, None] * OWN_SIDE) / 2)


def mixed(values: Array, near: Array) -> Array:
    """(N, 33, ...) of values (K, 2, ...), near and far, mixed by nearness (N, 33)."""
    of_landmarks = values[KIND]
    near = near.reshape(near.shape + (1,) * (values.ndim - 2))
    return np.asarray(of_landmarks[None, :, 0] * near + of_landmarks[None, :, 1] * (1 - near))


def as_seen(time_s: Array, points: Array, view: View, noise: Noise, seed: int) -> Landmarks:
    """Landmarks with all errors but those of hidden limbs.

    Parameters
    ----------
    time_s, points
        (N,) seconds and (N, 21, 3) metres.
    view
        The camera.
    noise
        The errors.
    seed
        The same seed makes the same errors.
    """
    draw, near, thigh = np.random.default_rng(seed), nearness(points, view), thigh_m(points)
    late = _late(time_s, points, noise.lag_s)
    landmarks = view.seen(landmarks_of(late))
    axes, hips = view.turned(axes_of(late)), view.seen(late[:, [INDEX["hip_left"], INDEX["hip_right"]]].mean(1))
    slow = _wander(draw, time_s, noise.picture.wander_s, (COUNT, 3))
    own = _wander(draw, time_s, noise.world.wander_s, (COUNT, 3))
    slow_world = noise.shared * slow + np.sqrt(1 - noise.shared**2) * own
    error = thigh * _errors(draw, noise.picture, near, axes, slow)
    flat = (landmarks + error * [1, 1, 0])[..., :2] / landmarks[..., 2:]
    image_px = np.array(view.size) / 2 + view.focal_px * flat
    scale = noise.world_scale + noise.world_scale_spread * draw.normal()
    world_m = scale * (landmarks - hips[:, None] + thigh * _errors(draw, noise.world, near, axes, slow_world))
    return Landmarks(time_s, image_px, world_m, _visibility(draw, noise, time_s, near), view.size)


def _errors(draw: np.random.Generator, errors: Errors, near: Array, axes: Array, slow: Array) -> Array:
    """(N, 33, 3) errors in the camera's axes, thighs."""
    spread = mixed(errors.spread, near) * draw.normal(size=(1, COUNT, 3))
    constant = np.einsum("nla,nlac->nlc", mixed(errors.offset, near) + spread, axes)
    depth = [0, 0, 1]  # across the view twice, and in depth
    wander, white = (mixed(values, near)[..., depth] for values in (errors.wander, errors.white))
    return np.asarray(constant + wander * slow + white * draw.normal(size=slow.shape))


def _late(time_s: Array, points: Array, lag_s: float) -> Array:
    """The points as they were a little earlier."""
    place = np.interp(time_s - lag_s, time_s, np.arange(len(time_s)))
    low = np.minimum(place.astype(int), max(len(time_s) - 2, 0))
    share = (place - low)[:, None, None]
    return np.asarray(points[low] * (1 - share) + points[np.minimum(low + 1, len(points) - 1)] * share)


def _wander(draw: np.random.Generator, time_s: Array, forgotten_s: float, shape: tuple[int, ...]) -> Array:
    """(N, ...) noise of standard deviation 1 whose correlation falls to 1/e in a time."""
    step_s = float(np.median(np.diff(time_s))) if len(time_s) > 1 else forgotten_s
    keep = np.exp(-step_s / forgotten_s)
    pushed = draw.normal(size=(len(time_s), *shape)) * np.sqrt(1 - keep**2)
    pushed[0] = draw.normal(size=shape)
    return np.asarray(lfilter([1.0], [1.0, -keep], pushed, axis=0))


def _visibility(draw: np.random.Generator, noise: Noise, time_s: Array, near: Array) -> Array:
    mean, spread, wander = (mixed(v, near) for v in (noise.seen, noise.seen_spread, noise.seen_wander))
    slow = _wander(draw, time_s, noise.seen_s, (COUNT,))
    logit = mean + spread * draw.normal(size=(1, COUNT)) + wander * slow
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -12, 12))))
