"""The phrases that a session will need, so that they can be made ready before."""

from collections.abc import Iterable, Iterator
from math import ceil

from formcheck.counting.advice import PAIN, Advice
from formcheck.counting.results import Reason
from formcheck.exercises.timed import Timer
from formcheck.feedback.voice.phrases import RELEASE, Phrase, missed
from formcheck.system.language import Words
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet


def phrases_needed(plan: Iterable[PlannedSet], words: Words) -> list[str]:
    """What will certainly or probably be said, in the order in which it is needed first."""
    return list(dict.fromkeys(text for planned in plan for text in _of_set(planned, words)))


def _of_set(planned: PlannedSet, words: Words) -> Iterator[str]:
    timer = planned.exercise.timer
    yield from _measured(planned, words) if timer is None else _timed(planned, timer, words)
    yield from (words(text) for text in planned.exercise.corrections)
    yield from (words(phrase) for phrase in (Phrase.PAUSE, Phrase.LOST, *PAIN))


def _timed(planned: PlannedSet, timer: Timer, words: Words) -> Iterator[str]:
    reps = planned.target or planned.exercise.dose.reps
    sides = (Phrase.LEFT, Phrase.RIGHT) if planned.side is AskedSide.ALTERNATE else ()
    yield from (f"{words(side)} {words(timer.say)}" for side in sides)
    yield words(timer.say)
    yield from (f"{left}." for left in range(min(ceil(timer.work_s) - 1, 5), 0, -1))
    yield from (f"{words(timer.release)} {number}." for number in range(1, reps))


def _measured(planned: PlannedSet, words: Words) -> Iterator[str]:
    hold_s = ceil(planned.exercise.hold_s)
    if hold_s:
        yield words(Phrase.HOLD, seconds=hold_s)
        yield from (f"{left}." for left in range(min(hold_s, 5), 0, -1))
        yield words(RELEASE[planned.exercise.direction])
    reps = planned.target or planned.exercise.dose.reps
    yield from (f"{number}." for number in range(1, reps + 1))
    if planned.reps:
        yield f"{reps - 1}. {words(Phrase.LAST_ONE)}"
        yield f"{reps}. {words(Phrase.SET_DONE)}"
    yield words(planned.exercise.side_adds or Advice.FORM_FROM_THE_SIDE)
    if planned.exercise.one_sided:
        yield words(Phrase.OTHER_LEG)
    yield missed(words, Reason.NOT_HIGH_ENOUGH, planned.exercise.direction)
    yield f"3. {words(Phrase.GOOD)}"
