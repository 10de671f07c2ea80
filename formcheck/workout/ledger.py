"""What the sets of a workout have come to: each kept once it is closed, and corrected by hand also afterwards."""

from dataclasses import replace

from formcheck.counting.advice import Advice
from formcheck.counting.results import Rep
from formcheck.counting.snapshot import Correction
from formcheck.counting.summary import EndedSet, SetSummary, Unfinished
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.agenda import Agenda
from formcheck.workout.plan import PlannedSet


class Ledger:
    """The sets that are over.

    Attributes
    ----------
    reps, sets
        Every repetition and attempt of them, and what came of each that was begun.
    last
        The last one that was closed.
    """

    def __init__(self) -> None:
        self.reps: list[Rep] = []
        self.sets: list[SetSummary] = []
        self.last: ActiveSet | None = None
        self._last_from = 0
        self._untold: EndedSet | None = None

    def take_ended(self) -> EndedSet | None:
        """The set that has ended, or was corrected, since the last call."""
        ended, self._untold = self._untold, None
        return ended

    def close(self, running: ActiveSet, following: PlannedSet | None) -> bool:
        """Keep what a set has come to; false where that is done already.

        Parameters
        ----------
        running
            The set.
        following
            What comes after it.
        """
        if running is self.last:
            return False
        self.last, self._last_from = running, len(self.reps)
        ended = self._kept(running)
        if running.begun:
            self._untold = replace(ended, unfinished=unfinished_from(following))
            self.sets.append(ended.summary)
        return True

    def note_pain(self) -> None:
        """The exercise of the last set hurt."""
        self.sets[-1] = replace(self.sets[-1], stopped_for="pain")

    def numbered(self, rep: Rep, running: ActiveSet) -> Rep:
        """Repetitions are numbered over all sets, and know of which exercise they are."""
        return replace(rep, number=len(self.reps) + rep.number, exercise=running.planned.exercise.id)

    def correct(self, time_s: float, running: ActiveSet, agenda: Agenda, *, taken_back: bool) -> Correction | Advice:
        """Take the last count back, or add one; why that cannot be done.

        It is of the set that is on, once something is done in it; before that of the one that has just ended.
        """
        on = running is not self.last
        corrected = running if self.last is None or (on and running.done) else self.last
        if corrected.planned.exercise.timer is not None:
            return Advice.NOT_OF_A_TIMER
        rep = corrected.take_back() if taken_back else corrected.add(time_s)
        if rep is None:
            return Advice.NO_COUNT
        if corrected is self.last and corrected.begun:
            ended = self._kept(corrected)
            self.sets[-1] = replace(ended.summary, stopped_for=self.sets[-1].stopped_for)
            left = unfinished_from(agenda.current if on else agenda.following)
            self._untold = EndedSet(self.sets[-1], ended.reps, unfinished=left, corrected=True)
        return Correction(rep, taken_back, corrected.done, corrected.planned.target)

    def _kept(self, running: ActiveSet) -> EndedSet:
        """Its movements, in place of what was kept of it before."""
        del self.reps[self._last_from :]
        movements = [self.numbered(rep, running) for rep in running.close()]
        self.reps += movements
        return running.ended(movements)


def unfinished_from(planned: PlannedSet | None) -> Unfinished | None:
    """What is still to come from a set on; None where nothing is, or where it has no end."""
    if planned is None or not planned.reps:
        return None
    return Unfinished(planned.part - 1, planned.parts, planned.place)
