"""The one correction that helps now: at most one a movement, and not again once it is followed."""

from dataclasses import dataclass

from formcheck.counting.corrections import corrections, could_show
from formcheck.counting.results import Reason, Rep, Verdict
from formcheck.counting.snapshot import Cue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side

SHOW_S = 3.0
"""Advice stays for this long before another takes its place."""
REPEAT_S = 6.0
"""The same advice is not given again sooner."""
STALE_S = 5.0
"""Advice that could not be given within this time is dropped."""
TRIES = 3
"""What was said so often in a row and not followed is left alone then: more of it helps nobody."""


CLEAR = 2
"""A fault is followed once so many movements in a row were without it: near its limit it comes and goes by itself."""
_PLAIN = frozenset({Reason.NOT_HIGH_ENOUGH, Reason.HOLD_SHORT})
"""What a single movement shows plainly to be mended."""


@dataclass(frozen=True, slots=True)
class _Due:
    cue: Cue
    since_s: float
    urgent: bool


class OneCorrection:
    """Chooses what is said of each movement, and notices where it is followed.

    Parameters
    ----------
    exercise
        What is done.
    spared
        Repetitions at its beginning that nothing is said about but what is to stop for.
    """

    def __init__(self, exercise: Exercise, spared: int = 0) -> None:
        self._exercise, self._spared = exercise, spared
        self._due: _Due | None = None
        self._now: _Due | None = None
        self._said_s: dict[tuple[str, Side | None], float] = {}
        self._tries: dict[tuple[str, Side | None], int] = {}
        self._clear: dict[tuple[str, Side | None], int] = {}
        self._last: Cue | None = None
        self._followed = False

    def judge(self, time_s: float, rep: Rep) -> None:
        """Choose what is said of a repetition or attempt, if anything."""
        found = list(corrections(rep, self._exercise))
        if self._due is not None and not self._due.urgent:
            self._due = None  # it was about the movement before
        wrong = {_key(cue) for cue in found}
        self._notice_mended(wrong, rep)
        if rep.verdict is Verdict.REP and self._spared > 0:
            self._spared -= 1
            found = [cue for cue in found if cue.severity is Severity.STOP]
        helpful = [cue for cue in found if self._tries.get(_key(cue), 0) < TRIES]
        if helpful:
            self.take(time_s, helpful[0])

    def _notice_mended(self, wrong: set[tuple[str, Side | None]], rep: Rep) -> None:
        for key in [key for key in self._tries if _would_show(key, rep)]:
            self._clear[key] = 0 if key in wrong else self._clear.get(key, 0) + 1
            if self._clear[key] >= (1 if key[0] in _PLAIN else CLEAR):
                del self._tries[key], self._clear[key]
                if self._last is not None and _key(self._last) == key:
                    self._followed, self._last = True, None

    def take(self, time_s: float, cue: Cue, *, urgent: bool = False) -> None:
        """Make it what is said next, unless it was just said; what is urgent does not wait for the next movement."""
        if time_s - self._said_s.get(_key(cue), -REPEAT_S) >= REPEAT_S:
            self._due = _Due(cue, time_s, urgent)

    def followed(self) -> bool:
        """Whether a movement judged since the last call followed the last correction."""
        followed, self._followed = self._followed, False
        return followed

    def drop(self) -> None:
        """What was said of the last movement is over where the next one is held: it may be right already."""
        self._due = self._due if self._due is not None and self._due.urgent else None
        self._now = self._now if self._now is not None and self._now.urgent else None

    def cue(self, time_s: float) -> Cue | None:
        """The one piece of advice for this moment."""
        if self._due is not None and time_s - self._due.since_s > STALE_S:
            self._due = None
        if self._now is not None and time_s - self._now.since_s >= SHOW_S:
            self._now = None
        stop = self._due is not None and self._due.cue.severity is Severity.STOP
        if self._due is not None and (self._now is None or stop):
            cue, key = self._due.cue, _key(self._due.cue)
            self._now, self._due = _Due(cue, time_s, self._due.urgent), None
            self._said_s[key], self._tries[key], self._last = time_s, self._tries.get(key, 0) + 1, cue
        return None if self._now is None else self._now.cue


def _key(cue: Cue) -> tuple[str, Side | None]:
    return cue.id, cue.side


def _would_show(key: tuple[str, Side | None], rep: Rep) -> bool:
    _, side = key
    return side in (None, rep.side) and could_show(rep)
