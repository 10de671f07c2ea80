"""In which class of posture a person is, from any view, with the benefit of the doubt.

Each class is a few bounds on the figure; a class is as plausible as its least plausible bound, and a bound gives way
over `GIVE` thigh lengths, the noise of a landmark. Classes overlap on purpose (the bottom of a chair squat *is*
sitting, that of a lunge half kneeling): what is asked is seldom which class it is, but whether it is surely none of
those that an exercise passes through.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, isnan

import numpy as np
import numpy.typing as npt

from formcheck.kinematics.figure import COLUMN

FloatArray = npt.NDArray[np.float64]
GIVE = 0.1
LIKELY = 0.5  # the middle of a bound that gives way


class Posture(StrEnum):
    """The classes that one view can tell from another."""

    UPRIGHT = "upright"
    SITTING = "sitting"
    KNEELING = "kneeling"
    SUPINE = "supine"
    PRONE = "prone"
    ALL_FOURS = "all_fours"
    ON_THE_SIDE = "on_the_side"
    UNKNOWN = "unknown"


# A number of `derived`, lowest, highest. Lengths in thighs; two straight segments, thigh and shank, are 2.0, the trunk
# of an adult 1.1 to 1.4, a kneeling hip 1.0 over the knee. Room is left on either side of each.
_BOUNDS: dict[Posture, tuple[tuple[str, float, float], ...]] = {
    # A foot stands below its knee, and the trunk is over the hips or the hips are high above the feet.
    Posture.UPRIGHT: (("high_knee_over_foot", 0.45, inf), ("hips_over_foot", 0.1, inf), ("stands", 1.0, inf)),
    # The trunk is up and the hips no higher than a chair: a shank, or nothing on the floor.
    Posture.SITTING: (("shoulders", 0.7, inf), ("hips_over_foot", -0.4, 1.3), ("low_knee", -0.65, inf)),
    # The trunk is up and a knee is where its foot is.
    Posture.KNEELING: (("shoulders", 0.6, inf), ("low_knee", -1.35, -0.3), ("knee_to_floor", -0.6, 0.35)),
    # Lying face up; the shoulders no more above the hips than on a bench, or below than in a high bridge.
    Posture.SUPINE: (("shoulders", -1.1, 0.85), ("hips_over_foot", -1.6, 1.3), ("faces_up", 0.0, inf)),
    # From the feet end a raised camera sees the feet 1.2 below the hips and the knees 0.6.
    Posture.PRONE: (
        ("shoulders", -0.7, 1.0), ("low_knee", -0.8, inf), ("hips_over_foot", -1.0, 1.4), ("faces_up", -inf, 0.0),
    ),
    # Trunk level, face down, a knee under the hips and on the floor, and hands or elbows under the shoulders.
    Posture.ALL_FOURS: (
        ("shoulders", -0.7, 0.95), ("low_knee", -1.5, -0.45), ("knee_to_floor", -0.85, 0.6), ("props", -inf, -0.35),
        ("faces_up", -inf, 0.0),
    ),
    Posture.ON_THE_SIDE: (
        ("shoulders", -0.7, 0.7), ("shoulder_stack", 0.4, inf), ("hips_over_foot", -0.6, 0.9),
        ("sideways", 0.0, inf),
    ),
}  # fmt: skip
CLASSES = tuple(_BOUNDS)


def _known(choose: Callable[[float, float], float], one: float, other: float) -> float:
    """The lower or the higher of two numbers; the other one where one is NaN."""
    return one if isnan(other) else other if isnan(one) else choose(one, other)


def derived(figure: FloatArray) -> dict[str, float]:
    """The numbers of a figure by name, and what the classes and the exercises ask for beyond them.

    Returns
    -------
    dict
        Every name of `figure.NAMES`, and of the two sides the lower and the higher: `low_knee`, `high_knee`,
        `low_foot`, `high_foot`, `low_wrist`, `high_wrist`, `low_knee_over_foot`, `high_knee_over_foot` (a knee over its
        own ankle), `bent_knee_deg`, `straight_knee_deg`; `hips_over_foot` (the lower foot); `legs_differ`,
        `feet_differ`, `knees_differ_deg` (higher less lower); `stands` (higher the more on the feet: trunk over the
        hips, or hips high), `knee_to_floor` (the lower knee over the lower foot), `props` (the lowest of hands and
        elbows over the shoulders), `faces_up` (positive face up, negative face down, near 0 where chest and face
        disagree), `sideways` (positive where the chest faces neither up nor down).
    """
    name = dict(zip(COLUMN, figure.tolist(), strict=True))
    for joint in ("knee", "foot", "wrist"):
        sides = name[f"left_{joint}"], name[f"right_{joint}"]
        name[f"low_{joint}"], name[f"high_{joint}"] = _known(min, *sides), _known(max, *sides)
    shins = [name[f"{side}_knee"] - name[f"{side}_foot"] for side in ("left", "right")]
    name["low_knee_over_foot"], name["high_knee_over_foot"] = sorted(shins)
    name["bent_knee_deg"], name["straight_knee_deg"] = sorted((name["left_knee_deg"], name["right_knee_deg"]))
    name["knees_differ_deg"] = name["straight_knee_deg"] - name["bent_knee_deg"]
    name["hips_over_foot"] = -name["low_foot"]
    name["legs_differ"] = name["high_knee"] - name["low_knee"]
    name["feet_differ"] = name["high_foot"] - name["low_foot"]
    # The chest is the broader witness (0.84 to 0.98 on the back, -0.67 to -0.99 face down on the open recordings); the
    # nose, a neck away from it, says so where the shoulders are seen end on.
    name["faces_up"] = 0.5 * name["chest_up"] + 0.5 * min(max((name["nose"] - 0.07) / 0.3, -1.0), 1.0)
    name["stands"] = max(name["shoulders"] + 0.6, name["hips_over_foot"] - 0.3)
    name["knee_to_floor"] = name["low_knee"] + name["hips_over_foot"]
    name["props"] = _known(min, name["low_wrist"], min(name["left_elbow"], name["right_elbow"]))
    name["sideways"] = 0.6 - abs(name["chest_up"])
    return name


def plausible(figure: FloatArray) -> dict[Posture, float]:
    """How far each class is possible, 0 to 1 each; they do not add up to one.

    Parameters
    ----------
    figure
        `figure.figure` of one pose, or a median of several; NaN counts for nothing against any class.
    """
    value = derived(figure)
    found = {}
    for posture, bounds in _BOUNDS.items():
        worst = inf
        for name, least, most in bounds:
            # NaN is never less: it counts for nothing.
            worst = min(worst, value[name] - least, most - value[name])
        found[posture] = logistic(4 * worst / GIVE) if worst < inf else LIKELY
    return found


def logistic(margin: float) -> float:
    """0.5 at 0, towards 1 above and 0 below."""
    return 1 / (1 + exp(-min(max(margin, -50.0), 50.0)))


@dataclass(frozen=True, slots=True)
class PostureReading:
    """The posture of one moment.

    Attributes
    ----------
    posture
        The most plausible class over the last half second; `UNKNOWN` where none is likely.
    plausible
        Each class, 0 to 1.
    """

    posture: Posture
    plausible: dict[Posture, float]

    def outside(self, allowed: Collection[Posture]) -> float:
        """How surely the person is in none of these classes, 0 to 1."""
        inside = max((self.plausible[p] for p in allowed), default=0.0)
        return (1 - inside) * max(p for k, p in self.plausible.items() if k not in allowed)


NOTHING = PostureReading(Posture.UNKNOWN, dict.fromkeys(CLASSES, 0.0))


def reading(likely: dict[Posture, float]) -> PostureReading:
    """The class that is named for these plausibilities."""
    first = max(likely, key=lambda posture: likely[posture])
    return PostureReading(first if likely[first] >= LIKELY else Posture.UNKNOWN, likely)


FADED = 0.05
"""What is left of a posture after three times the time it takes to settle: a person who comes then comes anew."""


class PostureReader:
    """Figures to postures: each class's plausibility is smoothed over half a second. Causal."""

    settle_s = 0.5

    def __init__(self) -> None:
        self._time_s = -inf
        self._likely = NOTHING.plausible

    def push(self, time_s: float, figure: FloatArray | None) -> PostureReading:
        """The posture at this moment; the last one fades where there is no figure."""
        faded = max(self._likely.values()) < FADED
        share = 1.0 if faded else 1.0 - exp(-(time_s - self._time_s) / self.settle_s)
        self._time_s = time_s
        now = NOTHING.plausible if figure is None else plausible(figure)
        self._likely = {posture: before + share * (now[posture] - before) for posture, before in self._likely.items()}
        return reading(self._likely)
