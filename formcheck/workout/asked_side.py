"""Which side is asked for; the person's own are `pose.landmarks.Side`."""

from enum import StrEnum

from formcheck.pose.landmarks import SIDES, Side


class AskedSide(StrEnum):
    """Which side a set asks for, or all sets together.

    ANY asks for none. With ALTERNATE the sides take turns within the set; EACH is a set of each, one after the other.
    NEAR is the side that faces the camera when the set begins, so that the person need not turn for it; OTHER is the
    one that did not work in the set before.
    """

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    ANY = "any"
    ALTERNATE = "alternate"
    NEAR = "near"
    OTHER = "other"

    @property
    def named(self) -> tuple[Side, ...]:
        """The person's sides of which a set is known to consist, in turn; none where it shows only later, or never."""
        return {self.LEFT: (Side.LEFT,), self.RIGHT: (Side.RIGHT,), self.ALTERNATE: SIDES}.get(self, ())
