"""Counts one exercise from poses, one at a time; nothing told is taken back."""

from collections import deque
from math import isfinite, nan

from formcheck.counting.movements import Attempt, Moment, Repetition
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.stay import Counting
from formcheck.exercises.count import Count as Limits
from formcheck.kinematics.follower import Followed, Follower
from formcheck.kinematics.heights import HEIGHTS, Body
from formcheck.kinematics.unit import Unit
from formcheck.pose.landmarks import Pose, Side
from formcheck.pose.plausible import Cuts


class Counter:
    """Counts one exercise.

    Parameters
    ----------
    limits
        What counts.
    roll_deg
        The camera's roll, as in `heights.body`.
    settings
        The engine's limits.

    Attributes
    ----------
    repetitions, attempts
        Everything told so far.
    """

    def __init__(self, limits: Limits, roll_deg: float = 0.0, settings: Settings = DEFAULTS) -> None:
        self.repetitions: list[Repetition] = []
        self.attempts: list[Attempt] = []
        self._limits, self._settings = limits, settings
        self._follower = Follower(roll_deg)
        self._seen_s = self._left_s = nan
        self._away = self._size_known = False
        self.forget()

    def forget(self, first_stay_s: float = 0.0) -> None:
        """Begin anew with rest and range: the person is elsewhere now. What was told stays told.

        Parameters
        ----------
        first_stay_s
            How long they must stay at rest before the first movement; 0 where it may begin in any state.
        """
        self._unit = Unit()
        self._cuts = Cuts()
        self._recent: deque[tuple[float, tuple[float, ...]]] = deque()
        self._counting = Counting(self._limits, self.repetitions, self.attempts, first_stay_s, self._settings)

    def update(self, time_s: float, pose: Pose | None, in_posture: bool = True) -> Moment:
        """Take one pose in.

        Parameters
        ----------
        time_s
            Must grow; a pose that comes too late is left out.
        pose
            None where nobody was found; where it is NaN it is no data.
        in_posture
            Whether the person is in the exercise's class of posture, as far as somebody else can tell.
        """
        return self.take(time_s, self._follower.update(time_s, pose), in_posture)

    def take(self, time_s: float, followed: Followed | None, in_posture: bool = True) -> Moment:
        """Take one pose in that has been followed already; None where it is no data."""
        told = len(self.repetitions), len(self.attempts)
        if followed is not None:
            if time_s - self._seen_s > self._settings.gap_s or followed.anew:
                self._counting.lose()
                self.forget()
            self._seen_s, self._size_known = time_s, followed.size_known
            length = self._unit.update(time_s, followed.body, followed.thigh_px)
            if not length > 0:
                return self._now(time_s, told)  # all joints in one point
            if self._cuts.update(time_s, followed.image_px, length):
                self._counting.lose()
                self.forget()
            elif self._belongs(time_s, followed.body, length, in_posture):
                self._counting.update(time_s, self._smoothed(time_s, followed.body), length)
        return self._now(time_s, told)

    @property
    def leading(self) -> Side:
        """The leg that is farther from its rest now; BOTH where legs are not told apart."""
        return self._counting.leading

    def finish(self) -> Moment:
        """The end: what waited for more is told."""
        told = len(self.repetitions), len(self.attempts)
        self._counting.finish()
        return self._now(self._seen_s, told)

    def _belongs(self, time_s: float, seen: Body, length: float, in_posture: bool) -> bool:
        """Whether the pose is one of the set: in the posture, or out of it for a moment only."""
        for window in self._limits.within:
            highest = max(HEIGHTS[window.height].of(seen))
            in_posture = in_posture and window.least * length < highest < window.most * length
        if in_posture:
            self._left_s = nan
        elif not isfinite(self._left_s):
            self._left_s = time_s
        left = time_s - self._left_s >= self._settings.left_s
        if left and not self._away:
            # Who comes into the posture is at rest once they have stood still; a recording may begin anyhow.
            self.forget(first_stay_s=self._settings.still_s)
        self._away = left
        return not left

    def _smoothed(self, time_s: float, seen: Body) -> tuple[float, ...]:
        height = HEIGHTS[self._limits.height]
        values = tuple(height.direction * h for h in height.of(seen))
        self._recent.append((time_s, values))
        while time_s - self._recent[0][0] > self._settings.smooth_s:
            self._recent.popleft()
        return tuple(_median([h[k] for _, h in self._recent]) for k in range(len(values)))

    def _now(self, time_s: float, told: tuple[int, int]) -> Moment:
        reps, attempts = tuple(self.repetitions[told[0] :]), tuple(self.attempts[told[1] :])
        return self._counting.moment(time_s, self._size_known, reps, attempts)


def _median(values: list[float]) -> float:
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2
