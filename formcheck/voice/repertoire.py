"""The phrases that a session will need, so that they can be made ready before."""

from collections.abc import Iterable, Iterator
from math import ceil

from formcheck.language import Words
from formcheck.plan import PlannedSet
from formcheck.voice.phrases import Phrase


def repertoire(plan: Iterable[PlannedSet], words: Words) -> list[str]:
    """What will certainly or probably be said, in the order in which it is needed first."""
    return list(dict.fromkeys(text for planned in plan for text in _of_set(planned, words)))


def _of_set(planned: PlannedSet, words: Words) -> Iterator[str]:
    exercise, hold_s = planned.exercise, ceil(planned.exercise.hold.seconds)
    if hold_s:
        yield words(Phrase.HOLD, seconds=hold_s)
        yield from (f"{left}." for left in range(min(hold_s, 5), 0, -1))
        yield words(Phrase.DOWN)
    reps = planned.reps or exercise.dose.reps
    yield from (f"{number}." for number in range(1, reps + 1))
    if planned.reps:
        yield f"{reps - 1}. {words(Phrase.LAST_ONE)}"
        yield f"{reps}. {words(Phrase.SET_DONE)}"
    yield from (words(phrase) for phrase in (Phrase.NOT_HIGH_ENOUGH, Phrase.PAUSE, Phrase.LOST))
    yield f"3. {words(Phrase.GOOD)}"
    yield from (words(fault.say) for fault in exercise.fault)
    yield from (words(cue) for cue in exercise.cues.model_dump().values())
