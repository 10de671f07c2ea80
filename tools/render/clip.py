"""A clip: who does what, when, and seen from where. Needs numpy only."""

from dataclasses import replace
from math import pi, sin
from typing import Any

import numpy as np

from .body import Side
from .camera import Camera
from .config import Config
from .faults import FAULTS, FEET, RISES, Feet, ids_of, solve
from .poses import EXERCISES
from .solve import crossing
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
        if kind.even_pace:
            config = replace(config, reps=1, move_s=kind.scene_s, hold_s=0.0, return_s=0.0)
            self.config = config
        self._place_feet()
        self.timeline = Timeline(config, kind.usual_peak_deg, kind.even_pace)
        self._knobs = {rep.number: self._knobs_of(rep) for rep in self.timeline.reps}
        if config.enter:
            self.exercise.enter(0.0, self.start_side)  # says at once whether it can
        self.rest_deg = self.exercise.rest(self.start_side)
        x = self.exercise.skeleton.skin(np.flatnonzero(self.exercise.body.is_skin))[:, 0]
        self.extent_m = self.exercise.extent_m(float(x.min()), float(x.max()))
        self.camera = Camera.of(config, self.exercise, sum(self.extent_m) / 2)
        self.frames = round(self.timeline.end_s * config.fps)

    @property
    def start_side(self) -> Side:
        """The side that works first."""
        return self.timeline.reps[0].side

    def counts(self, rep: Rep) -> bool:
        """Whether a movement goes far enough to be a repetition."""
        self._make_faults_of(rep)
        self.exercise.pose_for(rep.peak, rep.side)
        way = (self.exercise.measure(rep.side) - self.rest_deg) / (self.exercise.goal_deg - self.rest_deg)
        return way >= COUNTS_FROM

    def pose(self, time_s: float) -> Moment:
        """Pose the body as it is at a time."""
        moment = self.timeline.at(time_s)
        self._make_faults_of(moment.rep)
        side = moment.rep.side if moment.rep else self.start_side
        self.exercise.stretched = moment.stretched
        if moment.phase == "enter":
            self.exercise.enter(moment.share, side)
        elif moment.phase == "rest" and self.exercise.even_pace and time_s > self.timeline.reps[0].top_s:
            self.exercise.pose_for(self.timeline.reps[0].peak, side)
        elif moment.rep is None or moment.share == 0:
            self.exercise.rest(side)
        else:
            peak = moment.rep.peak + (moment.rep.sunk - moment.rep.peak) * moment.held
            way_deg = (peak - self.rest_deg) * moment.share
            growing = {
                key: value * moment.held for key, value in self.exercise.knobs.items() if key in self.exercise.growing
            }
            self.exercise.knobs = self.exercise.knobs | growing
            sway_deg = self.config.sway_deg * moment.share * _unsteadiness(time_s)
            self.exercise.pose_for(self.rest_deg + way_deg + sway_deg, side)
        return moment

    def _place_feet(self) -> None:
        """Faults of where the feet are, or of how the arms rest, hold for the whole clip."""
        by_rep = [self.config.amounts_of(number) for number in range(1, self.config.reps + 1)]
        for key in self.config.amounts:
            amounts = {wanted.get(key) for wanted in by_rep}
            amount = max((value for value in amounts if value is not None), default=0.0)
            whole_clip = key in FEET or (key in RISES and amount > 0)
            if whole_clip and len(amounts) > 1:
                raise ValueError(f"{key}: one value for the whole clip expected")
            peak = self.config.by_rep("peak", self.config.peak or self.exercise.usual_peak_deg)[0]
            if key in FEET:
                self._set_feet(FEET[key], amount, peak)
            elif whole_clip:
                elbow_deg = solve(self.exercise, key, -amount, peak, self.config.sides[0])
                self.exercise = type(self.exercise)(replace(self.config, elbow_rest=elbow_deg))

    def _set_feet(self, feet: Feet, amount: float, peak: float) -> None:
        """Begin with the feet where the peak has an amount."""

        def off(angle_deg: float) -> float:
            where: dict[str, Any] = {feet.key: angle_deg}
            self.exercise = type(self.exercise)(replace(self.config, **where))
            self.exercise.pose_for(peak, self.config.sides[0])
            return feet.quantity(self.exercise, self.config.sides[0]) - amount

        about_deg = 180 - amount if feet.key == "knee_top" else amount
        crossing(off, about_deg - 12, about_deg + 12, exact=0.05)

    def _knobs_of(self, rep: Rep) -> dict[str, float]:
        """Turn the knobs of a repetition until its peak has the faults that are asked for."""
        self.exercise.knobs, self.exercise.faulty = {}, rep.faulty
        kind, wanted = self.config.exercise, self.config.amounts_of(rep.number)
        for key, amount in wanted.items():
            if key in RISES and amount > 0:
                continue
            if key in FAULTS.get(kind, {}):
                solve(self.exercise, key, amount, rep.peak, rep.side)
            elif key not in ids_of(kind) | self.exercise.own_knobs:
                raise ValueError(f"amounts: {key!r} is no fault of {kind}")
        own = {key: amount for key, amount in wanted.items() if key in self.exercise.own_knobs}
        return self.exercise.knobs | own

    def _make_faults_of(self, rep: Rep | None) -> None:
        self.exercise.knobs = self._knobs[rep.number] if rep else {}
        self.exercise.faulty = rep is None or rep.faulty


def _unsteadiness(time_s: float) -> float:
    """A slow wave between -1 and 1."""
    return 0.6 * sin(2 * pi * 0.55 * time_s) + 0.4 * sin(2 * pi * 1.3 * time_s + 1)
