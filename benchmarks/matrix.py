"""Every recording counted as every exercise, and what the recognition takes it for.

    python -m benchmarks.matrix [FOLDER ...]

A cell is repetitions, with attempts after a plus; a dot is nothing at all. Looked at are the recordings of the tests,
``../shared/recordings`` where it is there, and the folders given: landmark recordings with their truth, or without.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from benchmarks.truth import load
from formcheck.counting.results import Verdict
from formcheck.counting.session import Session
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Recording
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Recognition, Replays, recognise

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "tests" / "recordings", ROOT.parent / "shared" / "recordings")


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
        for truth in load(folder):
            if truth.path.suffix == ".npz":
                span = {truth.reps_min, truth.reps_max}
                found.setdefault(truth.name, Clip(truth.path, truth.exercise, "-".join(map(str, sorted(span)))))
        for path in sorted(folder.glob("*.npz")):
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


def row(clip: Clip, exercises: tuple[Exercise, ...], *, as_live: bool) -> Row:
    """Count a recording as everything."""
    recording = Recording.load(clip.path)
    cells = {}
    for exercise in exercises:
        session = Session(exercise) if as_live else Session.replay(exercise, recording)
        for time_s, pose in recording:
            session.update(time_s, pose)
        counts = session.finish().counts
        cells[exercise.id] = f"{counts.reps}+{counts.attempts}" if counts.attempts else str(counts.reps or ".")
    before = process_time()
    found = recognise(recording, exercises, Session if as_live else Replays(recording).begin_if_seen)
    ms = (process_time() - before) * 1000 / max(len(recording), 1)
    expected = {clip.exercise} if clip.exercise in cells else set()
    right = not clip.exercise or {one.id for one in found.exercises} == expected
    return Row(clip, cells, told(found), right, ms)


def told(found: Recognition) -> str:
    """The sets that were recognised."""
    sets = ((one[0].exercise.id, Counter(m.rep.verdict for m in one)) for one in found.sets)
    return ", ".join(f"{name} {n[Verdict.REP]}+{n[Verdict.ATTEMPT]}".removesuffix("+0") for name, n in sets) or "-"


def main() -> None:
    """Print the matrix, and how many recordings were taken for what they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--as-live", action="store_true", help="count as live sessions do")
    arguments = parser.parse_args()
    exercises = candidates()
    names = [exercise.id for exercise in exercises]
    print(f"{'recording':32} {'is':20} {'reps':>5} | " + " ".join(f"{name[:9]:>9}" for name in names) + " | taken for")
    rows = []
    for clip in clips([folder for folder in (*FOLDERS, *arguments.folders) if folder.is_dir()]):
        rows.append(found := row(clip, exercises, as_live=arguments.as_live))
        cells = " ".join(f"{found.cells[name]:>9}" for name in names)
        mark = "" if found.right else "   <--"
        print(
            f"{clip.path.stem:32} {clip.exercise or '?':20} {clip.reps:>5} | {cells} | {found.taken}{mark}", flush=True
        )
    right, cost = sum(found.right for found in rows), sum(found.ms_a_frame for found in rows) / max(len(rows), 1)
    print(f"{right} of {len(rows)} as they are; {cost:.2f} ms a frame for {len(names)} exercises")


if __name__ == "__main__":
    main()
