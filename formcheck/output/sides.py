"""Left against right: one comparison with one set of limits, for the report, the history and what it suggests.

Compared is only what was judged on both sides and seen alike: in the same view, and with both legs working on the same
side of the body from the camera, near to it or far from it. A far leg is smaller in the picture and hidden by the near
one: what differs between a near and a far leg may be the camera's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot, nan

from formcheck.counting.results import Rep
from formcheck.output.averages import median_known
from formcheck.pose.landmarks import SIDES, Side
from formcheck.system.language import later, tr
from formcheck.system.language.local import brief

SURE = 1.96
"""Standard errors within which chance stays 95 times of 100."""
ANGLE_ERROR_DEG = 4.0
"""Error of the range of a repetition, root mean square, up to 20 degrees from a side view (docs/accuracy.md)."""
SMALLEST_DEG = SURE * hypot(ANGLE_ERROR_DEG, ANGLE_ERROR_DEG)
"""Two angles have to differ by more, since both are measured with that error: 11 degrees."""
SMALLEST_HOLD_S = 0.33
"""The largest error of a hold (docs/accuracy.md)."""
FEWER = 0.2
"""A side with a share of good repetitions that is smaller by more than this part is the weaker one."""
ENOUGH = 5
"""Of fewer movements on either side nothing is said."""

NOT_ALIKE = later(
    "Left and right were not seen alike, one leg near the camera and the other far: they are not compared."
)
TOO_FEW = later("Too few repetitions to compare the sides.")
SAME = later("No difference that can be measured.")
_FEWER = {
    Side.LEFT: later("Fewer good repetitions on the left side. Begin each set with it, and do no more on the other."),
    Side.RIGHT: later("Fewer good repetitions on the right side. Begin each set with it, and do no more on the other."),
}
_LESS_FAR = {Side.LEFT: later("The left side went less far."), Side.RIGHT: later("The right side went less far.")}
_HELD_LESS = {
    Side.LEFT: later("The left side was held for less long."),
    Side.RIGHT: later("The right side was held for less long."),
}


@dataclass(frozen=True, slots=True)
class OneSide:
    """What one side did, of what is compared.

    Attributes
    ----------
    good, tried
        In the words of `Rep`.
    range_deg, hold_s
        Medians of what was counted and judged; NaN where it is measured in something else, or no hold is asked for.
    """

    good: int
    tried: int
    range_deg: float = nan
    hold_s: float = nan

    @property
    def good_share(self) -> float:
        """Good ones of those that were tried."""
        return self.good / self.tried if self.tried else nan


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides, and which of them is behind in what; None where they are alike, or not known."""

    left: OneSide
    right: OneSide

    @property
    def weaker(self) -> Side | None:
        """The side with fewer good repetitions of those that were tried."""
        low, high = sorted((self.left.good_share, self.right.good_share))
        return self._less(self.left.good_share, self.right.good_share) if high - low > FEWER * high else None

    @property
    def less_far(self) -> Side | None:
        """The side that reached less far, by more than the error of both."""
        left, right = self.left.range_deg, self.right.range_deg
        return self._less(left, right) if abs(left - right) > SMALLEST_DEG else None

    @property
    def held_less(self) -> Side | None:
        """The side that was held for less long, by more than the error."""
        left, right = self.left.hold_s, self.right.hold_s
        return self._less(left, right) if abs(left - right) > SMALLEST_HOLD_S else None

    @staticmethod
    def _less(left: float, right: float) -> Side:
        return Side.LEFT if left < right else Side.RIGHT


def compare(movements: Iterable[Rep], *, in_degrees: bool, held: bool) -> Sides | str:
    """Left against right of some movements of one exercise, or why they are not compared.

    Parameters
    ----------
    movements
        Repetitions and attempts.
    in_degrees, held
        Whether its range is an angle, and whether a hold is asked for.
    """
    known = [rep for rep in movements if rep.tried]
    alike = max(_alike(known), key=_fewest, default=[])
    if min(_of(known, Side.LEFT, Side.RIGHT)) < ENOUGH:
        return TOO_FEW
    if _fewest(alike) < ENOUGH:
        return NOT_ALIKE
    left, right = (_one([rep for rep in alike if rep.side is side], in_degrees, held) for side in SIDES)
    return Sides(left, right)


def remarks(sides: Sides | str) -> list[str]:
    """What differs, in sentences."""
    return [tr(one) for one in ([sides] if isinstance(sides, str) else list(_differences(sides)) or [SAME])]


def limits() -> str:
    """From where on a difference is called one."""
    return tr(
        "A difference is called one from a fifth fewer good ones of those tried, {degrees}° of range or {seconds} s of"
        " hold on, where {enough} or more were tried on each side and seen alike.",
        degrees=round(SMALLEST_DEG),
        seconds=brief(SMALLEST_HOLD_S),
        enough=ENOUGH,
    )


def _differences(sides: Sides) -> Iterator[str]:
    if sides.weaker is not None:
        yield _FEWER[sides.weaker]
    if sides.less_far is not None:
        yield _LESS_FAR[sides.less_far]
    if sides.held_less is not None:
        yield _HELD_LESS[sides.held_less]


def _alike(movements: Sequence[Rep]) -> Iterator[list[Rep]]:
    """What was seen in the same way: from the same view, the working leg on the same side of the body."""
    ways = {_way(rep) for rep in movements if rep.judged.near is not None}
    for way in sorted(ways):
        yield [rep for rep in movements if rep.judged.near is not None and _way(rep) == way]


def _way(rep: Rep) -> tuple[str, bool]:
    return rep.judged.view, rep.side is rep.judged.near


def _of(movements: Sequence[Rep], *sides: Side) -> list[int]:
    return [sum(rep.side is side for rep in movements) for side in sides]


def _fewest(movements: Sequence[Rep]) -> int:
    return min(_of(movements, *SIDES))


def _one(movements: Sequence[Rep], in_degrees: bool, held: bool) -> OneSide:
    done = [rep for rep in movements if rep.counted]
    way_deg = median_known(abs(rep.judged_peak - rep.judged_rest) for rep in done) if in_degrees else nan
    good = sum(rep.good for rep in movements)
    return OneSide(good, len(movements), way_deg, median_known(rep.hold_s for rep in done) if held else nan)
