"""What to do next: a step on, a little less, or the weaker side first, by the fixed rules below."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from formcheck.exercises.severity import Severity
from formcheck.output.history.exercise_session import ExerciseSession
from formcheck.output.history.next_time import Find, NextTime
from formcheck.output.history.suggestion import Suggestion
from formcheck.output.history.trends import compare_sides
from formcheck.output.sides import ENOUGH

DONE, GOOD, POOR, OFTEN = 0.9, 0.8, 0.7, 0.3
"""On: so much of what was wanted is counted, so much is good. Back: less is good, or one fault in more than this.

Back never where as many as `GOOD` of those that were asked for were good: eight of ten are a good session, whatever was
tried besides.
"""
HOLD_TOLERANCE_S = 0.3
"""A hold this much too short is met."""
FRESH_DAYS = 28
"""What was done longer ago says nothing about today."""


def suggestions(exercise_sessions: Sequence[ExerciseSession], find: Find, today: date) -> Iterator[Suggestion]:
    """What to do next in one exercise.

    Parameters
    ----------
    exercise_sessions
        All of it, the oldest first.
    find
        Knows the exercises.
    today
        What is long past gives no suggestion.
    """
    fresh = [one for one in exercise_sessions if (today - one.started_at.date()).days <= FRESH_DAYS]
    if not fresh:
        return
    last = fresh[-1]
    exercise = find(last.exercise)
    next_time = NextTime(last, exercise, find)
    if last.hurt:
        yield next_time.leave()
        return
    two = compare_sides(fresh)
    behind = two is not None and two.weaker is not None
    back = _too_much(last, next_time)
    if back is not None:
        yield back
    elif exercise is not None and not behind and _well(fresh[-2:]):
        yield from next_time.on(exercise)
    if two is not None and behind:
        yield next_time.balance(two)


def _well(two: Sequence[ExerciseSession]) -> bool:
    """Whether two exercise_sessions have gone as they should, with as much asked of each repetition and set of both."""
    asked = {(one.dose.hold_s, one.dose.reps) for one in two}
    return len(two) == 2 and len(asked) == 1 and all(map(_as_wanted, two))


def _as_wanted(one: ExerciseSession) -> bool:
    done = one.performance()
    held = one.dose.hold_s == 0 or done.hold_s >= one.dose.hold_s - HOLD_TOLERANCE_S
    return one.measured and not one.hurt and one.done_share >= DONE and done.good_share >= GOOD and held


def _too_much(last: ExerciseSession, next_time: NextTime) -> Suggestion | None:
    """Less of it, if there is a reason."""
    done, wanted = last.performance(), sum(kept.summary.target for kept in last.sets)
    enough = done.tried >= ENOUGH or last.done_share >= 1
    if not last.measured or not enough or 0 < GOOD * wanted <= done.good:
        return None
    if done.good_share < POOR:
        return next_time.few_good()
    cue, times = _most_frequent_fault(last)
    often = times > OFTEN * done.reps and done.good_share < GOOD
    return next_time.one_fault(cue, times, done.reps) if often else None


def _most_frequent_fault(session: ExerciseSession) -> tuple[str, int]:
    """What was said of the most frequent fault that has to be mended, and in how many repetitions it was."""
    reps = [rep for rep in session.movements if rep.counted]
    say = {fault.id: fault.say for rep in reps for fault in rep.faults}
    times = Counter(
        id for rep in reps for id in {fault.id for fault in rep.faults if fault.severity is not Severity.TIP}
    )
    ((most, count),) = times.most_common(1) or [("", 0)]
    return say.get(most, ""), count
