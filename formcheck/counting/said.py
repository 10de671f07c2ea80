"""What a session that is led by sentences wants to be heard: each with how urgent it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SECONDS_A_LETTER, BREATH_S = 0.062, 0.5
"""About as slowly as voices read; a German sentence is longer than the English one that is reckoned with here."""


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

    @property
    def lasts_s(self) -> float:
        """How long it takes to say it, about."""
        return BREATH_S + SECONDS_A_LETTER * len(self.text)
