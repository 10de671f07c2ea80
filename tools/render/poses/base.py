"""What every exercise has in common: axes, a trunk, and a measure by which it is driven."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt

from ..arms import Hand, arm_to, turn_arm
from ..body import NECK, SIGN, SPINE, Body, Side
from ..config import Config
from ..rotation import DOWN, IMAGE_RIGHT, UP, Array, across, angle_at_deg, cross, ease, unit
from ..skeleton import Skeleton
from ..view import Stand, yaw_deg
from .hands import crossed_pole, hand_on_body

FLESH_SINK_M = 0.012
"""Soft tissue is pressed this far into the floor where somebody lies."""
KNEE_ON_FLOOR_M = 0.062
"""Height of the knee joint of whoever kneels."""


class View(NamedTuple):
    """Where the camera stands unless the clip says otherwise."""

    target_height_m: float = 0.5
    distance_m: float = 3.1
    camera_height_m: float = 0.75
    lens_mm: float = 40.0


class Exercise(ABC):
    """Turns a drive value into a pose of the whole body.

    Attributes
    ----------
    measured, goal_deg, usual_peak_deg
        The measure that drives it (a key of `measure`), its value at a full repetition, and what a repetition
        reaches unless the clip says otherwise.
    counted, uncounted
        Whether a movement of it is a repetition, and what the truth calls it if not.
    two_sided, may_alternate
        Whether both sides do the same; whether the side may change within a clip.
    own_knobs, growing
        What `amounts` may turn besides the faults of the exercise file, in degrees; which of it grows during the hold.
    even_pace, scene_s
        Whether the way to the peak is one scene that says itself what is fast and slow, and how long that takes.
    drive_regardless
        Whether faults come on top, so that the peak is what would be reached without them.
    drive_range
        Drive at rest and at the farthest.
    up, front, left
        Axes of the trunk where it neither leans nor bends: to the head, the front and the person's left.
    heading
        +1 if the head (on the floor) or the face (upright) points to +x, the right of the picture; else -1.
    yaw_deg
        Where the camera is in the world, see `Camera`.
    faulty
        Whether the faults of the configuration are made in this repetition.
    stretched
        How far a leg is stretched that is stretched after the way, 0 to 1.
    knobs
        What else is turned in this repetition, by name; `faults` finds the values.
    """

    measured: ClassVar[str] = "hip_angle"
    goal_deg: ClassVar[float] = 180.0
    usual_peak_deg: ClassVar[float]
    counted: ClassVar[bool] = True
    uncounted: ClassVar[str] = "movements"
    two_sided: ClassVar[bool] = False
    may_alternate: ClassVar[bool] = False
    view: ClassVar[View] = View()
    own_knobs: ClassVar[frozenset[str]] = frozenset()
    growing: ClassVar[frozenset[str]] = frozenset()
    even_pace: ClassVar[bool] = False
    scene_s: ClassVar[float] = 0.0
    drive_regardless: ClassVar[bool] = False
    drive_range: tuple[float, float] = (0.0, 1.0)

    def __init__(self, config: Config) -> None:
        self.config = config
        self.body = Body(config.shape)
        self.skeleton = Skeleton(self.body)
        self.faulty = True
        self._stand(1)
        if abs(self.yaw_deg) > 90:
            self._stand(-1)
        self.stretched = 1.0
        self.knobs: dict[str, float] = {}
        self._tables: dict[tuple[object, ...], tuple[Array, Array]] = {}
        self.prepare()

    def _stand(self, heading: int) -> None:
        """Take the axes of somebody with that heading, and see where the camera is then."""
        self.heading = heading
        self.up, self.front = self.axes()
        self.left: Array = cross(self.up, self.front)
        self.yaw_deg = yaw_deg(self.config.azimuth_deg, self.stand())

    # --- what an exercise fills in
    def axes(self) -> tuple[Array, Array]:
        """`up` and `front`; those of somebody upright unless overridden."""
        return UP, IMAGE_RIGHT * self.heading

    def ahead(self) -> Array:
        """The direction from which a camera sees the front, along the floor; lying: the feet end."""
        return self.front if abs(self.up[2]) > abs(self.front[2]) else -self.up

    def stand(self) -> Stand:
        """The directions that an azimuth is measured from."""
        return Stand(-self.left, self.ahead())

    def extent_m(self, left: float, right: float) -> tuple[float, float]:
        """Left and right end of what the camera looks at the middle of: those of the body in the start position."""
        return left, right

    def head_right(self) -> bool:
        """Whether the head (lying) or the face (upright) points to the right of the picture."""
        return self.heading > 0

    def prepare(self) -> None:  # noqa: B027 - some have nothing to prepare
        """Work out lengths and contact heights, once."""

    @abstractmethod
    def place(self, drive: float, side: Side) -> None:
        """Pose the body for a drive value."""

    def enter(self, t: float, side: Side) -> None:
        """Pose the body a fraction `t` of the way into the start position of `side`."""
        raise ValueError(f"enter: not possible with {self.config.exercise}")

    # --- the measure
    def measure(self, side: Side) -> float:
        """The driving measure of the current pose, degrees."""
        measures = {
            "hip_angle": self.hip_angle_deg,
            "knee_angle": self.knee_angle_deg,
            "leg_lift": self.leg_lift_deg,
        }
        return measures[self.measured](side)

    def hip_angle_deg(self, side: Side) -> float:
        """Signed shoulder-hip-knee angle, see `signed_hip_angle_deg`."""
        shoulder, hip, knee = (self.skeleton.joint(name, side) for name in ("shoulder", "hip", "knee"))
        return signed_hip_angle_deg(shoulder, hip, knee, self.left)

    def knee_angle_deg(self, side: Side) -> float:
        """Hip-knee-ankle angle, 180 straight."""
        hip, knee, ankle = (self.skeleton.joint(name, side) for name in ("hip", "knee", "ankle"))
        return angle_at_deg(hip, knee, ankle)

    def leg_lift_deg(self, side: Side) -> float:
        """Line from hip to ankle above the horizontal."""
        line = unit(self.skeleton.joint("ankle", side) - self.skeleton.joint("hip", side))
        return float(np.degrees(np.arcsin(line[2])))

    def knob(self, name: str, share: float) -> float:
        """How far a knob is turned, a share (0 to 1) of the way from rest to the peak."""
        return self.knobs.get(name, 0.0) * ease(share)

    def rest(self, side: Side) -> float:
        """Take the start position; returns its measure."""
        self.place(self.drive_range[0], side)
        return self.measure(side)

    def drives(self) -> Array:
        """Drive values at which the measure is looked up."""
        return np.linspace(*self.drive_range, 40)

    def pose_for(self, value_deg: float, side: Side) -> None:
        """Take the pose whose measure has a value, or the nearest that can be reached."""
        self.place(self.drive_for(value_deg, side), side)

    def drive_for(self, value_deg: float, side: Side) -> float:
        """Drive at which the measure has a value."""
        if self.drive_regardless:
            knobs, faulty, self.knobs, self.faulty = self.knobs, self.faulty, {}, False
            drive = self._looked_up(value_deg, side)
            self.knobs, self.faulty = knobs, faulty
            return drive
        return self._looked_up(value_deg, side)

    def _looked_up(self, value_deg: float, side: Side) -> float:
        key = (
            side,
            self.faulty,
            *sorted((name, value) for name, value in self.knobs.items() if name not in self.growing),
        )
        if key not in self._tables:
            drives = self.drives()
            values = []
            for drive in drives.tolist():
                self.place(drive, side)
                values.append(self.measure(side))
            order = 1 if values[0] <= values[-1] else -1
            self._tables[key] = np.array(values)[::order], drives[::order]
        return float(np.interp(value_deg, *self._tables[key]))

    # --- trunk and arms
    def leaned(self, angle: float) -> Array:
        """World rotation of a trunk bone leaned `angle` radians towards the front."""
        c, s = np.cos(angle), np.sin(angle)
        return np.stack([self.left, s * self.up - c * self.front, c * self.up + s * self.front], 1)

    def set_trunk(self, pelvis: float, spine: Sequence[float] | Array, neck: Sequence[float] | Array) -> None:
        """Lean pelvis, the five spine bones from below and the four of the neck, radians. The root is at the origin."""
        self.skeleton.reset(self.leaned(pelvis))
        for name, angle in zip((*SPINE, *NECK), (*spine, *neck), strict=True):
            self.skeleton.turn(name, self.leaned(angle))
        self.skeleton.forward()

    def move_hips_to(self, point: npt.ArrayLike) -> None:
        """Shift the body so that the middle of the hips is at a point."""
        self.skeleton.shift(np.asarray(point) - self.skeleton.middle("hip"))

    def outward(self, side: Side) -> Array:
        """Direction from the middle of the body to a side."""
        return SIGN[side] * self.left

    def hang_arm(self, side: Side, forward: float = 0.06) -> None:
        """Let an arm hang beside the body, palm to the thigh."""
        out = self.outward(side)
        if self.config.arms:
            self._put_hand(side)
            return
        d = unit(DOWN + self.front * forward + out * 0.15)
        turn_arm(self.skeleton, side, d, unit(d + self.front * 0.08), self.front - out * 0.3, Hand(d, -out))

    def _put_hand(self, side: Side) -> None:
        """Behind the head, onto the hip or the chest, as the configuration's `arms` says."""
        place = {"head": "on_head", "hips": "on_hip", "crossed": "on_chest"}[self.config.arms]
        wrist, hand = hand_on_body(place, self.skeleton, side)
        beside = self.outward(side) - self.front * 0.6 + DOWN * 0.3
        pole = crossed_pole(self.skeleton, side) if place == "on_chest" else beside
        arm_to(self.skeleton, side, wrist, pole, hand)


def signed_hip_angle_deg(shoulder: Array, hip: Array, knee: Array, left: Array) -> float:
    """Shoulder-hip-knee angle in the plane across the axis `left`: 180 straight, more with the thigh farther back."""
    trunk, thigh = across(hip - shoulder, left), across(knee - hip, left)
    return float(180 + np.degrees(np.arctan2(cross(trunk, thigh) @ left, trunk @ thigh)))
