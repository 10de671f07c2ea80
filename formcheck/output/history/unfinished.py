"""A routine that was stopped before its end, so that it can be gone on with."""

from collections.abc import Sequence
from datetime import date

from formcheck.counting.summary import Offer
from formcheck.output.history.entry import Entry, Kind
from formcheck.workout.plan import PlannedSet

FRESH_DAYS = 14
"""Who stopped longer ago begins again."""


def unfinished(entries: Sequence[Entry], routine: str, today: date) -> Offer | None:
    """What there is to go on with in a routine, by its title; None where the last time came to its end, or is long ago.

    Parameters
    ----------
    entries
        All sessions, the oldest first.
    """
    done = [entry for entry in entries if entry.kind is Kind.ROUTINE and entry.document.routine == routine]
    if not done or done[-1].document.unfinished is None:
        return None
    stopped_on = done[-1].started_at.date()
    days_ago = (today - stopped_on).days
    hurt = dict.fromkeys(kept.exercise for kept in done[-1].document.sets if kept.stopped_for)
    if days_ago > FRESH_DAYS:
        return None
    return Offer(done[-1].document.unfinished, stopped_on.isoformat(), days_ago, tuple(hurt))


def rest_of(plan: Sequence[PlannedSet], offer: Offer) -> tuple[PlannedSet, ...]:
    """What is left of a plan, without what hurt."""
    left = [planned for planned in plan if planned.place >= offer.unfinished.next_set]
    return tuple(planned for planned in left if planned.exercise.id not in offer.left_out)
