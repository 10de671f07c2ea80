"""The measures by which form is judged beside what they are in space: errors at the top of every repetition."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.form_truth import QUANTITIES
from formcheck.exercises import catalogue
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import SIDES, Side
from formcheck.pose.recording import Recording
from tools.render.rotation import Array

MEASURED: Mapping[str, tuple[str, ...]] = {
    "glute_bridge": ("hip_extension_deg", "knee_flexion_deg"),
    "single_leg_bridge": ("hip_extension_deg", "knee_flexion_deg"),
    "donkey_kick": ("hip_extension_deg", "knee_flexion_deg", "trunk_inclination_deg"),
    "straight_leg_kickback": ("hip_extension_deg", "trunk_inclination_deg"),
    "bird_dog": ("hip_extension_deg", "trunk_inclination_deg"),
    "prone_leg_lift": ("leg_elevation_deg", "knee_flexion_deg", "trunk_inclination_deg"),
    "squat": ("depth_deg", "knee_flexion_deg", "trunk_lean_deg", "shin_lean_deg"),
    "hip_hinge": ("hip_extension_deg", "knee_flexion_deg", "shin_lean_deg"),
    "split_squat": ("knee_flexion_deg", "trunk_lean_deg", "shin_lean_deg"),
    "hip_flexor_stretch": ("trunk_lean_deg",),
}
"""What is judged in each exercise: the gates, and the faults."""


@dataclass(frozen=True)
class Top:
    """One top: the working side, and the seconds about it."""

    side: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Error:
    """By how much a measure was off at one top, in its unit."""

    people: str
    exercise: str
    measure: str
    band_deg: int
    near: bool
    off: float


@dataclass(frozen=True)
class Shown:
    """Somebody seen from one place: who, doing what, as recorded and as it was in space."""

    people: str
    exercise: str
    recording: Recording
    time_s: Array
    points: Array
    tops: Sequence[Top]
    band_deg: int
    azimuth_deg: int


def errors(this: Shown) -> Iterator[Error]:
    """Errors of every measure at every top; where both sides work, of either side."""
    posture, names = catalogue.load(this.exercise).posture, MEASURED[this.exercise]
    found = {(side, name): np.full(len(this.time_s), np.nan) for side in SIDES for name in names}
    perception = Perception()
    for row, (at_s, pose) in enumerate(this.recording):
        observation = perception.update(at_s, pose).observation(posture or "")
        for (side, name), values in found.items():
            values[row] = np.nan if observation is None else observation.smooth[side][name]
    for top in this.tops:
        rows = (this.time_s >= top.start_s) & (this.time_s <= top.end_s)
        for side in SIDES if top.side == "both" else (Side(top.side),):
            near = (side is Side.RIGHT) == (this.azimuth_deg < 90 or this.azimuth_deg > 270)
            for name in names:
                off = found[side, name][rows] - QUANTITIES[name](this.points, side.value)[rows]
                if not np.isnan(off).all():
                    yield Error(this.people, this.exercise, name, this.band_deg, near, float(np.nanmedian(off)))


def table(found: Iterable[Error], bands_deg: Sequence[int]) -> str:
    """Mean and worst error by exercise, measure and view, near and far side, in Markdown."""
    cells: dict[tuple[str, str, str], dict[tuple[int, bool], list[float]]] = defaultdict(lambda: defaultdict(list))
    for one in found:
        cells[one.people, one.exercise, one.measure][one.band_deg, one.near].append(one.off)
    heads = " | ".join(f"{band}°" for band in bands_deg)
    lines = [f"| people | exercise | measure | {heads} |", "|---|---|---|" + "---|" * len(bands_deg)]
    for (people, exercise, measure), by_view in cells.items():
        shown = [f"{_cell(by_view[band, True])} / {_cell(by_view[band, False])}" for band in bands_deg]
        lines.append(f"| {people} | {exercise} | {measure} | {' | '.join(shown)} |")
    return "\n".join(lines) + "\n"


def _cell(off: Sequence[float]) -> str:
    return f"{np.mean(np.abs(off)):.0f} ({max(off, key=abs):+.0f})" if off else "-"
