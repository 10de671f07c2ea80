"""The tables of an exercise file, and what may stand in them."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from math import isnan
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from formcheck.exercises.severity import Severity
from formcheck.kinematics.limb import DORSAL
from formcheck.kinematics.measures import MEASURES
from formcheck.pose.landmarks import JOINTS, SIDES, Side
from formcheck.system.language import tr

Text = Annotated[str, Field(min_length=1, max_length=300)]
Number = Annotated[float, Field(allow_inf_nan=False)]


def _one_of(allowed: Collection[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in allowed:
            raise ValueError(tr("allowed are {all}", all=", ".join(allowed)))
        return value

    return AfterValidator(check)


TIMES = ("lift_s", "lower_s")
"""What is measured of a repetition once it has ended: seconds up and seconds down."""

MeasureName = Annotated[str, _one_of(MEASURES)]
JointName = Annotated[str, _one_of(JOINTS)]
PostureName = Annotated[str, _one_of(DORSAL)]


class Table(BaseModel):
    """A table of a file: nothing else may stand in it, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Direction(StrEnum):
    """Where a repetition goes, as people say it: of what falls short it is "not high enough", "not deep enough"..."""

    HIGHER = "higher"
    DEEPER = "deeper"
    FURTHER = "further"


class Leg(Table):
    """Which leg is the working one at any moment: the one with the higher or the lower value of a measure."""

    measure: MeasureName
    pick: Literal["highest", "lowest"]

    def is_it(self, value: float, other: float) -> bool:
        """Whether the leg with the first value is the one; a leg that cannot be seen is not."""
        if isnan(value) or isnan(other):
            return isnan(other)
        return value >= other if self.pick == "highest" else value <= other


WITHIN_DEG = 25.0
"""How far from the side view angles can be judged, where a file says nothing else: at 45 degrees a top reads up to 23
degrees too high, and the estimate of the view is off by up to 5."""


class Judge(Table):
    """The measure by which a repetition is judged; its unit is the measure's own."""

    measure: MeasureName
    goal: Number = Field(description="value of a complete repetition")
    full: Number = Field(description="a repetition whose top stays below this is counted, but is not good")
    reached: Text = Field(default="the full range", description='what a full repetition reaches: "a straight line"')
    direction: Direction = Field(default=Direction.HIGHER, description="where it goes: higher, deeper or further")
    within_deg: Annotated[float, Field(ge=0, le=90)] = Field(
        default=WITHIN_DEG, description="how far from the side view it can be judged"
    )
    relative: bool = Field(default=False, description="goal and full are counted from the person's own rest")
    leg: Leg | None = Field(
        default=None,
        description="which leg works, where both move: without it, it is the one that moves further",
    )
    straight: Number | None = Field(
        default=None,
        description="no person passes this by much: what the lowest top of a set is past it is the landmarks' offset",
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.full > self.goal:
            raise ValueError(tr("full: expected at most goal"))
        return self

    def goal_from(self, rest: float) -> float:
        """Value of a complete repetition from this rest."""
        return self.goal + rest if self.relative else self.goal

    def full_from(self, rest: float) -> float:
        """Value of a full one."""
        return self.full + rest if self.relative else self.full


class Position(Table):
    """What to do to come into the start position."""

    say: Text


class Hold(Table):
    """How long the top is held; 0 seconds means no hold is asked for."""

    seconds: Annotated[float, Field(ge=0, le=600)]
    fraction: Annotated[float, Field(gt=0.65, lt=1)] = 0.8
    tolerance_s: Annotated[float, Field(ge=0, le=2)] = 0.3
    dropout_s: Annotated[float, Field(ge=0, le=3)] = 0.3


class Height(Table):
    """The measure reported as leg height."""

    measure: MeasureName
    from_rest: bool = False


class Limits(Table):
    """A range that a measure has to lie in: on the near side, on either, or on both."""

    measure: MeasureName
    side: Literal["near", "either", "both"] = "near"
    at_least: Number | None = None
    at_most: Number | None = None
    say: Text

    def holds(self, value: float) -> bool:
        """Whether a value lies in the range; NaN does not."""
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most) and not isnan(value)

    def may_hold(self, values: Mapping[Side, Mapping[str, float]], near: Side) -> bool:
        """Whether it holds for the values of each side, or may: what is hidden breaks no range."""
        found = [values[side][self.measure] for side in ((near,) if self.side == "near" else SIDES)]
        held = [isnan(value) or self.holds(value) for value in found]
        return any(held) if self.side == "either" else all(held)


class Fault(Table):
    """Something to correct: a measure past a limit for a while, in a part of the repetition."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    say: Text
    measure: Annotated[str, _one_of((*MEASURES, *TIMES))]
    during: Literal["rest", "lift", "hold", "lower", "rep", "end"]
    above: Number | None = None
    below: Number | None = None
    from_rest: bool = False
    for_s: Annotated[float, Field(ge=0, le=60)] = 0.3
    severity: Severity = Severity.TIP
    within_deg: Annotated[float, Field(ge=0, le=90)] = Field(
        default=WITHIN_DEG, description="how far from the side view it can be judged"
    )

    @model_validator(mode="after")
    def _limited(self) -> Self:
        if self.above is None and self.below is None:
            raise ValueError(tr("a fault needs above or below, or both"))
        if (self.during == "end") != (self.measure in TIMES):
            raise ValueError(tr('lift_s and lower_s go with during = "end", and nothing else does'))
        return self

    def shows(self, off_side_deg: float) -> bool:
        """Whether it can be judged from so far off the side."""
        return off_side_deg <= self.within_deg

    def margin(self, value: float) -> float:
        """How far a value is past the limit: positive past it, negative within, NaN where unknown."""
        past = [value - self.above] if self.above is not None else []
        past += [self.below - value] if self.below is not None else []
        return max(past)

    def limit_near(self, value: float) -> float:
        """The limit that a value is past, or next to."""
        limits = [limit for limit in (self.above, self.below) if limit is not None]
        return min(limits, key=lambda limit: abs(value - limit))

    @property
    def release(self) -> float:
        """How far back within the limit a raised fault has to come before it ends."""
        return 5.0 if self.measure.endswith("_deg") else 0.02


class Cues(Table):
    """What is said about a repetition as a whole, by reason."""

    not_high_enough: Text
    hold_short: Text
    too_fast: Text = "Slower: take a second up and a second down."
    lost_sight: Text = "I lost sight of you."


class Dose(Table):
    """How much of it, as a default."""

    sets: Annotated[int, Field(ge=1, le=20)] = 1
    reps: Annotated[int, Field(ge=1, le=200)] = 10
    rest_s: Annotated[float, Field(ge=0, le=600)] = 45.0


class Ladder(Table):
    """Which exercises, by their ids, are a step easier and a step harder."""

    down: str | None = None
    up: str | None = None
