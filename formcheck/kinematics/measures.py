"""Every measure by name: from the joints of one side to angles and heights.

Conventions
-----------
Points are those of `limb`. Hip extension is 0 where trunk and thigh are in line, negative when the hip is flexed
and positive when the thigh is behind the trunk; it is signed with the side on which the back lies, because an
unsigned angle folds at 180 degrees and cannot see a hip that is past straight. Heights are in thigh lengths:
vertical distances do not change when the camera stands at an angle, so they are the measures that survive a bad
view.
"""

from cmath import phase
from collections.abc import Callable, Iterator, Mapping
from math import acos, atan2, degrees, isnan, nan
from types import MappingProxyType

from formcheck.kinematics.limb import Limb

_LEAST_FLEXION_DEG = 10.0


def _turn_deg(start: complex, end: complex) -> float:
    """Angle from one direction to another, -180 to 180, anticlockwise positive; NaN where one has no length."""
    return degrees(phase(end / start)) if start else nan


def _inclination_deg(low: complex, high: complex) -> float:
    """How far ``high`` lies above ``low`` as an angle from the horizontal, -90 to 90."""
    step = high - low
    return degrees(atan2(step.imag, abs(step.real)))


def _dorsal_sign(trunk: complex, dorsal: complex) -> float:
    """+1 where turning anticlockwise from the trunk's direction goes towards the back, else -1."""
    return 1.0 if (trunk.conjugate() * dorsal).imag >= 0 else -1.0


def _lean_deg(step: complex, ahead: float) -> float:
    """A line against the vertical: 0 upright, positive leaning forward; -180 to 180 degrees."""
    return degrees(atan2(ahead * step.real, step.imag))


def _share(length: float, of: float) -> float:
    return length / of if of else nan


def _hip_extension_deg(body: Limb) -> float:
    trunk = body.hip - body.shoulder
    return _turn_deg(trunk, body.knee - body.hip) * _dorsal_sign(trunk, body.dorsal)


def _knee_flexion_deg(body: Limb) -> float:
    return abs(_turn_deg(body.knee - body.hip, body.ankle - body.knee))


def _neck_extension_deg(body: Limb) -> float:
    trunk = body.shoulder - body.hip
    return _turn_deg(trunk, body.ear - body.shoulder) * _dorsal_sign(trunk, body.dorsal)


def _depth_deg(body: Limb) -> float:
    height = _share((body.hip - body.knee).imag, body.thigh_px)
    return nan if isnan(height) else degrees(acos(max(-1.0, min(1.0, height))))


def _knee_share(body: Limb) -> float:
    hip_deg = -_hip_extension_deg(body)
    return _knee_flexion_deg(body) / hip_deg if hip_deg >= _LEAST_FLEXION_DEG else nan


Measure = Callable[[Limb], float]

_MEASURES: dict[str, Measure] = {
    # Thigh against trunk: 0 in line, negative flexed, positive past straight; -180 to 180.
    "hip_extension_deg": _hip_extension_deg,
    # The opposite: positive with the knee towards the chest.
    "hip_flexion_deg": lambda body: -_hip_extension_deg(body),
    # Lower leg against thigh: 0 straight, 90 at a right angle; 0 to 180.
    "knee_flexion_deg": _knee_flexion_deg,
    # Lines above the horizontal. Hips to shoulders: 90 upright, 0 lying, negative with the hips higher.
    "trunk_inclination_deg": lambda body: _inclination_deg(0j, body.trunk),
    # Hip to knee: -90 hanging down, 0 level, positive with the knee higher.
    "thigh_elevation_deg": lambda body: _inclination_deg(body.hip, body.knee),
    # Forearm against upper arm: 0 straight; 0 to 180.
    "elbow_flexion_deg": lambda body: abs(_turn_deg(body.elbow - body.shoulder, body.wrist - body.elbow)),
    # Line from shoulder to ear against the trunk: 0 in line, positive with the head towards the back.
    "neck_extension_deg": _neck_extension_deg,
    # Hip to ankle: twice as long as the thigh, so that a few degrees still stand out from the landmarks' tremble.
    "leg_elevation_deg": lambda body: _inclination_deg(body.hip, body.ankle),
    # Shoulder to wrist: -90 hanging down.
    "arm_elevation_deg": lambda body: _inclination_deg(body.shoulder, body.wrist),
    # Leaning forward: the shoulders ahead of the hips, the hip of the knee, the knee of the ankle, both knees of the
    # ankles. What lies ahead is stretched by as much as the view shortens it, but for the thigh.
    "trunk_lean_deg": lambda body: _lean_deg(body.trunk, body.facing / body.ahead_seen),
    "thigh_tilt_deg": lambda body: _lean_deg(body.hip - body.knee, body.facing),
    "shin_lean_deg": lambda body: _lean_deg(body.knee - body.ankle, body.facing / body.ahead_seen),
    "shins_lean_deg": lambda body: _lean_deg(body.shins, body.facing / body.ahead_seen),
    # How far the thigh has come from upright towards level, by heights alone, so that turning the body does not change
    # it: 0 standing, 90 with hip and knee level.
    "depth_deg": _depth_deg,
    # The thigh as it appears, in its own lengths: 1 across the line of sight, 0 towards the camera.
    "thigh_seen": lambda body: _share(abs(body.knee - body.hip), body.thigh_px),
    # Knee flexion for each degree of hip flexion: about 1 in a squat, 0.3 in a hip hinge; NaN near a straight hip.
    "knee_share": _knee_share,
    # Ankle ahead of the hip, thigh lengths; negative behind it.
    "foot_ahead": lambda body: _share(body.facing * (body.ankle - body.hip).real, body.thigh_px),
    # Knee above the ankle, lower-leg lengths: 1 with the lower leg upright, 0 with it on the floor.
    "knee_over_ankle": lambda body: _share((body.knee - body.ankle).imag, body.shank_px),
    # Hip above the ankle, thigh lengths.
    "hip_height": lambda body: _share((body.hip - body.ankle).imag, body.thigh_px),
    # Ankle above the shoulder, thigh lengths: about 0 for a person who lies with the foot on the floor.
    "ankle_height": lambda body: _share((body.ankle - body.shoulder).imag, body.thigh_px),
    # Knee above the hip, thigh lengths: -1 with the thigh hanging down, 0 level with the hip.
    "knee_height": lambda body: _share((body.knee - body.hip).imag, body.thigh_px),
    # Heel above the tip of the foot, lower-leg lengths.
    "heel_height": lambda body: _share((body.heel - body.foot_index).imag, body.shank_px),
    # Horizontal distance of hips and wrists, thigh lengths, stretched likewise; smaller with the weight ahead.
    "hip_over_wrist": lambda body: _share(abs(body.arms.real) / body.ahead_seen, body.thigh_px),
}
MEASURES: Mapping[str, Measure] = MappingProxyType(_MEASURES)
"""Every measure an exercise file may name."""


class Measures(Mapping[str, float]):
    """All measures of one side, each made when it is first asked for, as is the side; NaN where a joint is missing."""

    __slots__ = ("_body", "_found", "_limb")

    def __init__(self, limb: Callable[[], Limb]) -> None:
        self._limb = limb
        self._body: Limb | None = None
        self._found: dict[str, float] = {}

    def with_value(self, name: str, value: float) -> "Measures":
        """The same, of which one has another value."""
        other = Measures(self._limb)
        other._body, other._found = self._body, self._found | {name: value}
        return other

    def __getitem__(self, name: str) -> float:
        if name not in self._found:
            if self._body is None:
                self._body = self._limb()
            self._found[name] = MEASURES[name](self._body)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MEASURES)

    def __len__(self) -> int:
        return len(MEASURES)
