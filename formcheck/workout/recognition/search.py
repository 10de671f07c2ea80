"""Every exercise counts side by side, and what is done is what is recognised: causally, and nothing is taken back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from formcheck.counting.evidence import Evidence, Excursion
from formcheck.counting.gate import Verdict
from formcheck.counting.results import Summary
from formcheck.counting.session import Session
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.signature import Signature
from formcheck.counting.snapshot import Snapshot, State
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.perception import Perception
from formcheck.kinematics.view import View
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.recognition.recognise import Recogniser
from formcheck.workout.recognition.sighting import sighting

PRESENT = (State.READY, State.EXERCISING)
"""The states of somebody who is in position."""


@dataclass(frozen=True, slots=True)
class CandidateGate:
    """What of one exercise's movements counts: what the recogniser takes for it, and nothing else."""

    exercise: str
    recogniser: Recogniser

    def push(self, excursion: Excursion, evidence: Evidence | None) -> list[Verdict]:
        """The verdict on every movement that counts now."""
        return [counted(one) for one in self.recogniser.push(self.exercise, excursion, evidence)]

    def finish(self) -> list[Verdict]:
        """Nothing of its own accord: the recogniser ends once for all of them."""
        return []


def counted(excursion: Excursion) -> Verdict:
    """That a movement is surely the exercise."""
    return Verdict(excursion, counts=True, surely=True, reason="")


class Search:
    """Sessions of every candidate, which see the same.

    Parameters
    ----------
    candidates
        What it may be, at least one.
    settings
        The engine's limits.

    Attributes
    ----------
    sessions
        By the exercise's id.
    recogniser
        Says which exercise is being done.
    """

    def __init__(self, candidates: Iterable[Exercise], settings: Settings = DEFAULTS) -> None:
        known = list(candidates)
        self.recogniser = Recogniser({each.id: Signature.of(each) for each in known})
        self.sessions = {each.id: Session(each, CandidateGate(each.id, self.recogniser), settings) for each in known}
        self._perception = Perception()
        self._views = Counter[View]()

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> dict[str, Snapshot]:
        """Take the next moment; what each session says of it."""
        seen = self._perception.update(time_s, pose)
        if seen.view.word is not None:
            self._views[seen.view.word] += 1
        return {name: session.see(seen, picture) for name, session in self.sessions.items()}

    @property
    def seen(self) -> str:
        """Where nothing is recognised: from where a person was seen, and what it may have been; else nothing."""
        if not self._views:
            return ""
        candidate = self.recogniser.candidate()
        exercise = None if candidate is None else self.sessions[candidate[0]].exercise
        return sighting(max(self._views, key=self._views.__getitem__), exercise)

    def finish(self) -> dict[str, Summary]:
        """End every session; a single repetition is recognised where nothing else was done. What each has seen."""
        found = {name: session.finish() for name, session in self.sessions.items()}
        for excursion in self.recogniser.finish():
            if self.recogniser.exercise is not None:
                self.sessions[self.recogniser.exercise].decide(counted(excursion))
        return found
