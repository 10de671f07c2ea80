"""Every measure by name: from the joints of one side to angles and heights.

Conventions
-----------
Points are complex numbers, x to the right and y *up*, in pixels of the true aspect ratio. Hip extension is 0
where trunk and thigh are in line, negative when the hip is flexed and positive when the thigh is behind the
trunk; it is signed with the side on which the back lies, because an unsigned angle folds at 180 degrees and
cannot see a hip that is past straight. Heights are in thigh lengths: vertical distances do not change when
the camera stands at an angle, so they are the measures that survive a bad view.
"""

from cmath import phase
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import acos, atan2, degrees, hypot, isnan, nan
from types import MappingProxyType

from formcheck.pose.landmarks import INDEX, JOINTS, Pose, Side, index

# Where the back lies in the picture, for each posture an exercise file may name; times where the face looks (+1 to the
# right) for whoever is upright.
DORSAL: Mapping[str, complex] = MappingProxyType({"supine": -1j, "prone": 1j, "quadruped": 1j, "upright": -1 + 0j})

_FACE = [INDEX[name] for name in ("nose", "left_ear", "right_ear")]
_FEET = [index(joint, side) for side in (Side.LEFT, Side.RIGHT) for joint in ("foot_index", "heel")]
_LEAST_FLEXION_DEG = 10.0
_ROWS = {side: [index(joint, side) for joint in JOINTS] for side in (Side.LEFT, Side.RIGHT)}


@dataclass(frozen=True, slots=True)
class Limb:
    """The joints of one side as points (complex, x right, y up, pixels), and what is known of the body.

    Attributes
    ----------
    dorsal
        Direction in which the back lies, a unit vector of the picture.
    facing
        +1 where face and feet point to the right of the picture, else -1.
    thigh_px, shank_px
        Length of thigh and lower leg, pixels; NaN while unknown.
    """

    ear: complex
    shoulder: complex
    elbow: complex
    wrist: complex
    hip: complex
    knee: complex
    ankle: complex
    heel: complex
    foot_index: complex
    dorsal: complex
    facing: float = 1.0
    thigh_px: float = nan
    shank_px: float = nan


def limb(pose: Pose, side: Side, posture: str, thigh_px: float = nan, shank_px: float = nan) -> Limb:
    """One side of a pose, ready to be measured.

    Parameters
    ----------
    pose
        The pose; left and right are the person's own.
    side
        LEFT or RIGHT.
    posture
        A key of ``DORSAL``.
    thigh_px, shank_px
        Lengths that heights are divided by; the lengths in this pose where they are NaN.
    """
    ear, shoulder, elbow, wrist, hip, knee, ankle, heel, toe = (
        complex(x, -y) for x, y in pose.image_px[_ROWS[side]].tolist()
    )
    thigh_px = abs(knee - hip) if isnan(thigh_px) else thigh_px
    shank_px = abs(ankle - knee) if isnan(shank_px) else shank_px
    ahead = facing(pose)
    dorsal = DORSAL[posture] * (ahead if posture == "upright" else 1.0)
    return Limb(ear, shoulder, elbow, wrist, hip, knee, ankle, heel, toe, dorsal, ahead, thigh_px, shank_px)


def facing(pose: Pose) -> float:
    """+1 where face and feet point to the right of the picture, -1 where to the left; +1 where nothing tells."""
    nose, left_ear, right_ear = pose.image_px[_FACE, 0].tolist()
    toe, heel, other_toe, other_heel = pose.image_px[_FEET, 0].tolist()
    # A kneeling foot points back: the face counts for as much as both feet.
    tells = (toe - heel, other_toe - other_heel, 2 * nose - left_ear - right_ear)
    return -1.0 if sum(step for step in tells if not isnan(step)) < 0 else 1.0


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
    """Line from hip to shoulder above the horizontal: 90 upright, 0 lying, negative with the hips higher."""
    return _inclination_deg(body.hip, body.shoulder)


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

    It is twice as long as the thigh, so that a few degrees can still be told from the landmarks' tremble.
    """
    return _inclination_deg(body.hip, body.ankle)


def arm_elevation_deg(body: Limb) -> float:
    """Line from shoulder to wrist above the horizontal: -90 hanging down, 0 level."""
    return _inclination_deg(body.shoulder, body.wrist)


def trunk_lean_deg(body: Limb) -> float:
    """Line from hip to shoulder against the vertical: 0 upright, positive leaning forward; -180 to 180 degrees."""
    return _lean_deg(body.hip, body.shoulder, body.facing)


def thigh_tilt_deg(body: Limb) -> float:
    """Line from knee to hip against the vertical: 0 upright, positive with the hip ahead of the knee."""
    return _lean_deg(body.knee, body.hip, body.facing)


def shin_lean_deg(body: Limb) -> float:
    """Line from ankle to knee against the vertical: 0 upright, positive with the knee ahead of the ankle."""
    return _lean_deg(body.ankle, body.knee, body.facing)


def _lean_deg(low: complex, high: complex, ahead: float) -> float:
    step = high - low
    return degrees(atan2(ahead * step.real, step.imag))


def depth_deg(body: Limb) -> float:
    """How far the thigh has come from upright towards level, by heights alone: 0 standing, 90 with hip and knee level.

    Turning the body does not change it: it is the height of hip over knee in lengths of the thigh.
    """
    if not body.thigh_px:
        return nan
    return degrees(acos(max(-1.0, min(1.0, (body.hip - body.knee).imag / body.thigh_px))))


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
    """Ankle above the shoulder, thigh lengths: about 0 for whoever lies with the foot on the floor."""
    return (body.ankle - body.shoulder).imag / body.thigh_px if body.thigh_px else nan


def knee_height(body: Limb) -> float:
    """Knee above the hip, thigh lengths: -1 with the thigh hanging down, 0 level with the hip."""
    return (body.knee - body.hip).imag / body.thigh_px if body.thigh_px else nan


def heel_height(body: Limb) -> float:
    """Heel above the tip of the foot, lower-leg lengths."""
    return (body.heel - body.foot_index).imag / body.shank_px if body.shank_px else nan


def hip_over_wrist(body: Limb) -> float:
    """Horizontal distance of hip and wrist, thigh lengths; smaller where the weight shifts forward."""
    return abs((body.hip - body.wrist).real) / body.thigh_px if body.thigh_px else nan


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
            depth_deg,
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


def measure(body: Limb) -> dict[str, float]:
    """All measures of one side; NaN where a joint is missing."""
    return {name: function(body) for name, function in MEASURES.items()}


def thigh_px(pose: Pose, side: Side) -> float:
    """Length of the thigh in the picture, pixels."""
    return _distance_px(pose, "hip", "knee", side)


def shank_px(pose: Pose, side: Side) -> float:
    """Length of the lower leg in the picture, pixels."""
    return _distance_px(pose, "knee", "ankle", side)


def _distance_px(pose: Pose, start: str, end: str, side: Side) -> float:
    step = pose.image_px[index(end, side)] - pose.image_px[index(start, side)]
    return hypot(step[0], step[1])
