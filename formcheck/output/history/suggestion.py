"""A suggestion: what to do next in an exercise, in words, and as what is to be asked for."""

from dataclasses import dataclass
from enum import StrEnum

from formcheck.pose.landmarks import Side


class Step(StrEnum):
    """In which direction a suggestion goes."""

    ON = "on"
    BACK = "back"
    SIDE = "side"
    LEAVE = "leave"
    CHECKUP = "checkup"


@dataclass(frozen=True, slots=True)
class Ask:
    """What to ask for next time; None where it stays as it was last time.

    Attributes
    ----------
    hold_s, reps, sets
        Of each repetition, each set, each side.
    exercise
        Id of the one to try in place of it.
    first
        The side to begin each set with.
    """

    hold_s: float | None = None
    reps: int | None = None
    sets: int | None = None
    exercise: str | None = None
    first: Side | None = None


NOTHING = Ask()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Sentences on an exercise, by its id (empty for no certain one), where they go, and what they ask for."""

    exercise: str
    step: Step
    text: str
    ask: Ask = NOTHING
