"""What was recognised, in words for the terminal."""

from collections import Counter

from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.output.report.sentence import nothing

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
        return nothing(summary, f"{hint} (formcheck exercises lists them)")
    parts = [_in_a_sentence(name_of(name)) + (f" ({count})" if count else "") for name, count in reps.most_common()]
    return f"Taken for: {', '.join(parts)}. Wrong? Say which: {hint}"


def name_of(exercise: str) -> str:
    """What an exercise that comes with the program is called."""
    return catalogue.load(exercise).name


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
