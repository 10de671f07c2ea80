"""Motion-captured people, seen from anywhere with the pose model's errors."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..render.rotation import Array
from ..render.view import Stand, word
from .cross import seed_of
from .heights import rises
from .hidden import MEASURED, with_hidden
from .noise import Landmarks, as_seen, load
from .points import NAMES
from .truth import described
from .view import View

DISTANCE_M = 3.2
FACING = Stand(np.array([0.0, -1.0, 0.0]), np.array([1.0, 0.0, 0.0]))
"""They face +x at the start."""


@dataclass(frozen=True)
class Set:
    """One set of a motion-captured person.

    Attributes
    ----------
    name
        Movement, person, and whether done as asked.
    time_s, points
        (N,) seconds and (N, 21, 3) metres, the person facing +x at the start.
    row
        What the table beside the file says of it: exercise, `reps_min`, `reps_max` and more.
    """

    name: str
    time_s: Array
    points: Array
    row: dict[str, str]


def sets(people: Path, only: str = "") -> Iterator[Set]:
    """The sets of a file, with `truth.csv` beside it, that have a word in their name."""
    with people.with_name("truth.csv").open(encoding="utf-8", newline="") as file:
        table = {next(iter(row.values())): row for row in csv.DictReader(file)}
    with np.load(people) as file:
        order = [[str(name) for name in file["joints"]].index(name) for name in NAMES]
        for key in sorted(key for key in file.files if key.endswith(".m") and only in key):
            name = key.removesuffix(".m")
            points = file[key][:, order].astype(float) / 1000
            yield Set(name, file[f"{name}.time_s"].astype(float), points, table[name])


def landmarks(one: Set, azimuth_deg: float, height_m: float) -> tuple[Landmarks, dict[str, Any]]:
    """Recording and truth of a set seen from an azimuth: 0 the person's right, 90 the front."""
    middle = np.median((one.points.min(1) + one.points.max(1)) / 2, axis=0)
    view = View.at(azimuth_deg, height_m, DISTANCE_M, middle, FACING)
    seed = seed_of(f"{one.name}-{azimuth_deg}-{height_m}")
    found = as_seen(one.time_s, one.points, view, load(), seed)
    exercise = one.row["exercise"]
    found_rises = rises(exercise, one.time_s, one.points)
    truth = {
        "exercise": exercise,
        "azimuth_deg": azimuth_deg,
        "view": word(azimuth_deg),
        "camera_height_m": height_m,
        "distance_m": DISTANCE_M,
        "body": one.row["person"],
        "reps_min": _number(one.row["reps_min"]),
        "reps_max": _number(one.row["reps_max"]),
        "may_count_as": one.row["may_count_as"],
        "reps": described(one.time_s, one.points, found_rises, "both")["reps"],
    }
    return with_hidden(found, one.points, view, MEASURED, seed), truth


def _number(text: str) -> int | None:
    return int(text) if text else None
