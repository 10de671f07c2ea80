"""What the reason of a repetition is called, in a few words for every place: terminal, picture, voice, report."""

from collections.abc import Mapping
from types import MappingProxyType

from formcheck.counting.results import Reason, Rep
from formcheck.exercises.schema import Direction

WORDS: Mapping[tuple[str, Direction | None], str] = MappingProxyType(
    {
        (Reason.GOOD, None): "good",
        (Reason.NOT_HIGH_ENOUGH, Direction.HIGHER): "not high enough",
        (Reason.NOT_HIGH_ENOUGH, Direction.DEEPER): "not deep enough",
        (Reason.NOT_HIGH_ENOUGH, Direction.FURTHER): "not far enough",
        (Reason.NOT_RETURNED, Direction.HIGHER): "not fully down",
        (Reason.NOT_RETURNED, Direction.DEEPER): "not fully upright",
        (Reason.NOT_RETURNED, Direction.FURTHER): "not fully back",
        (Reason.HOLD_SHORT, None): "hold too short",
        (Reason.TOO_FAST, None): "too fast",
        (Reason.LOST_SIGHT, None): "out of sight",
        (Reason.FORM, None): "mind your form",
        (Reason.TIMER, None): "by the timer",
    }
)
"""English words by reason, and by direction where they depend on it; a translation knows them by these words."""
SIDES = {"both": "", "left": "left", "right": "right"}
"""What a side is called; nothing where both work together."""


def words_for(reason: str, direction: Direction) -> str:
    """What a reason is called in an exercise that goes this way; one that is not known by its own word."""
    return WORDS.get((reason, direction)) or WORDS.get((reason, None)) or reason.replace("_", " ")


def words_of(rep: Rep) -> str:
    """Why a repetition was not a good one, or none; "good" where it was."""
    return words_for(rep.reason, rep.direction)
