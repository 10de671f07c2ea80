"""What the last check-up has to do with today: what it suggests, the side to begin with, whether the next is due."""

from collections.abc import Iterator, Sequence
from datetime import date

from formcheck.checkup.scoring import Judged
from formcheck.checkup.scoring.sides import Verdict
from formcheck.checkup.scoring.steps import begin_with, next_steps
from formcheck.checkup.scoring.summing_up import sides_said
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.suggestion import Step, Suggestion
from formcheck.pose.landmarks import Side
from formcheck.system.language import plural, tr

Past = Sequence[tuple[KeptCheckup, Judged]]
"""All check-ups as they are judged, the oldest first."""

EVERY_DAYS, FRESH_DAYS = 28, 42
"""After so many days the next one is due; after more than so many the last one suggests nothing any more."""


def reminder(past: Past, today: date) -> str:
    """One sentence where the next check-up is due; else nothing, also for whoever has never done one."""
    if not past or _days_ago(past, today) < EVERY_DAYS:
        return ""
    return plural(
        "The last check-up was {count} week ago: five minutes show what has changed.",
        "The last check-up was {count} weeks ago: five minutes show what has changed.",
        _days_ago(past, today) // 7,
    )


def suggested_by(past: Past, today: date) -> Iterator[Suggestion]:
    """What the last check-up suggests, and that the next one is due."""
    if is_fresh(past, today):
        judged = past[-1][1]
        for test in judged.tests:
            if test.sides is not None and test.sides.verdict is Verdict.CONFIRMED:
                yield Suggestion(
                    "", Step.SIDE, tr("{test}: {what}", test=tr(test.score.short), what=next(sides_said(test)))
                )
        for text in dict.fromkeys(one.text for one in next_steps(judged)):
            yield Suggestion("", Step.CHECKUP, tr(text))
    if due := reminder(past, today):
        yield Suggestion("", Step.CHECKUP, due)


def routine_of(past: Past, today: date) -> tuple[str, str] | None:
    """The routine that the last check-up suggests, by its id, and the sentence; None where it suggests none."""
    steps = next_steps(past[-1][1]) if is_fresh(past, today) else ()
    return next(((one.routine, tr(one.text)) for one in steps if one.routine), None)


def sides_first(past: Past, today: date) -> dict[str, Side]:
    """The side to begin with, by the ids of the exercises of which that holds."""
    return begin_with(past[-1][1]) if is_fresh(past, today) else {}


def is_fresh(past: Past, today: date) -> bool:
    """Whether the last check-up still says something about today."""
    return bool(past) and _days_ago(past, today) <= FRESH_DAYS


def _days_ago(past: Past, today: date) -> int:
    return (today - past[-1][0].started_at.date()).days
