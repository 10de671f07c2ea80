"""With a name: the person's word is trusted, and only what is surely something else is kept out."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from formcheck.counting.evidence import Evidence
from formcheck.counting.movements import Movement
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.signature import fit, neighbours_of, possible
from formcheck.exercises.count import Count
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.posture import outside, plausible
from formcheck.pose.landmarks import FloatArray


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one movement.

    Attributes
    ----------
    movement
        With the reason where it is no repetition. It may be one later, when the set turns out to be the exercise after
        all; a repetition never turns back.
    surely
        Whether it surely is this exercise; where not, it counts but is never good.
    """

    movement: Movement
    surely: bool = False


class Gate(Protocol):
    """Says of movements whether they count."""

    def push(self, movement: Movement, evidence: Evidence | None) -> list[Verdict]:
        """The verdict on this movement, and on earlier ones that are decided now."""

    def finish(self) -> list[Verdict]:
        """The verdicts at the end on what was not decided."""

    def forget(self) -> None:
        """What was not decided is nothing."""


class NamedGate:
    """Excursions of the exercise that was named, in time, to verdicts.

    An excursion that begins or ends outside the exercise's class of posture is getting there or leaving: it is refused
    by itself, and one around which the skeleton had collapsed is no movement. Else an excursion is foreign where it is
    surely neither the exercise nor a neighbour. A single foreign one among repetitions counts, told after the next two
    of them; where there are more of its kind they are a set of something else, and refused: jumping jacks, but also
    the curtsy lunges of somebody who does one after every squat. While most
    is foreign, nothing counts. (Of an earlier engine 13 of 2062 repetitions were foreign: three curtsies, two of
    a close-up, else single ones.)
    """

    def __init__(
        self, exercise: Exercise, settings: Settings = DEFAULTS, neighbours: Sequence[Count] | None = None
    ) -> None:
        self._own, self._settings = exercise.count, settings
        self._neighbours = neighbours_of(exercise) if neighbours is None else neighbours
        self._foreign: deque[bool] = deque(maxlen=settings.looked_at_together)
        self._held: list[tuple[Verdict, bool]] = []
        self._since = 0

    def push(self, movement: Movement, evidence: Evidence | None) -> list[Verdict]:
        """The verdict on this excursion; before it those on earlier ones that were refused and count now."""
        if evidence is None:
            return [Verdict(replace(movement, reason="lost_sight"))]
        if self._outside(evidence.before) or self._outside(evidence.after):
            return [Verdict(replace(movement, reason="not_in_position"))]
        verdict = Verdict(movement, fit(self._own, evidence) >= self._settings.unsure)
        foreign = self._is_foreign(evidence)
        self._foreign.append(foreign)
        self._since = 0 if foreign else self._since + 1
        if foreign and sum(self._foreign) > 1:
            self._held = [(held, was_foreign) for held, was_foreign in self._held if not was_foreign]
        elif foreign or self._most_is_foreign():
            self._held.append((verdict, foreign))
        if foreign or self._most_is_foreign():
            return [Verdict(replace(movement, reason="other_movement"))]
        return [*(self._release() if self._since >= self._settings.confirmed_by else []), verdict]

    def finish(self) -> list[Verdict]:
        """At the end: what is still held counts, unless most of the set was something else."""
        return [] if self._most_is_foreign() else self._release()

    def forget(self) -> None:
        """What is held is nothing."""
        self._held.clear()

    def _most_is_foreign(self) -> bool:
        return sum(self._foreign) > len(self._foreign) / 2

    def _release(self) -> list[Verdict]:
        held, self._held = self._held, []
        return [verdict for verdict, _ in held]

    def _is_foreign(self, evidence: Evidence) -> bool:
        fits = [fit(self._own, evidence, strict=False), *(fit(other, evidence) for other in self._neighbours)]
        return 1 - min(max(fits), possible(self._own, evidence)) > self._settings.surely

    def _outside(self, figures: Sequence[FloatArray]) -> bool:
        """Whether somebody is surely in no posture of the exercise: on an average, since a pose may flicker."""
        surely = [outside(plausible(figure), self._own.postures) for figure in figures]
        return sum(surely) > self._settings.surely * len(surely)
