"""Bodies of the renderer that do what the tests of a check-up ask: points in space over time, seen from anywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from formcheck.pose.landmarks import Pose
from tools.landmarks.hidden import MEASURED, with_hidden
from tools.landmarks.noise import as_seen, load
from tools.landmarks.points import INDEX, landmarks_of
from tools.landmarks.posed import Poses
from tools.landmarks.view import Lens, View, stand_of
from tools.render.body import OTHER, Side
from tools.render.config import made_of
from tools.render.rotation import Array

SHAPES = ("fem", "male", "heavy", "heavyf")
FPS = 15.0
LENS = Lens(26.0, (1280, 720))

Frames = list[tuple[float, Pose | None]]
"""A clip: times, and poses or nobody."""
Course = Callable[[Array], Array]
"""A value of the movement's measure for each of many times."""


@dataclass(frozen=True)
class Film:
    """Points of a body over time."""

    time_s: Array
    points: Array

    def then(self, other: "Film") -> "Film":
        """This, and right after it another."""
        step_s = 1 / FPS
        shifted = other.time_s - other.time_s[0] + self.time_s[-1] + step_s
        return Film(np.append(self.time_s, shifted), np.concatenate([self.points, other.points]))

    def seen(
        self, azimuth_deg: float = 0.0, *, height_m: float = 0.55, distance_m: float = 3.0, noise: int | None = None
    ) -> "Frames":
        """What a camera sees of it, exactly or with the errors of the pose model by a seed."""
        low, high = (np.percentile(self.points[..., 2], q) for q in (0, 100))
        target = np.append(self.points[0].mean(0)[:2], (low + high) / 2)
        view = View.at(azimuth_deg, height_m, distance_m, target, stand_of(self.points[0]), LENS)
        if noise is None:
            landmarks = landmarks_of(self.points)
            image_px, seen = view.project(landmarks), view.seen(landmarks)
            world_m, visibility = seen - seen[:, 23:25].mean(1, keepdims=True), np.ones(landmarks.shape[:2])
        else:
            found = with_hidden(
                as_seen(self.time_s, self.points, view, load(), noise), self.points, view, MEASURED, noise
            )
            image_px, world_m, visibility = found.image_px, found.world_m, found.visibility
        return [(float(t), Pose(image_px[i], world_m[i], visibility[i], view.size)) for i, t in enumerate(self.time_s)]


@cache
def poses(exercise: str, farthest: float, **keys: object) -> Poses:
    """A table of one body's poses."""
    return Poses(made_of({"exercise": exercise, **keys}), farthest)


def times(lasts_s: float, fps: float = FPS) -> Array:
    """The pictures of so many seconds."""
    return np.arange(0, lasts_s, 1 / fps)


def path(*corners: tuple[float, float]) -> Course:
    """Straight lines between (time, value) corners, rounded."""
    at, values = np.array(corners).T
    return lambda time_s: np.interp(time_s, at, values)


def chair(rise: Course, lasts_s: float, shape: str = "fem", arms: str = "crossed", fps: float = FPS) -> Film:
    """Somebody on a chair, whose hips are at this share of the way from seat to stand."""
    exercise = {"hands": "chair_stand_hands", "arms": "chair_stand_armchair"}.get(arms, "chair_stand")
    body, time_s = poses(exercise, 1.0, shape=shape), times(lasts_s, fps)
    shares = np.linspace(0, 1, 200)
    heights = _hips(body.at(shares, "left"))
    heights = np.maximum.accumulate((heights - heights[0]) / (heights[-1] - heights[0]))
    points = body.at(np.interp(rise(time_s), heights + 1e-9 * np.arange(200), shares), "left")
    return Film(time_s, crossed(points) if arms == "crossed" else points)


def stands(count: float, cycle_s: float, begin_s: float = 2.0, *, top: float = 1.0, low: float = 0.0) -> Course:
    """So many stands, one after another, from a time on: sitting and standing for a moment each."""

    def rise(time_s: Array) -> Array:
        turns = np.clip((time_s - begin_s) / cycle_s, 0, count)
        swing = (1 - np.cos(2 * np.pi * turns)) / 2
        shaped = np.clip(1.25 * (swing - 0.5) + 0.5, 0, 1)
        inside = (turns > 0.5) & (turns < count - 0.5)
        return np.where(inside, low + shaped * (top - low), shaped * top)

    return rise


def crossed(points: Array) -> Array:
    """The same people with their arms crossed on the chest."""
    points = points.copy()
    shoulders, hips = (sum(points[:, INDEX[f"{j}_{s}"]] for s in ("left", "right")) / 2 for j in ("shoulder", "hip"))
    up, left = shoulders - hips, points[:, INDEX["shoulder_left"]] - points[:, INDEX["shoulder_right"]]
    left = left / np.linalg.norm(left, axis=1, keepdims=True)
    front = np.cross(left, up)
    front = front / np.linalg.norm(front, axis=1, keepdims=True)
    for side, sign in (("left", 1), ("right", -1)):
        wrist = shoulders - 0.28 * up - sign * 0.09 * left + 0.14 * front
        points[:, INDEX[f"elbow_{side}"]] = shoulders - 0.5 * up + sign * 0.2 * left + 0.08 * front
        points[:, INDEX[f"wrist_{side}"]] = wrist
        points[:, INDEX[f"finger_{side}"]] = wrist + 0.05 * up - sign * 0.05 * left
    return points


def _hips(points: Array) -> Array:
    return np.asarray(points[:, [INDEX["hip_left"], INDEX["hip_right"]], 2].mean(1))


def joined(*films: Film) -> Film:
    """One after another."""
    first, *others = films
    for other in others:
        first = first.then(other)
    return first


def bridge(
    extension: Course, lasts_s: float, shape: str = "fem", free: Course | None = None, side: Side = "right"
) -> Film:
    """Somebody on the back: the angle of trunk and thigh, and how far the free leg is stretched, 0 to 1."""
    time_s = times(lasts_s)
    angles = 180 + extension(time_s)
    both, one = (poses(name, 182.0, shape=shape) for name in ("glute_bridge", "single_leg_bridge"))
    angles = np.clip(angles, both.rest(side), 182.0)
    low, high = both.at(angles, side), one.at(np.maximum(angles, one.rest(side)), side)
    share = np.zeros(len(time_s)) if free is None else free(time_s)
    low = low - low[:, [INDEX[f"ankle_{side}"]]] + high[:, [INDEX[f"ankle_{side}"]]]
    share = (share * share * (3 - 2 * share))[:, None, None]
    return Film(time_s, crossed(low * (1 - share) + high * share))


def lifting(lift: Course, lasts_s: float, shape: str = "fem", side: Side = "right") -> Film:
    """Somebody on the stomach, whose leg is so many degrees up from rest."""
    body, time_s = poses("prone_leg_lift", 22.0, shape=shape, work=side), times(lasts_s)
    return Film(time_s, body.at(lift(time_s) + body.rest(side), side))


def on_one_leg(lifted: Course, lasts_s: float, shape: str = "fem", standing: Side = "right") -> Film:
    """Somebody who stands on one leg, the other lifted by this share."""
    body, time_s = poses("one_leg_stand", 1.0, shape=shape), times(lasts_s)
    return Film(time_s, crossed(body.at(lifted(time_s), OTHER[standing])))


def nudged(film: Film, point: str, offsets_m: Callable[[Array], Array]) -> Film:
    """The same with some points moved, by so much at each time: (N, 3) metres."""
    points = film.points.copy()
    rows = [row for name, row in INDEX.items() if name.startswith(point)]
    points[:, rows] += offsets_m(film.time_s)[:, None]
    return Film(film.time_s, points)
