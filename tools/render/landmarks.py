"""Landmark recordings without pictures: people whose truth is known, with the errors that the pose model makes.

    python -m tools.render.landmarks OUT                              # the full cross of rendered people, minutes
    python -m tools.render.landmarks OUT --only squat --azimuth 90    # a part of it
    python -m tools.render.landmarks OUT --people people.npz          # motion-captured people instead

Every recording is `NAME.npz` with `NAME.truth.json` beside it; see docs/test_bench.md.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby, product
from pathlib import Path
from typing import Any

from ..landmarks import people
from ..landmarks.cross import AZIMUTHS_DEG, HEIGHTS_M, Cell, cells, landmarks, selected
from ..landmarks.noise import Landmarks


def write(out: Path, name: str, found: Landmarks, truth: dict[str, Any]) -> None:
    """Write one recording and its truth; the truth comes last, so that what has it is complete."""
    found.save(out / f"{name}.npz")
    (out / f"{name}.truth.json").write_text(json.dumps(truth, separators=(",", ":")), encoding="utf-8")


def write_cells(out: Path, group: list[Cell]) -> int:
    """Write some cells of the cross; returns how many."""
    for cell in group:
        write(out, cell.name, *landmarks(cell))
    return len(group)


def write_cross(out: Path, wanted: Iterable[Cell], processes: int) -> int:
    """Write cells of the cross, those of one body's exercise in one process: they share their poses."""
    groups = [list(group) for _, group in groupby(wanted, key=lambda cell: (cell.exercise, cell.body))]
    if processes == 1:
        return sum(write_cells(out, group) for group in groups)
    with ProcessPoolExecutor(processes) as pool:
        return sum(pool.map(write_cells, [out] * len(groups), groups))


def write_people(out: Path, file: Path, only: str, views: Iterable[tuple[float, float]]) -> int:
    """Write every set of motion-captured people seen from every view, azimuth and height."""
    count = 0
    for one, (azimuth_deg, height_m) in product(people.sets(file, only), list(views)):
        name = f"{one.name}-az{azimuth_deg:03.0f}-h{height_m * 100:03.0f}"
        write(out, name, *people.landmarks(one, azimuth_deg, height_m))
        count += 1
    return count


def main() -> None:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.render.landmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--people", type=Path, help="motion-captured people, with truth.csv beside the file")
    parser.add_argument("--only", default="", help="only what has this in its name")
    parser.add_argument("--azimuth", type=float, nargs="+", default=list(AZIMUTHS_DEG), help="degrees")
    parser.add_argument("--height", type=float, nargs="+", default=list(HEIGHTS_M), help="of the camera, metres")
    parser.add_argument("--share", type=int, default=1, help="one cell in so many, by a seed")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    before = time.perf_counter()
    if given.people:
        count = write_people(given.out, given.people, given.only, product(given.azimuth, given.height))
    else:
        whole = list(cells()) if given.share == 1 else selected(given.share)
        seen = [cell for cell in whole if cell.azimuth_deg in given.azimuth and cell.height_m in given.height]
        wanted = [cell for cell in seen if given.only in cell.name]
        count = write_cross(given.out, wanted, given.processes)
    sys.stdout.write(f"{count} recordings in {time.perf_counter() - before:.0f} s\n")


if __name__ == "__main__":
    main()
