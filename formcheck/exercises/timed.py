"""What the file of a timed exercise may say: one of which a camera sees the posture at most, and a timer the rest."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from formcheck.exercises.exercise import Described, Exercise
from formcheck.exercises.schema import Limits, MeasureName, Table, Text
from formcheck.system.language import tr


class Timer(Table):
    """How it is paced: so long of work, so long of rest, and what is said at the beginning of each."""

    work_s: Annotated[float, Field(ge=1, le=600)]
    pause_s: Annotated[float, Field(ge=0, le=60)] = 1.0
    say: Text
    release: Text
    unseen: Text = Field(description="says once a set what the camera does not see")


class Still(Table):
    """A measure that has to stay where it was at rest, on both sides."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    measure: MeasureName
    most: Annotated[float, Field(gt=0)] = Field(description="how far it may come away, in its own unit")
    for_s: Annotated[float, Field(ge=0, le=60)] = 0.5
    say: Text


class TimedExercise(Described):
    """One exercise that is paced and not measured, as its file describes it.

    Without posture anything goes, and no person has to be in the picture.
    """

    timer: Timer
    start: tuple[Limits, ...] = ()
    during: tuple[Limits, ...] = ()
    still: tuple[Still, ...] = ()

    @property
    def hold_s(self) -> float:
        """How long the work of a repetition lasts, seconds."""
        return self.timer.work_s

    @property
    def rep_s(self) -> float:
        """How long a repetition lasts with the pause after it, seconds."""
        return self.timer.work_s + self.timer.pause_s

    @property
    def corrections(self) -> Iterator[str]:
        """What is said of each measure that does not stay at rest."""
        yield from (still.say for still in self.still)

    def held_for(self, seconds: float) -> Self:
        """The same exercise with another time of work, of a second at least."""
        return self.model_copy(update={"timer": self.timer.model_copy(update={"work_s": max(seconds, 1.0)})})

    @model_validator(mode="after")
    def _seen(self) -> Self:
        if self.posture is None and (self.start or self.during or self.still):
            raise ValueError(tr("start, during and still need a posture"))
        return self


AnyExercise = Exercise | TimedExercise
"""What can be planned: what a camera counts, or what a timer paces; `timer is None` tells the two apart."""
