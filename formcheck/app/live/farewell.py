"""The last that is said of a live session: that it is saved, what came of it, and one step for the next time."""

from collections.abc import Mapping

from formcheck.counting.summary import Summary
from formcheck.exercises.timed import AnyExercise
from formcheck.output.report.outcome import came_to, next_time
from formcheck.system.language import tr

FAREWELL_S = 15.0
"""The end of what is being said is waited for, but no longer than this."""


def farewell(summary: Summary, practices: Mapping[str, AnyExercise], *, saved: bool) -> str:
    """What is said.

    Parameters
    ----------
    summary
        The session.
    practices
        What may have been done, by id.
    saved
        Whether its result lies in its place.
    """
    say = next_time(summary, practices).say
    parts = [tr("Saved.") if saved else "", came_to(summary.counts), tr("Next time: {say}", say=say) if say else ""]
    return " ".join(part for part in parts if part)
