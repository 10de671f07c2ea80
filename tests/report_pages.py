"""A session made up for the tests of its report: three bridges, one of them bad, with curves and poses."""

from collections.abc import Sequence
from math import cos, pi
from pathlib import Path

import numpy as np

from formcheck.counting.moment import Moment
from formcheck.counting.results import FaultSpan, Judged, Rep, Verdict
from formcheck.counting.snapshot import Snapshot, State, View
from formcheck.counting.summary import Summary, Tracking
from formcheck.counting.tally import totals
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import AnyExercise
from formcheck.output.report import ReportData, Source, report_page
from formcheck.pose.landmarks import COUNT, INDEX, Pose, Side

BRIDGE = catalogue.load("glute_bridge")
FPS = 10
LENGTH_S = 18.0
PLACES = {"ear": (20, 80), "shoulder": (40, 80), "elbow": (60, 90), "wrist": (80, 90), "hip": (100, 60),
          "knee": (150, 40), "ankle": (160, 90), "heel": (155, 95), "foot_index": (180, 95)}  # fmt: skip


def rep(number: int, reason: str = "", *, side: Side = Side.BOTH, faults: Sequence[FaultSpan] = ()) -> Rep:
    """A bridge of four seconds; what is not high enough is an attempt."""
    start_s = 6.0 * number - 5
    attempt = reason in ("not_high_enough", "too_fast", "not_returned", "lost_sight")
    peak, hold_s = (-35.0, 0.0) if attempt else (-2.0, 0.8 if reason == "hold_short" else 2.1)
    verdict = Verdict.ATTEMPT if attempt else Verdict.REP
    return Rep(
        number, side, verdict, reason, start_s, start_s + 1, start_s + 4, hold_s, -15.0, peak, 0.4, tuple(faults),
        rest=0.1, peak=0.5, count_gate=0.4, lift_s=0.9, lower_s=1.1, judged_rest=-60.0, judged_peak=peak,
        hold_on="hip_extension_deg", judged=Judged("side", () if attempt else ("hip_extension_deg",)),
    )  # fmt: skip


def fault(say: str = "Bring your heels closer.", severity: Severity = Severity.TIP, at_s: float = 2.5) -> FaultSpan:
    return FaultSpan("some", severity, say, at_s, at_s + 0.6)


def session(reps: Sequence[Rep], exercise: str = "glute_bridge", yaw_deg: float = 4.0) -> Summary:
    tracking = Tracking(1.0, 0.9, Side.LEFT, yaw_deg)
    return Summary(exercise, LENGTH_S, int(LENGTH_S * FPS), totals(reps), tuple(reps), tracking)


def pose(size: tuple[int, int] = (200, 120)) -> Pose:
    image_px = np.full((COUNT, 2), 60.0)
    for joint, place in PLACES.items():
        for side in ("left", "right"):
            image_px[INDEX[f"{side}_{joint}"]] = place
    return Pose(image_px, np.zeros((COUNT, 3)), np.ones(COUNT), size)


def report_data(reps: Sequence[Rep], practices: Sequence[AnyExercise] = (BRIDGE,), *, seen: bool = True) -> ReportData:
    """What a session of these repetitions leaves behind."""
    kept = ReportData(practices)
    view = View(Side.LEFT, 4.0, trusted=True)
    for frame in range(int(LENGTH_S * FPS)):
        time_s = frame / FPS
        way = max((share(time_s, one) for one in reps), default=0.0)
        finished = next((one for one in reps if one.end_s <= time_s < one.end_s + 1 / FPS), None)
        measures = {"hip_extension_deg": -60 + 58 * way, "hip_height": 0.3 + 0.4 * way} if seen else {}
        snapshot = Snapshot(time_s, State.EXERCISING, side=Side.BOTH, measures=measures, view=view, finished=finished)
        kept.show(Moment(time_s, pose() if seen else None), snapshot)
    return kept


def share(time_s: float, one: Rep) -> float:
    """How far up a repetition is at a time."""
    into = (time_s - one.start_s) / (one.end_s - one.start_s)
    top = 1.0 if one.verdict is Verdict.REP else 0.4
    return top * min(1.0, 1 - cos(2 * pi * into)) if 0 <= into <= 1 else 0.0


def page(
    summary: Summary,
    practices: Sequence[AnyExercise] = (BRIDGE,),
    *,
    source: Source | None = None,
    video: str | None = None,
) -> str:
    """The report of a session."""
    return "".join(report_page(summary, source or Source("clip.mp4"), report_data(summary.reps, practices), video))


def renamed(**words: str) -> Exercise:
    """The bridge with other words."""
    return BRIDGE.model_copy(update=words)


def written(folder: Path, text: str) -> Path:
    target = folder / "report.html"
    target.write_text(text, encoding="utf-8")
    return target


THREE = (rep(1), rep(2, "not_high_enough"), rep(3, "hold_short", faults=[fault(at_s=14.5)]))
