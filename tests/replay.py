"""The landmark recordings of the tests and their truth, for every test that replays them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.truth import Truth, load
from formcheck import catalogue
from formcheck.recording import Recording
from formcheck.session import Session
from formcheck.snapshot import Snapshot, Summary

FOLDER = Path(__file__).parent / "recordings"
TRUTHS = {truth.name: truth for truth in load(FOLDER)}
RENDERED = [name for name, truth in TRUTHS.items() if truth.reps is not None]
PEOPLE = [name for name, truth in TRUTHS.items() if truth.reps is None]


@dataclass(frozen=True)
class Replay:
    """A recording run through a session, with its truth."""

    truth: Truth
    summary: Summary
    snapshots: list[Snapshot]


@cache
def replay(name: str, *, as_live: bool = False) -> Replay:
    """Run a recording through a session, looked at as a whole or as it would have come.

    A distractor is analysed as the exercise that it distracts from.
    """
    truth = TRUTHS[name]
    recording = Recording.load(truth.path)
    chosen = catalogue.load(truth.exercise if truth.exercise in catalogue.names() else "donkey_kick")
    session = Session(chosen) if as_live else Session.replay(chosen, recording)
    snapshots = [session.update(time_s, pose) for time_s, pose in recording]
    return Replay(truth, session.finish(), snapshots)
