"""Recordings perceived once, and counted again with other limits.

A counter does not know what a gate makes of its movements. So every exercise counts a recording once, and what it found
is shown to other gates and recognisers as often as need be, which costs little.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from operator import itemgetter

from formcheck.counting.evidence import Evidence
from formcheck.counting.gate import NamedGate, Verdict
from formcheck.counting.movements import Movement
from formcheck.counting.session import Session
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.signature import is_near
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.perception import Perceived, Perception
from formcheck.kinematics.posture import PostureReader
from formcheck.pose.recording import Recording
from formcheck.workout.recognition.recognise import Recogniser

Shown = tuple[int, Movement, Evidence | None]
"""At which pose a movement was shown to the gate, the movement, and its evidence."""


@dataclass
class _Listener:
    """A gate that only notes what it is shown."""

    row: int = 0
    shown: list[Shown] = field(default_factory=list)

    def push(self, movement: Movement, evidence: Evidence | None) -> list[Verdict]:
        self.shown.append((self.row, movement, evidence))
        return []

    def finish(self) -> list[Verdict]:
        return []

    def forget(self) -> None:
        """Nothing is held."""


def perceived(recording: Recording) -> list[Perceived]:
    """Every pose of a recording."""
    perception = Perception()
    return [perception.update(time_s, pose) for time_s, pose in recording]


def postured(seen: Sequence[Perceived]) -> list[Perceived]:
    """The same with the postures read anew."""
    reader = PostureReader()
    return [
        replace(one, posture=reader.push(one.time_s, one.followed.figure if one.followed else None)) for one in seen
    ]


def movements(seen: Sequence[Perceived], exercise: Exercise, settings: Settings = DEFAULTS) -> list[Shown]:
    """What the counter of an exercise finds."""
    listener = _Listener()
    session = Session(exercise, listener, settings)
    for listener.row, one in enumerate(seen):
        session.see(one)
    listener.row = len(seen)
    session.finish()
    return listener.shown


class Gates:
    """What counts of the movements that were found, with a name and without.

    Parameters
    ----------
    exercises
        By id, with the limits that are tried.
    """

    def __init__(self, exercises: Mapping[str, Exercise], settings: Settings = DEFAULTS) -> None:
        self._exercises, self._settings = exercises, settings

    def named(self, exercise: str, shown: Iterable[Shown]) -> tuple[int, int]:
        """Repetitions under this name, and those that are surely of it: only they can be good."""
        own = self._exercises[exercise]
        gate = NamedGate(own, self._settings, [each.count for each in self._exercises.values() if is_near(own, each)])
        verdicts = [*chain.from_iterable(gate.push(of, evidence) for _, of, evidence in shown), *gate.finish()]
        counting = {id(verdict.movement): verdict.surely for verdict in verdicts if verdict.movement.counts}
        return len(counting), sum(counting.values())

    def unnamed(self, shown: Mapping[str, Sequence[Shown]]) -> dict[str, int]:
        """Repetitions of what is recognised; `shown` by exercise."""
        order = {name: k for k, name in enumerate(self._exercises)}
        pushed = sorted(((row, order[name], k) for name, some in shown.items() for k, (row, _, _) in enumerate(some)))
        recogniser = Recogniser({name: each.count for name, each in self._exercises.items()})
        names, found = list(order), dict[str, int]()
        for _, at_once in groupby(pushed, key=itemgetter(0)):
            for _, which, k in at_once:
                _, of, evidence = shown[names[which]][k]
                recogniser.push(names[which], of, evidence)
            recogniser.decide()
        recogniser.finish()
        for one in recogniser.sets:
            found[one.exercise] = found.get(one.exercise, 0) + len(one.repetitions)
        return found
