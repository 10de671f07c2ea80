"""What is asked otherwise today than the exercise asks by itself, since the last sessions suggest it."""

from dataclasses import dataclass
from enum import StrEnum

from formcheck.system.language.local import brief


class Today(StrEnum):
    """English templates; the numbers are filled in."""

    HOLD = "Today hold for {new} seconds in place of {old}."
    REPS = "Today {new} repetitions in place of {old}."
    SETS = "Today {new} sets in place of {old}."
    LEFT_FIRST = "Today the left side first: it is the weaker one."
    RIGHT_FIRST = "Today the right side first: it is the weaker one."
    HURT = "This hurt last time. Leave it out until that has gone."


@dataclass(frozen=True, slots=True)
class Changed:
    """One of them, with its numbers; 0 where it has none."""

    what: Today
    new: float = 0.0
    old: float = 0.0

    @property
    def values(self) -> dict[str, str]:
        """What is filled in."""
        return {"new": brief(self.new), "old": brief(self.old)}
