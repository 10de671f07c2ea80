"""How good a counted movement was, as far as the camera could see it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan, nan
from statistics import median

from formcheck.counting.hold import crossing_s, held_s
from formcheck.counting.movements import Movement
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.trace import Sample, Trace
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import SIDES, Side

SLOWEST_STEP_S = 0.25
"""With fewer than four pictures a second a hold is known to half a second at best, as either end of it may lie anywhere
between two pictures: too little to tell whether it was long enough [P]."""
PEAK_S = 0.3
"""Peaks are the median over this long about the highest value."""
EDGE_S = 3.0
"""Rest is looked for no further than this before and after the gates: whoever is slower has stopped on the way."""
REST_SEEN_S = 0.2
"""A movement that begins sooner after the recording does was caught under way: how fast it began is not known."""
LARGEST_OFFSET_DEG = 16.0
"""Good tops of real bridges read up to 16 degrees past straight (5th to 95th percentile: -2 to 16)."""
LEAVES, ARRIVES = 0.15, 0.9
"""Shares of its own way between which a movement is timed: people throw the beginning and take their time to arrive."""
TIMED = 0.463
"""Share of its time that a smooth movement takes between the two.

From the minimum-jerk profile of human movement (Flash & Hogan 1985): 10x^3 - 15x^4 + 6x^5 passes 0.15 at 0.290
and 0.9 at 0.753.
"""
SEEN_EVERY_S = 0.25
"""With a longer time between two pictures it is not known how fast a movement was between them."""
FASTEST = 1.875 / 0.2
"""Ways a second, at the fastest moment of a smooth movement that takes 0.2 s: what seems faster was cut or jumped."""


ALWAYS = "hip_extension_deg", "depth_deg"
"""What is told of the top of every movement."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was measured of one movement; NaN where it was not seen.

    Attributes
    ----------
    side
        The person's side whose measures these are.
    start_s, top_s, end_s
        Progress leaves 0.15, first reaches the count gate (its highest value where it never does), and is back.
    judged_rest, judged_peak, full, hold_gate, hold_s, hold_on
        Of the measure that is judged, corrected by the landmarks' offset.
    off_side_deg, view, near
        From where the camera looked, and the side that was nearer to it.
    few_pictures
        Whether they came too seldom to time a hold.
    lift_s, lower_s
        Seconds away and back, scaled to the whole way.
    """

    side: Side
    start_s: float
    top_s: float
    end_s: float
    judged_rest: float
    judged_peak: float
    full: float
    hold_gate: float
    hold_s: float
    hold_on: str
    hip_extension_deg: float
    leg_height: float
    depth_deg: float
    off_side_deg: float
    view: str
    lift_s: float
    lower_s: float
    near: Side
    few_pictures: bool = False

    def may_be_judged(self, exercise: Exercise) -> bool:
        """Whether the camera could see the measure, from a side from which it can be trusted."""
        return self.off_side_deg <= exercise.judge.within_deg and not isnan(self.judged_peak)


class Judging:
    """Measures the movements of one exercise from what was seen meanwhile."""

    def __init__(self, exercise: Exercise, settings: Settings = DEFAULTS) -> None:
        self._exercise = exercise
        self._count, self._hold = settings.count, settings.hold
        self._tops: list[float] = []

    @property
    def measures(self) -> Iterator[str]:
        """What is measured of a movement."""
        judge = self._exercise.judge
        yield from (judge.measure, self._exercise.height.measure, *ALWAYS)
        if judge.leg is not None:
            yield judge.leg.measure

    @property
    def offset(self) -> float:
        """By how much the judged measure reads past where the body can be, as the lowest top so far shows.

        The hip landmark lies in front of the joint, more so on heavy bodies, so that a straight hip reads past
        straight by a constant of the person. People do not end every repetition past straight: the lowest top of a
        set is straight at most, and what it reads beyond is the landmark's.
        """
        straight = self._exercise.judge.straight
        if straight is None or not self._tops:
            return 0.0
        return min(max(min(self._tops) - straight, 0.0), LARGEST_OFFSET_DEG)

    def measure(self, this: Movement, trace: Trace, near: Side) -> Judgement:
        """Everything of one movement that has been told."""
        exercise, judge = self._exercise, self._exercise.judge
        start_s = _edge_s(trace.between(this.start_s - EDGE_S, this.top_s)[::-1], this.start_s, trace.at_rest)
        end_s = _edge_s(trace.between(this.top_s, this.end_s + EDGE_S), this.end_s, trace.at_rest)
        samples = trace.between(start_s, end_s)
        side = self.side_of(this.side, (s.value for s in trace.between(this.start_s, this.end_s)), near)
        values = [(s.time_s, s.value(side, judge.measure)) for s in samples]
        peak_s = max(
            (pair for pair in values if not isnan(pair[1])), key=lambda pair: pair[1], default=(this.top_s, nan)
        )[0]
        raw_peak = _about(values, peak_s)
        off_side_deg = _median([s.off_side_deg for s in samples])
        if this.counts and off_side_deg <= judge.within_deg and not isnan(raw_peak):
            self._tops.append(raw_peak)
        rest = trace.rest(side, judge.measure) - self.offset
        peak, full = raw_peak - self.offset, judge.full_from(rest)
        hold_gate = exercise.hold_gate(rest, self._count)
        on_measure = off_side_deg <= judge.within_deg and not isnan(hold_gate)
        if on_measure:
            hold = held_s(values, hold_gate + self.offset, exercise.hold.dropout_s)
        else:
            hold_gate, hold = (
                self._hold,
                held_s([(s.time_s, s.progress) for s in samples], self._hold, exercise.hold.dropout_s),
            )
        at_peak = {
            name: _about([(s.time_s, s.value(side, name)) for s in samples], peak_s)
            for name in (exercise.height.measure, *ALWAYS)
        }
        first = _passed_s(samples, self._count)
        about = trace.between(start_s - EDGE_S, end_s + EDGE_S)
        lift_s, lower_s = tempo([(s.time_s, s.progress) for s in about], start_s, end_s)
        height = at_peak[exercise.height.measure] - (
            trace.rest(side, exercise.height.measure) if exercise.height.from_rest else 0.0
        )
        corrected = self.offset if judge.measure == "hip_extension_deg" else 0.0
        return Judgement(
            side, start_s, this.top_s if isnan(first) else first, end_s, rest, peak, full, hold_gate, hold,
            judge.measure if on_measure else "height", at_peak["hip_extension_deg"] - corrected, height,
            at_peak["depth_deg"], off_side_deg, "" if isnan(off_side_deg) else _word(samples),
            lift_s if start_s - trace.since_s >= REST_SEEN_S else nan, lower_s, near,
            _step_s(samples) > SLOWEST_STEP_S,
        )  # fmt: skip

    def side_of(self, worked: Side, values: Iterable[Callable[[Side, str], float]], near: Side) -> Side:
        """The side whose measures count: the one that worked, else the one that is picked, else the near one.

        `values` tell a measure of a side at each moment.
        """
        leg = self._exercise.judge.leg
        if leg is not None:
            votes = [leg.is_it(*(value(side, leg.measure) for side in SIDES)) for value in values]
            return Side.LEFT if 2 * sum(votes) > len(votes) else Side.RIGHT
        return near if worked is Side.BOTH else worked


def _edge_s(way: Sequence[Sample], gate_s: float, at_rest: float) -> float:
    """On the way from the top to rest, in either direction of time: when progress is 0.15.

    Where it never is so low: the turn. Where it never was higher, the gate: what lies beyond is another movement.
    """
    for near, far in pairwise(way):
        if far.progress <= at_rest < near.progress:
            return crossing_s((near.time_s, near.progress), (far.time_s, far.progress), at_rest)
        if far.progress <= at_rest and abs(far.time_s - way[0].time_s) > abs(gate_s - way[0].time_s):
            return gate_s
    return min((s.progress, s.time_s) for s in way)[1] if way else gate_s


def _passed_s(samples: Sequence[Sample], level: float) -> float:
    """First passing of a level on the way out; NaN where there is none."""
    for then, now in pairwise(samples):
        if then.progress < level <= now.progress:
            return crossing_s((then.time_s, then.progress), (now.time_s, now.progress), level)
    return nan


def tempo(way: Sequence[tuple[float, float]], start_s: float, end_s: float) -> tuple[float, float]:
    """Seconds that a movement between start and end takes out and back; NaN where it was not seen all the way.

    Parameters
    ----------
    way
        Times and progress, from before the start to after the end.
    """
    back = [(-time_s, progress) for time_s, progress in reversed(way)]
    return _out_s(way, start_s, end_s), _out_s(back, -end_s, -start_s)


def _out_s(way: Sequence[tuple[float, float]], start_s: float, end_s: float) -> float:
    """From the last time that it leaves rest to the first time that it is nearly at the top, scaled to the whole."""
    top = max((progress for time_s, progress in way if start_s <= time_s <= end_s), default=nan)
    left_s = nan
    for (then_s, then), (now_s, now) in pairwise(way):
        step_s = now_s - then_s
        if now < LEAVES * top or step_s > SEEN_EVERY_S or now - then > FASTEST * top * step_s:
            left_s = nan
        elif then < LEAVES * top:
            left_s = crossing_s((then_s, then), (now_s, now), LEAVES * top)
        if now >= ARRIVES * top and now_s >= start_s:
            return (crossing_s((then_s, then), (now_s, now), ARRIVES * top) - left_s) / TIMED
    return nan


def _step_s(samples: Sequence[Sample]) -> float:
    """Seconds from one picture to the next, as a rule."""
    return _median([now.time_s - then.time_s for then, now in pairwise(samples)])


def _about(values: Sequence[tuple[float, float]], at_s: float) -> float:
    return _median([value for time_s, value in values if abs(time_s - at_s) <= PEAK_S / 2])


def _median(values: Sequence[float]) -> float:
    known = [value for value in values if not isnan(value)]
    return median(known) if known else nan


def _word(samples: Sequence[Sample]) -> str:
    words = [s.view for s in samples if s.view]
    return max(words, key=words.count, default="")
