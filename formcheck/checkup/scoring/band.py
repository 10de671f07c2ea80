"""Where a value lies among published groups: fewer than most, like most, more than most, or nobody knows."""

from collections.abc import Sequence
from enum import StrEnum

from formcheck.checkup.scoring.norms import Norm


class Band(StrEnum):
    """Where it lies."""

    FEWER = "fewer"
    LIKE = "like"
    MORE = "more"
    NONE = "none"


def band(value: float, groups: Sequence[Norm]) -> Band:
    """Fewer, or more, only where that is so in every group: groups disagree by a third and more."""
    known = [norm for norm in groups if norm.has_range]
    if not known:
        return Band.NONE
    if value < min(norm.p25 for norm in known):
        return Band.FEWER
    return Band.MORE if value > max(norm.p75 for norm in known) else Band.LIKE
