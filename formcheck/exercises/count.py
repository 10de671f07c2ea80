"""The table of an exercise file that says what counts: a height of the body, and what the exercise is.

A repetition is an excursion of the height from the person's own rest and back. Lengths are in thighs. The posture and
the bounds keep other movement out, as far as a view can tell.
"""

from math import inf
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from formcheck.system.language import tr
from formcheck.system.nearest import did_you_mean

Length = Annotated[float, Field(allow_inf_nan=False)]
PostureName = Literal["upright", "sitting", "kneeling", "supine", "prone", "all_fours", "on_the_side"]
HeightName = Literal[
    "hips_over_lower_foot",
    "hips_off_the_seat",
    "shoulders_over_lower_foot",
    "hips_over_shoulders",
    "feet_over_hips",
    "knees_over_hips",
]
CountedName = Literal[HeightName, "head_and_shoulders", "thigh_tilt_deg"]
"""What is counted by: of the last two the desk companion knows the one, and the other is a measure."""


def _known(name: str) -> str:
    from formcheck.kinematics.excursion import KNOWN  # loads numpy: what counts all day has no bounds

    if name not in KNOWN:
        meant = did_you_mean(name, KNOWN) or " " + tr("allowed are {all}", all=", ".join(KNOWN))
        raise ValueError(tr("nothing is known by this name;{meant}", meant=meant))
    return name


class _Table(BaseModel):
    # Not that of `schema`, which loads all measures: the desk companion counts by this alone, all day.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Window(_Table):
    """A height that has to lie between two values for a pose to belong to the exercise."""

    height: HeightName
    least: float = -inf
    most: float = inf


class Climb(_Table):
    """Something that lies: where it climbs in the picture, so many times as much does what lies beside it."""

    height: Literal["hips_over_shoulders", "shoulders_over_lower_foot"]
    times: Annotated[float, Field(gt=0)]


class Bound(_Table):
    """One number of the evidence for an excursion between two limits, which give way over `give`.

    A `strict` one is asked for only where the exercise was not named: a squat with a jump is still the squat that was
    named. A `depth` one needs the distance to the camera, which the pose model guesses: from the front and the back it
    keeps nothing out where the exercise was named, though nothing is good without it. An `always` one is asked for
    whichever neighbour it may be: no view takes the one for the other. A `recent` one takes the highest of the last
    repetitions: a hand that was seen to rise once makes a bird dog, also where it leaves the picture the next time.
    """

    of: Annotated[str, AfterValidator(_known)]
    give: Annotated[float, Field(gt=0)]
    above: float = -inf
    below: float = inf
    strict: bool = False
    depth: bool = False
    always: bool = False
    recent: bool = False


class Count(_Table):
    """What counts as a repetition.

    Attributes
    ----------
    height
        What rises from rest, or falls from it; of each leg where one leg works. Where no height changes, something else
        that is measured.
    smallest_rise
        Least excursion from rest that can be a repetition.
    told_at_once_from
        A first excursion smaller than this waits for a second of its size.
    rest
        Where the height can be at rest: least and most.
    rest_climbs
        How much higher that may be for each length by which another height has climbed: who lies is a straight line in
        the picture, and seen from the head end by a raised camera one that climbs.
    within
        Heights of every pose of the exercise, rest to top; outside of them for half a second it is left.
    kind, postures
        The class that neighbours share, which one view may not tell apart; the postures at rest.
    passes
        Other postures that are passed on the way to the top and back.
    bounds
        What tells an excursion from another movement.
    """

    height: CountedName
    smallest_rise: Annotated[float, Field(gt=0)]
    told_at_once_from: Annotated[float, Field(gt=0)]
    rest: tuple[Length, Length]
    rest_climbs: Climb | None = None
    within: tuple[Window, ...] = ()
    kind: PostureName = Field(alias="class")
    postures: Annotated[tuple[PostureName, ...], Field(min_length=1)]
    passes: tuple[PostureName, ...] = ()
    bounds: tuple[Bound, ...] = ()
