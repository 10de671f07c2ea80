"""What formcheck counts of real people, named and unnamed, beside the script of one height.

    python -m benchmarks.people [--recordings DIR] [--held-out] [--captured PEOPLE.npz [--only-captured]] [--unnamed]

One line for every set that is counted wrong, then a table: as they are, every second and every third picture, and after
a pause of 2.5 s where they begin at rest (the first pose held, with a little noise). `other:` rows may be counted only
as what `may_count_as` names. ``--captured`` projects motion-captured people into six views, 0.6 m and 1.2 m high.
"""

import argparse
import csv
import importlib.util
import subprocess
import sys
import tempfile
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import numpy as np

from formcheck.counting.session import Session
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.kinematics.heights import HEIGHTS
from formcheck.pose.recording import Recording
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Recognised

SHARED = Path(__file__).parents[2] / "shared"
AZIMUTHS, CAMERA_HEIGHTS_M = ("0", "30", "60", "90", "150", "270"), ("0.6", "1.2")
PAUSE_S, NOISE_PX = 2.5, 0.5


@dataclass(frozen=True)
class Row:
    """A recording, what is done in it and how often; what another movement may be taken for, and how often at most."""

    path: Path
    exercise: str
    least: int
    most: int
    at_rest: bool
    allowed: dict[str, int]

    @property
    def is_set(self) -> bool:
        """Whether it is a set of ours whose count is known; a stretch has no height to count by."""
        ours = self.exercise in catalogue.names() and catalogue.load(self.exercise).count.height in HEIGHTS
        return ours and self.least > 0 and self.most - self.least <= 1


def rows(folder: Path, *, held_out: bool) -> Iterator[Row]:
    """The rows of a truth file, the open or the held-out ones."""
    held = set((folder / "held_out.txt").read_text(encoding="utf-8").split())
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["file"] in held) == held_out:
                yield _row(folder / row["file"], row)


def _row(path: Path, row: dict[str, str]) -> Row:
    pairs = (part.split() for part in row["may_count_as"].split(";") if part.strip())
    allowed = {name: int(span.split("-")[-1]) for name, span in pairs}
    span = int(row["reps_min"] or 0), int(row["reps_max"] or 0)
    return Row(path, row["exercise"], *span, row.get("begins_at_rest") == "yes", allowed)


def every(recording: Recording, step: int) -> Recording:
    """One of so many pictures."""
    arrays = {name: getattr(recording, name)[::step] for name in ("time_s", "image_px", "world_m", "visibility")}
    return replace(recording, **arrays)


def after_pause(recording: Recording) -> Recording:
    """The first pose held for a while before the recording."""
    times_s = np.arange(-PAUSE_S, 0, 1 / 30) + recording.time_s[0]
    held = [np.repeat(values[:1], len(times_s), 0) for values in (recording.world_m, recording.visibility)]
    first = recording.image_px[:1] + np.random.default_rng(0).normal(scale=NOISE_PX, size=(len(times_s), 33, 2))
    return replace(
        recording,
        time_s=np.concatenate([times_s, recording.time_s]),
        image_px=np.concatenate([first, recording.image_px]),
        world_m=np.concatenate([held[0], recording.world_m]),
        visibility=np.concatenate([held[1], recording.visibility]),
    )


def followed(recording: Recording, exercise: str) -> Summary:
    """What a session of this exercise says of it."""
    session = Session(catalogue.load(exercise))
    for time_s, pose in recording:
        session.update(time_s, pose)
    return session.finish()


def named(recording: Recording, exercise: str) -> tuple[int, int]:
    """Repetitions, and good ones, under this name."""
    counts = followed(recording, exercise).counts
    return counts.reps, counts.good


def unnamed(recording: Recording) -> dict[str, int]:
    """Repetitions of every exercise that is recognised."""
    judge = Recognised(candidates())
    for time_s, pose in recording:
        judge.update(time_s, pose)
    found: Tally[str] = Tally()
    for one in judge.finish().sets:
        found[one.exercise] += one.counts.reps
    return dict(found)


def module_of(path: Path) -> ModuleType:
    """A script that lies beside the data."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_script(script: ModuleType, recording: Recording, exercise: str) -> int:
    """What the script of one height counts."""
    signal = script.height(exercise, recording.image_px)
    known = np.flatnonzero(~np.isnan(signal))
    return int(script.count(np.interp(np.arange(len(signal)), known, signal[known]))) if len(known) > 5 else 0


class Score:
    """Adds up, and prints what is wrong."""

    def __init__(self) -> None:
        self.right: Tally[str] = Tally()
        self.all: Tally[str] = Tally()

    def add(self, group: str, name: str, wrong: str) -> None:
        """One more of a group; `wrong` is empty where it is right."""
        self.all[group] += 1
        self.right[group] += not wrong
        if wrong:
            print(f"{group:34} {name:32} {wrong}", flush=True)

    def add_count(self, group: str, row: Row, found: int) -> None:
        """What was counted under its name."""
        wrong = "" if row.least <= found <= row.most else f"true {row.least}-{row.most} found {found}"
        self.add(group, row.path.stem, wrong)

    def add_unnamed(self, group: str, row: Row, taken: dict[str, int]) -> None:
        """What was counted without one: as that exercise and no other."""
        right = set(taken) == {row.exercise} and row.least <= taken[row.exercise] <= row.most
        self.add(group, row.path.stem, "" if right else f"{row.exercise} {row.least}-{row.most}: {taken}")

    def print(self) -> None:
        """The table."""
        for group, n in self.all.items():
            print(f"{group:34} {self.right[group]:4} of {n:4}")


def score_set(score: Score, row: Row, script: ModuleType, *, also_unnamed: bool) -> None:
    """Everything of one set of ours."""
    recording = Recording.load(row.path)
    variants = {"as they are": recording, "one of two": every(recording, 2), "one of three": every(recording, 3)}
    if row.at_rest:
        variants["after a pause"] = after_pause(recording)
    for how, seen in variants.items():
        score.add_count(how, row, named(seen, row.exercise)[0])
    score.add_count("script", row, by_script(script, recording, row.exercise))
    if also_unnamed:
        score.add_unnamed("unnamed", row, unnamed(recording))


def score_other(score: Score, row: Row, *, also_unnamed: bool, group: str = "") -> None:
    """What another movement is counted as, under every name and without one."""
    recording = Recording.load(row.path)
    found = {name: named(recording, name) for name in catalogue.names()}
    wrong = {name: counts for name, counts in found.items() if counts[0] > row.allowed.get(name, 0)}
    score.add(f"{group}other, named (reps, good)", row.path.stem, str(wrong) if wrong else "")
    if also_unnamed:
        taken = {name: n for name, n in unnamed(recording).items() if n}
        score.add(f"{group}other, unnamed", row.path.stem, str(taken) if taken else "")


def captured_rows(people: Path, out: Path, azimuths: Sequence[str], height_m: str = "0.6") -> list[Row]:
    """Motion-captured people, projected into a folder by the script beside them."""
    out.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, str(people.with_name("project.py")), str(people), str(out), "--height", height_m]
    subprocess.run([*command, "--azimuth", *azimuths], check=True)
    with (people.with_name("truth.csv")).open(encoding="utf-8", newline="") as file:
        truth = {row["set"]: row for row in csv.DictReader(file)}
    return [_row(path, truth[path.stem.rsplit("_az", 1)[0]]) for path in sorted(out.glob("*.npz"))]


def score_captured(score: Score, row: Row, height_m: str, *, also_unnamed: bool) -> None:
    """One motion-captured set from one side; of those done wrongly the range may be wide."""
    if row.exercise not in catalogue.names():
        score_other(score, row, also_unnamed=also_unnamed, group="captured ")
        return
    recording = Recording.load(row.path)
    group = f"captured, {row.path.stem.rsplit('_', 1)[1]}, {height_m} m"
    score.add_count(group, row, named(recording, row.exercise)[0])
    if also_unnamed:
        score.add_unnamed("captured, unnamed", row, unnamed(recording))


def main() -> None:
    """Count everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, default=SHARED / "recordings")
    parser.add_argument("--held-out", action="store_true", help="one of the three looks at these")
    parser.add_argument("--captured", type=Path, help="people.npz of motion capture")
    parser.add_argument("--only-captured", action="store_true", help="and none of the recordings")
    parser.add_argument("--unnamed", action="store_true", help="without a name as well: eleven sessions each")
    given = parser.parse_args()
    if given.held_out:
        print("This is one of the three looks at the held-out recordings: its figures belong into the note.")
    score = Score()
    script = module_of(given.recordings / "one_height.py")
    for row in () if given.only_captured else rows(given.recordings, held_out=given.held_out):
        if row.is_set:
            score_set(score, row, script, also_unnamed=given.unnamed)
        elif row.exercise.startswith("other:"):
            score_other(score, row, also_unnamed=given.unnamed)
    if given.captured is not None:
        with tempfile.TemporaryDirectory() as folder:
            for height_m in CAMERA_HEIGHTS_M:
                for row in captured_rows(given.captured, Path(folder) / height_m, AZIMUTHS, height_m):
                    score_captured(score, row, height_m, also_unnamed=given.unnamed)
    score.print()


if __name__ == "__main__":
    main()
