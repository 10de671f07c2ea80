"""What an exercise file says.

An exercise is data: one TOML file names its posture, the measure that drives the repetition, gates, hold,
faults, advice and dose. Nothing else in the program knows an exercise.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from formcheck.exercises.schema import (
    Confirm,
    Cues,
    Dose,
    Drive,
    Fault,
    Height,
    Hold,
    JointName,
    Ladder,
    Limits,
    PostureName,
    Table,
    Text,
    Top,
)  # fmt: skip


class Described(Table):
    """What the file of any exercise tells about it."""

    id: str
    name: Text
    plural: Text = Field(default="repetitions", description="what several repetitions are called when counted aloud")
    about: Text
    camera: Text
    transition: Text | None = Field(default=None, description="said on the way from another exercise to this one")
    easier: Text | None = Field(default=None, description="what to do where it is too much")
    caution: Text | None = Field(default=None, description="who should be careful, and with what")
    dose: Dose = Dose()
    ladder: Ladder = Ladder()


class Exercise(Described):
    """One exercise whose repetitions a camera can see, as its file describes it."""

    posture: PostureName
    sides: Literal["together", "one"]
    floor: tuple[JointName, JointName] | None = Field(
        default=None, description="two joints on the floor in the start position; their line shows a tilted camera"
    )
    drive: Drive
    confirm: Confirm | None = None
    hold: Hold
    height: Height
    start: tuple[Limits, ...]
    during: tuple[Limits, ...]
    top: tuple[Top, ...] = ()
    fault: tuple[Fault, ...] = ()
    cues: Cues

    @property
    def follows_one_leg(self) -> bool:
        """Whether one leg alone is followed: of both that work together, or the one that is picked."""
        return self.sides == "together" or self.drive.leg is not None

    def held_for(self, seconds: float) -> Self:
        """The same exercise with another hold."""
        return self.model_copy(update={"hold": self.hold.model_copy(update={"seconds": seconds})})

    @model_validator(mode="after")
    def _unique_faults(self) -> Self:
        ids = [fault.id for fault in self.fault]
        if len(ids) != len(set(ids)):
            raise ValueError("fault: two faults have the same id")
        return self
