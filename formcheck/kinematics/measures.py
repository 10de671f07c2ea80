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
from math import acos, atan2, degrees, nan
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


def hip_extension_deg(body: Limb) -> float:
    """Thigh against trunk: 0 in line, negative flexed, positive past straight; -180 to 180 degrees."""
    trunk = body.hip - body.shoulder
    return _turn_deg(trunk, body.knee - body.hip) * _dorsal_sign(trunk, body.dorsal)


def hip_flexion_deg(body: Limb) -> float:
    """Thigh against trunk: 0 in line, positive with the knee towards the chest; the opposite of hip extension."""
    return -hip_extension_deg(body)


def knee_flexion_deg(body: Limb) -> float:
    """Lower leg against thigh: 0 straight, 90 at a right angle; 0 to 180 degrees."""
    return abs(_turn_deg(body.knee - body.hip, body.ankle - body.knee))


def trunk_inclination_deg(body: Limb) -> float:
    """Line from hips to shoulders above the horizontal: 90 upright, 0 lying, negative with the hips higher."""
    return _inclination_deg(0j, body.trunk)


def thigh_elevation_deg(body: Limb) -> float:
    """Line from hip to knee above the horizontal: -90 hanging down, 0 level, positive with the knee higher."""
    return _inclination_deg(body.hip, body.knee)


def elbow_flexion_deg(body: Limb) -> float:
    """Forearm against upper arm: 0 straight; 0 to 180 degrees."""
    return abs(_turn_deg(body.elbow - body.shoulder, body.wrist - body.elbow))


def neck_extension_deg(body: Limb) -> float:
    """Line from shoulder to ear against the trunk line: 0 in line, positive with the head towards the back."""
    trunk = body.shoulder - body.hip
    return _turn_deg(trunk, body.ear - body.shoulder) * _dorsal_sign(trunk, body.dorsal)


def leg_elevation_deg(body: Limb) -> float:
    """Line from hip to ankle above the horizontal: 0 level, positive with the foot higher.

    It is twice as long as the thigh, so that a few degrees still stand out from the landmarks' tremble.
    """
    return _inclination_deg(body.hip, body.ankle)


def arm_elevation_deg(body: Limb) -> float:
    """Line from shoulder to wrist above the horizontal: -90 hanging down, 0 level."""
    return _inclination_deg(body.shoulder, body.wrist)


def trunk_lean_deg(body: Limb) -> float:
    """Line from hips to shoulders against the vertical: 0 upright, positive leaning forward; -180 to 180 degrees.

    What of it lies forward is stretched by as much as the view shortens it.
    """
    return _lean_deg(body.trunk, body.facing / body.ahead_seen)


def thigh_tilt_deg(body: Limb) -> float:
    """Line from knee to hip against the vertical: 0 upright, positive with the hip ahead of the knee."""
    return _lean_deg(body.hip - body.knee, body.facing)


def shin_lean_deg(body: Limb) -> float:
    """Line from ankle to knee against the vertical: 0 upright, positive with the knee ahead; stretched likewise."""
    return _lean_deg(body.knee - body.ankle, body.facing / body.ahead_seen)


def shins_lean_deg(body: Limb) -> float:
    """The same of both lower legs together, where both do the same."""
    return _lean_deg(body.shins, body.facing / body.ahead_seen)


def _lean_deg(step: complex, ahead: float) -> float:
    return degrees(atan2(ahead * step.real, step.imag))


def depth_deg(body: Limb) -> float:
    """How far the thigh has come from upright towards level, by heights alone: 0 standing, 90 with hip and knee level.

    Turning the body does not change it: it is the height of hip over knee in lengths of the thigh.
    """
    if not body.thigh_px:
        return nan
    return degrees(acos(max(-1.0, min(1.0, (body.hip - body.knee).imag / body.thigh_px))))


def thigh_seen(body: Limb) -> float:
    """Length of the thigh as it appears, in its own lengths: 1 across the line of sight, 0 towards the camera."""
    return abs(body.knee - body.hip) / body.thigh_px if body.thigh_px else nan


def knee_share(body: Limb) -> float:
    """Knee flexion for each degree of hip flexion: about 1 in a squat, 0.3 in a hip hinge; NaN near a straight hip."""
    hip_deg = hip_flexion_deg(body)
    return knee_flexion_deg(body) / hip_deg if hip_deg >= _LEAST_FLEXION_DEG else nan


def foot_ahead(body: Limb) -> float:
    """Ankle ahead of the hip, thigh lengths; negative behind it."""
    return body.facing * (body.ankle - body.hip).real / body.thigh_px if body.thigh_px else nan


def knee_over_ankle(body: Limb) -> float:
    """Knee above the ankle, lower-leg lengths: 1 with the lower leg upright, 0 with it on the floor."""
    return (body.knee - body.ankle).imag / body.shank_px if body.shank_px else nan


def hip_height(body: Limb) -> float:
    """Hip above the ankle, thigh lengths."""
    return (body.hip - body.ankle).imag / body.thigh_px if body.thigh_px else nan


def ankle_height(body: Limb) -> float:
    """Ankle above the shoulder, thigh lengths: about 0 for a person who lies with the foot on the floor."""
    return (body.ankle - body.shoulder).imag / body.thigh_px if body.thigh_px else nan


def knee_height(body: Limb) -> float:
    """Knee above the hip, thigh lengths: -1 with the thigh hanging down, 0 level with the hip."""
    return (body.knee - body.hip).imag / body.thigh_px if body.thigh_px else nan


def heel_height(body: Limb) -> float:
    """Heel above the tip of the foot, lower-leg lengths."""
    return (body.heel - body.foot_index).imag / body.shank_px if body.shank_px else nan


def hip_over_wrist(body: Limb) -> float:
    """Horizontal distance of hips and wrists, thigh lengths, stretched likewise; smaller with the weight ahead."""
    return abs(body.arms.real) / body.ahead_seen / body.thigh_px if body.thigh_px else nan


Measure = Callable[[Limb], float]

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            hip_extension_deg,
            hip_flexion_deg,
            knee_flexion_deg,
            trunk_inclination_deg,
            thigh_elevation_deg,
            elbow_flexion_deg,
            neck_extension_deg,
            leg_elevation_deg,
            arm_elevation_deg,
            trunk_lean_deg,
            thigh_tilt_deg,
            shin_lean_deg,
            shins_lean_deg,
            depth_deg,
            thigh_seen,
            knee_share,
            foot_ahead,
            knee_over_ankle,
            hip_height,
            ankle_height,
            knee_height,
            heel_height,
            hip_over_wrist,
        )
    }
)
"""Every measure an exercise file may name."""


class Measures(Mapping[str, float]):
    """All measures of one side, each made when it is first asked for; NaN where a joint is missing.

    Parameters
    ----------
    limb
        Makes the side that is measured, likewise when first asked.
    """

    __slots__ = ("_body", "_found", "_limb")

    def __init__(self, limb: Callable[[], Limb]) -> None:
        self._limb = limb
        self._body: Limb | None = None
        self._found: dict[str, float] = {}

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


class Corrected(Mapping[str, float]):
    """Measures of which one has another value."""

    __slots__ = ("_measures", "_name", "_value")

    def __init__(self, measures: Mapping[str, float], name: str, value: float) -> None:
        self._measures, self._name, self._value = measures, name, value

    def __getitem__(self, name: str) -> float:
        return self._value if name == self._name else self._measures[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._measures)

    def __len__(self) -> int:
        return len(self._measures)


def measure(body: Limb) -> Measures:
    """All measures of one side."""
    return Measures(lambda: body)
