"""What was recognised, in words for the terminal."""

from collections import Counter

from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.output.report.sentence import nothing
from formcheck.system.language import ENGLISH, current, tr

ANALYZE, LIVE = "--exercise NAME", "formcheck live NAME"
"""How to say what it really is, to each of the commands that recognise."""


def taken_for(summary: Summary, hint: str) -> str:
    """One sentence about what was recognised, and how to say that it was something else.

    Parameters
    ----------
    summary
        Of a session whose exercise was not named.
    hint
        `ANALYZE` or `LIVE`.
    """
    reps = Counter[str]()
    for kept in summary.sets:
        reps[kept.exercise] += kept.counts.reps
    if not reps:
        return nothing(summary, f"{hint} ({tr('formcheck exercises lists them')})")
    parts = [_in_a_sentence(name_of(name)) + (f" ({count})" if count else "") for name, count in reps.most_common()]
    return tr("Taken for: {all}. Wrong? Say which: {hint}", all=", ".join(parts), hint=hint)


def name_of(exercise: str) -> str:
    """What an exercise that comes with the program is called."""
    return tr(catalogue.load(exercise).name)


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:] if current().language == ENGLISH else name
