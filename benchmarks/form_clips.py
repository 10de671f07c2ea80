"""Rendered bodies who make every fault by amounts, seen from around them by the modelled pose model."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from benchmarks.form_truth import LEVELS, TrueFault
from formcheck.pose.recording import Recording
from tools.landmarks.cross import HEIGHTS_M, seed_of
from tools.landmarks.hidden import MEASURED, with_hidden
from tools.landmarks.noise import Landmarks, as_seen, load
from tools.landmarks.points import points_of
from tools.landmarks.view import View, stand_of
from tools.render.body import Side
from tools.render.clip import Clip
from tools.render.config import Config
from tools.render.faults import FEET
from tools.render.poses import EXERCISES
from tools.render.rotation import Array

BANDS_DEG = tuple(range(0, 91, 15))
HOLD_S = {"hip_flexor_stretch": 4.5, "squat": 0.6, "hip_hinge": 0.6, "split_squat": 0.6}
"""How long a top is held, where it is not 1.2 s."""
SIDE: dict[str, Side] = {"fem": "left", "male": "right", "heavy": "right", "heavyf": "left"}
GOOD_REPS = 5
FPS = 15.0


@dataclass(frozen=True)
class TrueRep:
    """One repetition: how much there is of the fault, from when to when, and when it is at its top."""

    level: str
    start_s: float
    top_s: float
    end_s: float


@dataclass(frozen=True)
class Made:
    """What one body does: joints in space, and repetitions."""

    exercise: str
    fault: TrueFault | None
    body: str
    side: Side
    time_s: Array
    points: Array
    distance_m: float
    target_m: float
    reps: tuple[TrueRep, ...]

    @property
    def name(self) -> str:
        """What the seeds belong to."""
        return f"{self.exercise}-{self.fault.name if self.fault else 'good'}-{self.body}-{self.reps[0].level}"


def made(exercise: str, fault: TrueFault | None, body: str) -> Iterator[Made]:
    """Everything that one body does of a fault: one set of all levels, or one set each where feet cannot be moved."""
    if fault is None:
        yield _set(exercise, None, body, ("absent",) * GOOD_REPS)
    elif fault.id in FEET:
        for level in LEVELS[1:]:
            yield _set(exercise, fault, body, (level,) * 2)
    else:
        draw = np.random.default_rng(seed_of(f"{exercise}-{fault.name}-{body}"))
        yield _set(exercise, fault, body, ("absent", *draw.permutation([*LEVELS[1:], "plain"]).tolist()))


@cache
def _set(exercise: str, fault: TrueFault | None, body: str, levels: tuple[str, ...]) -> Made:
    draw = np.random.default_rng(seed_of(f"{exercise}-{body}"))
    pace = float(draw.uniform(0.9, 1.25))
    # A sinking top is no fault while it is still a full one: nobody holds it for less than a second.
    amounts = {} if fault is None else {fault.id: [fault.amount(level) for level in levels]}
    config = Config(
        exercise=exercise, shape=body, work=SIDE[body], reps=len(levels), lead_s=2.0, move_s=1.2 * pace,
        return_s=1.3 * pace, hold_s=HOLD_S.get(exercise, 1.2), pause_s=1.0, tail_s=0.8,
        amounts=amounts,
    )  # fmt: skip
    clip = Clip(config)
    time_s = np.arange(0, clip.timeline.end_s, 1 / FPS)
    points = []
    for at_s in time_s.tolist():
        clip.pose(at_s)
        points.append(points_of(clip.exercise.skeleton))
    usual = EXERCISES[exercise].view
    reps = tuple(
        TrueRep(level, rep.start_s, (rep.top_s + rep.leave_top_s) / 2, rep.end_s)
        for level, rep in zip(levels, clip.timeline.reps, strict=True)
    )
    return Made(
        exercise, fault, body, SIDE[body], time_s, np.stack(points), usual.distance_m, usual.target_height_m, reps
    )


def azimuths_deg(band_deg: int) -> tuple[int, ...]:
    """All azimuths that are so far off a side view."""
    return tuple(sorted({band_deg, (-band_deg) % 360, 180 - band_deg, (180 + band_deg) % 360}))


def views(name: str, count: int) -> Iterator[tuple[int, int, float]]:
    """Band, azimuth and camera height: so many of each band, the same ones for the same name."""
    draw = np.random.default_rng(seed_of(f"views-{name}"))
    for band_deg in BANDS_DEG:
        places = [(azimuth, height) for azimuth in azimuths_deg(band_deg) for height in HEIGHTS_M]
        for row in draw.permutation(len(places))[:count].tolist():
            yield band_deg, *places[row]


def seen(this: Made, azimuth_deg: int, height_m: float) -> Recording:
    """The landmarks of it from one place."""
    low, high = this.points[0].min(0), this.points[0].max(0)
    target = np.array([*((low + high) / 2)[:2], this.target_m])
    view = View.at(azimuth_deg, height_m, this.distance_m, target, stand_of(this.points[0]))
    seed = seed_of(f"{this.name}-{azimuth_deg}-{height_m}")
    found = with_hidden(as_seen(this.time_s, this.points, view, load(), seed), this.points, view, MEASURED, seed)
    return recording_of(found)


def recording_of(found: Landmarks) -> Recording:
    """Landmarks as they are recorded."""
    return Recording(found.time_s, found.image_px, found.world_m, found.visibility, found.image_size)
