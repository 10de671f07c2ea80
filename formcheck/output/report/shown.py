"""How the numbers of a session are shown to people: labels, units, signs and rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

DEPTH = "depth_deg"
_THIGH, _SHANK = "thigh", "lower leg"


@dataclass(frozen=True, slots=True)
class Shown:
    """How a measure is shown.

    Attributes
    ----------
    label
        What it is called at the head of a plot or a column.
    unit
        Degree sign, or a word after the number.
    sign, zero
        What is shown is ``zero + sign * value``: joint angles are shown as 180 where the joint is straight.
    """

    label: str
    unit: str = "°"
    sign: float = 1.0
    zero: float = 0.0

    def value(self, value: float) -> float:
        """A value of the measure as it is shown, unrounded."""
        return self.zero + self.sign * value

    def text(self, value: float, *, difference: bool = False) -> str:
        """The same in words: angles to 5 degrees, lengths to a tenth; a dash where it is unknown."""
        if not isfinite(value):
            return "–"
        value = abs(value) if difference else self.value(value)
        return degrees(value) if self.unit == "°" else _length(value, self.unit, signed=not difference)

    @property
    def note(self) -> str:
        """What the numbers of a plot mean, where they do not say so themselves."""
        if self.unit == "°":
            return "180° = straight" if self.zero else ""
        return f"{self.unit} lengths" if self.unit in (_THIGH, _SHANK) else self.unit


def _joint(label: str, sign: float) -> Shown:
    return Shown(label, sign=sign, zero=180.0)


SHOWN: Mapping[str, Shown] = MappingProxyType(
    {
        "hip_extension_deg": _joint("Hip angle", 1),
        "hip_flexion_deg": _joint("Hip angle", -1),
        "knee_flexion_deg": _joint("Knee angle", -1),
        "elbow_flexion_deg": _joint("Elbow angle", -1),
        "neck_extension_deg": _joint("Neck angle", 1),
        "trunk_inclination_deg": Shown("Trunk above the horizontal"),
        "thigh_elevation_deg": Shown("Thigh above the horizontal"),
        "leg_elevation_deg": Shown("Leg above the horizontal"),
        "arm_elevation_deg": Shown("Arm above the horizontal"),
        DEPTH: Shown("Depth"),
        "trunk_lean_deg": Shown("Forward lean of the trunk"),
        "thigh_tilt_deg": Shown("Hip ahead of the knee"),
        "shin_lean_deg": Shown("Knee ahead of the ankle"),
        "shins_lean_deg": Shown("Knees ahead of the ankles"),
        "thigh_seen": Shown("Thigh as it appears", "of its length"),
        "knee_share": Shown("Knee bend to hip bend", "to 1"),
        "foot_ahead": Shown("Foot ahead of the hip", _THIGH),
        "knee_over_ankle": Shown("Knee above the ankle", _SHANK),
        "hip_height": Shown("Height of the hip", _THIGH),
        "ankle_height": Shown("Ankle above the shoulder", _THIGH),
        "knee_height": Shown("Knee above the hip", _THIGH),
        "heel_height": Shown("Heel above the toes", _SHANK),
        "hip_over_wrist": Shown("Hip away from the wrist", _THIGH),
    }
)
"""Every measure that an exercise file may name, as people read it."""


def seconds(value: float) -> str:
    """A duration to a tenth of a second; a dash where it is unknown."""
    return f"{value:.1f} s" if isfinite(value) else "–"


def clock(value: float) -> str:
    """A time of the source as a video player shows it; a dash where it is unknown."""
    if not isfinite(value):
        return "–"
    whole = int(max(value, 0.0))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


def listed(parts: list[str]) -> str:
    """Words one after another: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def degrees(value: float) -> str:
    """An angle to 5 degrees, since one from landmarks is worth no more; a dash where it is unknown."""
    if not isfinite(value):
        return "–"
    rounded = round(value / 5) * 5
    return f"{rounded}°".replace("-", "−")


def _length(value: float, unit: str, *, signed: bool) -> str:
    text = f"{value:+.1f}" if signed else f"{value:.1f}"
    text = text.replace("-", "−") if float(text) else "0.0"
    return f"{text} {unit}"
