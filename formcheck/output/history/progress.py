"""What to do next: a step on, a step back, or the weaker side first, by the fixed rules below."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.exercise_session import Dose, ExerciseSession
from formcheck.output.history.trends import compare_sides
from formcheck.output.sides import ENOUGH, Sides

Find = Callable[[str], AnyExercise | None]
"""The exercise of an id; None where there is none any more."""

DONE, GOOD, POOR, OFTEN = 0.9, 0.8, 0.7, 0.3
"""On: so much of what was wanted is counted, so much is good. Back: less is good, or one fault in more than this."""
HOLD_TOLERANCE_S = 0.3
"""A hold this much too short is met."""
MOST_HOLD_S, MOST_REPS, MOST_SETS = 5.0, 15, 3
"""So far each is raised, one after the other, before the next exercise comes."""
MORE_HOLD_S, MORE_REPS, FEWER_REPS = 1.0, 2, 0.8
"""The steps."""
FRESH_DAYS = 28
"""What was done longer ago says nothing about today."""


class Step(StrEnum):
    """In which direction a suggestion goes."""

    ON = "on"
    BACK = "back"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One sentence or two on an exercise, by its id, and in which direction they go."""

    exercise: str
    step: Step
    text: str


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
    back = _back(last, exercise, find)
    two = compare_sides(fresh)
    behind = two is not None and two.weaker is not None
    if back:
        yield Suggestion(last.exercise, Step.BACK, back)
    elif exercise is not None and not behind and _well(fresh[-2:]):
        on = _on(last.dose, exercise, find)
        if on:
            text = f"{last.title} went well twice in a row. If it felt easy (six of ten at most), {on} next time."
            yield Suggestion(last.exercise, Step.ON, text)
    if two is not None and behind and not last.hurt:
        yield Suggestion(last.exercise, Step.SIDE, _balance(last.title, two))


def _well(two: Sequence[ExerciseSession]) -> bool:
    """Whether two exercise_sessions have gone as they should, with as much asked of each repetition and set of both."""
    asked = {(one.dose.hold_s, one.dose.reps) for one in two}
    return len(two) == 2 and len(asked) == 1 and all(map(_as_wanted, two))


def _as_wanted(one: ExerciseSession) -> bool:
    done = one.performance()
    held = one.dose.hold_s == 0 or done.hold_s >= one.dose.hold_s - HOLD_TOLERANCE_S
    return one.measured and not one.hurt and one.done_share >= DONE and done.good_share >= GOOD and held


def _on(dose: Dose, exercise: AnyExercise, find: Find) -> str:
    """The next step: hold, repetitions, sets, exercise; nothing where there is none."""
    if 0 < dose.hold_s < MOST_HOLD_S:
        return f"hold for {min(dose.hold_s + MORE_HOLD_S, MOST_HOLD_S):g} seconds in place of {dose.hold_s:g}"
    if dose.reps < MOST_REPS and exercise.dose.reps > 1:  # one long stretch stays one
        return f"do {min(dose.reps + MORE_REPS, MOST_REPS)} repetitions in place of {dose.reps}"
    if dose.sets < MOST_SETS:
        return f"do {dose.sets + 1} sets in place of {dose.sets}"
    harder = find(exercise.ladder.up) if exercise.ladder.up else None
    return f"try the next exercise ({harder.name})" if harder is not None else ""


def _back(last: ExerciseSession, exercise: AnyExercise | None, find: Find) -> str:
    """Why to make it easier, and how; nothing where there is no reason."""
    if last.hurt:
        return (
            f"{last.title} hurt last time. Leave it out until that has gone, and begin again with something easier."
            f"{_easier(last, exercise, find)} If it hurts again, talk to a doctor or physiotherapist."
        )
    done = last.performance()
    if not last.measured or not (done.tried >= ENOUGH or last.done_share >= 1):
        return ""
    if done.good_share < POOR:
        why = f"{done.good} of {done.tried} were good last time"
    else:
        say, times = _most_frequent_fault(last)
        if times <= OFTEN * done.reps:
            return ""
        why = f'"{say}" was needed in {times} of {done.reps} repetitions last time'
    return f"{last.title}: {why}. Make it easier.{_easier(last, exercise, find)}"


def _most_frequent_fault(session: ExerciseSession) -> tuple[str, int]:
    """What was said of the most frequent fault that has to be mended, and in how many repetitions it was."""
    reps = [rep for rep in session.movements if rep.counted]
    say = {fault.id: fault.say for rep in reps for fault in rep.faults}
    times = Counter(
        id for rep in reps for id in {fault.id for fault in rep.faults if fault.severity is not Severity.TIP}
    )
    ((most, count),) = times.most_common(1) or [("", 0)]
    return say.get(most, ""), count


def _easier(last: ExerciseSession, exercise: AnyExercise | None, find: Find) -> str:
    ways = []
    if last.dose.reps > 1:
        ways.append(f"{max(int(FEWER_REPS * last.dose.reps), 1)} repetitions in place of {last.dose.reps}")
    below = find(exercise.ladder.down) if exercise is not None and exercise.ladder.down else None
    if below is not None:
        ways.append(f"the exercise before it ({below.name})")
    text = f" Try {', or '.join(ways)}." if ways else ""
    return text + (f" What helps: {exercise.easier}" if exercise is not None and exercise.easier else "")


def _balance(title: str, two: Sides) -> str:
    weaker = two.weaker.value if two.weaker is not None else ""
    return (
        f"{title}: {two.left.good} of {two.left.tried} good on the left, {two.right.good} of {two.right.tried} on the"
        f" right. Begin each set with the {weaker} side, and do as many on the other as you can there."
    )
