"""What is said at the end: how much was done, or after how much it was stopped."""

from formcheck.counting.results import Counts
from formcheck.counting.snapshot import SetProgress
from formcheck.feedback.voice.phrases import Phrase
from formcheck.system.language import Words


def outcome(words: Words, counts: Counts, sets: SetProgress) -> str:
    """What came of it all."""
    left = sets.unfinished
    if left is not None:
        text = words(Phrase.STOPPED if left.done else Phrase.STOPPED_FIRST, done=left.done, total=left.total)
        return f"{text} {words(Phrase.LATER)}" if sets.routine else text
    if sets.routine:
        return words(Phrase.ROUTINE_DONE, title=words(sets.routine))
    if sets.timer or not counts.reps:
        return words(Phrase.DONE_TIMED)
    judged_all, some = counts.judged == counts.reps, counts.judged > 0
    phrase = Phrase.DONE if judged_all else Phrase.DONE_PARTLY if some else Phrase.DONE_COUNTED
    plural = words(Phrase.REPETITION if counts.reps == 1 else sets.plural)
    text = words(phrase, reps=counts.reps, plural=plural, good=counts.good, judged=counts.judged)
    return f"{text} {words(Phrase.BY_HAND, count=counts.added)}" if counts.added else text
