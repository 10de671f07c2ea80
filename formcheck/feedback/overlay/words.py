"""Which words the overlay shows for a moment; where they stand is not decided here."""

from enum import Enum
from typing import NamedTuple

from formcheck.counting.results import Reason, Rep, Verdict
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay.labels import HEADLINES, Label
from formcheck.feedback.reasons import words_of
from formcheck.system.language import Words

FLASH_S = 0.8
BEFORE = (State.NOBODY, State.POSITIONING)  # nothing can be counted yet: what to do about it is all that matters


class Sign(Enum):
    """Advice that is no fault: something to do first, or a camera that cannot judge."""

    TO_DO = "to do"
    CAMERA = "camera"


class AdviceLine(NamedTuple):
    """One line of advice, and the sign before it."""

    text: str
    sign: Severity | Sign


def advice_of(snapshot: Snapshot) -> AdviceLine | None:
    """The one thing to say now, in English.

    A warning to stop comes first whatever the state. Before exercising it is what to do to begin; while exercising
    the correction, then the view, and only then why the session hesitates.
    """
    if snapshot.notice:
        return AdviceLine(snapshot.notice, Sign.TO_DO)
    cue, advice = snapshot.cue, snapshot.view.advice
    correction = AdviceLine(cue.say, cue.severity) if cue is not None and cue.say.strip() else None
    todo = AdviceLine(snapshot.reason, Sign.TO_DO) if snapshot.reason.strip() else None
    view = AdviceLine(advice, Sign.CAMERA) if advice is not None else None
    if correction is not None and correction.sign is Severity.STOP:
        return correction
    if snapshot.state is State.EXERCISING:
        return correction or view or todo
    return todo or correction or view


def call_of(snapshot: Snapshot) -> AdviceLine:
    """What to do before anything can be counted: the one thing to say, else what is waited for."""
    return advice_of(snapshot) or AdviceLine(HEADLINES[snapshot.state], Sign.TO_DO)


def trust_of(snapshot: Snapshot) -> Label | None:
    """Short words for whether the view can be judged; None where there is no person."""
    timed = snapshot.sets is not None and snapshot.sets.timer is not None
    if snapshot.state is State.NOBODY or (timed and not snapshot.view.trusted):
        return None
    if snapshot.view.trusted:
        return Label.VIEW_OK
    return Label.VIEW_UNSURE if snapshot.view.shows_form else Label.VIEW_COUNTS


class Flashed(NamedTuple):
    """A repetition or attempt that has just ended.

    Attributes
    ----------
    rep
        What has ended.
    reps
        The count with it: of the set, or of all where there are no sets.
    taken_back
        Whether it has just been taken back; the count is without it.
    """

    rep: Rep
    reps: int
    taken_back: bool = False

    @property
    def counted(self) -> bool:
        """Whether it is a repetition, and one of the leg that was asked for."""
        return self.rep.verdict is Verdict.REP and not self.taken_back

    def words(self, words: Words) -> tuple[str, str]:
        """What to say of it, and why it was not a good one or not even counted; either may be empty."""
        if self.taken_back:
            return words(Label.TAKEN_BACK, done=self.reps), ""
        reason = words(words_of(self.rep)) if self.rep.reason else ""  # why it is not judged stands below all the time
        if self.counted:
            return str(self.reps), reason
        if self.rep.other_leg:
            return reason, ""
        return words(Label.ALMOST if self.rep.reason == Reason.NOT_HIGH_ENOUGH else Label.NOT_COUNTED), reason


class Flash:
    """Remembers the last repetition for 0.8 s of source time, so that it can be seen to have ended."""

    def __init__(self) -> None:
        self._last: tuple[float, Flashed] | None = None
        self._sets: SetProgress | None = None

    def update(self, snapshot: Snapshot) -> Flashed | None:
        """What to flash now. Time that jumps back (a restart) ends the flash."""
        now = snapshot.time_s
        before, self._sets = self._sets, snapshot.sets
        if snapshot.finished is not None:
            self._last = (now, _flashed(snapshot.finished, snapshot, before))
        if (made := snapshot.correction) is not None:
            self._last = (now, Flashed(made.rep, made.done, made.taken_back))
        if self._last is not None and not 0 <= now - self._last[0] < FLASH_S:
            self._last = None
        return self._last[1] if self._last is not None else None


def _flashed(rep: Rep, snapshot: Snapshot, before: SetProgress | None) -> Flashed:
    sets = snapshot.sets
    if sets is None:
        return Flashed(rep, snapshot.counts.reps)
    if sets.done == 0 and before is not None:  # it was the last of its set, and the next has begun meanwhile
        return Flashed(rep, before.done + 1)
    return Flashed(rep, sets.done)
