"""Counts one exercise from what is followed of a person, one moment at a time; nothing told is taken back."""

from collections import deque
from math import isnan, nan
from statistics import median

from formcheck.counting.movements import Moment, Movement
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.stay import MOST, Stay
from formcheck.exercises.count import Count as Limits
from formcheck.kinematics.heights import HEIGHTS, Body, Unit, climb
from formcheck.kinematics.perception import Followed
from formcheck.pose.plausible import Cuts, Distance


class Counter:
    """Counts one exercise; `told` is what was told last, of which nothing is told again."""

    def __init__(self, limits: Limits, settings: Settings = DEFAULTS) -> None:
        self.told: list[Movement] = []
        self._limits, self._settings = limits, settings
        self._seen_s = self._left_s = self._rested_s = nan
        self._away = False
        self.forget()

    def forget(self, first_stay_s: float = 0.0) -> None:
        """Begin anew with rest and range, as `Reach`: the person is elsewhere now. What was told stays told."""
        self._unit, self._cuts, self._distance = Unit(), Cuts(), Distance()
        self._recent: deque[tuple[float, tuple[float, ...]]] = deque()
        self._stay = Stay(self._limits, self.told, first_stay_s, self._settings)

    def update(
        self, time_s: float, followed: Followed | None, in_posture: bool = True, measured: float = nan
    ) -> Moment:
        """Take one moment in.

        Parameters
        ----------
        time_s
            Must grow.
        followed
            None where nobody was found, or what was found is no data.
        in_posture
            Whether the person is in the exercise's class of posture, as far as somebody else can tell.
        measured
            The measure that counts where no height changes; NaN where it is not known.
        """
        del self.told[:-MOST]
        told = len(self.told)
        if followed is not None:
            if time_s - self._seen_s > self._settings.gap_s or followed.anew:
                self._lose()
            self._seen_s = time_s
            step = self._step(time_s, followed)
            if step is not None:
                self._unit.scale(*step)
            length = self._unit.update(time_s, followed.body, followed.thigh_px)
            if step is not None:
                self._stay.scale(*step, length)
            if not length > 0:
                pass  # all joints in one point
            elif self._cuts.update(time_s, followed.image_px, length):
                self._lose()
            elif self._belongs(time_s, followed.body, length, in_posture):
                self._count(time_s, followed.body, length, measured)
        return self._stay.moment(time_s, tuple(self.told[told:]))

    def finish(self) -> Moment:
        """The end: what waited for more is told."""
        told = len(self.told)
        self._stay.finish()
        return self._stay.moment(self._seen_s, tuple(self.told[told:]))

    def _lose(self) -> None:
        self._stay.lose()
        self.forget()

    def _step(self, time_s: float, followed: Followed) -> tuple[float, float] | None:
        """Of somebody who has stepped nearer or back: how many times as large they are, and since when.

        The model may also take somebody for larger or smaller in the middle of a slow movement, or of a long hold. So a
        size is believed of a person who stands still where they would be at rest at that size, or has turned twice
        since: a slow movement turns once.
        """
        height, times = HEIGHTS.get(self._limits.height), self._distance.update(time_s, followed.thigh_px)
        if height is None or times == 1.0:  # a measure has no size
            self._rested_s = nan
            return None
        now = max(height.direction * value for value in height.of(followed.body))
        if not self._stay.rests_at(now, times):
            self._rested_s = nan
        elif isnan(self._rested_s):
            self._rested_s = time_s
        moves = self._stay.turns_since(self._distance.since_s) >= 2
        if time_s - self._rested_s >= self._settings.still_s or moves:
            return times, self._distance.believe()
        return None

    def _belongs(self, time_s: float, seen: Body, length: float, in_posture: bool) -> bool:
        """Whether the pose is one of the set: in the posture, or out of it for a moment only."""
        for window in self._limits.within:
            highest = max(HEIGHTS[window.height].of(seen))
            in_posture = in_posture and window.least * length < highest < window.most * length
        if in_posture:
            self._left_s = nan
        elif isnan(self._left_s):
            self._left_s = time_s
        left = time_s - self._left_s >= self._settings.left_s
        if left and not self._away:
            # Who comes into the posture is at rest once they have stood still; a recording may begin anyhow.
            self.forget(first_stay_s=self._settings.still_s)
        self._away = left
        return not left

    def _count(self, time_s: float, seen: Body, length: float, measured: float) -> None:
        height, climbs = HEIGHTS.get(self._limits.height), 0.0
        if height is not None:
            values = tuple(height.direction * h for h in height.of(seen))
            along = self._limits.rest_climbs
            climbs = 0.0 if along is None else along.times * climb(along.height, seen)
        elif isnan(measured):
            return
        else:
            values, length = (measured,), 1.0
        self._recent.append((time_s, values))
        while time_s - self._recent[0][0] > self._settings.smooth_s:
            self._recent.popleft()
        values = tuple(map(median, zip(*(v for _, v in self._recent), strict=True)))
        self._stay.update(time_s, values, length, climbs)
