"""What an exercise file says.

An exercise is data: one TOML file names its posture, the height that counts, the measure that is judged, hold,
faults, advice and dose. Nothing else in the program knows an exercise.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from formcheck.exercises import schema
from formcheck.exercises.count import Count
from formcheck.exercises.schema import JointName, PostureName, Text
from formcheck.exercises.severity import Severity
from formcheck.system.language import tr

MOVE_S = 3.0
"""What a repetition lasts besides its hold, roughly: a second or more up, as much down, a moment between."""


class Described(schema.Table, ABC):
    """What the file of any exercise says of it, and what can be asked of any: measured by a camera, or timed.

    Which of the two it is, its `timer` says: None where a camera counts.
    """

    id: str
    name: Text
    singular: Text = Field(default="repetition", description="what one repetition is called in a report")
    plural: Text = Field(default="repetitions", description="what several repetitions are called when counted aloud")
    about: Text
    camera: Text
    posture: PostureName | None = Field(default=None, description="without one, no person has to be in the picture")
    sides: Literal["together", "one"]
    alternates: bool = Field(default=False, description="sides take turns within a set; else a set of each")
    which_leg: Text | None = Field(default=None, description='said after "Left leg.": what that leg does')
    side_adds: Text | None = Field(default=None, description="what the side would show of who may face the camera")
    transition: Text | None = Field(default=None, description="said on the way from another exercise to this one")
    easier: Text | None = Field(default=None, description="what to do where it is too much")
    caution: Text | None = Field(default=None, description="for which people to be careful, and with what")
    dose: schema.Dose = schema.Dose()
    ladder: schema.Ladder = schema.Ladder()

    @property
    def one_sided(self) -> bool:
        """Whether one side works at a time."""
        return self.sides == "one"

    @property
    def measure(self) -> str:
        """The measure whose rise and fall is a repetition; empty where none is."""
        return ""

    @property
    def direction(self) -> schema.Direction:
        """Where a repetition goes."""
        return schema.Direction.HIGHER

    @property
    def rep_s(self) -> float:
        """About how long a repetition lasts, seconds."""
        return self.hold_s + MOVE_S

    @property
    @abstractmethod
    def hold_s(self) -> float:
        """How long a repetition is held, seconds; 0 where no hold is asked for."""

    @property
    @abstractmethod
    def corrections(self) -> Iterator[str]:
        """What may be said of a repetition that was not as it should be."""

    @abstractmethod
    def held_for(self, seconds: float) -> Self:
        """The same exercise with another hold."""


class Exercise(Described):
    """One exercise whose repetitions a camera can see, as its file describes it."""

    posture: PostureName
    timer: None = None
    floor: tuple[JointName, JointName] | None = Field(
        default=None, description="two joints on the floor in the start position; their line shows a tilted camera"
    )
    position: schema.Position
    count: Count
    judge: schema.Judge
    hold: schema.Hold
    height: schema.Height
    fault: tuple[schema.Fault, ...] = ()
    cues: schema.Cues

    @property
    def measure(self) -> str:
        """The measure whose rise and fall is a repetition."""
        return self.judge.measure

    @property
    def direction(self) -> schema.Direction:
        """Where a repetition goes, as the file says."""
        return self.judge.direction

    @property
    def hold_s(self) -> float:
        """How long the top is held, seconds; 0 where no hold is asked for."""
        return self.hold.seconds

    @property
    def form_within_deg(self) -> float:
        """How far from the side view all can be judged that a good repetition needs: its measure, and what to mend."""
        mended = [f.within_deg for f in self.fault if f.severity is not Severity.TIP]
        return min([self.judge.within_deg, *mended])

    def hold_gate(self, rest: float, count_share: float) -> float:
        """Value of the judged measure past which a hold runs, from this rest: a share of the way, no more than a full
        repetition has and no less than counts.
        """
        way = self.judge.goal_from(rest) - rest
        return max(min(rest + self.hold.fraction * way, self.judge.full_from(rest)), rest + count_share * way)

    @property
    def corrections(self) -> Iterator[str]:
        """The words of every fault, and of every reason why a repetition is not good."""
        yield from (fault.say for fault in self.fault)
        yield from self.cues.model_dump().values()

    def held_for(self, seconds: float) -> Self:
        """The same exercise with another hold."""
        return self.model_copy(update={"hold": self.hold.model_copy(update={"seconds": seconds})})

    @model_validator(mode="after")
    def _counts_what_is_seen_of_all(self) -> Self:
        if self.count.height == "head_and_shoulders":
            raise ValueError(tr("count.height: head_and_shoulders is for the desk companion alone"))
        return self

    @model_validator(mode="after")
    def _unique_faults(self) -> Self:
        ids = [fault.id for fault in self.fault]
        if len(ids) != len(set(ids)):
            raise ValueError(tr("fault: two faults have the same id"))
        return self
