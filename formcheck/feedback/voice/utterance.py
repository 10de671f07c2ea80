"""What is to be heard: words with their urgency, and tones."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Urgency(IntEnum):
    """How much a phrase matters; the lowest number is heard first."""

    SAFETY = 0
    NOW = 1
    """A count or a hold: worth nothing a moment later."""
    STEP = 2
    """Ready, set done, rest: what happens next."""
    CORRECTION = 3
    ADVICE = 4
    COURTESY = 5
    """A greeting: gives way to everything."""


class Tone(StrEnum):
    """Sounds that can be told apart without words."""

    REP = "rep"
    ATTEMPT = "attempt"
    TICK = "tick"
    HELD = "held"
    SET = "set"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something to be heard now.

    Attributes
    ----------
    time_s
        When it became due, seconds of the source.
    text
        The words; empty for a tone alone.
    urgency
        How much it matters.
    patience_s
        How long it may wait before it is stale and dropped.
    tone
        The sound that goes with it, for those who prefer sounds; None for none.
    guides
        Whether it tells the way into position: such a sentence is heard to its end, and the newest of them waits.
    arrived
        Whether it says that the way has come to its end: what tells it is cut off then, and no longer waits.
    begins, stops
        Whether it is a word to begin; whether what was to begin does not: such words wait no longer then.
    """

    time_s: float
    text: str
    urgency: Urgency
    patience_s: float
    tone: Tone | None = None
    guides: bool = False
    arrived: bool = False
    begins: bool = False
    stops: bool = False
