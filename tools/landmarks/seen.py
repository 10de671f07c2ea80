"""Rendered clips that the pose model has seen: its landmarks beside where the points of the body really were."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np

from ..render.body import Side
from ..render.config import Config
from ..render.poses import EXERCISES
from ..render.poses.base import signed_hip_angle_deg
from ..render.rotation import Array, angle_at_deg
from ..render.truth import azimuth_deg_of
from ..render.view import Stand
from .points import INDEX
from .posed import Poses
from .view import USUAL, Lens, View

UNTOLD: dict[str, dict[str, Any]] = {
    "rendered_donkey_kick": {"target_height_m": 0.62},
    "rendered_donkey_kick_arched": {"lumbar": 20.0},
    "rendered_glute_bridge_arched": {"lumbar": 22.0},
    "rendered_glute_bridge_feet_far": {"knee_top": 125.0},
    "sample_bird_dog": {"target_height_m": 0.62},
    "sample_donkey_kick_forearms": {"target_height_m": 0.58, "support": "forearms"},
    "sample_split_squat": {"target_height_m": 0.84},
    "view_b_fem_far118": {"knee_top": 118.0},
    "view_b_heavy_far118": {"knee_top": 118.0},
}
"""Keys of the configuration that a truth file does not tell, by the clip's name."""


@dataclass(frozen=True)
class Seen:
    """One clip, the frames of getting into position left out.

    Attributes
    ----------
    name, exercise, shape
        The clip, what is done, and the body.
    time_s
        (N,) seconds.
    points
        (N, 21, 3) metres, the true points.
    view
        The camera that sees them.
    image_px, world_m, visibility
        The landmarks, (N, 33, 2), (N, 33, 3) and (N, 33).
    truth
        The truth file.
    """

    name: str
    exercise: str
    shape: str
    time_s: Array
    points: Array
    view: View
    image_px: Array
    world_m: Array
    visibility: Array
    truth: dict[str, Any]


def load(folders: Iterable[Path]) -> Iterator[Seen]:
    """Every clip of some folders that has both landmarks and truth, by name."""
    for folder in folders:
        for path in sorted(folder.glob("*.truth.json")):
            name = path.name.removesuffix(".truth.json")
            if (recording := path.with_name(f"{name}.npz")).exists():
                truth = json.loads(path.read_text(encoding="utf-8"))
                yield read(name, truth, recording)


def read(name: str, truth: dict[str, Any], recording: Path) -> Seen:
    """One clip."""
    config = config_of(name, truth)
    points = true_points(config, truth)
    with np.load(recording) as file:
        found = {key: file[key].astype(float) for key in ("image_px", "world_m", "visibility", "image_size")}
    width, height = (int(v) for v in found["image_size"])
    view = view_of(name, config, truth, (width, height))
    keep = np.array([phase != "enter" for phase in truth["signals"]["phase"]])
    count = min(len(keep), len(found["visibility"]))
    keep = np.flatnonzero(keep[:count])
    time_s = np.array(truth["signals"]["time_s"])[keep]
    image_px, world_m, visibility = (found[key][keep] for key in ("image_px", "world_m", "visibility"))
    who = name, config.exercise, config.shape
    return Seen(*who, time_s, points[keep], view, image_px, world_m, visibility, truth)


def config_of(name: str, truth: dict[str, Any]) -> Config:
    """The configuration as far as it matters for poses, so that clips share them."""
    sides = {"left" if rep["side"] == "both" else rep["side"] for rep in truth["reps"]}
    work = sides.pop() if len(sides) == 1 else ("left", "right")
    keys = {key: value for key, value in UNTOLD.get(name, {}).items() if key != "target_height_m"}
    reps = 1 if isinstance(work, str) else 2
    return Config(truth["exercise"], truth["subject"]["shape"], work, reps, **keys)


@cache
def _poses(config: Config, farthest: float) -> Poses:
    return Poses(config, farthest)


@cache
def _middle(config: Config) -> tuple[float, Stand]:
    """Middle of the body in the start position, on which a camera looks, metres along x, and how the person stands."""
    exercise = EXERCISES[config.exercise](config)
    exercise.rest(config.sides[0])
    x = exercise.skeleton.skin(np.flatnonzero(exercise.body.is_skin))[:, 0]
    return sum(exercise.extent_m(float(x.min()), float(x.max()))) / 2, exercise.stand()


def view_of(name: str, config: Config, truth: dict[str, Any], size: tuple[int, int]) -> View:
    """The camera of a clip with pictures of a size."""
    stands, usual = truth["view"], EXERCISES[config.exercise].view
    height_m = UNTOLD.get(name, {}).get("target_height_m", usual.target_height_m)
    if stands.get("roll_deg"):
        raise ValueError(f"{name}: a camera without roll expected")
    if "tilt_deg" in stands:
        height_m = stands["camera_height_m"] + stands["distance_m"] * np.tan(np.radians(stands["tilt_deg"]))
    middle_m, stand = _middle(config)
    target = np.array([middle_m, 0.0, height_m])
    place = stands["camera_height_m"], stands["distance_m"]
    return View.at(azimuth_deg_of(truth), *place, target, stand, Lens(stands.get("lens_mm", USUAL.focal_mm), size))


def true_points(config: Config, truth: dict[str, Any]) -> Array:
    """(N, 21, 3) metres, from the angles of the truth file."""
    signals = truth["signals"]
    measured = "knee_angle" if truth["goal"]["signal"] == "knee_angle" else "hip_angle"
    tables = _poses(config, _farthest(truth))
    start = config.sides[0]
    sides = [_side_at(time_s, truth, start) for time_s in signals["time_s"]]
    out = np.empty((len(sides), len(INDEX), 3))
    for side in dict.fromkeys(sides):
        rows = [i for i, one in enumerate(sides) if one == side]
        wanted = np.array(signals[f"{measured}_{side}_deg"])[rows]
        values = np.linspace(tables.rest(side), tables.farthest, 120)
        known = _measure(tables.at(values, side), side, measured, tables.exercise.left)
        order = np.argsort(known)
        out[rows] = tables.at(np.interp(wanted, known[order], values[order]), side)
    return out


def _side_at(time_s: float, truth: dict[str, Any], start: Side) -> Side:
    """The side that works at a time; between repetitions, the one that works first."""
    for rep in truth["reps"]:
        if rep["start_s"] <= time_s <= rep["end_s"] and rep["side"] != "both":
            return cast(Side, rep["side"])
    return start


def _farthest(truth: dict[str, Any]) -> float:
    """As far as any repetition goes, and some more."""
    goal, rest = truth["goal"]["deg"], truth["goal"]["rest_deg"]
    return float(goal + 0.4 * (goal - rest))


def _measure(points: Array, side: Side, measured: str, left: Array) -> Array:
    def joint(name: str) -> Array:
        return points[:, INDEX[f"{name}_{side}"]]

    if measured == "knee_angle":
        rows = zip(joint("hip"), joint("knee"), joint("ankle"), strict=True)
        return np.array([angle_at_deg(*row) for row in rows])
    rows = zip(joint("shoulder"), joint("hip"), joint("knee"), strict=True)
    return np.array([signed_hip_angle_deg(*row, left) for row in rows])
