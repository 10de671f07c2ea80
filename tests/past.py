"""Sessions as they would have been kept, for tests of the history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import nan
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from formcheck.counting.results import FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.counting.summary import SetSummary, Summary, Tracking
from formcheck.counting.tally import totals
from formcheck.exercises.severity import Severity
from formcheck.output.history.entry import Entry, ExerciseFacts, KeptSet, Kind
from formcheck.output.history.exercise_session import ExerciseSession
from formcheck.output.report.summary import Source, document_of
from formcheck.pose.landmarks import Side

DAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
NOISE = FaultSpan("past_straight", Severity.FIX, "Ribs down.", 1.0, 1.5)
GOOD = Rep(
    1, Side.BOTH, Verdict.REP, Reason.GOOD, 0.0, 1.0, 4.0, 2.1, -11.0, -3.0, 0.6, (), "glute_bridge", 0.1, 0.7, 0.5,
    judged_rest=-55.0, judged_peak=-2.0, hold_on="hip_extension_deg", judged=Judged("side", ("hip_extension_deg",)),
)  # fmt: skip
SHORT = replace(GOOD, reason=Reason.HOLD_SHORT, hold_s=0.9)
FAULTY = replace(GOOD, reason=Reason.FORM, faults=(NOISE,))
MISSED = replace(
    GOOD, verdict=Verdict.ATTEMPT, reason=Reason.NOT_HIGH_ENOUGH, peak=0.3, judged_peak=-30.0, hold_s=0.0, lift_s=nan,
    judged=Judged("side"),
)  # fmt: skip
COUNTED = replace(GOOD, judged_rest=nan, judged_peak=nan, judged=Judged("front", reason=NotJudged.VIEW))
"""From the front: it counts, and its form is not judged."""
UNSEEN = replace(MISSED, reason=Reason.LOST_SIGHT, top_s=nan, end_s=nan)


def a_set(  # noqa: PLR0917 - what a set may be
    reps: Sequence[Rep] = (GOOD,) * 10,
    exercise: str = "glute_bridge",
    side: Side | None = None,
    target: int = 10,
    hold_s: float = 2.0,
    measure: str = "hip_extension_deg",
    verify: Literal["measured", "timer"] = "measured",
    stopped_for: Literal["", "pain"] = "",
) -> KeptSet:
    """A set of these repetitions, told apart by number and side."""
    numbered = [replace(rep, number=number, exercise=exercise) for number, rep in enumerate(reps, 1)]
    sided = tuple(numbered if side is None else [_with(rep, side) for rep in numbered])
    summary = SetSummary(exercise, side, 3.0, 63.0, target, totals(sided), verify, stopped_for, hold_s)
    return KeptSet(summary, sided, exercise.replace("_", " ").capitalize(), measure)


def _with(rep: Rep, side: Side) -> Rep:
    """The same with one side, which faces the camera."""
    return replace(rep, side=side, judged=replace(rep.judged, near=side))


def an_entry(
    number: int,
    *sets: KeptSet,
    kind: Kind = Kind.LIVE,
    name: str = "Glute bridge",
    complete: bool = True,
    yaw_deg: float = nan,
) -> Entry:
    """The session of so many days after the first."""
    sets = sets or (a_set(),)
    reps = tuple(rep for kept in sets for rep in kept.reps)
    summaries = tuple(kept.summary for kept in sets)
    tracking = Tracking(1.0, 1.0, None, yaw_deg)
    summary = Summary(summaries[0].exercise, 60.0, 1800, totals(reps), reps, tracking, sets=summaries)
    begun = Entry.begun(str(uuid5(NAMESPACE_URL, str(number))), DAY + timedelta(days=number), kind, name, "0")
    facts = {kept.summary.exercise: ExerciseFacts(kept.title, kept.measure) for kept in sets}
    return replace(begun, document=document_of(summary, Source("0", complete=complete)), exercises=facts)


def a_session(number: int, *sets: KeptSet, from_the_side: bool = True) -> ExerciseSession:
    """One exercise in the session of so many days after the first."""
    first = sets[0]
    return ExerciseSession(first.summary.exercise, first.title, DAY + timedelta(days=number), sets, from_the_side)
