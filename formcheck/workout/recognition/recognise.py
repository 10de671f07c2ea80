"""Without a name: which exercise it is, from every view, strictly; else what was seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import inf

from formcheck.counting.evidence import Evidence
from formcheck.counting.movements import Movement
from formcheck.counting.signature import fit, plausibility
from formcheck.exercises.count import Count

NEEDED, OF_LAST = 2, 3  # repetitions until an exercise is named; one at the end of a recording must be surer
NAMED = 0.5  # the plausibility of each of those
EACH = 0.2  # of each other repetition of a set that is named
ALONE = 0.95  # of a single one
FORGOTTEN_S = 60.0  # repetitions further apart do not name an exercise together


@dataclass(slots=True)
class RecognisedSet:
    """Repetitions of one recognised exercise."""

    exercise: str
    repetitions: list[Movement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A movement and what is left of its evidence, which would fill the memory.

    `alone` is how plausible it is by itself, `numbers` are those of which the highest of the last repetitions is asked
    for, and `plausible` is what comes of both.
    """

    movement: Movement
    alone: float
    numbers: Mapping[str, float]
    plausible: float


class Recogniser:
    """Excursions of every exercise's counter, in the order they are told, to sets of recognised exercises. Causal.

    An exercise is named at its second plausible repetition; the first is made up then. A single one is named by
    `finish` if nothing else was. What was recognised is never taken back; another exercise begins another set.
    """

    def __init__(self, counts: Mapping[str, Count]) -> None:
        self._recent = {name: [bound for bound in count.bounds if bound.recent] for name, count in counts.items()}
        self._counts = {
            name: count.model_copy(update={"bounds": tuple(bound for bound in count.bounds if not bound.recent)})
            for name, count in counts.items()
        }
        self._seen: dict[str, list[_Seen]] = {exercise: [] for exercise in counts}
        self._new: list[tuple[str, _Seen]] = []
        self.sets: list[RecognisedSet] = []

    @property
    def exercise(self) -> str | None:
        """The exercise that is being done, as far as it is known."""
        return self.sets[-1].exercise if self.sets else None

    def push(self, exercise: str, movement: Movement, evidence: Evidence | None) -> None:
        """Take an excursion that the counter of this exercise told; `decide` once all counters have seen the moment."""
        if evidence is None:
            return
        seen = self._seen[exercise]
        since_s = movement.end_s - FORGOTTEN_S
        recent = [s.numbers for s in seen[-OF_LAST + 1 :] if s.movement.end_s > since_s]
        alone = fit(self._counts[exercise], evidence)
        numbers = {bound.of: evidence.value[bound.of] for bound in self._recent[exercise]}
        seen.append(_Seen(movement, alone, numbers, self._plausible(exercise, alone, numbers, recent)))
        self._new.append((exercise, seen[-1]))

    def decide(self) -> list[tuple[str, Movement]]:
        """What counts by what was told of this moment, and as which exercise."""
        new, self._new = self._new, []
        # What is known to be done comes first: it is nothing else then.
        new.sort(key=lambda one: one[0] != self.exercise)
        return [counted for exercise, last in new for counted in self._decide(exercise, last)]

    def finish(self, since_s: float = -inf) -> list[tuple[str, Movement]]:
        """At the end: a single repetition counts where nothing was named and it surely is that exercise."""
        best = self.single(since_s)
        if best is None:
            return []
        self.sets.append(RecognisedSet(best))
        return self._add(self._since(best, since_s))

    def single(self, since_s: float = -inf) -> str | None:
        """Where nothing is named: the exercise that what ended since then surely is, even if it is one repetition."""
        if self.sets:
            return None
        recent = {exercise: self._since(exercise, since_s) for exercise in self._seen}
        mean = {exercise: self._mean(seen) for exercise, seen in recent.items() if seen}
        best = max(mean, key=lambda exercise: mean[exercise], default=None)
        return None if best is None or mean[best] < ALONE else best

    def candidate(self) -> str | None:
        """Where nothing is named: the most plausible exercise of those seen."""
        seen = [(s.plausible, exercise) for exercise, all_ in self._seen.items() for s in all_]
        return max(seen)[1] if seen else None

    def _decide(self, exercise: str, this: _Seen) -> list[tuple[str, Movement]]:
        """What counts by this excursion of an exercise."""
        if exercise == self.exercise:
            return self._add([this])
        seen, since_s = self._seen[exercise], this.movement.end_s - FORGOTTEN_S
        last = [s for s in seen[-OF_LAST:] if s.plausible >= NAMED and s.movement.end_s > since_s]
        last = [s for s in last if not self._counted(s.movement)]
        if len(last) < NEEDED or any(self._better(other, last) for other in self._seen if other != exercise):
            return []
        self.sets.append(RecognisedSet(exercise))
        # What was not seen in the first of a set may be seen in the next.
        later = [s.numbers for s in last]
        waited = [s for s in seen if not self._counted(s.movement)]
        return self._add([replace(s, plausible=self._plausible(exercise, s.alone, s.numbers, later)) for s in waited])

    def _since(self, exercise: str, since_s: float) -> list[_Seen]:
        """What was told of an exercise and ended since then."""
        return [seen for seen in self._seen[exercise] if seen.movement.end_s >= since_s]

    @staticmethod
    def _mean(seen: list[_Seen]) -> float:
        return sum(s.plausible for s in seen) / len(seen)

    def _plausible(
        self, exercise: str, alone: float, numbers: Mapping[str, float], recent: list[Mapping[str, float]]
    ) -> float:
        return min([alone, *(plausibility(bound, numbers, recent) for bound in self._recent[exercise])])

    def _better(self, exercise: str, than: list[_Seen]) -> bool:
        """Whether the same movements are more plausible as that exercise."""
        at = [s for s in self._seen[exercise] if any(_overlap(s.movement, t.movement) for t in than)]
        return len(at) >= len(than) and self._mean(at) > self._mean(than)

    def _counted(self, movement: Movement) -> bool:
        return any(_overlap(movement, other) for one in self.sets for other in one.repetitions)

    def _add(self, seen: list[_Seen]) -> list[tuple[str, Movement]]:
        added = [s.movement for s in seen if s.plausible >= EACH and not self._counted(s.movement)]
        self.sets[-1].repetitions.extend(added)
        return [(self.sets[-1].exercise, movement) for movement in added]


def _overlap(a: Movement, b: Movement) -> bool:
    """Whether two excursions are one movement: they share a third of the shorter."""
    return min(a.end_s, b.end_s) - max(a.start_s, b.start_s) > min(a.end_s - a.start_s, b.end_s - b.start_s) / 3
