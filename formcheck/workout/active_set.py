"""One set under way: its session, and the pauses in it."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan, nan

from formcheck.counting.results import Rep
from formcheck.counting.review import review
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.counting.summary import EndedSet, Review, SetSummary
from formcheck.counting.tally import totals
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.workout.asked_leg import AskedLeg
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.guide import Guide, posture_of
from formcheck.workout.plan import PlannedSet
from formcheck.workout.set_session import open_session

PAUSE_S = 2.0
"""Out of position for longer, the set pauses."""


class ActiveSet:
    """A set under way.

    Parameters
    ----------
    planned
        What was planned.
    side
        The side that is asked for, if it is known already.
    begin_s
        When it may begin.

    Attributes
    ----------
    planned, session
        What was planned, and what counts it.
    start_s
        When the person was in position first; NaN before.
    present_s
        When the person was in position last; `begin_s` before that.
    """

    def __init__(self, planned: PlannedSet, side: Side | None, begin_s: float) -> None:
        self.planned = planned
        self.session = open_session(planned)
        self.start_s, self.present_s = nan, begin_s
        self._leg, self._guide = AskedLeg(planned, side), Guide(planned)
        self._final: Sequence[Rep] | None = None

    @property
    def begun(self) -> bool:
        """Whether the person has been in position since it began."""
        return not isnan(self.start_s)

    @property
    def side(self) -> Side | None:
        """The side that is asked for; None where there is none, or it shows only when the person is in position."""
        return self._leg.side

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions and attempts so far, of the leg that is asked for or marked as of the other."""
        self._leg.look(self.session.movements)
        return self._leg.movements

    @property
    def done(self) -> int:
        """Repetitions that count towards it."""
        self._leg.look(self.session.movements)
        return self._leg.done

    @property
    def complete(self) -> bool:
        """Whether as much is done as was planned."""
        return 0 < self.planned.target <= self.done

    def take_back(self) -> Rep | None:
        """Take the last count back; None where there is none, or a timer counts."""
        self._leg.look(self.session.movements)
        return None if self.planned.exercise.timer is not None else self._leg.take_back()

    def add(self, time_s: float) -> Rep | None:
        """Count one that was missed; None where a timer counts."""
        self._leg.look(self.session.movements)
        return None if self.planned.exercise.timer is not None else self._leg.add(time_s, self.session.movements)

    def close(self) -> Sequence[Rep]:
        """What it has come to, with what is corrected by hand; also once more, where that has come afterwards."""
        if self._final is None:
            self._final = self.session.finish().reps
        return self._leg.corrected(self._final, in_time=True)

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None) -> Snapshot:
        """Let the session see a moment."""
        snapshot = self.session.update(time_s, pose, picture)
        self._leg.look(self.session.movements)
        snapshot = self._leg.of_asked(snapshot)
        gone = picture is not None and bool(picture.lost or picture.black)
        ready = snapshot.state in (State.READY, State.EXERCISING)
        if gone or ready:
            self.present_s = time_s  # without a picture the person has not left
        if ready and not self.begun:
            self.start_s = time_s
            self._leg.face(snapshot.view)
        snapshot = self._guide.update(snapshot, pose, self.side)
        if ready and not gone:
            return replace(snapshot, view=self._leg.advised(snapshot.view))
        if snapshot.state is State.POSITIONING and self.begun and time_s - self.present_s > PAUSE_S:
            return replace(snapshot, state=State.RESTING)
        return snapshot

    def ended(self, movements: Sequence[Rep]) -> EndedSet:
        """What came of it: these repetitions and attempts, and what to make of them."""
        end_s = movements[-1].end_s if movements else nan
        exercise = self.planned.exercise
        summary = SetSummary(
            exercise.id, self.side, self.start_s, end_s, self.planned.target, totals(movements),
            "measured" if exercise.timer is None else "timer", hold_target_s=exercise.hold_s,
            stepped=self.planned.stepped,
        )  # fmt: skip
        looked_back = (
            review([rep for rep in movements if not rep.other_leg], exercise) if exercise.timer is None else Review()
        )
        return EndedSet(summary, tuple(movements), looked_back)

    def progress(self) -> SetProgress:
        """How far it has come."""
        planned, exercise = self.planned, self.planned.exercise
        return SetProgress(
            exercise.name, exercise.plural, exercise.camera, planned.number, planned.total, self.side, self.done,
            planned.target, left_s=planned.left_s(self.done), routine=planned.routine,
            ways=tuple(text for text in (exercise.transition, planned.say_first, planned.say_newcomer) if text),
            alternates=planned.side is AskedSide.ALTERNATE, which_leg=exercise.which_leg or "",
            side_adds=exercise.side_adds or "", silhouette=posture_of(exercise), timer=exercise.timer,
            today=planned.today,
        )  # fmt: skip
