"""Every exercise counts side by side, and what is done is what is recognised: causally, and nothing is taken back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from formcheck.counting.evidence import Evidence
from formcheck.counting.gate import Verdict
from formcheck.counting.movements import Movement
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.perception import Perception
from formcheck.kinematics.view import View
from formcheck.pose.landmarks import Pose
from formcheck.system.language import later
from formcheck.video.frame import Picture
from formcheck.workout.recognition.recognise import Recogniser

PRESENT = (State.READY, State.EXERCISING)
"""The states of somebody who is in position."""
_STANDING = ("upright", "sitting", "kneeling")
# Of a person who lies or is on all fours, the camera sees feet or head first.
_WORDS = {
    View.SIDE: (later("from the side"), later("from the side")),
    View.SIDE_45: (later("half from the side"), later("half from the side")),
    View.FRONT_45: (later("half from the front"), later("half from the feet")),
    View.FRONT: (later("from the front"), later("from the feet")),
    View.BACK_45: (later("half from behind"), later("half from the head")),
    View.BACK: (later("from behind"), later("from the head")),
}


@dataclass(frozen=True, slots=True)
class CandidateGate:
    """Shows the recogniser one exercise's movements: what of them counts it says once it has seen those of all."""

    exercise: str
    recogniser: Recogniser

    def push(self, movement: Movement, evidence: Evidence | None) -> list[Verdict]:
        """Nothing yet."""
        self.recogniser.push(self.exercise, movement, evidence)
        return []

    def finish(self) -> list[Verdict]:
        """Nothing of its own accord: the recogniser ends once for all of them."""
        return []

    def forget(self) -> None:
        """Nothing is held."""


class Search:
    """Sessions of every candidate, which see the same.

    Attributes
    ----------
    sessions
        By the exercise's id.
    recogniser
        Says which exercise is being done.
    """

    def __init__(self, candidates: Iterable[Exercise]) -> None:
        known = list(candidates)
        self.recogniser = Recogniser({each.id: each.count for each in known})
        self.sessions = {each.id: Session(each, CandidateGate(each.id, self.recogniser)) for each in known}
        self._perception = Perception()
        self._views = Counter[View]()

    @property
    def exercise(self) -> Exercise | None:
        """What is being done, as far as it is known."""
        name = self.recogniser.exercise
        return None if name is None else self.sessions[name].exercise

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> dict[str, Snapshot]:
        """Take the next moment; what each session says of it."""
        seen = self._perception.update(time_s, pose)
        if seen.view.word is not None:
            self._views[seen.view.word] += 1
        found = {name: session.see(seen, picture) for name, session in self.sessions.items()}
        self._count(self.recogniser.decide())
        return found

    @property
    def seen(self) -> str:
        """Where nothing is recognised: from where a person was seen, and what it may have been; else nothing."""
        if not self._views:
            return ""
        candidate = self.recogniser.candidate()
        exercise = None if candidate is None else self.sessions[candidate].exercise
        return sighting(max(self._views, key=self._views.__getitem__), exercise)

    def finish(self) -> dict[str, Summary]:
        """End every session; a single repetition is recognised where nothing else was done. What each has seen."""
        found = {name: session.finish() for name, session in self.sessions.items()}
        self._count([*self.recogniser.decide(), *self.recogniser.finish()])
        return found

    def _count(self, movements: Iterable[tuple[str, Movement]]) -> None:
        for name, movement in movements:
            self.sessions[name].decide(Verdict(movement, surely=True))


def sighting(view: View, candidate: Exercise | None) -> str:
    """From where a person was seen, and what they may have been doing: "Seen from the front; squats?"."""
    if candidate is None:
        return later("Seen {where}.").format(where=_WORDS[view][0])
    lies = candidate.count.kind not in _STANDING
    return later("Seen {where}; {plural}?").format(where=_WORDS[view][lies], plural=candidate.plural)
