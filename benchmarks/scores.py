"""How one clip was counted and measured, against its truth."""

from dataclasses import dataclass, field

import numpy as np

from benchmarks import naive
from benchmarks.truth import TrueRep, Truth
from formcheck.counting.results import Rep, Verdict
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.exercises import catalogue
from formcheck.pose.landmarks import FloatArray, Side
from formcheck.pose.recording import Recording

TIME_TOLERANCE_S = 0.4


@dataclass
class Score:
    """One row of the table.

    Attributes
    ----------
    truth, reps, attempts
        What is true, and what was found.
    sides_right
        Of the matched movements of known side, how many have it right; and how many there are.
    starts, ends
        Of the matched repetitions, whether start and end lie within 0.4 s of the true ones.
    hold_errors_s, range_errors_deg
        Of every matched repetition whose angle was judged: credited minus true hold; judged way of the hip from rest
        to the top minus the true one. What only a height was looked at for is not compared with an angle.
    rest_deg, top_deg, all_deg
        Errors of the hip angle that is shown: true progress below 0.1, above 0.9, and everywhere but getting into
        position.
    faults_found, faults_missed, false_faults, good_s
        Of the faults that are there; and named although there are none, over how many seconds.
    others
        Repetitions that the simple counters find.
    """

    truth: Truth
    reps: int = 0
    attempts: int = 0
    sides_right: list[bool] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    ends: list[bool] = field(default_factory=list)
    hold_errors_s: list[float] = field(default_factory=list)
    range_errors_deg: list[float] = field(default_factory=list)
    rest_deg: FloatArray = field(default_factory=lambda: np.empty(0))
    top_deg: FloatArray = field(default_factory=lambda: np.empty(0))
    all_deg: FloatArray = field(default_factory=lambda: np.empty(0))
    faults_found: int = 0
    faults_missed: int = 0
    false_faults: int = 0
    good_s: float = 0.0
    others: dict[str, int] = field(default_factory=dict)

    @property
    def count_error(self) -> int:
        """Repetitions too many (positive) or too few; 0 within the range that a person may count."""
        return max(self.reps - self.truth.reps_max, 0) + min(self.reps - self.truth.reps_min, 0)

    def other_error(self, counter: str) -> int:
        """The same for one of the simple counters."""
        found = self.others[counter]
        return max(found - self.truth.reps_max, 0) + min(found - self.truth.reps_min, 0)


def score(truth: Truth, recording: Recording, exercise: str) -> Score:
    """Run a recording through a session and hold the result against the truth."""
    chosen = catalogue.load(exercise)
    session = Session(chosen)
    snapshots = [session.update(time_s, pose) for time_s, pose in recording]
    summary = session.finish()
    result = Score(truth, summary.counts.reps, summary.counts.attempts)
    near = summary.tracking.near or Side.LEFT
    result.others = {name: naive.count(recording, near, *gates) for name, gates in naive.COUNTERS.items()}
    _score_sides(result, summary)
    _score_faults(result, summary)
    if truth.reps is not None and exercise == truth.exercise:
        for true, found in _pairs(truth.reps, summary.reps):
            _score_times(result, true, found)
        _score_angles(result, snapshots, near)
    return result


def _pairs(true: tuple[TrueRep, ...], found: tuple[Rep, ...]) -> list[tuple[TrueRep, Rep]]:
    """Each true movement with the found one whose top lies in it."""
    pairs = []
    for movement in true:
        inside = [rep for rep in found if movement.start_s <= rep.top_s <= movement.end_s]
        if inside:
            pairs.append((movement, inside[0]))
    return pairs


def _score_sides(result: Score, summary: Summary) -> None:
    truth = result.truth
    if truth.reps is not None:
        result.sides_right = [rep.side.value == true.side for true, rep in _pairs(truth.reps, summary.reps)]
    elif truth.side:
        counted = [rep for rep in summary.reps if rep.verdict is Verdict.REP]
        result.sides_right = [rep.side.value == truth.side for rep in counted]


def _score_faults(result: Score, summary: Summary) -> None:
    named = [fault.id for rep in summary.reps for fault in rep.faults]
    there = set(result.truth.faults)
    result.faults_found = len(there & set(named))
    result.faults_missed = len(there - set(named))
    if result.truth.good:
        result.false_faults = sum(name not in there for name in named)
        result.good_s = summary.duration_s


def _score_times(result: Score, true: TrueRep, found: Rep) -> None:
    truth = result.truth
    if not true.counts:
        return
    start_s, end_s = truth.edges_s(true)
    result.starts.append(abs(found.start_s - start_s) <= TIME_TOLERANCE_S)
    result.ends.append(abs(found.end_s - end_s) <= TIME_TOLERANCE_S)
    if found.hold_on == "hip_extension_deg":
        result.hold_errors_s.append(found.hold_s - truth.hold_s(true, found.hold_gate))
        result.range_errors_deg.append(found.judged_peak - found.judged_rest - truth.range_deg(true))


def _score_angles(result: Score, snapshots: list[Snapshot], near: Side) -> None:
    truth = result.truth
    assert truth.extension_deg is not None and truth.entering is not None
    errors, ways = [], []
    for row, snapshot in enumerate(snapshots):
        if snapshot.measures and snapshot.side is not None and not truth.entering[row]:
            side = near if snapshot.side is Side.BOTH else snapshot.side
            errors.append(snapshot.measures["hip_extension_deg"] - truth.extension_deg[side.value][row])
            ways.append(truth.progress(side.value)[row])
    known = ~np.isnan(np.array(errors, dtype=np.float64))
    all_deg, way = np.array(errors)[known], np.array(ways)[known]
    result.all_deg, result.rest_deg, result.top_deg = all_deg, all_deg[way < 0.1], all_deg[way > 0.9]
