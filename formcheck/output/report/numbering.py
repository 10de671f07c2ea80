"""What the repetitions of a report are called: by their number in the set, and the set by its number and side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from formcheck.counting.results import Rep
from formcheck.counting.summary import EndedSet, SetSummary, Summary
from formcheck.exercises.timed import AnyExercise
from formcheck.output.sets import in_sets
from formcheck.pose.landmarks import Side
from formcheck.system.language import tr


@dataclass(frozen=True, slots=True)
class NamedSet:
    """One set with its repetitions and attempts.

    Attributes
    ----------
    number
        Its place among all sets, from 1 on; its section in the page is called by it.
    name
        "Set 2, left side"; empty where the exercise has no other set.
    ended
        What came of it.
    """

    number: int
    name: str
    ended: EndedSet

    @property
    def exercise(self) -> str:
        """The id of its exercise."""
        return self.ended.summary.exercise

    def label_of(self, rep: Rep) -> int:
        """The number of a repetition in this set."""
        return next(n for n, one in enumerate(self.ended.reps, 1) if one.number == rep.number)


def named_sets(summary: Summary, practice: AnyExercise | None) -> list[NamedSet]:
    """All sets in time; the whole as one, where none was planned or recognised.

    Parameters
    ----------
    summary
        The session.
    practice
        What was done where there are no sets; None where that is unknown.
    """
    if not summary.sets:
        if practice is None:
            return []
        whole = SetSummary(
            summary.exercise, None, 0.0, summary.duration_s, 0, summary.counts, hold_target_s=practice.hold_s
        )  # fmt: skip
        return [NamedSet(1, "", EndedSet(whole, summary.reps))]
    sets = list(in_sets(summary))
    times, before = Counter(_which(one) for one in sets), Counter[tuple[str, Side | None]]()
    named = []
    for number, one in enumerate(sets, 1):
        before[_which(one)] += 1
        count = before[_which(one)] if times[_which(one)] > 1 else 0
        name = _name(count, one.summary.side) if len(sets) > 1 else ""
        named.append(NamedSet(number, name, one))
    return named


def places_of(reps: Sequence[Rep], sets: Sequence[NamedSet]) -> list[tuple[NamedSet, list[Rep]]]:
    """Some repetitions by the set in which they were, in time."""
    wanted = {rep.number for rep in reps}
    found = [(one, [rep for rep in one.ended.reps if rep.number in wanted]) for one in sets]
    return [(one, inside) for one, inside in found if inside]


def _which(one: EndedSet) -> tuple[str, Side | None]:
    return one.summary.exercise, one.summary.side


def _name(count: int, side: Side | None) -> str:
    sided = "" if side in (None, Side.BOTH) else tr("left side") if side is Side.LEFT else tr("right side")
    if not count:
        return sided[:1].upper() + sided[1:]
    return tr("Set {number}, {side}", number=count, side=sided) if sided else tr("Set {number}", number=count)
