"""Every recording counted as every exercise, and what the recognition takes it for.

    python -m benchmarks.matrix [FOLDER ...]

A cell is repetitions, with attempts after a plus; a dot is nothing at all. Looked at are the recordings of the tests
and the folders given: landmark recordings with their truth, or without. Those that a ``held_out.txt`` beside them names
are left out.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from benchmarks.truth import load
from formcheck.app.loop import follow, recorded
from formcheck.counting.results import Counts
from formcheck.counting.session import Session
from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Recording
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Recognised

FOLDER = Path(__file__).parents[1] / "tests" / "recordings"


@dataclass(frozen=True)
class Clip:
    """A recording, what is done in it, and how often by eye; empty where nobody has said so."""

    path: Path
    exercise: str = ""
    reps: str = ""


def clips(folders: Iterable[Path]) -> Iterator[Clip]:
    """Every recording once, by exercise and name."""
    found: dict[str, Clip] = {}
    for folder in folders:
        listed = folder / "held_out.txt"
        held_out = set(listed.read_text(encoding="utf-8").split()) if listed.exists() else set()
        for truth in load(folder):
            if truth.path.name not in held_out and truth.path.suffix == ".npz":
                span = {truth.reps_min, truth.reps_max}
                found.setdefault(truth.name, Clip(truth.path, truth.exercise, "-".join(map(str, sorted(span)))))
        for path in sorted(folder.glob("*.npz")):
            if path.name not in held_out:
                found.setdefault(path.stem, Clip(path))
    yield from sorted(found.values(), key=lambda clip: (clip.exercise, clip.path.name))


@dataclass(frozen=True)
class Row:
    """What one recording was counted as, and what it was taken for."""

    clip: Clip
    cells: dict[str, str]
    taken: str
    right: bool
    ms_a_frame: float


def row(clip: Clip, exercises: tuple[Exercise, ...]) -> Row:
    """Count a recording as everything."""
    recording = Recording.load(clip.path)
    cells = {one.id: cell(follow(recorded(recording), Session(one), []).counts) or "." for one in exercises}
    before = process_time()
    found = follow(recorded(recording), Recognised(exercises), [])
    ms = (process_time() - before) * 1000 / max(len(recording), 1)
    expected = {clip.exercise} if clip.exercise in cells else set()
    right = not clip.exercise or {one.exercise for one in found.sets} == expected
    return Row(clip, cells, told(found), right, ms)


def cell(counts: Counts) -> str:
    """Repetitions, with attempts after a plus; nothing for nothing at all."""
    return f"{counts.reps}+{counts.attempts}" if counts.attempts else str(counts.reps or "")


def told(found: Summary) -> str:
    """The sets that were recognised."""
    return ", ".join(f"{one.exercise} {cell(one.counts)}" for one in found.sets) or "-"


def main() -> None:
    """Print the matrix, and how many recordings were taken for what they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    arguments = parser.parse_args()
    exercises = candidates()
    names = [exercise.id for exercise in exercises]
    print(f"{'recording':32} {'is':20} {'reps':>5} | " + " ".join(f"{name[:9]:>9}" for name in names) + " | taken for")
    rows = []
    for clip in clips([FOLDER, *arguments.folders]):
        rows.append(found := row(clip, exercises))
        cells = " ".join(f"{found.cells[name]:>9}" for name in names)
        mark = "" if found.right else "   <--"
        print(
            f"{clip.path.stem:32} {clip.exercise or '?':20} {clip.reps:>5} | {cells} | {found.taken}{mark}", flush=True
        )
    right, cost = sum(found.right for found in rows), sum(found.ms_a_frame for found in rows) / max(len(rows), 1)
    print(f"{right} of {len(rows)} as they are; {cost:.2f} ms a frame for {len(names)} exercises")


if __name__ == "__main__":
    main()
