"""The full cross of modelled recordings: how each exercise is counted from every side.

    python -m benchmarks.cross ROWS.jsonl            # count what is not in the file yet, then print the matrix
    python -m benchmarks.cross ROWS.jsonl --share 50 # one cell in fifty, the same ones every time

Every cell is made (see docs/test_bench.md), counted and forgotten; only its row is kept, so that an interrupted run
goes on where it was. A counter is a function ``(recording, exercise) -> [Found]``, today's engine unless
``--counter MODULE:NAME`` says otherwise.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache, partial
from importlib import import_module
from itertools import groupby
from math import isnan, nan
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.truth import TrueRep
from formcheck.pose.landmarks import FloatArray
from tools.landmarks.cross import AZIMUTHS_DEG, Cell, cells, landmarks, movement, selected
from tools.landmarks.heights import SHARE, SMALLEST_RISE, height, rises
from tools.landmarks.points import thigh_m
from tools.landmarks.truth import angles_deg
from tools.landmarks.view import View

MEASURES: dict[str, tuple[str, float, float]] = {
    "hip_extension_deg": ("hip_angle_deg", 1, -180),
    "hip_flexion_deg": ("hip_angle_deg", -1, 180),
    "knee_flexion_deg": ("knee_angle_deg", -1, 180),
    "leg_elevation_deg": ("leg_elevation_deg", 1, 0),
}
"""What an engine's measure is of the true angles: which one, times, plus."""


@dataclass(frozen=True)
class Found:
    """One repetition that a counter found.

    The hold is the time for which the measure, or another where `hold_measure` names it, is past the gate.
    """

    start_s: float
    top_s: float
    end_s: float
    side: str
    measure: str = ""
    peak: float = nan
    hold_s: float = nan
    hold_gate: float = nan
    hold_measure: str = ""


@dataclass(frozen=True)
class Row:
    """How one cell was counted; errors are those of the matched repetitions; `seen` as in `height_seen`."""

    name: str
    exercise: str
    azimuth_deg: int
    count: int
    found: int
    sides: list[bool]
    angle_errors_deg: list[float]
    hold_errors_s: list[float]
    seen: bool = True

    @property
    def exact(self) -> bool:
        """Whether the count is true."""
        return self.count == self.found


Counter = Callable[[Path, str], Sequence[Found]]
Angles = tuple[FloatArray, Mapping[str, FloatArray]]
STEP_S = 0.005
BEST = 60
"""The engine's peak is the median of the best 0.3 s: so many steps."""


def today(recording: Path, exercise: str) -> list[Found]:
    """What the engine of this checkout counts."""
    from formcheck.app.loop import follow, recorded
    from formcheck.counting.session import Session
    from formcheck.exercises import catalogue
    from formcheck.pose.recording import Recording

    asked = catalogue.load(exercise)
    measure, summary = asked.measure, follow(recorded(Recording.load(recording)), Session(asked), [])
    reps = [r for r in summary.reps if r.verdict.value == "rep"]
    # An engine that counts by height says beside it what it judged, and on what the hold ran.
    peaks = [getattr(r, "judged_peak", r.peak) for r in reps]
    holds_on = [getattr(r, "hold_on", measure) for r in reps]
    return [
        Found(r.start_s, r.top_s, r.end_s, r.side.value, measure, peak, r.hold_s, r.hold_gate, hold_on)
        for r, peak, hold_on in zip(reps, peaks, holds_on, strict=True)
    ]


def named(counter: str) -> Counter:
    """The counter that MODULE:NAME names."""
    module, name = counter.split(":")
    found: Counter = getattr(import_module(module), name)
    return found


@cache
def true_angles(exercise: str, body: str, kind: str) -> Angles:
    """Times and true angles of a movement."""
    done = movement(exercise, body, kind)
    return done.time_s, angles_deg(done.points, done.side)


def count_cell(cell: Cell, counter: Counter, folder: Path) -> Row:
    """Make a cell, count it, and hold the result against its truth."""
    made, truth = landmarks(cell)
    path = folder / f"{cell.name}.npz"
    made.save(path)
    found = counter(path, cell.exercise)
    path.unlink()
    reps = [TrueRep(rep["side"], rep["counts"], rep["start_s"], rep["end_s"]) for rep in truth["reps"]]
    angles = true_angles(cell.exercise, cell.body, cell.kind)
    row = row_of(cell.name, cell.exercise, cell.azimuth_deg, reps, found, lambda _: angles)
    return replace(row, seen=height_seen(cell))


def row_of(
    name: str,
    exercise: str,
    azimuth_deg: int,
    reps: Sequence[TrueRep],
    found: Sequence[Found],
    angles_of: Callable[[str], Angles],
) -> Row:
    """What was found held against the true movements, whose true angles `angles_of` gives by their side."""
    sides: list[bool] = []
    angles: list[float] = []
    holds: list[float] = []
    for true in reps:
        inside = [one for one in found if true.start_s <= one.top_s <= true.end_s]
        if not inside or not true.counts:
            continue
        first = inside[0]
        sides.append(first.side == true.side)
        if known := _values(first.measure, angles_of(true.side), true):
            angles.append(first.peak - float(np.median(np.sort(known[1])[-BEST:])))
        if known := _values(first.hold_measure or first.measure, angles_of(true.side), true):
            holds.append(first.hold_s - float((known[1] >= first.hold_gate).sum() * STEP_S))
    count = sum(rep.counts for rep in reps)
    return Row(name, exercise, azimuth_deg, count, len(found), sides, _known(angles), _known(holds))


def _values(measure: str, angles: Angles, rep: TrueRep) -> tuple[FloatArray, FloatArray] | None:
    """Times and true values of an engine's measure in a movement, closely; None where the truth has none of it."""
    time_s, by_name = angles
    name, times, plus = MEASURES.get(measure, ("", 0, 0))
    if name not in by_name:
        return None
    inside = (time_s >= rep.start_s - 0.3) & (time_s <= rep.end_s + 0.3)
    fine_s = np.arange(time_s[inside][0], time_s[inside][-1], STEP_S)
    return fine_s, np.interp(fine_s, time_s[inside], by_name[name][inside] * times + plus)


def _known(errors: list[float]) -> list[float]:
    return [error for error in errors if not isnan(error)]


def count_cells(group: Sequence[Cell], counter: str) -> list[Row]:
    """Count some cells in one process."""
    with TemporaryDirectory() as folder:
        return [count_cell(cell, named(counter), Path(folder)) for cell in group]


def rows_of(path: Path) -> list[Row]:
    """The rows that are there already; a line that was cut off is left out."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Row(**json.loads(line)) for line in lines if line.endswith("}")]


def height_seen(cell: Cell) -> bool:
    """Whether the height that counts rises in the picture as in space: on exact points, by the rule of the truth.

    Somebody who is on all fours moves a foot towards a raised camera behind them as much as up: there it sinks.
    """
    done = movement(cell.exercise, cell.body, cell.kind)
    view = View.at(cell.azimuth_deg, cell.height_m, done.distance_m, done.target, done.stand)
    _, down, away = np.moveaxis(view.seen(done.points), -1, 0)
    pictured = done.points.copy()
    pictured[..., 2] = -down / away * done.distance_m
    values = height(cell.exercise, pictured) * thigh_m(pictured) / thigh_m(done.points)
    full: list[float] = []
    part = [0.0]
    for rise in rises(cell.exercise, done.time_s, done.points):
        inside = values[(done.time_s >= rise.start_s) & (done.time_s <= rise.end_s)]
        (full if rise.counts else part).append(float(inside.max()))
    usual = float(np.median(full))
    gate = max(SHARE * usual, SMALLEST_RISE[cell.exercise])
    return bool(min(full) >= gate > max(part))


def run(path: Path, wanted: Iterable[Cell], counter: str, processes: int = 2) -> list[Row]:
    """Count what is wanted and not there yet; every group of cells that share their poses is written at once."""
    done = {row.name for row in rows_of(path)}
    missing = [cell for cell in wanted if cell.name not in done]
    groups = [list(g) for _, g in groupby(missing, key=lambda c: (c.exercise, c.body))]
    with ProcessPoolExecutor(processes) as pool, path.open("a", encoding="utf-8") as file:
        file.write("\n" if file.tell() else "")  # the last line may have been cut off
        for rows in pool.map(partial(count_cells, counter=counter), groups):
            file.writelines(json.dumps(asdict(row)) + "\n" for row in rows)
            file.flush()
    return rows_of(path)


def counted(wanted: Iterable[Cell]) -> Iterator[Cell]:
    """The cells of exercises that have repetitions."""
    return (cell for cell in wanted if cell.exercise in SMALLEST_RISE)


def matrix(rows: Sequence[Row], columns: Mapping[int, str] | None = None) -> str:
    """Four tables in Markdown, exercise by azimuth, or by the column that each azimuth belongs to."""
    by = {azimuth: f"{azimuth}°" for azimuth in AZIMUTHS_DEG} if columns is None else columns
    seen = [row for row in rows if row.seen]
    parts = [
        f"{_exact(rows)} counted exactly.\n",
        *([] if seen == rows else [f"Where the picture shows the height, as in this table: {_exact(seen)}.\n"]),
        _table(seen, by, "counted exactly", _exact),
        _table(rows, by, "angle at the top: mean error, and mean size of it, degrees", _angle),
        _table(rows, by, "hold: mean size of the error, s", _hold),
        _table(rows, by, "side right", _side),
    ]
    return "\n".join(parts)


def _table(rows: Sequence[Row], by: Mapping[int, str], title: str, cell: Callable[[list[Row]], str]) -> str:
    heads = list(dict.fromkeys(by.values()))
    lines = [f"| {title} | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for exercise in dict.fromkeys(row.exercise for row in rows):
        some = [[r for r in rows if (r.exercise, by[r.azimuth_deg]) == (exercise, head)] for head in heads]
        lines.append(f"| {exercise} | " + " | ".join(cell(one) if one else "-" for one in some) + " |")
    return "\n".join(lines) + "\n"


def _exact(rows: Sequence[Row]) -> str:
    return f"{sum(row.exact for row in rows)} of {len(rows)}"


def _angle(rows: list[Row]) -> str:
    errors = np.array([e for row in rows for e in row.angle_errors_deg])
    return f"{errors.mean():+.0f} ({np.abs(errors).mean():.0f})" if len(errors) else "-"


def _hold(rows: list[Row]) -> str:
    errors = np.array([e for row in rows for e in row.hold_errors_s])
    return f"{np.abs(errors).mean():.2f}" if len(errors) else "-"


def _side(rows: list[Row]) -> str:
    right = [s for row in rows for s in row.sides]
    return f"{sum(right)} of {len(right)}" if right else "-"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=Path)
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--counter", default="benchmarks.cross:today")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    wanted = list(counted(cells() if given.share == 1 else selected(given.share)))
    names = {cell.name for cell in wanted}
    rows = [row for row in run(given.rows, wanted, given.counter, given.processes) if row.name in names]
    print(matrix(rows))


if __name__ == "__main__":
    main()
