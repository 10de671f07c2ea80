"""A clip: who does what, when, and seen from where. Needs numpy only."""

from math import pi, sin

import numpy as np

from .body import Side
from .camera import Camera
from .config import Config
from .poses import EXERCISES
from .timeline import COUNTS_FROM, Moment, Rep, Timeline


class Clip:
    """One clip; `pose` puts the body into its pose at a time.

    Attributes
    ----------
    exercise, timeline, camera
        What is done, when, and from where it is seen.
    rest_deg
        The driving measure in the start position.
    extent_m
        Left and right end of the body in the start position.
    frames
        How many pictures there are.
    """

    def __init__(self, config: Config) -> None:
        if config.exercise not in EXERCISES:
            raise ValueError(f"exercise: {', '.join(EXERCISES)} expected, {config.exercise!r} found")
        kind = EXERCISES[config.exercise]
        if config.alternating and not kind.may_alternate:
            raise ValueError(f"work: one side for the whole clip expected of {config.exercise}, more found")
        self.config = config
        self.exercise = kind(config)
        self.timeline = Timeline(config, kind.usual_peak_deg)
        if config.enter:
            self.exercise.enter(0.0, self.start_side)  # says at once whether it can
        self.rest_deg = self.exercise.rest(self.start_side)
        x = self.exercise.skeleton.skin(np.flatnonzero(self.exercise.body.is_skin))[:, 0]
        self.extent_m = float(x.min()), float(x.max())
        self.camera = Camera.of(config, self.exercise, sum(self.extent_m) / 2)
        self.frames = round(self.timeline.end_s * config.fps)

    @property
    def start_side(self) -> Side:
        """The side that works first."""
        return self.timeline.reps[0].side

    def counts(self, rep: Rep) -> bool:
        """Whether a movement goes far enough to be a repetition."""
        self.exercise.faulty = rep.faulty
        self.exercise.pose_for(rep.peak, rep.side)
        way = (self.exercise.measure(rep.side) - self.rest_deg) / (self.exercise.goal_deg - self.rest_deg)
        return way >= COUNTS_FROM

    def pose(self, time_s: float) -> Moment:
        """Pose the body as it is at a time."""
        moment = self.timeline.at(time_s)
        side = moment.rep.side if moment.rep else self.start_side
        if moment.phase == "enter":
            self.exercise.enter(moment.share, side)
        elif moment.rep is None or moment.share == 0:
            self.exercise.rest(side)
        else:
            self.exercise.faulty = moment.rep.faulty
            way_deg = (moment.rep.peak - self.rest_deg) * moment.share
            sway_deg = self.config.sway_deg * moment.share * _unsteadiness(time_s)
            self.exercise.pose_for(self.rest_deg + way_deg + sway_deg, side)
        return moment


def _unsteadiness(time_s: float) -> float:
    """A slow wave between -1 and 1."""
    return 0.6 * sin(2 * pi * 0.55 * time_s) + 0.4 * sin(2 * pi * 1.3 * time_s + 1)
