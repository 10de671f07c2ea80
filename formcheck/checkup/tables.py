"""The smaller tables of a test's file: what is said, what is asked of a moment, and what must hold or must not."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from formcheck.checkup.signals import SIGNALS
from formcheck.exercises.schema import Number, Table, Text, _one_of
from formcheck.kinematics.measures import MEASURES
from formcheck.pose.landmarks import Side

Seconds = Annotated[float, Field(ge=0, le=600)]
SignalName = Annotated[str, _one_of((*SIGNALS, *MEASURES))]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Whose = Literal["working", "free", "both", "either"]
From = Literal["zero", "rest", "begin", "before"]


class BySide(Table):
    """A sentence for each leg that may work."""

    left: Text
    right: Text


Spoken = Text | BySide


def said(spoken: Spoken, working: Side) -> str:
    """The sentence for the leg that works."""
    return spoken if isinstance(spoken, str) else spoken.right if working is Side.RIGHT else spoken.left


class Signal(Table):
    """A number of the moment: of which leg, and counted from what.

    From `rest` is from what it was while the person waited, from `begin` from the median of the first `begin_s` of the
    clock, from `before` from half a second ago.
    """

    signal: SignalName
    of: Whose = "working"
    from_: From = Field(default="zero", alias="from")


class Gate(Signal):
    """A range in which a signal has to lie before it goes on; where it does not, its sentence says what to do."""

    id: Id = "not_in_place"
    at_least: Number | None = None
    at_most: Number | None = None
    say: Spoken | None = None


class Rule(Signal):
    """A limit that ends a try, warns, or makes a movement not count, once it is passed for a while.

    Attributes
    ----------
    id
        The reason, a key of `reasons.toml`.
    for_s
        So long it has to be passed; the end is dated to when it was passed first.
    warn, back_s
        The first time this is said, and there is so long to come back; then, or at the second time, it ends.
    only_warns
        It is said once, and nothing ends.
    stops_clock
        The clock stands while it is passed.
    say
        What is said when it ends the try.
    """

    id: Id
    above: Number | None = None
    below: Number | None = None
    for_s: Seconds = 0.0
    warn: Spoken | None = None
    back_s: Seconds = 2.0
    only_warns: bool = False
    stops_clock: bool = False
    say: Spoken | None = None

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if (self.above is None) == (self.below is None):
            raise ValueError("a rule needs either above or below")
        return self


class Call(Table):
    """What is said at a time of the clock."""

    at_s: Seconds
    say: Spoken
