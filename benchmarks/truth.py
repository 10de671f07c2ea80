"""What really happens in a clip or recording, as the files beside it say.

Rendered clips have ``<name>.truth.json`` (frame by frame, exact; which movements count is written by the
renderer, of older ones by `benchmarks.recount`), recordings of people a line in ``truth.csv`` (counted by eye).
"""

import csv
import json
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from pathlib import Path

import numpy as np
import numpy.typing as npt

from formcheck.exercises import catalogue
from formcheck.pose.landmarks import FloatArray
from tools.render.truth import azimuth_deg_of
from tools.render.view import word

EDGE = 0.15


@dataclass(frozen=True)
class TrueRep:
    """A movement that really happens.

    Attributes
    ----------
    counts, tried
        Whether it is a repetition, or at least an attempt: half the smallest rise.
    """

    side: str
    counts: bool
    start_s: float
    end_s: float
    tried: bool = True


@dataclass(frozen=True)
class Truth:
    """Everything that is known of one clip.

    Attributes
    ----------
    name, path
        Its name, and the video or landmark recording.
    exercise, view, shape
        What is done, the word for where it is seen from, and the body.
    reps_min, reps_max
        Complete repetitions; the two differ where a person may count one or not.
    side
        Side of the repetitions where it is the same for all and known.
    faults, good
        Faults that are there; whether any other is a false one.
    reps
        The movements of a rendered clip, None for people.
    time_s, extension_deg
        Times, and true hip extension (0 straight) by side, of a rendered clip.
    rest_deg, goal_deg
        True extension at rest and at the goal.
    entering
        Whether the person is still getting into position, by frame.
    azimuth_deg
        Where the camera stands around the person of a rendered clip, see `tools.render.view`; NaN for people.
    """

    name: str
    path: Path
    exercise: str
    view: str
    shape: str
    reps_min: int
    reps_max: int
    side: str
    faults: tuple[str, ...]
    good: bool
    reps: tuple[TrueRep, ...] | None = None
    time_s: FloatArray | None = None
    extension_deg: dict[str, FloatArray] | None = None
    rest_deg: float = float("nan")
    goal_deg: float = float("nan")
    entering: npt.NDArray[np.bool_] | None = None
    azimuth_deg: float = float("nan")

    @property
    def attempts(self) -> int | None:
        """Movements that do not count but are to be told; None where nobody has counted them."""
        return None if self.reps is None else sum(rep.tried and not rep.counts for rep in self.reps)

    def progress(self, side: str) -> FloatArray:
        """True way from rest (0) to goal (1) of a side."""
        assert self.extension_deg is not None
        return (self.extension_deg[side] - self.rest_deg) / (self.goal_deg - self.rest_deg)

    def hold_s(self, rep: TrueRep, gate_deg: float) -> float:
        """How long the true angle stays past a gate in a repetition, crossings interpolated."""
        assert self.extension_deg is not None and self.time_s is not None
        values = self.extension_deg[working_side(rep.side)]
        total_s = 0.0
        for (t0, v0), (t1, v1) in pairwise(zip(self.time_s.tolist(), values.tolist(), strict=True)):
            if rep.start_s - 0.3 <= t0 and t1 <= rep.end_s + 0.3 and max(v0, v1) >= gate_deg:
                total_s += (t1 - t0) * (1.0 if min(v0, v1) >= gate_deg else (max(v0, v1) - gate_deg) / abs(v1 - v0))
        return total_s

    def range_deg(self, rep: TrueRep) -> float:
        """How far the true angle goes from rest in a repetition."""
        assert self.extension_deg is not None and self.time_s is not None
        inside = (self.time_s >= rep.start_s) & (self.time_s <= rep.end_s)
        return float(np.max(self.extension_deg[working_side(rep.side)][inside])) - self.rest_deg

    def edges_s(self, rep: TrueRep) -> tuple[float, float]:
        """When the true progress leaves and comes back to 0.15 in a repetition, interpolated."""
        assert self.time_s is not None
        values = self.progress(working_side(rep.side))
        inside = np.flatnonzero((self.time_s >= rep.start_s) & (self.time_s <= rep.end_s) & (values > EDGE))
        first, last = int(inside[0]), int(inside[-1])
        return self._crossing_s(values, first - 1), self._crossing_s(values, last)

    def _crossing_s(self, values: FloatArray, row: int) -> float:
        assert self.time_s is not None
        pair = slice(row, row + 2)
        order = slice(None) if values[row] < values[row + 1] else slice(None, None, -1)
        return float(np.interp(EDGE, values[pair][order], self.time_s[pair][order]))


def working_side(side: str) -> str:
    """The side whose true angle stands for a repetition."""
    return "left" if side == "both" else side


def load(folder: Path) -> list[Truth]:
    """Everything in a folder whose truth is known, by name."""
    found = [_rendered(path) for path in sorted(folder.glob("*.truth.json"))]
    table = folder / "truth.csv"
    if table.exists():
        with table.open(encoding="utf-8", newline="") as file:
            found += [_person(folder, row) for row in csv.DictReader(file)]
    return found


def _rendered(path: Path) -> Truth:
    document = json.loads(path.read_text(encoding="utf-8"))
    name = path.name.removesuffix(".truth.json")
    clip = next(p for p in (path.with_name(f"{name}.npz"), path.with_name(f"{name}.mp4")) if p.exists())
    signals, goal = document["signals"], document["goal"]
    known = document["exercise"] in catalogue.names()
    least = catalogue.load(document["exercise"]).count.smallest_rise / 2 if known else 0.0
    reps = tuple(
        TrueRep(rep["side"], rep["counts"], rep["start_s"], rep["end_s"], not rep.get("rise", inf) < least)
        for rep in document["reps"]
    )
    counted = sum(rep.counts for rep in reps)
    sides = {rep.side for rep in reps}
    is_hip, azimuth_deg = goal["signal"] == "hip_angle", azimuth_deg_of(document)
    return Truth(
        name=name,
        path=clip,
        exercise=document["exercise"],
        view=word(azimuth_deg),
        shape=document["subject"]["shape"],
        reps_min=counted,
        reps_max=counted,
        side=sides.pop() if len(sides) == 1 else "",
        faults=tuple(document.get("faults", ())),
        good=True,
        reps=reps,
        time_s=np.array(signals["time_s"]),
        extension_deg={side: np.array(signals[f"hip_angle_{side}_deg"]) - 180 for side in ("left", "right")},
        rest_deg=goal["rest_deg"] - 180 if is_hip else float("nan"),
        goal_deg=goal["deg"] - 180 if is_hip else float("nan"),
        entering=np.array([phase == "enter" for phase in signals["phase"]]),
        azimuth_deg=azimuth_deg,
    )


def _person(folder: Path, row: dict[str, str]) -> Truth:
    return Truth(
        name=row["file"].removesuffix(".npz"),
        path=folder / row["file"],
        exercise=row["exercise"],
        view=row["view"],
        shape="person",
        reps_min=int(row["reps_min"]),
        reps_max=int(row["reps_max"]),
        side=row["side"] if row["side"] in ("left", "right", "both") else "",
        faults=(),
        good=row["form"] == "good",
    )
