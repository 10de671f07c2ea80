"""The end that comes where nobody goes on: counted down, and not come to where somebody is back."""

from dataclasses import replace
from math import inf

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.tally import settled, totals
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.course import Course
from formcheck.workout.mode import GO_ON, Mode

AWAY_S = 60.0
"""Out of position for longer, the end is counted down: the door has been answered and the water drunk by then."""
PAUSED_S = 600.0
"""A pause by a raised hand comes to that after this long."""
COUNTDOWN_S = 30.0
"""Time enough to hear it in the next room, to come back, and to lie down."""
BACK_S = 4.0
"""A hand that is up so soon after somebody is back in position was raised to go on, and asks for no pause."""


class Leaving:
    """Counts the end of a workout down.

    Parameters
    ----------
    course
        Of the workout.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._by_position, self._back_s = True, -inf

    def is_just_back(self, time_s: float) -> bool:
        """Whether somebody was away a moment ago."""
        return time_s - self._back_s < BACK_S

    def begin_where_away(self, time_s: float, running: ActiveSet) -> None:
        """Begin where something was done, and nobody has been in position for a while."""
        some = self._course.ledger.reps or running.session.movements
        if some and time_s - running.present_s > AWAY_S:
            self._begin(time_s, by_position=True)

    def begin_where_paused(self, time_s: float) -> None:
        """Begin where a pause has lasted for very long."""
        if time_s - self._course.since_s > PAUSED_S:
            self._begin(time_s, by_position=False)

    def update(self, time_s: float, running: ActiveSet, pose: Pose | None, picture: Picture | None) -> Snapshot | None:
        """A moment of it: who is in position again goes on. None where it is at its end."""
        course = self._course
        reason: str = course.says or Advice.GO_ON
        if self._by_position:
            snapshot = running.update(time_s, pose, picture)
            reason = snapshot.reason
            if running.present_s == time_s:
                course.enter(time_s, Mode.WORKING)
                self._back_s = time_s
                return replace(snapshot, sets=course.progress(running))
        else:
            running.session.update(time_s, None)  # the pause goes on
        left_s = course.since_s + COUNTDOWN_S - time_s
        if left_s <= 0:
            course.enter(time_s, Mode.STOPPED)
            course.close(running)
            return None
        progress = replace(course.progress(running), ends_in_s=left_s, sign=GO_ON[course.way])
        return Snapshot(time_s, State.RESTING, reason, counts=totals(settled(running.movements)), sets=progress)

    def _begin(self, time_s: float, *, by_position: bool) -> None:
        self._course.mode, self._course.since_s, self._by_position = Mode.LEAVING, time_s, by_position
