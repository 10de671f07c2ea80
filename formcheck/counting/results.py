"""What came of it: repetitions, their faults, sets, and the whole."""

from dataclasses import dataclass
from enum import StrEnum
from math import nan
from typing import Literal

from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side


class Verdict(StrEnum):
    """A complete repetition, or one that was tried."""

    REP = "rep"
    ATTEMPT = "attempt"


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """A fault while it lasted, in seconds of the source."""

    id: str
    severity: Severity
    say: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Judged:
    """What could be judged of a repetition from where the camera stood.

    Attributes
    ----------
    view
        Word for the view; empty where no person was seen.
    measures
        Names of what was judged; none where nothing was.
    reason
        Why the rest was not: ``view``, ``unseen``, ``other_movement``; empty where all was.
    """

    view: str = ""
    measures: tuple[str, ...] = ()
    reason: str = ""


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
        Of the height that counts: at rest, at the top, and past which a repetition counts. NaN where none counts.
    judged_rest, judged_peak
        Of the measure by which the exercise is judged: at rest, and at the top. NaN where it was not seen.
    lift_s, lower_s
        Seconds away and seconds back, without the hold; NaN where unknown.
    depth_deg
        How far the thigh came from upright towards level, by heights: 0 standing, 90 level; NaN where unknown.
    dips
        Falls and rises between rest and rest.
    told_s
        When it was told, seconds of the source.
    by_hand
        Whether the person added it.
    hold_on
        What the hold ran on: the measure that is judged, or ``height`` where this view cannot judge it.
    judged
        What this view could judge of it.
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
    judged_rest: float = nan
    judged_peak: float = nan
    depth_deg: float = nan
    dips: int = 0
    told_s: float = nan
    by_hand: bool = False
    hold_on: str = ""
    judged: Judged = Judged()

    @property
    def good(self) -> bool:
        """A repetition that was judged, with full range, its hold reached and nothing to mend."""
        return self.verdict is Verdict.REP and not self.reason and bool(self.judged.measures)


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals so far; left and right count one-sided repetitions only."""

    reps: int = 0
    good: int = 0
    attempts: int = 0
    left: int = 0
    right: int = 0


NO_COUNTS = Counts()


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
