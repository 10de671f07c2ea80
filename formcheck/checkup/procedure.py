"""What the file of a test may say: who stands how, what runs the clock, what counts, and what ends it.

A test is data: no Python knows one by its name. What is measured of a moment is named in `signals`; limits are in its
unit, times in seconds.
"""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from formcheck.checkup.record import Unit
from formcheck.checkup.tables import BySide, Call, Gate, Id, Rule, Seconds, Signal, SignalName, Spoken, Whose
from formcheck.exercises.count import Count
from formcheck.exercises.schema import Number, PostureName, Table, Text


class Place(Table):
    """From where the test is seen, how the person waits, and for how long they have to be there, still.

    With `near` the leg that works is the one towards the camera.
    """

    view: Literal["any", "front", "side"] = "any"
    within_deg: Annotated[float, Field(ge=0, le=90)] = 90.0
    near: bool = False
    turn: Spoken | None = None
    view_say: Spoken | None = None
    still_s: Seconds = 1.0
    gate: tuple[Gate, ...] = ()
    record: tuple[SignalName, ...] = Field(default=(), description="what of the set-up is kept, of the leg that works")


class Practice(Table):
    """Stands to try: they tell where this person sits and stands; left out where that is known."""

    stands: Annotated[int, Field(ge=1, le=5)] = 2
    say: Spoken
    count: Count
    short_up: Spoken
    least_up: Annotated[float, Field(gt=0)] = Field(description="hips over the foot of who stands, thigh lengths")


class Stands(Table):
    """Counting within a time from "go"; shares are of the way from this person's seat to their stand."""

    seconds: Seconds
    go: tuple[Spoken, ...]
    up: Annotated[float, Field(gt=0, le=1)]
    straight_deg: Number = Field(description="a knee that is straighter stands as well, where the side is seen")
    down: Annotated[float, Field(ge=0, lt=1)]
    half: Annotated[float, Field(gt=0, lt=1)] = Field(description="counts at the end of the time")
    dwell_s: Seconds
    short_up: Spoken
    short_down: Spoken
    hands: Annotated[tuple[Rule, ...], Field(min_length=1)] = Field(
        description="a stand in which one is broken is none, and the second one ends the test"
    )


class Stage(Table):
    """One thing to do on the way to the clock: all gates at once, for a while.

    With `top` the signal's value then is this side's own top, unless it is known; then as much is asked for, but for
    `near_top`. With `fails_s` it has to be done so long after it `starts`, at one go. Where it takes long `remind` is
    said.
    """

    say: tuple[Spoken, ...] = ()
    gate: tuple[Gate, ...] = ()
    top: SignalName | None = None
    near_top: Number | None = None
    remind: Spoken | None = None
    for_s: Seconds = 0.0
    fails_s: Seconds | None = None
    fails: Id = "not_ready"
    starts: Gate | None = None


class Hold(Table):
    """A time from when all stages are done to the first rule that is broken, or to its cap."""

    seconds: Seconds
    stage: Annotated[tuple[Stage, ...], Field(min_length=1)]
    say: Spoken
    cap: Spoken
    begin_s: Seconds = 2.0
    record: tuple[SignalName, ...] = Field(default=(), description="what is kept when the clock begins")
    passes: bool = Field(default=False, description="only whether it lasts to the cap is told")


class Lifts(Table):
    """Some movements, of each of which the top is measured: the median of its best stretch."""

    signal: SignalName
    of: Whose = "working"
    relative: bool = Field(description="from rest, or as it is")
    times: Annotated[int, Field(ge=1, le=10)]
    least: Annotated[float, Field(gt=0)] = Field(description="above rest; less is no lift")
    held_s: Seconds
    window_s: Seconds
    value: Literal["best", "median"]
    seconds: Seconds = 60.0
    counted: tuple[Spoken, ...] = Field(description="what is said of each that counts")

    @property
    def from_rest(self) -> Signal:
        """What is lifted, from rest."""
        return Signal.model_validate({"signal": self.signal, "of": self.of, "from": "rest"})


class Procedure(Table):
    """One test, as its file describes it.

    `say` introduces it, `say_other` on the second side, `again` before a second try.
    """

    id: Id
    name: Text
    unit: Unit
    posture: PostureName
    sides: Literal["together", "each"]
    tries: Annotated[int, Field(ge=1, le=3)] = 1
    every_picture: bool = False
    needs: tuple[Text, ...] = ("shoulder", "hip", "knee", "ankle")
    say: tuple[Spoken, ...]
    say_other: tuple[Spoken, ...] = ()
    again: Spoken | None = None
    outcome: Spoken
    outcome_one: Spoken | None = None
    not_passed: Spoken | None = None
    pause_s: Seconds = 4.0
    skip: Text | None = Field(default=None, description="who had better leave it out")
    place: Place = Place()
    practice: Practice | None = None
    stands: Stands | None = None
    hold: Hold | None = None
    lifts: Lifts | None = None
    rule: tuple[Rule, ...] = ()
    call: tuple[Call, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(kind is not None for kind in (self.stands, self.hold, self.lifts)) != 1:
            raise ValueError("expected exactly one of stands, hold and lifts")
        return self

    @property
    def sentences(self) -> Iterator[str]:
        """Everything that may be said."""
        yield from dict.fromkeys(_sentences(self))


def _sentences(table: Table) -> Iterator[str]:
    for key, value in table:
        if isinstance(value, BySide):
            yield from (value.left, value.right)
        elif isinstance(value, Table):
            yield from _sentences(value)
        elif isinstance(value, tuple):
            for one in value:
                if isinstance(one, Table):
                    yield from ((one.left, one.right) if isinstance(one, BySide) else _sentences(one))
                elif key in _SAID:
                    yield one
        elif isinstance(value, str) and key in _SAID:
            yield value


_SAID = (
    "name", "say", "say_other", "again", "outcome", "outcome_one", "not_passed", "skip", "turn", "view_say", "short_up",
    "short_down", "go", "warn", "cap", "counted", "remind",
)  # fmt: skip
