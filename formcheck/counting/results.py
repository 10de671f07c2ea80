"""What came of a movement: repetitions and attempts, what was wrong and what was judged, and their totals."""

from dataclasses import dataclass
from enum import StrEnum
from math import nan
from typing import Annotated

from pydantic import Field, computed_field

from formcheck.counting.quantities import MOST, Count, Number, Seconds, meaning
from formcheck.exercises.schema import Direction
from formcheck.exercises.severity import Severity
from formcheck.pose.landmarks import Side


class Verdict(StrEnum):
    """A complete repetition, or one that was tried."""

    REP = "rep"
    ATTEMPT = "attempt"


class Reason(StrEnum):
    """Why a repetition is not a good one, or an attempt no repetition; the words are those of the files."""

    GOOD = ""
    NOT_HIGH_ENOUGH = "not_high_enough"
    HOLD_SHORT = "hold_short"
    TOO_FAST = "too_fast"
    NOT_RETURNED = "not_returned"
    LOST_SIGHT = "lost_sight"
    NOT_IN_POSITION = "not_in_position"
    OTHER_MOVEMENT = "other_movement"
    FORM = "form"
    TIMER = "timer"
    OTHER_LEG = "other_leg"
    TAKEN_BACK = "taken_back"


NO_TRY = frozenset(
    {
        Reason.NOT_RETURNED,
        Reason.LOST_SIGHT,
        Reason.NOT_IN_POSITION,
        Reason.OTHER_MOVEMENT,
        Reason.OTHER_LEG,
        Reason.TAKEN_BACK,
    }
)
"""Reasons that say nothing of how well the exercise was done: of where a clip ends, the camera, another movement."""


AnyReason = Annotated[Reason | str, Field(union_mode="left_to_right")]
"""A reason, or the word of a newer version for one."""


@dataclass(frozen=True, slots=True)
class FaultSpan:
    """Something that was wrong, while it lasted, in seconds of the source."""

    id: Annotated[str, meaning("name of the fault in the exercise's file")]
    severity: Annotated[Severity, meaning("a repetition with fix or stop is not good")]
    say: Annotated[str, meaning("what is said about it")]
    start_s: Seconds
    end_s: Seconds
    worst: Annotated[Number, meaning("value farthest past the limit, in the measure's unit; null if unknown")] = nan
    limit: Annotated[Number, meaning("the limit that it passed; null if unknown")] = nan


class NotJudged(StrEnum):
    """Why something of a repetition was not judged."""

    NOTHING = ""
    VIEW = "view"
    UNSEEN = "unseen"
    OTHER_MOVEMENT = "other_movement"
    FEW_PICTURES = "few_pictures"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Judged:
    """What could be judged of a repetition from where the camera stood."""

    view: Annotated[str, meaning("word for the view; empty where unknown")] = ""
    measures: Annotated[tuple[str, ...], meaning("what was judged")] = ()
    reason: Annotated[
        NotJudged | str, Field(union_mode="left_to_right"), meaning("why the rest was not; empty where all was")
    ] = NotJudged.NOTHING
    near: Annotated[Side | None, meaning("the side that faced the camera; null if unknown")] = None

    @property
    def whole(self) -> bool:
        """Whether everything was judged that makes a repetition good."""
        return bool(self.measures) and not self.reason


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition or attempt; times are seconds of the source.

    Everything that counts repetitions, in voice, window, terminal, report, history and files, does so by these words:

    counted
        A complete repetition of the leg that was asked for, seen by the camera, from any view, however shallow; or
        added by the person.
    judged
        Counted, and everything could be seen that makes it a good one.
    good
        Judged, with its full range, its hold reached (to 0.3 s, `Hold.tolerance_s`), and nothing to mend; tips are no
        matter of good or not, they are the next step.
    attempt
        A movement that did not count.
    tried
        What good ones are a share of: those that were judged, and the attempts that fell short of a repetition.
    timed
        Paced by a timer, and seen by nobody: neither counted nor tried.
    other leg
        Of the leg that was not asked for: told at once, and in none of the numbers above.
    """

    # summary.json and its schema, the arrays of the Python interface and the history are made from these fields.

    number: Annotated[int, Field(ge=1, le=MOST), meaning("over repetitions and attempts together, in time")]
    side: Annotated[Side, meaning("the person's own side; both where the sides work together")]
    verdict: Annotated[Verdict, meaning("a complete repetition, or an attempt that does not count")]
    reason: Annotated[AnyReason, meaning("one word with underscores, of these or a newer one; empty for a good one")]
    # Progress of the repetition at these times: 0.15 on the way out (or where it turned before), the count gate (or the
    # peak of an attempt), 0.15 on the way back (or where it turned before).
    start_s: Annotated[Number, meaning("seconds; beginning of the way out; null where the clip does not show it")]
    top_s: Annotated[Number, meaning("seconds; first past the count gate; null where the clip does not show it")]
    end_s: Annotated[Number, meaning("seconds; end of the way back; null where the clip does not show it")]
    hold_s: Annotated[Number, meaning("seconds of the longest run past the hold gate; null where unknown")]
    hold_gate: Annotated[Number, meaning("value of the driving measure past which the hold runs; null if unknown")]
    peak_hip_extension_deg: Annotated[
        Number, meaning("degrees in the best 0.3 s, 0 with trunk and thigh in line, flexed negative; null if unknown")
    ]
    peak_leg_height: Annotated[Number, meaning("thigh lengths: knee above hip, or rise of the hip; null if unknown")]
    faults: Annotated[tuple[FaultSpan, ...], meaning("what was wrong while it lasted")] = ()
    exercise: Annotated[str, meaning("id of the exercise")] = ""
    rest: Annotated[Number, meaning("the height that counts, at rest, in its unit; null if unknown")] = nan
    peak: Annotated[Number, meaning("the same at the top; null if unknown")] = nan
    count_gate: Annotated[Number, meaning("past this height a repetition counts; null if unknown")] = nan
    lift_s: Annotated[Number, meaning("seconds on the way out, without the hold; null if unknown")] = nan
    lower_s: Annotated[Number, meaning("seconds on the way back, without the hold; null if unknown")] = nan
    judged_rest: Annotated[Number, meaning("the measure that is judged, at rest, in its unit; null if unknown")] = nan
    judged_peak: Annotated[Number, meaning("the same at the top; null if unknown")] = nan
    depth_deg: Annotated[
        Number, meaning("degrees of the thigh from upright towards level, by heights; null if unknown")
    ] = nan
    dips: Annotated[Count, meaning("falls and rises between rest and rest")] = 0
    told_s: Annotated[Number, meaning("seconds; when it was told; null where it was not counted by a camera")] = nan
    by_hand: Annotated[bool, meaning("added by the person, or taken back")] = False
    hold_on: Annotated[str, meaning("what the hold ran on: the judged measure, or height; empty for neither")] = ""
    judged: Annotated[Judged, meaning("what this view could judge of it")] = Judged()
    direction: Annotated[Direction, meaning("where the exercise goes: higher, deeper or further")] = Direction.HIGHER

    @computed_field(  # type: ignore[prop-decorator]
        description="judged, full range and hold reached, nothing to mend"
    )
    @property
    def good(self) -> bool:
        """A repetition that was judged, with full range and hold reached, and nothing to mend."""
        return self.counted and not self.reason and self.judged.whole

    @property
    def timed(self) -> bool:
        """Paced by a timer."""
        return self.reason == Reason.TIMER

    @property
    def counted(self) -> bool:
        """A complete repetition of the leg that was asked for, seen by the camera or added by the person."""
        return self.verdict is Verdict.REP and not self.timed

    @property
    def other_leg(self) -> bool:
        """Of the leg that was not asked for."""
        return self.reason == Reason.OTHER_LEG

    @property
    def attempt(self) -> bool:
        """A movement of the leg that was asked for that did not count."""
        return self.verdict is Verdict.ATTEMPT and not self.other_leg

    @property
    def tried(self) -> bool:
        """Judged, or an attempt that fell short of a repetition."""
        return self.judged.whole if self.counted else self.attempt and self.reason not in NO_TRY


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals so far, in the words of `Rep`; left and right count one-sided repetitions only."""

    reps: Annotated[Count, meaning("complete repetitions of the leg that was asked for, counted or added by hand")] = 0
    good: Annotated[Count, meaning("of these: judged, full range and hold reached, nothing to mend")] = 0
    attempts: Annotated[Count, meaning("movements that did not count")] = 0
    left: Annotated[Count, meaning("one-sided repetitions of the person's left side")] = 0
    right: Annotated[Count, meaning("one-sided repetitions of the person's right side")] = 0
    judged: Annotated[Count, meaning("repetitions that were seen so that their form could be judged")] = 0
    tried: Annotated[Count, meaning("what good ones are a share of: judged, or fallen short; 0 if none was judged")] = 0
    timed: Annotated[Count, meaning("repetitions paced by a timer and seen by nobody; in no other number")] = 0
    other_leg: Annotated[Count, meaning("movements of the leg that was not asked for; in no other number")] = 0
    added: Annotated[Count, meaning("of the repetitions: added by hand")] = 0

    @property
    def movements(self) -> int:
        """All that is listed."""
        return self.reps + self.attempts + self.timed + self.other_leg


NO_COUNTS = Counts()
