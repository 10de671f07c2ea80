"""Motion-captured people, seen from around them: which faults are really in their movements, and which are named."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks.form_clips import azimuths_deg, recording_of
from benchmarks.form_said import said
from benchmarks.form_truth import FAULTS, QUANTITIES, TrueFault
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording
from tools.landmarks import people
from tools.landmarks.cross import HEIGHTS_M, seed_of
from tools.landmarks.heights import Rise, height, rises
from tools.landmarks.people import Set
from tools.landmarks.points import INDEX
from tools.render.rotation import Array

QUANTITY_OF: Mapping[str, str] = {
    "trunk_collapses": "trunk_lean_deg", "trunk_falls": "trunk_lean_deg", "knees_forward": "shin_lean_deg",
    "knee_forward": "shin_lean_deg",
}  # fmt: skip
"""What each fault is of the joints; faults of tempo are of the height that counts."""
FASTEST = 0.62
"""Share of its time that a smooth movement takes from 5 to 95 % of its way (minimum jerk: Flash & Hogan 1985)."""
LASTS_S = 0.3
"""A fault is there where it lasts as long as this."""


@dataclass(frozen=True)
class Done:
    """One repetition of a person, and how much there was of each fault."""

    rise: Rise
    amounts: Mapping[TrueFault, float]


def sets(file: Path) -> Iterator[Set]:
    """The sets of our exercises, at 15 pictures a second."""
    for one in people.sets(file):
        if not one.row["exercise"].startswith("other:"):
            yield replace(one, time_s=one.time_s[::2], points=one.points[::2])


def done(one: Set) -> list[Done]:
    """The repetitions of a set."""
    exercise = one.row["exercise"]
    values = height(exercise, one.points)
    return [
        Done(rise, {f: _amount(f, one, rise, values) for f in FAULTS if f.exercise == exercise})
        for rise in rises(exercise, one.time_s, one.points)
        if rise.counts
    ]


def front_leg(points: Array) -> str:
    """The leg that is ahead; of feet side by side either."""
    x = points[len(points) // 2, :, 0]
    return "left" if x[INDEX["ankle_left"]] > x[INDEX["ankle_right"]] else "right"


def _amount(fault: TrueFault, one: Set, rise: Rise, values: Array) -> float:
    rows = np.flatnonzero((one.time_s >= rise.start_s) & (one.time_s <= rise.end_s))
    if fault.unit == "share":
        way, time_s = values[rows] / values[rows].max(), one.time_s[rows]
        first = int(np.argmax(way >= 0.95))
        begun = np.flatnonzero(values[: rows[0] + first] / values[rows].max() <= 0.05)
        start_s = one.time_s[begun[-1]] if len(begun) else time_s[0]
        return float(time_s[first] - start_s) / FASTEST
    name = QUANTITY_OF[fault.id]
    side = front_leg(one.points[rows]) if one.row["exercise"] == "split_squat" else "both"
    found = QUANTITIES[name](one.points, side)
    found = found[rows]
    return lasting(-found if fault.below else found, one.time_s[rows]) * (-1 if fault.below else 1)


def lasting(values: Array, time_s: Array) -> float:
    """The highest value that is kept up for long enough."""
    size = max(1, round(LASTS_S / float(np.median(np.diff(time_s)))))
    if len(values) < size:
        return float(values.min())
    return float(np.lib.stride_tricks.sliding_window_view(values, size).min(1).max())


@dataclass(frozen=True)
class Row:
    """How much of a fault there was in a repetition, and whether it was named."""

    true: TrueFault
    number: int
    amount: float
    said: bool

    @property
    def level(self) -> str:
        """Absent, just short, just beyond or plain: the nearest of them."""
        past = (self.amount - self.true.limit) * (-1 if self.true.below else 1) / self.true.tolerance
        return "absent" if past < -1 else "short" if past < 0 else "beyond" if past < 1.5 else "plain"


@dataclass(frozen=True)
class Watched:
    """A set seen from one place.

    Attributes
    ----------
    rows
        Every fault in every repetition.
    good_s, named, live
        Of a set done as asked: its seconds, and the corrections of what is not there, afterwards and meanwhile.
    """

    name: str
    band_deg: int
    rows: tuple[Row, ...]
    good_s: float
    named: tuple[str, ...]
    live: tuple[str, ...]


def watched(one: Set, band_deg: int, azimuth_deg: int, height_m: float) -> Watched:
    """Everything that is said of a set from one place."""
    told = said(seen(one, azimuth_deg, height_m), catalogue.load(one.row["exercise"]))
    rows, there = list[Row](), set[str]()
    for number, rep in enumerate(done(one), 1):
        it = told.about(rep.rise.top_s)
        named = {fault.id for fault in it.faults} if it is not None else set()
        for true, amount in rep.amounts.items():
            rows.append(Row(true, number, amount, true.id in named))
            there |= {true.id} if rows[-1].level != "absent" else set()
    good = one.row["manner"] == "good"
    return Watched(
        one.name, band_deg, tuple(rows), told.duration_s if good else 0.0,
        tuple(name for name in told.faults if name not in there) if good else (),
        tuple(name for _, name in told.cues if name not in there) if good else (),
    )  # fmt: skip


PLACES = ((0, 1), (15, 1), (30, 2), (45, 1), (60, 1), (90, 1))
"""Degrees off the side, and from how many places."""


def run(file: Path, processes: int = 2) -> list[Watched]:
    """All sets from around: of each angle off the side one place each side of the person, as the seed has it."""
    wanted = []
    for one in sets(file):
        draw = np.random.default_rng(seed_of(one.name))
        for band_deg, count in PLACES:
            places = draw.permutation(azimuths_deg(band_deg))[:count].tolist()
            wanted += [(one, band_deg, azimuth_deg, float(draw.choice(HEIGHTS_M))) for azimuth_deg in places]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(watched, *zip(*wanted, strict=True), chunksize=8))


def seen(one: Set, azimuth_deg: float, height_m: float) -> Recording:
    """The landmarks of a set from one place."""
    return recording_of(people.landmarks(one, azimuth_deg, height_m)[0])
