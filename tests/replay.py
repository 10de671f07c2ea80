"""The landmark recordings of the tests and their truth, each replayed once for every test that asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.truth import Truth, load
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose
from formcheck.pose.recording import Recording

FOLDER = Path(__file__).parent / "recordings"
TRUTHS = {truth.name: truth for truth in load(FOLDER)}
PROGRAMME = {truth.name: truth for truth in load(FOLDER / "programme")}
EVERY = {**TRUTHS, **PROGRAMME}
OTHERS = [name for name, truth in TRUTHS.items() if truth.exercise not in catalogue.names()]
RENDERED = [name for name, truth in TRUTHS.items() if truth.reps is not None and name not in OTHERS]
PEOPLE = [name for name, truth in TRUTHS.items() if truth.reps is None and name not in OTHERS]
# A top that stays 12 degrees short of straight shows nothing of the landmarks' offset: docs/accuracy.md says so.
OFFSET_UNSEEN = ["view_b_male_low168"]


@dataclass(frozen=True)
class Replay:
    """A recording run through a session, with its truth."""

    truth: Truth
    summary: Summary
    snapshots: list[Snapshot]


def played(exercise: Exercise, moments: Iterable[tuple[float, Pose | None]]) -> tuple[list[Snapshot], Summary]:
    """What a session of this exercise says of these moments, and at the end."""
    session = Session(exercise)
    snapshots = [session.update(time_s, pose) for time_s, pose in moments]
    return snapshots, session.finish()


@cache
def replay(name: str, exercise: str = "") -> Replay:
    """Run a recording through a session of its own exercise or another."""
    truth = EVERY[name]
    snapshots, summary = played(catalogue.load(exercise or truth.exercise), Recording.load(truth.path))
    return Replay(truth, summary, snapshots)
