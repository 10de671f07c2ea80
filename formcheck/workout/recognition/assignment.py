"""To which exercise each stretch of time belongs, where the sessions of several have counted side by side.

The files of the exercises exclude each other for the most part. Where two count all the same, the one that explains
the stretch better has it: with more repetitions, then with more time in them, then under more conditions.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

from formcheck.counting.results import Rep, Verdict
from formcheck.exercises.exercise import Exercise

PAUSE_S = 10.0
"""Whoever stays in position for longer without a repetition has ended a set."""
AWAY_S = 3.0
"""Whoever has left the position meanwhile has ended it after this long."""
OVERLAP_S = 0.3
"""One movement ends and the next one of another exercise begins; their edges may be read as crossing by this much."""
ATTEMPT = 0.05
"""What an attempt is worth, in repetitions: a movement that is no exercise at all is often an attempt at one."""
CHANGE = 0.75
"""What a change of exercise in one and the same position costs, in repetitions: two are needed to believe that one
movement amid others was another exercise, one is enough at the end."""
CHANGE_ANEW = 0.25
"""The same where the position was taken up anew, or after a pause: that is when exercises do change."""
LEAST_ATTEMPTS = 3
"""An exercise without a single repetition is recognised from this many attempts at it."""


@dataclass(frozen=True, slots=True)
class Movement:
    """A repetition or attempt, as the session of one exercise has it.

    Attributes
    ----------
    exercise, rep
        What was counted as what.
    present_s
        Since when the person had been in position for it.
    """

    exercise: Exercise
    rep: Rep
    present_s: float

    @property
    def start_s(self) -> float:
        """When it began; where the clip does not show that, the first that is known of it."""
        return next((t for t in (self.rep.start_s, self.rep.top_s, self.rep.end_s) if not isnan(t)), self.present_s)

    @property
    def end_s(self) -> float:
        """When it ended; where the clip does not show that, the last that is known of it."""
        return next((t for t in (self.rep.end_s, self.rep.top_s) if not isnan(t)), self.start_s)

    @property
    def counts(self) -> bool:
        """Whether it is a repetition."""
        return self.rep.verdict is Verdict.REP

    @property
    def worth(self) -> "Worth":
        """How much it explains."""
        if not self.counts:
            return Worth(ATTEMPT)
        exercise = self.exercise
        conditions = len(exercise.start) + len(exercise.during) + (exercise.confirm is not None)
        return Worth(1.0, round(self.end_s - self.start_s, 1), conditions)


class Worth(NamedTuple):
    """What speaks for an exercise, in the order in which it counts."""

    reps: float = 0.0
    seconds: float = 0.0
    conditions: int = 0

    def plus(self, other: "Worth", cost: float) -> "Worth":
        """Both together, less what a change costs."""
        # Rounded, or sums that are equal would not be.
        reps = round(self.reps + other.reps - cost, 6)
        return Worth(reps, self.seconds + other.seconds, self.conditions + other.conditions)


class _Link(NamedTuple):
    """The best explanation of everything up to and with one movement."""

    worth: Worth
    movement: Movement
    before: "_Link | None" = None


def choose(movements: Iterable[Movement]) -> list[Movement]:
    """The movements that together explain a recording best, no two exercises at the same time, in order of time."""
    chains: dict[str, list[_Link]] = defaultdict(list)
    for movement in sorted(movements, key=lambda m: m.end_s):
        found = _Link(movement.worth, movement)
        for before in list(_before(movement, chains)):
            worth = before.worth.plus(movement.worth, _cost(before.movement, movement))
            if worth > found.worth:
                found = _Link(worth, movement, before)
        chains[movement.exercise.id].append(found)
    last = max((chain[-1] for chain in chains.values()), key=lambda link: link.worth, default=None)
    chosen: list[Movement] = []
    while last is not None:
        chosen.append(last.movement)
        last = last.before
    return _recognised(chosen[::-1])


def _before(movement: Movement, chains: dict[str, list[_Link]]) -> Iterator[_Link]:
    """What may come right before a movement: of each exercise the last that had ended, and the last before a pause."""
    for name, chain in chains.items():
        if name == movement.exercise.id:
            yield chain[-1]
            continue
        for limit_s in (movement.start_s + OVERLAP_S, movement.present_s, movement.start_s - PAUSE_S):
            if ended := bisect_right(chain, limit_s, key=lambda link: link.movement.end_s):
                yield chain[ended - 1]


def _cost(before: Movement, after: Movement) -> float:
    if before.exercise.id == after.exercise.id:
        return 0.0
    anew = after.present_s >= before.end_s or after.start_s - before.end_s >= PAUSE_S
    return CHANGE_ANEW if anew else CHANGE


def _recognised(chosen: Sequence[Movement]) -> list[Movement]:
    """Without the exercises of which there are a few attempts and no repetition."""
    reps: dict[str, int] = defaultdict(int)
    attempts: dict[str, int] = defaultdict(int)
    for movement in chosen:
        (reps if movement.counts else attempts)[movement.exercise.id] += 1
    return [m for m in chosen if reps[m.exercise.id] or attempts[m.exercise.id] >= LEAST_ATTEMPTS]


def into_sets(chosen: Iterable[Movement]) -> list[list[Movement]]:
    """Movements in order of time, split where the exercise changes and where the person paused."""
    sets: list[list[Movement]] = []
    for movement in chosen:
        if not sets or _parted(sets[-1][-1], movement):
            sets.append([])
        sets[-1].append(movement)
    return sets


def _parted(before: Movement, after: Movement) -> bool:
    pause_s = after.start_s - before.end_s
    left = after.present_s >= before.end_s
    return before.exercise.id != after.exercise.id or pause_s >= PAUSE_S or (left and pause_s >= AWAY_S)
