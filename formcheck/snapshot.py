"""What a session tells of one moment and of the whole: all that a picture, a voice or a file needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import nan
from typing import Literal

from formcheck.landmarks import Side


class State(StrEnum):
    """Where the person is on the way from an empty room to a finished set."""

    NOBODY = "nobody"
    POSITIONING = "positioning"
    READY = "ready"
    EXERCISING = "exercising"
    RESTING = "resting"
    DONE = "done"


class Phase(StrEnum):
    """Part of a repetition."""

    REST = "rest"
    LIFT = "lift"
    HOLD = "hold"
    LOWER = "lower"


class Verdict(StrEnum):
    """A complete repetition, or one that was tried."""

    REP = "rep"
    ATTEMPT = "attempt"


class Severity(StrEnum):
    """How much a fault matters: a tip, something to mend (the repetition is not good), or to stop for."""

    TIP = "tip"
    FIX = "fix"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of advice, short enough to be spoken."""

    id: str
    say: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """A fault while it lasted, in seconds of the source."""

    id: str
    severity: Severity
    say: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition or attempt.

    Attributes
    ----------
    number
        Running over repetitions and attempts together, from 1.
    side
        The working side; BOTH where the sides work together.
    verdict, reason
        Repetition or attempt; reason is one word with underscores, empty for a good repetition.
    start_s, top_s, end_s
        Progress leaves 0.15 for the last time before the top; first reaches the gate (or its peak, for
        an attempt); comes back to 0.15. Where it turns without coming back so far, it starts or ends at the turn.
        NaN where the clip does not show it.
    hold_s, hold_gate
        Longest run past the hold gate, in seconds, and the value of the driving measure that gate stands for.
    peak_hip_extension_deg
        Median of the best 0.3 s of the smoothed signal, 0 where trunk and thigh are in line, flexed negative.
    peak_leg_height
        In thigh lengths: knee above hip for kicks, rise of the hip for bridges.
    faults
        What was wrong while it lasted.
    exercise
        Id of the exercise it is one of; empty where that of the whole session is meant.
    rest, peak, count_gate
        Values of the driving measure: in the start position, at the top, and past which a repetition counts.
        NaN where nobody measures.
    lift_s, lower_s
        Seconds up and seconds down, without the hold; NaN where unknown.
    """

    number: int
    side: Side
    verdict: Verdict
    reason: str
    start_s: float
    top_s: float
    end_s: float
    hold_s: float
    hold_gate: float
    peak_hip_extension_deg: float
    peak_leg_height: float
    faults: tuple[FaultSpan, ...] = ()
    exercise: str = ""
    rest: float = nan
    peak: float = nan
    count_gate: float = nan
    lift_s: float = nan
    lower_s: float = nan

    @property
    def good(self) -> bool:
        """A repetition with its hold reached and nothing to mend."""
        return self.verdict is Verdict.REP and not self.reason


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals so far; left and right count one-sided repetitions only."""

    reps: int = 0
    good: int = 0
    attempts: int = 0
    left: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """How the camera sees the person.

    Attributes
    ----------
    near
        The side towards the camera; None until it is known.
    yaw_deg
        How far the view is from an exact side view, 0 to 90, coarse (about 8 degrees); NaN if unknown.
    trusted
        Whether measures of this moment may be judged.
    advice
        What to change so that more can be judged, empty where nothing is.
    """

    near: Side | None = None
    yaw_deg: float = nan
    trusted: bool = False
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Gates:
    """Where on the way from rest (0) to goal (1) things happen."""

    back: float = 0.35
    count: float = 0.65
    hold: float = 0.8


@dataclass(frozen=True, slots=True)
class TimerWords:
    """What is said of a timed exercise: at the beginning and the end of each repetition, and of what nobody sees."""

    say: str
    release: str
    unseen: str


@dataclass(frozen=True, slots=True)
class SetProgress:
    """Which set this is and how far it has come.

    Attributes
    ----------
    name, plural, camera
        Of the exercise: what it is called, what several repetitions are called, where the camera should stand.
    number, total
        Number of the set, from 1 (while resting: of the one that comes), and how many there are.
    side
        The side that is asked for; None where both work together, or either may.
    done, target
        Repetitions that count towards the set, and how many are wanted; 0 where there is no end.
    rest_left_s
        Seconds of rest that are left; NaN where nobody rests.
    left_s
        Seconds to the end of the whole plan, estimated; NaN where there is no end.
    routine
        Title of the routine it is part of; empty where it stands alone.
    ways
        Sentences on the way from another exercise to this one.
    alternates
        Whether the sides take turns within the set.
    timer
        What is said of a timed exercise; None where the camera counts.
    """

    name: str = ""
    plural: str = ""
    camera: str = ""
    number: int = 1
    total: int = 1
    side: Side | None = None
    done: int = 0
    target: int = 0
    rest_left_s: float = nan
    left_s: float = nan
    routine: str = ""
    ways: tuple[str, ...] = ()
    alternates: bool = False
    timer: TimerWords | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything about one moment.

    Attributes
    ----------
    time_s
        Time of the frame, seconds of the source.
    state, reason
        Where the person is, and what to do about it in one sentence (empty where nothing is to be done).
    phase, progress, gates
        Part of the repetition; 0 at rest and 1 at the goal (NaN where unknown); the gates on that way.
    side
        The side that is judged: the working one where it is known, else the near one.
    counts, finished
        Totals; the repetition or attempt that ended with this frame, if one did.
    hold_s, hold_target_s
        Credited hold of the running repetition, and what is asked for (0: no hold asked).
    measures
        Smoothed value of every measure of the judged side; NaN where it cannot be known.
    raw
        The same unsmoothed, under ``<measure>``, ``<measure>_left`` and ``<measure>_right``.
    cue
        The one piece of advice for now.
    view
        How the camera sees the person.
    sets
        Which set this is; None where nobody planned any.
    ended
        The set that ended with this moment, if one did, with all its repetitions.
    """

    time_s: float
    state: State
    reason: str = ""
    phase: Phase = Phase.REST
    progress: float = nan
    gates: Gates = Gates()
    side: Side | None = None
    counts: Counts = Counts()
    finished: Rep | None = None
    hold_s: float = 0.0
    hold_target_s: float = 0.0
    measures: Mapping[str, float] = field(default_factory=dict)
    raw: Mapping[str, float] = field(default_factory=dict)
    cue: Cue | None = None
    view: View = View()
    sets: SetProgress | None = None
    ended: "EndedSet | None" = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """How well the camera saw.

    Attributes
    ----------
    seen
        Share of the frames in which somebody was found.
    trusted
        Share of the frames in which the driving measure could be judged.
    near
        The side towards the camera, where it was the same all the time; else None.
    yaw_deg
        Estimated yaw of the view, NaN if unknown.
    """

    seen: float = 0.0
    trusted: float = 0.0
    near: Side | None = None
    yaw_deg: float = nan


@dataclass(frozen=True, slots=True)
class SetSummary:
    """One set of a session.

    Attributes
    ----------
    exercise, side
        What was done, on which side; side is None where both work together, or either might.
    start_s, end_s
        From the moment somebody was ready to the end of the last repetition; NaN where nobody was. Where the sets
        were recognised, from the beginning of the first repetition.
    target, counts
        Repetitions that were wanted (0: no end), and what was done.
    verify
        Who has counted: the camera, or a timer that nobody checked.
    stopped_for
        Why the exercise was left out from then on: "pain", or nothing.
    hold_target_s
        How long each repetition was to be held, seconds; 0 where no hold is asked for.
    """

    exercise: str
    side: Side | None
    start_s: float
    end_s: float
    target: int
    counts: Counts
    verify: Literal["measured", "timer"] = "measured"
    stopped_for: Literal["", "pain"] = ""
    hold_target_s: float = 0.0


@dataclass(frozen=True, slots=True)
class EndedSet:
    """What came of a set, and every repetition and attempt of it."""

    summary: SetSummary
    reps: tuple[Rep, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole session.

    Attributes
    ----------
    exercise
        Id of the exercise; of the most frequent where there are several, empty where none was recognised.
    duration_s, frames
        Time from the first to the last frame, and their number.
    counts, reps
        Totals, and every repetition and attempt in time.
    tracking
        How well the camera saw.
    advice
        The last reason why nothing could be judged; empty where that did not happen.
    sets
        The sets it was made of; empty where nobody planned any.
    recognised
        Whether the exercise was recognised, and not named.
    """

    exercise: str
    duration_s: float
    frames: int
    counts: Counts
    reps: tuple[Rep, ...]
    tracking: Tracking
    advice: str = ""
    sets: tuple[SetSummary, ...] = ()
    routine: str = ""
    recognised: bool = False
