"""The landmark recordings of the tests and their truth, for every test that replays them."""

import csv
import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from formcheck import catalogue
from formcheck.landmarks import FloatArray
from formcheck.recording import Recording
from formcheck.session import Session
from formcheck.snapshot import Snapshot, Summary

FOLDER = Path(__file__).parent / "recordings"
RENDERED: dict[str, dict[str, Any]] = json.loads((FOLDER / "rendered_truth.json").read_text(encoding="utf-8"))
with (FOLDER / "people_truth.csv").open(encoding="utf-8", newline="") as _file:
    PEOPLE = {row["file"].removesuffix(".npz"): row for row in csv.DictReader(_file)}


@dataclass(frozen=True)
class Replay:
    """A recording run through a session."""

    summary: Summary
    snapshots: list[Snapshot]


@cache
def replay(name: str, exercise: str, *, as_live: bool = False) -> Replay:
    """Run a recording through a session, looked at as a whole or as it would have come."""
    recording = Recording.load(FOLDER / f"{name}.npz")
    chosen = catalogue.load(exercise)
    session = Session(chosen) if as_live else Session.replay(chosen, recording)
    snapshots = [session.update(time_s, pose) for time_s, pose in recording]
    return Replay(session.finish(), snapshots)


def true_extension_deg(name: str, side: str) -> FloatArray:
    """True hip extension of every frame (0 straight)."""
    return np.array(RENDERED[name][f"hip_angle_{side}_deg"], dtype=np.float64) - 180


def true_hold_s(name: str, side: str, gate_deg: float, between_s: tuple[float, float]) -> float:
    """Time for which the true angle is past a gate, crossings interpolated, within an interval."""
    times_s = RENDERED[name]["time_s"]
    values = true_extension_deg(name, side).tolist()
    total_s = 0.0
    for (t0, v0), (t1, v1) in pairwise(zip(times_s, values, strict=True)):
        if between_s[0] <= t0 and t1 <= between_s[1] and max(v0, v1) >= gate_deg:
            share = 1.0 if min(v0, v1) >= gate_deg else (max(v0, v1) - gate_deg) / abs(v1 - v0)
            total_s += share * (t1 - t0)
    return total_s
