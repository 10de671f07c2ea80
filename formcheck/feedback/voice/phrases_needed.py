"""The phrases that a session will need, so that they can be made ready before."""

from collections.abc import Iterable, Iterator
from math import ceil

from formcheck.counting.advice import Advice
from formcheck.counting.results import Reason
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import TimedExercise
from formcheck.feedback.language import Words
from formcheck.feedback.voice.phrases import Phrase, missed
from formcheck.workout.plan import PlannedSet, Working


def phrases_needed(plan: Iterable[PlannedSet], words: Words) -> list[str]:
    """What will certainly or probably be said, in the order in which it is needed first."""
    return list(dict.fromkeys(text for planned in plan for text in _of_set(planned, words)))


def _of_set(planned: PlannedSet, words: Words) -> Iterator[str]:
    exercise = planned.exercise
    if isinstance(exercise, TimedExercise):
        yield from _of_timer(planned, exercise, words)
    else:
        yield from _of_exercise(planned, exercise, words)
    yield from (words(phrase) for phrase in (Phrase.PAUSE, Phrase.LOST, Advice.HURT))


def _of_timer(planned: PlannedSet, exercise: TimedExercise, words: Words) -> Iterator[str]:
    timer, target = exercise.timer, planned.target or exercise.dose.reps
    sides = (Phrase.LEFT, Phrase.RIGHT) if planned.working is Working.ALTERNATE else ()
    yield from (f"{words(side)} {words(timer.say)}" for side in sides)
    yield words(timer.say)
    yield from (f"{left}." for left in range(min(ceil(timer.work_s) - 1, 5), 0, -1))
    yield from (f"{words(timer.release)} {number}." for number in range(1, target))
    yield from (words(still.say) for still in exercise.still)


def _of_exercise(planned: PlannedSet, exercise: Exercise, words: Words) -> Iterator[str]:
    hold_s = ceil(exercise.hold.seconds)
    if hold_s:
        yield words(Phrase.HOLD, seconds=hold_s)
        yield from (f"{left}." for left in range(min(hold_s, 5), 0, -1))
        yield words(Phrase.DOWN)
    reps = planned.target or exercise.dose.reps
    yield from (f"{number}." for number in range(1, reps + 1))
    if planned.reps:
        yield f"{reps - 1}. {words(Phrase.LAST_ONE)}"
        yield f"{reps}. {words(Phrase.SET_DONE)}"
    yield missed(words, Reason.NOT_HIGH_ENOUGH, exercise.drive.direction)
    yield f"3. {words(Phrase.GOOD)}"
    yield from (words(fault.say) for fault in exercise.fault)
    yield from (words(cue) for cue in exercise.cues.model_dump().values())
