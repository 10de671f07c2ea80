"""Sitting or standing, by where the shoulders are in the picture of a laptop that shows little more."""

from dataclasses import dataclass

from formcheck.app.desk.situation import Seen

TYPING_S = 20.0
"""Whoever touched a key so shortly ago is there, whatever the picture shows."""
APART = 0.5
"""Widths of the shoulders by which standing has to be higher than sitting to be told from leaning and slouching."""
SITS, STANDS = 0.35, 0.65
"""Shares of the way from sitting to standing; between them nothing is said. A choice: the halves with a gap."""


@dataclass(frozen=True, slots=True)
class Shoulders:
    """Where they are: the height of their middle above the picture's lower edge, and their width; picture heights."""

    height: float
    width: float


@dataclass(frozen=True, slots=True)
class Taught:
    """What two glances at the start have shown; standing is None where it leaves the picture."""

    sitting: Shoulders
    standing: Shoulders | None

    @property
    def can_tell(self) -> bool:
        """Whether standing differs enough from sitting."""
        if self.standing is None:
            return True
        return self.standing.height - self.sitting.height >= APART * self.sitting.width


def posture(seen: Shoulders | None, taught: Taught | None, idle_s: float | None) -> Seen:
    """What a glance shows; in doubt, nothing.

    Parameters
    ----------
    seen
        None where no shoulders are in the picture.
    taught
        None before the two glances at the start: then it tells only whether somebody is there.
    idle_s
        Seconds since the last key; None where this computer does not tell.
    """
    types = idle_s is not None and idle_s < TYPING_S
    standing_is_out = taught is not None and taught.standing is None
    if seen is None:
        if standing_is_out:
            return Seen.STANDING if types else Seen.UNSURE
        return Seen.UNSURE if types else Seen.AWAY
    if taught is None or not taught.can_tell:
        return Seen.SITTING
    if taught.standing is None:
        near = abs(seen.height - taught.sitting.height) < APART * taught.sitting.width
        return Seen.SITTING if near else Seen.UNSURE
    way = (seen.height - taught.sitting.height) / (taught.standing.height - taught.sitting.height)
    return Seen.SITTING if way < SITS else Seen.STANDING if way > STANDS else Seen.UNSURE
