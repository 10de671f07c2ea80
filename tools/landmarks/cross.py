"""The full cross of rendered people: every exercise, azimuth, camera height, body, and kind of repetition."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np

from ..render.body import SIDES, Side
from ..render.config import Config
from ..render.poses import EXERCISES
from ..render.rotation import Array
from ..render.timeline import Timeline
from ..render.view import Stand, word
from .heights import SMALLEST_RISE, height, rises
from .hidden import MEASURED, with_hidden
from .noise import Landmarks, as_seen, load
from .posed import Poses
from .truth import described
from .view import View, stand_of

DONE = (
    "glute_bridge", "single_leg_bridge", "donkey_kick", "straight_leg_kickback", "bird_dog", "prone_leg_lift",
    "prone_squeeze", "squat", "hip_hinge", "split_squat", "hip_flexor_stretch",
)  # fmt: skip
"""What is done: all that is posed by a measure of the body; poses between which one simply goes are not here."""
BODIES = ("fem", "male", "heavy", "heavyf")
KINDS = ("full", "partial", "short")
"""All the way and held for 2.5 s; two partial ones among four full ones; all the way and held for 0.3 s."""
AZIMUTHS_DEG = tuple(range(0, 360, 30))
HEIGHTS_M = (0.5, 1.2)
FPS = 15.0
PARTIAL = 0.45
"""A partial repetition rises by this share of a full one; people's own partials reach 0.62, mostly below 0.51."""
HOLD_S = {"full": 2.5, "partial": 1.0, "short": 0.3}


@dataclass(frozen=True)
class Movement:
    """What somebody does, to be seen from anywhere.

    Attributes
    ----------
    exercise, body, kind
        What is done, by whom, and with what kind of repetitions.
    side
        The working side, or `both`.
    time_s, points
        (N,) seconds and (N, 21, 3) metres.
    target, distance_m
        What a camera looks at, and from how far.
    stand
        Where the person's right and front are.
    """

    exercise: str
    body: str
    kind: str
    side: str
    time_s: Array
    points: Array
    target: Array
    distance_m: float
    stand: Stand

    @property
    def name(self) -> str:
        """Name of the recordings, without the view."""
        return f"{self.exercise}-{self.body}-{self.kind}"


@dataclass(frozen=True)
class Cell:
    """One recording of the cross: who does what, how, seen from where."""

    exercise: str
    body: str
    kind: str
    azimuth_deg: int
    height_m: float

    @property
    def name(self) -> str:
        """Name of its files."""
        return f"{self.exercise}-{self.body}-{self.kind}-az{self.azimuth_deg:03d}-h{self.height_m * 100:03.0f}"


def cells() -> Iterator[Cell]:
    """The whole cross; movements that are counted as nothing are made in one kind."""
    for exercise in DONE:
        kinds = KINDS if exercise in SMALLEST_RISE else KINDS[:1]
        for body, kind, azimuth_deg, height_m in product(BODIES, kinds, AZIMUTHS_DEG, HEIGHTS_M):
            yield Cell(exercise, body, kind, azimuth_deg, height_m)


def selected(share: int = 50, seed: int = 1) -> list[Cell]:
    """One cell in so many, the same ones for the same seed."""
    everything = list(cells())
    rows = np.random.default_rng(seed).permutation(len(everything))[: len(everything) // share]
    return [everything[row] for row in sorted(rows)]


def seed_of(name: str) -> int:
    """A seed that belongs to a name."""
    return zlib.crc32(name.encode())


@cache
def movement(exercise: str, body: str, kind: str) -> Movement:
    """What one body does; repetitions differ a little in depth and time, as the name's seed has it."""
    draw = np.random.default_rng(seed_of(f"{exercise}-{body}-{kind}"))
    side = SIDES[int(np.random.default_rng(seed_of(f"{exercise}-{body}")).integers(2))]
    config, peaks = _config(exercise, body, kind, side, draw), EXERCISES[exercise].usual_peak_deg
    poses = _poses(exercise, body, side)
    goes = poses.rest(side)
    partial = [kind == "partial" and number in (2, 4) for number in range(config.reps)]
    to = np.where(partial, _partial(exercise, poses, side, np.linspace(goes, peaks, 60)), peaks)
    peak = goes + (to - goes) * draw.uniform(0.94, 1.02, config.reps)
    timeline = Timeline(replace(config, peak=peak.tolist()), peaks)
    time_s = np.arange(0, timeline.end_s, 1 / FPS)
    values = np.full(len(time_s), goes)
    for row, at_s in enumerate(time_s.tolist()):
        moment = timeline.at(at_s)
        if moment.rep is not None:
            values[row] += (moment.rep.peak - goes) * moment.share
    points = poses.at(values, side)
    usual, two_sided = EXERCISES[exercise].view, EXERCISES[exercise].two_sided
    low, high = points[0].min(0), points[0].max(0)
    target = np.array([*((low + high) / 2)[:2], usual.target_height_m])
    return Movement(
        exercise,
        body,
        kind,
        "both" if two_sided else side,
        time_s,
        points,
        target,
        usual.distance_m,
        stand_of(points[0]),
    )


def _partial(exercise: str, poses: Poses, side: Side, values: Array) -> float:
    """Value of the measure at which the height is part of the way up."""
    if exercise not in SMALLEST_RISE:
        return float(values[0] + PARTIAL * (values[-1] - values[0]))
    heights = np.maximum.accumulate(height(exercise, poses.at(values, side)))
    return float(np.interp(PARTIAL * heights[-1], heights, values))


def _config(exercise: str, body: str, kind: str, side: Side, draw: np.random.Generator) -> Config:
    pace = draw.uniform(0.8, 1.25)
    reps = 6 if kind == "partial" else 4
    return Config(
        exercise=exercise, shape=body, work=side, reps=reps, lead_s=2.0, move_s=1.2 * pace, return_s=1.2 * pace,
        hold_s=HOLD_S[kind], pause_s=float(draw.uniform(0.7, 1.2)), tail_s=0.8,
    )  # fmt: skip


@cache
def _poses(exercise: str, body: str, side: Side) -> Poses:
    rest = EXERCISES[exercise](Config(exercise=exercise, shape=body, work=side))
    begins, ends = rest.rest(side), EXERCISES[exercise].usual_peak_deg
    return Poses(Config(exercise=exercise, shape=body, work=side), begins + (ends - begins) * 1.03)


def landmarks(cell: Cell) -> tuple[Landmarks, dict[str, Any]]:
    """Recording and truth of a cell."""
    done = movement(cell.exercise, cell.body, cell.kind)
    view = View.at(cell.azimuth_deg, cell.height_m, done.distance_m, done.target, done.stand)
    seed = seed_of(cell.name)
    found = with_hidden(as_seen(done.time_s, done.points, view, load(), seed), done.points, view, MEASURED, seed)
    counted = rises(cell.exercise, done.time_s, done.points)
    truth = described(done.time_s, done.points, counted, done.side)
    head = {
        "exercise": cell.exercise, "azimuth_deg": cell.azimuth_deg, "view": word(cell.azimuth_deg),
        "camera_height_m": cell.height_m, "distance_m": done.distance_m, "body": cell.body, "kind": cell.kind,
        "side": done.side, "fps": FPS, "count": truth["count"] if cell.exercise in SMALLEST_RISE else None,
    }  # fmt: skip
    return found, {**head, "reps": truth["reps"]}
