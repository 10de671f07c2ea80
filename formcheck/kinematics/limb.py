"""The joints of one side of a pose as points, with what the measures need to know of the body.

Points are complex numbers, x to the right and y *up*, in pixels of the true aspect ratio.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import dist, isnan, nan
from types import MappingProxyType

from formcheck.pose.landmarks import INDEX, JOINTS, SIDES, FloatArray, Side, index
from formcheck.pose.plausible import Points

# Where the back lies in the picture, for each posture an exercise file may name; times where the face looks (+1 to the
# right) for an upright person.
DORSAL: Mapping[str, complex] = MappingProxyType({"supine": -1j, "prone": 1j, "quadruped": 1j, "upright": -1 + 0j})

_FACING = [INDEX[name] for name in ("nose", "left_ear", "right_ear")] + [
    index(joint, side) for side in SIDES for joint in ("foot_index", "heel")
]
_ROWS = {side: [index(joint, side) for joint in JOINTS] for side in SIDES}
_LEG = {side: [index(joint, side) for joint in ("hip", "knee", "ankle")] for side in SIDES}
_TRUNK = [(index("hip", side), index("shoulder", side)) for side in SIDES]
_SHINS = [(index("ankle", side), index("knee", side)) for side in SIDES]
_ARMS = [(index("hip", side), index("wrist", side)) for side in SIDES]


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
    trunk, arms, shins
        From hip to shoulder, from hip to wrist, from ankle to knee: the mean of both sides where both are known.
    ahead_seen
        Share of what lies ahead of the person that the view shows: the cosine of its angle off the side.
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
    trunk: complex = complex(nan, nan)
    arms: complex = complex(nan, nan)
    shins: complex = complex(nan, nan)
    ahead_seen: float = 1.0


def limb(
    image_px: Points,
    side: Side,
    posture: str,
    thigh_px: float = nan,
    shank_px: float = nan,
    ahead_seen: float = 1.0,
) -> Limb:
    """One side of 33 points, in a posture of `DORSAL`; the lengths are those of this pose where they are NaN."""
    ear, shoulder, elbow, wrist, hip, knee, ankle, heel, toe = (
        complex(x, -y) for x, y in (image_px[row] for row in _ROWS[side])
    )
    thigh_px = abs(knee - hip) if isnan(thigh_px) else thigh_px
    shank_px = abs(ankle - knee) if isnan(shank_px) else shank_px
    ahead = facing(image_px)
    dorsal = DORSAL[posture] * (ahead if posture == "upright" else 1.0)
    trunk, arms, shins = (mean_line(image_px, pairs) for pairs in (_TRUNK, _ARMS, _SHINS))
    return Limb(
        ear, shoulder, elbow, wrist, hip, knee, ankle, heel, toe, dorsal, ahead, thigh_px, shank_px, trunk, arms, shins,
        ahead_seen,
    )  # fmt: skip


def mean_line(image_px: Points, pairs: list[tuple[int, int]]) -> complex:
    """From one joint to another: the mean of both sides, or the one that is known; NaN where neither is."""
    lines = [
        complex(image_px[end][0] - image_px[start][0], image_px[start][1] - image_px[end][1]) for start, end in pairs
    ]
    known = [line for line in lines if not isnan(line.real + line.imag)]
    return sum(known) / len(known) if known else complex(nan, nan)


def facing(image_px: Points) -> float:
    """+1 where face and feet point to the right of the picture, -1 where to the left; +1 where nothing shows it."""
    nose, left_ear, right_ear, toe, heel, other_toe, other_heel = (image_px[row][0] for row in _FACING)
    # A kneeling foot points back: the face counts for as much as both feet.
    signs = (toe - heel, other_toe - other_heel, 2 * nose - left_ear - right_ear)
    return -1.0 if sum(step for step in signs if not isnan(step)) < 0 else 1.0


def lengths_px(image_px: Points | FloatArray, side: Side) -> tuple[float, float]:
    """Lengths of the thigh and of the lower leg in the picture, pixels."""
    hip, knee, ankle = (image_px[row] for row in _LEG[side])
    return dist(hip, knee), dist(knee, ankle)
