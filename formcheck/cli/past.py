"""What past sessions have to do with the one that begins."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from formcheck.cli.console import complain, say
from formcheck.system.language import tr

if TYPE_CHECKING:
    from formcheck.app.live.request import Planner
    from formcheck.output.history.entry import Entry
    from formcheck.output.history.today import Free
    from formcheck.pose.landmarks import Side
    from formcheck.workout.plan import PlannedSet


def entries() -> "list[Entry]":
    """All past sessions, the oldest first; a history that cannot be read is told of, and hinders nobody."""
    from formcheck.errors import HistoryError
    from formcheck.output.history.store import History, history_path

    try:
        return History(history_path()).entries()
    except HistoryError as error:
        complain(error)
        return []


def recognised_with_steps(planner: "Planner", past: "Sequence[Entry]", free: "Free") -> "Planner":
    """The same of whatever will be recognised."""
    from formcheck.output.history.today import Steps

    steps = Steps(past, date.today(), first=_sides_first())
    return lambda exercise: steps.taken(planner(exercise), free)


def with_steps(
    plan: "Sequence[PlannedSet]", past: "Sequence[Entry]", free: "Free | None" = None, routine: str = ""
) -> "tuple[PlannedSet, ...]":
    """The plan with every step that past sessions suggest; what is changed is printed."""
    from formcheck.output.history.today import Steps

    taken = Steps(past, date.today(), routine, _sides_first()).taken(plan, free)
    changed = [planned for planned in taken if planned.today]
    for planned in changed:
        said = " ".join(tr(change.what, **change.values) for change in planned.today)
        say(f"{tr(planned.exercise.name)}: {said}")
    if any(planned.stepped for planned in changed):
        say(tr("--as-asked keeps what the exercise itself asks."))
    return taken


def _sides_first() -> "dict[str, Side]":
    """The side to begin with, by the last check-up."""
    from formcheck.app.checkup.keeping import lately
    from formcheck.output.history.checkup_steps import sides_first

    return sides_first(lately(), date.today())
