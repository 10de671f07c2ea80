"""What a report needs from a running session, as one sink."""

from collections.abc import Iterable, Sequence

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises.timed import AnyExercise
from formcheck.output.report.curves import Curves
from formcheck.output.report.moments import Moments
from formcheck.workout.plan import PlannedSet


class ReportData:
    """Sink that keeps the curves and the telling moments.

    Parameters
    ----------
    practices
        What may be done.
    planned
        The sets that were planned; none where nobody did.

    Attributes
    ----------
    practices, planned
        The same, the first by id.
    curves, moments
        What was kept.
    """

    def __init__(self, practices: Iterable[AnyExercise], planned: Sequence[PlannedSet] = ()) -> None:
        self.planned = tuple(planned)
        self.practices = {one.id: one for one in practices}
        self.curves = Curves(self.practices.values())
        self.moments = Moments()

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Keep one moment."""
        self.curves.show(moment, snapshot)
        self.moments.show(moment, snapshot)
