"""Left against right: a difference is one only where it is seen at two check-ups running, on the same side."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from formcheck.checkup.record import Checkup
from formcheck.checkup.scoring.score import Limit, SidesRule
from formcheck.pose.landmarks import Side


class Verdict(StrEnum):
    """What two sides have come to."""

    EVEN = "even"
    ONCE = "once"
    """This time one was shorter, which is not enough to call it a difference."""
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Both:
    """The values of both sides at one check-up."""

    left: float
    right: float

    @property
    def by(self) -> float:
        """How much they differ."""
        return abs(self.left - self.right)

    @property
    def behind(self) -> Side:
        """The side with less."""
        return Side.LEFT if self.left < self.right else Side.RIGHT

    def differ(self, limit: Limit) -> bool:
        """Whether they differ by a limit or more."""
        return self.left != self.right and self.by >= limit.of(max(self.left, self.right))


@dataclass(frozen=True, slots=True)
class Sides:
    """Left against right, and which is behind; None where they are even."""

    verdict: Verdict
    behind: Side | None
    by: float


def compare(now: Both, last: Both | None, rule: SidesRule) -> Sides:
    """Left against right of this check-up and the last one; None for the last where there was none."""
    again = last is not None and last.differ(rule.again) and last.behind is now.behind
    if again and now.differ(rule.again):
        return Sides(Verdict.CONFIRMED, now.behind, now.by)
    if now.differ(rule.once):
        return Sides(Verdict.ONCE, now.behind, now.by)
    return Sides(Verdict.EVEN, None, now.by)


def next_first_side(earlier: Sequence[Checkup]) -> Side:
    """The side that begins next: not that of last time, so that being tired or in practice makes no difference."""
    return earlier[-1].first_side.other if earlier else Side.LEFT
