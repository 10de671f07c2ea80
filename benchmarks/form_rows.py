"""What is said of every repetition of the rendered bodies, from around them: a row each.

Watched as if every fault were judged from anywhere: where it is judged is put in afterwards, by the view that was read.
"""

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.form_clips import Made, made, seen, views
from benchmarks.form_said import said
from benchmarks.form_truth import FAULTS, TrueFault
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from tools.landmarks.cross import BODIES

EXERCISES = tuple(dict.fromkeys(fault.exercise for fault in FAULTS))


@dataclass(frozen=True)
class Row:
    """One repetition seen from one place.

    Attributes
    ----------
    exercise, fault, body, level
        Who does what, and how much of which fault there is; no fault in sets of good form.
    band_deg, azimuth_deg, height_m
        Where the camera stands: degrees off the side, around the person, metres.
    read_deg
        How far off the side the program takes it to be.
    counted
        Whether the repetition is counted.
    near
        Whether the working side faces the camera.
    said
        The faults that are named.
    """

    exercise: str
    fault: str
    body: str
    level: str
    band_deg: int
    azimuth_deg: int
    height_m: float
    read_deg: float
    counted: bool
    near: bool
    said: tuple[str, ...]


@dataclass(frozen=True)
class Job:
    """Everything that one body does of a fault."""

    exercise: str
    fault: TrueFault | None
    body: str
    views: int


def jobs(count: int, only: str = "", bodies: Iterable[str] = BODIES) -> list[Job]:
    """All of it: so many places for each angle off the side."""
    wanted = [(fault.exercise, fault) for fault in FAULTS] + [(name, None) for name in EXERCISES]
    return [Job(name, fault, body, count) for name, fault in wanted if only in name for body in bodies]


def everywhere(exercise: Exercise) -> Exercise:
    """The same exercise, its faults judged from anywhere."""
    faults = [fault.model_copy(update={"within_deg": 90.0}) for fault in exercise.fault]
    return exercise.model_copy(update={"fault": faults})


def rows_of(job: Job) -> list[Row]:
    """Make, watch and forget the recordings of one job."""
    exercise, found = everywhere(catalogue.load(job.exercise)), list[Row]()
    for done in made(job.exercise, job.fault, job.body):
        for band_deg, azimuth_deg, height_m in views(done.name, job.views):
            found += _rows(done, exercise, band_deg, azimuth_deg, height_m)
    return found


def _rows(done: Made, exercise: Exercise, band_deg: int, azimuth_deg: int, height_m: float) -> list[Row]:
    told = said(seen(done, azimuth_deg, height_m), exercise)
    near = (done.side == "right") == (azimuth_deg < 90 or azimuth_deg > 270)
    fault = done.fault.name if done.fault else ""
    return [
        Row(
            done.exercise, fault, done.body, rep.level, band_deg, azimuth_deg, height_m,
            told.off_side_deg(rep.start_s, rep.end_s), (it := told.about(rep.top_s)) is not None, near,
            tuple(sorted({one.id for one in it.faults})) if it is not None else (),
        )
        for rep in done.reps
    ]  # fmt: skip


def run(file: Path, wanted: list[Job], processes: int = 2) -> list[Row]:
    """All rows of some jobs, and write them."""
    with ProcessPoolExecutor(processes) as pool, file.open("w", encoding="utf-8") as out:
        for found in pool.map(rows_of, wanted):
            out.writelines(json.dumps(asdict(row)) + "\n" for row in found)
            out.flush()
    return read(file)


def read(file: Path) -> list[Row]:
    """The rows of a file."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [Row(**{**(row := json.loads(line)), "said": tuple(row["said"])}) for line in lines]
