"""Recordings perceived once, and counted again with other limits.

A counter does not know what a gate makes of its movements. So every exercise counts a recording once, and what it found
is shown to other gates and recognisers as often as need be, which costs little.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from formcheck.counting.evidence import Evidence, Excursion
from formcheck.counting.gate import NamedGate, Verdict
from formcheck.counting.session import Session
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.signature import Fit, Signature
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.perception import Perceived, Perception
from formcheck.kinematics.posture import Posture, PostureReader, plausible
from formcheck.pose.recording import Recording
from formcheck.workout.recognition.recognise import Recogniser

Shown = tuple[int, Excursion, Evidence | None]
"""At which pose a movement was shown to the gate, the movement, and its evidence."""
Likely = dict[Posture, float]


@dataclass
class _Listener:
    """A gate that only notes what it is shown."""

    row: int = 0
    shown: list[Shown] = field(default_factory=list)

    def push(self, excursion: Excursion, evidence: Evidence | None) -> list[Verdict]:
        self.shown.append((self.row, excursion, evidence))
        return []

    def finish(self) -> list[Verdict]:
        return []


def perceived(recording: Recording) -> list[Perceived]:
    """Every pose of a recording."""
    perception = Perception()
    return [perception.update(time_s, pose) for time_s, pose in recording]


def postured(seen: Sequence[Perceived]) -> list[Perceived]:
    """The same with the postures read anew."""
    reader = PostureReader()
    return [replace(one, posture=reader.push(one.time_s, one.figure)) for one in seen]


def movements(seen: Sequence[Perceived], exercise: Exercise, settings: Settings = DEFAULTS) -> list[Shown]:
    """What the counter of an exercise finds."""
    listener = _Listener()
    session = Session(exercise, listener, settings)
    for listener.row, one in enumerate(seen):
        session.see(one)
    listener.row = len(seen)
    session.finish()
    return listener.shown


class Postures:
    """The postures of movements, worked out once and not again for every other limit."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Evidence, Likely, Likely]] = {}

    def of(self, evidence: Evidence) -> tuple[Likely, Likely]:
        """At rest and at the top."""
        if id(evidence) not in self._known:
            self._known[id(evidence)] = evidence, plausible(evidence.rest), plausible(evidence.top)
        return self._known[id(evidence)][1:]

    def clear(self) -> None:
        """Forget them: for another recording, or where the limits of postures are others."""
        self._known.clear()


POSTURES = Postures()


@dataclass(frozen=True)
class Remembering(Signature):
    """A signature that looks at no movement twice."""

    known: dict[tuple[object, ...], tuple[Fit, Evidence, Sequence[Evidence]]] = field(default_factory=dict)

    def fit(self, evidence: Evidence, *, strict: bool = True, recent: Sequence[Evidence] = ()) -> Fit:
        key = (id(evidence), strict, *map(id, recent))
        if key not in self.known:  # the evidence is kept: its id is not given away again
            found = Signature.fit(self, evidence, strict=strict, recent=recent)
            self.known[key] = found, evidence, recent
        return self.known[key][0]

    def in_class(self, evidence: Evidence) -> float:
        rest, top = POSTURES.of(evidence)
        return float(min(max(rest[p] for p in self.rest), max(top[p] for p in (*self.rest, *self.passes))))


def signature(exercise: Exercise) -> Remembering:
    """What an exercise's file says of it."""
    known = Signature.of(exercise)
    return Remembering(known.exercise, known.kind, known.rest, known.bounds, known.passes)


class Gates:
    """What counts of the movements that were found, with a name and without.

    Parameters
    ----------
    signatures
        By the exercise's id, with the limits that are tried.
    """

    def __init__(self, signatures: Mapping[str, Signature], settings: Settings = DEFAULTS) -> None:
        self._signatures, self._settings = signatures, settings

    def named(self, exercise: str, shown: Iterable[Shown]) -> tuple[int, int]:
        """Repetitions under this name, and those that are surely of it: only they can be good."""
        own = self._signatures[exercise]
        neighbours = [each for each in self._signatures.values() if each.kind == own.kind and each is not own]
        gate = NamedGate(own, neighbours, self._settings)
        verdicts = [*chain.from_iterable(gate.push(of, evidence) for _, of, evidence in shown), *gate.finish()]
        counting = {verdict.excursion: verdict.surely for verdict in verdicts if verdict.counts}
        return len(counting), sum(counting.values())

    def unnamed(self, shown: Mapping[str, Sequence[Shown]]) -> dict[str, int]:
        """Repetitions of what is recognised; `shown` by exercise."""
        order = {name: k for k, name in enumerate(self._signatures)}
        pushed = sorted(((row, order[name], k) for name, some in shown.items() for k, (row, _, _) in enumerate(some)))
        names, recogniser, found = list(order), Recogniser(self._signatures), dict[str, int]()
        for _, which, k in pushed:
            _, of, evidence = shown[names[which]][k]
            recogniser.push(names[which], of, evidence)
        recogniser.finish()
        for one in recogniser.sets:
            found[one.exercise] = found.get(one.exercise, 0) + len(one.repetitions)
        return found
