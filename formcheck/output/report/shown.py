"""How the numbers of a session are shown to people: labels, units, signs and rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from formcheck.system.language import later, tr
from formcheck.system.language.local import number

DEPTH = "depth_deg"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measure is shown.

    Attributes
    ----------
    label
        What it is called at the head of a plot or a column.
    angle
        Whether it is an angle, in degrees; else it is a length of the body, of which people are shown the course alone.
    sign, zero
        What is shown is ``zero + sign * value``: joint angles are shown as 180 where the joint is straight.
    """

    label: str
    angle: bool = True
    sign: float = 1.0
    zero: float = 0.0

    def value(self, value: float) -> float:
        """A value of the measure as it is shown, unrounded."""
        return self.zero + self.sign * value

    def text(self, value: float, *, difference: bool = False) -> str:
        """The same in words: angles to 5 degrees; a dash where it is unknown, or no angle."""
        if not isfinite(value) or not self.angle:
            return "–"
        return degrees(abs(value) if difference else self.value(value))

    @property
    def note(self) -> str:
        """What the numbers of a plot mean, where they do not say so themselves."""
        return tr("180° = straight") if self.zero else ""


def _joint(label: str, sign: float) -> Shown:
    return Shown(label, sign=sign, zero=180.0)


def _length(label: str) -> Shown:
    return Shown(label, angle=False)


SHOWN: Mapping[str, Shown] = MappingProxyType(
    {
        "hip_extension_deg": _joint(later("Hip angle"), 1),
        "hip_flexion_deg": _joint(later("Hip angle"), -1),
        "knee_flexion_deg": _joint(later("Knee angle"), -1),
        "elbow_flexion_deg": _joint(later("Elbow angle"), -1),
        "neck_extension_deg": _joint(later("Neck angle"), 1),
        "trunk_inclination_deg": Shown(later("Trunk above the horizontal")),
        "thigh_elevation_deg": Shown(later("Thigh above the horizontal")),
        "leg_elevation_deg": Shown(later("Leg above the horizontal")),
        "arm_elevation_deg": Shown(later("Arm above the horizontal")),
        DEPTH: Shown(later("Depth")),
        "trunk_lean_deg": Shown(later("Forward lean of the trunk")),
        "thigh_tilt_deg": Shown(later("Hip ahead of the knee")),
        "shin_lean_deg": Shown(later("Knee ahead of the ankle")),
        "shins_lean_deg": Shown(later("Knees ahead of the ankles")),
        "thigh_seen": _length(later("Thigh as it appears")),
        "knee_share": _length(later("Knee bend to hip bend")),
        "foot_ahead": _length(later("Foot ahead of the hip")),
        "knee_over_ankle": _length(later("Knee above the ankle")),
        "hip_height": _length(later("Height of the hip")),
        "ankle_height": _length(later("Ankle above the shoulder")),
        "knee_height": _length(later("Knee above the hip")),
        "heel_height": _length(later("Heel above the toes")),
        "hip_over_wrist": _length(later("Hip away from the wrist")),
    }
)
"""Every measure that an exercise file may name, as people read it."""


def percent(share: float) -> str:
    """A share; a dash where it is unknown."""
    return f"{share:.0%}".replace("%", " %") if isfinite(share) else "–"


def seconds(value: float) -> str:
    """A duration to a tenth of a second; a dash where it is unknown."""
    return f"{number(value, 1)} s" if isfinite(value) else "–"


def clock(value: float) -> str:
    """A time of the source as a video player shows it; a dash where it is unknown."""
    if not isfinite(value):
        return "–"
    whole = int(max(value, 0.0))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def listed(parts: list[str]) -> str:
    """Words one after another: "a, b and c"."""
    return (
        parts[0]
        if len(parts) == 1
        else tr("{all} and {last}", all=", ".join(parts[:-1]), last=parts[-1])
        if parts
        else ""
    )


def degrees(value: float) -> str:
    """An angle to 5 degrees, since one from landmarks is worth no more; a dash where it is unknown."""
    if not isfinite(value):
        return "–"
    rounded = round(value / 5) * 5
    return f"{rounded}°".replace("-", "−")
