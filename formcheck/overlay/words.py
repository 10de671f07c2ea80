"""Which words the overlay shows for a moment; where they stand is not decided here."""

from enum import Enum
from typing import NamedTuple

from formcheck.snapshot import Rep, Severity, Snapshot, State

TURNED_DEG = 20.0  # beyond this estimated yaw angles are not judged
FLASH_S = 0.8


class Sign(Enum):
    """Advice that is no fault: something to do first, or a camera that cannot judge."""

    TO_DO = "to do"
    CAMERA = "camera"


class Advice(NamedTuple):
    """One line of advice, and the sign before it."""

    text: str
    sign: Severity | Sign


HEADLINES = {
    State.NOBODY: "Nobody in the picture",
    State.POSITIONING: "Get into position",
    State.READY: "Ready",
    State.RESTING: "Pause",
    State.DONE: "Done",
}


# Reasons whose own words say too little in a glance.
REASONS = {"form": "mind your form", "hold_short": "hold it longer"}


def advice_of(snapshot: Snapshot) -> Advice | None:
    """The one thing to say now.

    A warning to stop comes first whatever the state. Who is not exercising is told what to do to begin; who is,
    hears about the movement, then about the view, and only then why the session hesitates.
    """
    cue, advice = snapshot.cue, snapshot.view.advice
    told = Advice(cue.say, cue.severity) if cue is not None and cue.say.strip() else None
    todo = Advice(snapshot.reason, Sign.TO_DO) if snapshot.reason.strip() else None
    view = Advice(advice, Sign.CAMERA) if advice.strip() else None
    if told is not None and told.sign is Severity.STOP:
        return told
    if snapshot.state is State.EXERCISING:
        return told or view or todo
    return todo or told or view


def trust_of(snapshot: Snapshot) -> str:
    """Short words for whether the view can be judged; empty where nobody is there to be seen."""
    if snapshot.state is State.NOBODY:
        return ""
    if snapshot.view.trusted:
        return "view ok"
    return "turn the camera" if snapshot.view.yaw_deg > TURNED_DEG else "view unsure"


class Flashed(NamedTuple):
    """A repetition or attempt that has just ended, and the count with it."""

    rep: Rep
    reps: int

    @property
    def reason(self) -> str:
        """Why it was not a good one, in words."""
        return REASONS.get(self.rep.reason, self.rep.reason.replace("_", " "))


class Flash:
    """Remembers the last repetition for 0.8 s of source time, so that it can be seen to have ended."""

    def __init__(self) -> None:
        self._last: tuple[float, Flashed] | None = None

    def update(self, snapshot: Snapshot) -> Flashed | None:
        """What to flash now. Time that jumps back (a restart) ends the flash."""
        now = snapshot.time_s
        if snapshot.finished is not None:
            self._last = (now, Flashed(snapshot.finished, snapshot.counts.reps))
        if self._last is not None and not 0 <= now - self._last[0] < FLASH_S:
            self._last = None
        return self._last[1] if self._last is not None else None
