"""What a session that is led by sentences wants to be heard: each with how urgent it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

SECONDS_A_LETTER, BREATH_S = 0.062, 0.5
"""About as slowly as voices read."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence.

    Attributes
    ----------
    text, values
        In English, and what its places in braces are filled with.
    kind
        "now" is worth nothing a moment later.
    tone
        The sound that goes with it.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    kind: Literal["step", "now", "advice"] = "step"
    tone: Literal["", "rep", "attempt", "tick", "held", "set", "lost"] = ""


Reckon = Callable[[Said], float]
"""How long it takes to say something, seconds, about."""


def in_english(said: Said) -> float:
    """The same of an English voice of the usual pace."""
    return BREATH_S + SECONDS_A_LETTER * len(said.text)
