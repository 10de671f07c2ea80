"""What was recognised, in words for the terminal."""

from collections import Counter

from formcheck.counting.results import Summary
from formcheck.exercises import catalogue

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
        saw = f" {summary.seen}" if summary.seen else ""
        return f"No exercise was recognised.{saw} Say which it is: {hint} (formcheck exercises lists them)"
    parts = [f"{_in_a_sentence(name_of(name))} ({count})" for name, count in reps.most_common()]
    several = "repetition" if reps.most_common(1)[0][1] == 1 else "repetitions"
    parts[0] = f"{parts[0][:-1]} {several})"
    return f"Taken for: {', '.join(parts)}. Wrong? Say which: {hint}"


def name_of(exercise: str) -> str:
    """What an exercise that comes with the program is called."""
    return catalogue.load(exercise).name


def _in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
