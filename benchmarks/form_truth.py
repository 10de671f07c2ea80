"""What is wrong with a movement, by joints in space: the truth that corrections are held against.

Nothing here knows the engine. Every fault is a quantity of the joints, a limit beyond which it is there, and the reason
for the limit. Between "just short" and "just beyond" lies what the landmarks cannot tell: one standard deviation of the
quantity, as it is measured from the side, at either side of the limit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from tools.landmarks.points import INDEX
from tools.landmarks.truth import angles_deg
from tools.render.rotation import Array

LEVELS = ("absent", "short", "beyond", "plain")
"""Not there; by one tolerance short of the limit; by one beyond it; by two and a half."""
PLAIN = 2.5
TOLERANCE: Mapping[str, float] = {"deg": 4.0, "length": 0.05, "share": 0.2}
"""One standard deviation from the side: of an angle, of a height; of a time, as a share of the limit."""


@dataclass(frozen=True)
class TrueFault:
    """When a fault is there.

    Attributes
    ----------
    limit
        Of the amount, in the unit of `tools.render.faults`; where it is negative the fault lies below.
    below
        Whether the fault is there below the limit.
    unit
        A key of `TOLERANCE`.
    why
        Where the limit comes from.
    direction
        Tells two faults of one name apart; empty where there is one.
    most
        Bodies go no further.
    """

    exercise: str
    id: str
    limit: float
    unit: str
    why: str
    below: bool = False
    direction: str = ""
    most: float | None = None

    @property
    def name(self) -> str:
        """Id, and the direction where there are two."""
        return f"{self.id} {self.direction}".strip()

    @property
    def tolerance(self) -> float:
        """What the landmarks cannot tell, in the amount's unit."""
        given = TOLERANCE[self.unit]
        return given * abs(self.limit) if self.unit == "share" else given

    def amount(self, level: str) -> float | None:
        """How much of it there is at a level; None where it is absent."""
        steps = {"short": -1.0, "beyond": 1.0, "plain": PLAIN}
        if level not in steps:
            return None
        found = self.limit + steps[level] * self.tolerance * (-1 if self.below else 1)
        return found if self.most is None else (max if self.below else min)(found, self.most)


_TEMPO = "faster than a second person would call controlled: choice, half of the usual second"
_FASTEST = 0.25
_ANKLE = "ankles bend 30 to 40 degrees under load (domain: normal ranges)"


def _trunk_sinks(exercise: str) -> TrueFault:
    why = "good real kicks move it by 9 at most"
    return TrueFault(exercise, "trunk_moves", -12, "deg", why, below=True, direction="down", most=-18)


FAULTS = (
    TrueFault("squat", "trunk_collapses", 55, "deg", "33 to 42 at depth by the lengths of the body"),
    TrueFault("squat", "knees_forward", 48, "deg", _ANKLE, most=54),
    TrueFault("squat", "too_fast_down", 0.5, "share", _TEMPO, below=True, most=_FASTEST),
    TrueFault("hip_hinge", "knees_drift", 18, "deg", "the shin stays upright"),
    TrueFault("split_squat", "knee_forward", 45, "deg", _ANKLE, most=50),
    TrueFault("split_squat", "trunk_falls", 45, "deg", "10 to 30 is good: Farrokhi 2008"),
    TrueFault("split_squat", "dropping", 0.4, "share", _TEMPO, below=True, most=_FASTEST),
    TrueFault("hip_flexor_stretch", "leans_forward", 15, "deg", "within 12 of upright"),
    TrueFault("hip_flexor_stretch", "arches_back", -12, "deg", "within 12 of upright", below=True),
    TrueFault("prone_leg_lift", "knee_bends", 30, "deg", "hamstrings do it, bent"),
    TrueFault("prone_leg_lift", "too_high", 20, "deg", "hips extend 10 to 20"),
    TrueFault("prone_leg_lift", "chest_lifts", 12, "deg", "chest off the floor by a hand"),
    TrueFault("glute_bridge", "heels_far", 75, "deg", "hamstrings take over: Ho 2020", below=True),
    TrueFault("glute_bridge", "heels_close", 125, "deg", "77 to 117 at the top"),
    TrueFault("glute_bridge", "past_straight", 10, "deg", "hips extend no further: the back does"),
    TrueFault("glute_bridge", "dropping", 0.5, "share", _TEMPO, below=True, most=_FASTEST),
    TrueFault("single_leg_bridge", "heels_far", 75, "deg", "hamstrings take over: Lehecka 2017", below=True),
    TrueFault("single_leg_bridge", "dropping", 0.5, "share", _TEMPO, below=True, most=_FASTEST),
    _trunk_sinks("donkey_kick"),
    TrueFault("donkey_kick", "knee_opens", 35, "deg", "51 to 87 at good tops, 36 the least", below=True),
    TrueFault("donkey_kick", "knee_closes", 120, "deg", "51 to 87 at good tops"),
    TrueFault("donkey_kick", "weight_shifts", 0.4, "length", "the support leaves hand and knee"),
    TrueFault("donkey_kick", "weight_shifts", -0.4, "length", "the same", below=True, direction="forward", most=-0.5),
    TrueFault("donkey_kick", "elbow_bends", 30, "deg", "long arms"),
    TrueFault("donkey_kick", "swinging", 0.4, "share", _TEMPO, below=True, most=_FASTEST),
    _trunk_sinks("straight_leg_kickback"),
    _trunk_sinks("bird_dog"),
)
"""Every fault that an exercise file names."""

Quantity = Callable[[Array, str], Array]


def trunk_lean_deg(points: Array, side: str) -> Array:
    """Line from the middle of the hips to that of the shoulders against the vertical, forward positive; (N,)."""
    return _lean_deg(points, _middle(points, "shoulder") - _middle(points, "hip"))


def shin_lean_deg(points: Array, side: str) -> Array:
    """Line from ankle to knee against the vertical, forward positive; (N,)."""
    return _lean_deg(points, _joint(points, "knee", side) - _joint(points, "ankle", side))


def depth_deg(points: Array, side: str) -> Array:
    """The thigh from upright towards level; (N,)."""
    thigh = _joint(points, "hip", side) - _joint(points, "knee", side)
    return np.asarray(np.degrees(np.arccos(np.clip(thigh[:, 2] / np.linalg.norm(thigh, axis=1), -1, 1))))


def hip_extension_deg(points: Array, side: str) -> Array:
    """Thigh against trunk, 0 in line, behind it positive; (N,)."""
    return angles_deg(points, side)["hip_angle_deg"] - 180


def knee_flexion_deg(points: Array, side: str) -> Array:
    """Lower leg against thigh, 0 straight; (N,)."""
    return 180 - angles_deg(points, side)["knee_angle_deg"]


def leg_elevation_deg(points: Array, side: str) -> Array:
    """Line from hip to ankle above the horizontal; (N,)."""
    return angles_deg(points, side)["leg_elevation_deg"]


def trunk_inclination_deg(points: Array, side: str) -> Array:
    """Line from hip to shoulder above the horizontal; (N,)."""
    return angles_deg(points, side)["trunk_inclination_deg"]


def heel_height(points: Array, side: str) -> Array:
    """Heel above the ball of the foot, lower-leg lengths; (N,)."""
    shank = np.linalg.norm(_joint(points, "knee", side) - _joint(points, "ankle", side), axis=1)
    return np.asarray((_joint(points, "heel", side) - _joint(points, "toe", side))[:, 2] / shank)


def knee_height(points: Array, side: str) -> Array:
    """Knee above the hip, thigh lengths; (N,)."""
    thigh = _joint(points, "knee", side) - _joint(points, "hip", side)
    return np.asarray(thigh[:, 2] / np.linalg.norm(thigh, axis=1))


QUANTITIES: Mapping[str, Quantity] = {
    one.__name__: one
    for one in (
        hip_extension_deg, knee_flexion_deg, depth_deg, trunk_lean_deg, shin_lean_deg, trunk_inclination_deg,
        leg_elevation_deg, heel_height, knee_height,
    )
}  # fmt: skip
"""By the names that the engine's measures have."""


def _joint(points: Array, name: str, side: str) -> Array:
    return np.asarray(points[:, INDEX[f"{name}_{'left' if side == 'both' else side}"]])


def _middle(points: Array, name: str) -> Array:
    return (_joint(points, name, "left") + _joint(points, name, "right")) / 2


def _lean_deg(points: Array, line: Array) -> Array:
    """Forward is at right angles to the hips, towards the toes."""
    across = _joint(points, "hip", "left") - _joint(points, "hip", "right")
    ahead = np.cross(across * [1, 1, 0], [0, 0, 1.0])
    feet = _middle(points, "toe") - _middle(points, "heel")
    ahead *= np.sign((ahead * feet).sum(1, keepdims=True))
    ahead /= np.maximum(np.linalg.norm(ahead, axis=1, keepdims=True), 1e-9)
    return np.asarray(np.degrees(np.arctan2((line * ahead).sum(1), line[:, 2])))
