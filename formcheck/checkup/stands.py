"""Stands counted within a time from "go", by the height of the hips on the way from seat to stand."""

from collections import deque
from dataclasses import dataclass
from enum import Enum
from math import isnan, nan
from statistics import median

import numpy as np

from formcheck.checkup.crossing import Crossing
from formcheck.checkup.procedure import Stands

STRAIGHT_FROM = 0.8
"""A straight knee speaks for a stand only so high on the way: a foot that slides forward straightens it as well."""
LEFT_BY = 0.25
"""A stand is over once the hips are so much lower than what counts as one."""
ATTEMPT = 0.3
"""Hips that rise less on the way are somebody who settles on the seat."""
TOGETHER_S = 0.06
"""Pictures that follow at this distance are smoothed by a median of three; slower ones are taken as they are."""
RISING = (0.08, 0.85)
"""On this part of the way hands help, or hang: crossed arms are 0.3 thighs or more from the thighs, from 0.6 on 0.6."""
BLIND_S = 0.3
"""Who was not seen for so long may have sat meanwhile."""
AROUND_S = 0.1
"""The height at the end is that of a line through so much before and after."""


class Event(Enum):
    """What has just been seen."""

    STOOD = 1
    SHORT_UP = 2
    SHORT_DOWN = 3
    HANDS = 4


@dataclass(frozen=True, slots=True)
class Stood:
    """One movement up, and what it is: a stand, or why it is none."""

    time_s: float
    event: Event


class StandCounter:
    """Counts; causal.

    Parameters
    ----------
    rules
        What counts.
    go_s
        When the time begins.

    Attributes
    ----------
    stood_s, sat_s
        When each stand that counts was reached, and each seat after one.
    events
        Every movement up, in order.
    over
        Whether the time is over, and what was under way then is decided.
    """

    def __init__(self, rules: Stands, go_s: float) -> None:
        self._rules, self._go_s, self.end_s = rules, go_s, go_s + rules.seconds
        self.stood_s: list[float] = []
        self.sat_s: list[float] = []
        self.events: list[Stood] = []
        self.over = self._standing = False
        self._seated, self._hands_used, self._peak = True, False, 0.0
        self._full, self._sitting, self._hand = Crossing(), Crossing(), Crossing()
        self._recent: deque[tuple[float, float, float, float]] = deque(maxlen=3)
        self._last: deque[tuple[float, float]] = deque()

    def update(self, time_s: float, rise: float, knee_deg: float, hand: float) -> list[Event]:
        """Take the next picture: way from seat to stand, bend of the knee, and how far a hand is past its limit."""
        if isnan(rise):
            return []
        if self._last and time_s - self._last[-1][0] > BLIND_S:
            self._seated = True
        self._last.append((time_s, rise))
        while time_s - self._last[0][0] > 1.0:
            self._last.popleft()
        self._recent.append((time_s, rise, knee_deg, hand))
        found = self._see(*self._steadied()) if len(self._recent) > 1 else []
        self.events += [Stood(time_s, event) for event in found]
        if time_s >= self.end_s + AROUND_S and not self.over:
            self._end()
        return found

    def _steadied(self) -> tuple[float, float, float, float]:
        """The moment before, with the median of its neighbours where they are near."""
        times_s, rises, knees_deg, hands = zip(*self._recent, strict=True)
        if len(times_s) == 3 and times_s[2] - times_s[0] <= 2 * TOGETHER_S:
            return times_s[1], median(rises), knees_deg[1], hands[1]
        return times_s[-2], rises[-2], knees_deg[-2], hands[-2]

    def _see(self, time_s: float, rise: float, knee_deg: float, hand: float) -> list[Event]:
        rules, found = self._rules, list[Event]()
        straight = knee_deg <= rules.straight_deg and rise >= STRAIGHT_FROM  # false where the knee is not seen
        self._full.update(time_s, 1.0 if straight and rise < rules.up else rise - rules.up)
        self._sitting.update(time_s, rules.down - rise)
        self._peak = max(self._peak, rise)
        rising = not self._standing and RISING[0] <= rise <= RISING[1] and self._peak - rise < 0.05
        self._hand.update(time_s, hand)  # who pushes has put the hand there before
        self._hands_used = self._hands_used or (rising and self._hand.lasts_s(time_s) >= rules.hands[0].for_s)
        if self._sitting.past:
            found += self._sit(self._sitting.since_s)
        elif not self._standing and self._full.lasts_s(time_s) >= rules.dwell_s and self._full.since_s <= self.end_s:
            found.append(self._stand(self._full.since_s))
        elif self._standing and rise < rules.up - LEFT_BY:
            self._standing, self._peak = False, rise
        return found

    def _sit(self, since_s: float) -> list[Event]:
        short = self._seated and self._peak >= ATTEMPT
        if not self._seated and since_s <= self.end_s:
            self.sat_s.append(since_s)
        self._seated, self._standing, self._peak = True, False, 0.0
        if short:
            self._hands_used = False
        return [Event.SHORT_UP] if short else []

    def _stand(self, since_s: float) -> Event:
        seated, hands = self._seated, self._hands_used
        self._standing, self._seated, self._hands_used = True, False, False
        if hands:
            return Event.HANDS
        if not seated:
            return Event.SHORT_DOWN
        self.stood_s.append(since_s)
        return Event.STOOD

    def _end(self) -> None:
        """More than half-way up at the end counts."""
        self.over = True
        near = [(t - self.end_s, rise) for t, rise in self._last if abs(t - self.end_s) <= AROUND_S]
        if not self._seated or self._hands_used or len(near) < 2:
            return
        after_s, rises = np.array(near).T
        if float(np.polyfit(after_s, rises, 1)[1]) > self._rules.half:
            self.stood_s.append(self.end_s)
            self.events.append(Stood(self.end_s, Event.STOOD))

    @property
    def details(self) -> dict[str, float]:
        """What else is known of it."""
        since_s = [time_s - self._go_s for time_s in self.stood_s]
        found = {
            "stands_in_first_10_s": float(sum(time_s <= 10 for time_s in since_s)),
            "stands_in_last_10_s": float(sum(time_s > self._rules.seconds - 10 for time_s in since_s)),
        }
        fifth = self.sat_s[4] - self._go_s if len(self.sat_s) >= 5 else nan
        return found if isnan(fifth) else {**found, "first_five_s": fifth}
