"""Thirty sessions of ten weeks as a person might have done them, for tests and pictures of the history.

Glute bridges every time, donkey kicks with both legs every other time, the left one weaker; a worse week in the middle,
two sessions filmed from the front, nine days without any just before the last session.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from formcheck.counting.results import FaultSpan, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.exercises.severity import Severity
from formcheck.output.history.entry import Entry, KeptSet, Kind
from formcheck.pose.landmarks import Side
from tests.past import GOOD, MISSED, a_set, an_entry

DAYS = (
    0, 2, 5, 7, 9, 12, 14, 16, 19, 21, 23, 26, 28, 30, 33, 35, 38, 42, 44, 47, 49, 51, 53, 54, 56, 57, 58, 59, 60, 69,
)  # fmt: skip
"""Days after the first one."""
WORSE = (35, 38)
FROM_THE_FRONT = (12, 47)
_ARCH = FaultSpan("past_straight", Severity.FIX, "Ribs down.", 1.0, 1.5)


def thirty_sessions() -> list[Entry]:
    """All of them, the oldest first."""
    return [_session(number, day, Random(number)) for number, day in enumerate(DAYS)]


def _session(number: int, day: int, chance: Random) -> Entry:
    worse, front = day in WORSE, day in FROM_THE_FRONT
    skill = min(0.6 + 0.014 * number, 0.95) - 0.3 * worse
    hold_s = 2.0 if number < 18 else 3.0
    bridges = _set(chance, "glute_bridge", None, skill, 38 + 0.7 * number - 8 * worse, hold_s, front)
    sets = [bridges]
    if number % 2:
        sets += [
            _set(chance, "donkey_kick", side, skill - less, 52 + 0.2 * number - 30 * less, 1.0, front)
            for side, less in ((Side.LEFT, 0.3), (Side.RIGHT, 0.0))
        ]
    sets = [_at(kept, place) for place, kept in enumerate(sets)]
    kind, name = (Kind.ROUTINE, "Wake up") if number % 2 else (Kind.LIVE, "Glute bridge")
    return an_entry(day, *sets, kind=kind, name=name, yaw_deg=80.0 if front else 5.0)


def _at(kept: KeptSet, place: int) -> KeptSet:
    """The same, so many sets after the first, with rests between."""
    start_s = 20.0 + 150.0 * place
    summary = replace(kept.summary, start_s=start_s, end_s=start_s + 95.0)
    return replace(kept, summary=summary)


def _set(  # noqa: PLR0917 - what a set may be
    chance: Random, exercise: str, side: Side | None, skill: float, range_deg: float, hold_s: float, front: bool
) -> KeptSet:
    day_deg, day_s = chance.gauss(0, 3), chance.gauss(0, 0.1)
    reps = list(_reps(chance, skill, range_deg + day_deg, hold_s, day_s))
    if front:
        reps = [_from_the_front(rep) for rep in reps]
    measure = "hip_extension_deg" if exercise == "glute_bridge" else "thigh_elevation_deg"
    return a_set(reps, exercise, side, 10, hold_s, measure)


def _reps(chance: Random, skill: float, range_deg: float, hold_s: float, day_s: float) -> Iterator[Rep]:
    for _ in range(10):
        peak_deg = GOOD.judged_rest + range_deg + chance.gauss(0, 2)
        held_s = max(hold_s + 0.3 + day_s + chance.gauss(0, 0.15), 0.4)
        good = replace(GOOD, judged_peak=peak_deg, hold_s=round(held_s, 2))
        if chance.random() < skill:
            yield good
        else:
            yield chance.choice(
                [
                    replace(good, reason=Reason.HOLD_SHORT, hold_s=round(held_s - 0.9, 2)),
                    replace(good, reason=Reason.FORM, faults=(_ARCH,)),
                    MISSED,
                ]
            )


def _from_the_front(rep: Rep) -> Rep:
    """The same movement, of which nothing could be judged."""
    reason = Reason.GOOD if rep.verdict is Verdict.REP else rep.reason
    judged = Judged("front", reason=NotJudged.VIEW)
    return replace(rep, judged_rest=float("nan"), judged_peak=float("nan"), reason=reason, faults=(), judged=judged)
