"""In which class of posture a person is, from any view, with the benefit of the doubt.

Each class is a few bounds on the figure; a class is as plausible as its least plausible bound, and a bound gives way
over `GIVE` thigh lengths, the noise of a landmark. Classes overlap on purpose (the bottom of a chair squat *is*
sitting, that of a lunge half kneeling): what is asked is seldom which class it is, but whether it is surely none of
those that an exercise passes through.
"""

from collections.abc import Callable, Collection, Mapping
from math import exp, inf, isnan

from formcheck.kinematics.figure import COLUMN
from formcheck.pose.landmarks import FloatArray

GIVE = 0.1
LIKELY = 0.5  # the middle of a bound that gives way


# The classes that a view can tell apart; of each, numbers of `derived` with the lowest and the highest. Lengths
# in thighs; two straight segments, thigh and shank, are 2.0, the trunk of an adult 1.1 to 1.4, a kneeling hip 1.0 over
# the knee. Room is left on either side of each.
_BOUNDS: dict[str, tuple[tuple[str, float, float], ...]] = {
    # A foot stands below its knee, and the trunk is over the hips or the hips are high above the feet.
    "upright": (("high_knee_over_foot", 0.3, inf), ("hips_over_foot", 0.1, inf), ("stands", 0.9, inf)),
    # The trunk is up and the hips no higher than a chair: a shank, or nothing on the floor.
    "sitting": (("shoulders", 0.7, inf), ("hips_over_foot", -0.4, 1.3), ("low_knee", -0.65, inf)),
    # The trunk is up and a knee is where its foot is.
    "kneeling": (("shoulders", 0.6, inf), ("low_knee", -1.35, -0.3), ("knee_to_floor", -0.6, 0.35)),
    # Lying face up; the shoulders no more above the hips than on a bench, or below than in a high bridge.
    "supine": (("shoulders", -1.1, 0.85), ("hips_over_foot", -1.6, 1.3), ("faces_up", 0.0, inf)),
    # From the feet end a raised camera sees the feet 1.2 below the hips and the knees 0.6.
    "prone": (
        ("shoulders", -0.7, 1.0), ("low_knee", -0.8, inf), ("hips_over_foot", -1.0, 1.4), ("faces_up", -inf, 0.0),
    ),
    # Trunk level, face down, a knee under the hips and on the floor, and hands or elbows under the shoulders.
    "all_fours": (
        ("shoulders", -0.7, 0.95), ("low_knee", -1.5, -0.45), ("knee_to_floor", -0.85, 0.6), ("props", -inf, -0.35),
        ("faces_up", -inf, 0.0),
    ),
    "on_the_side": (
        ("shoulders", -0.7, 0.7), ("shoulder_stack", 0.4, inf), ("hips_over_foot", -0.6, 0.9),
        ("sideways", 0.0, inf),
    ),
}  # fmt: skip


def _known(choose: Callable[[float, float], float], one: float, other: float) -> float:
    """The lower or the higher of two numbers; the other one where one is NaN."""
    return one if isnan(other) else other if isnan(one) else choose(one, other)


def derived(figure: FloatArray) -> dict[str, float]:
    """Every number of a figure by name, and what the classes and the exercises ask for beyond them.

    Of the two sides the lower and the higher; a knee over its own foot; the hips over the lower foot.
    """
    name = dict(zip(COLUMN, figure.tolist(), strict=True))
    for joint in ("knee", "foot", "wrist"):
        sides = name[f"left_{joint}"], name[f"right_{joint}"]
        name[f"low_{joint}"], name[f"high_{joint}"] = _known(min, *sides), _known(max, *sides)
    shins = [name[f"{side}_knee"] - name[f"{side}_foot"] for side in ("left", "right")]
    name["low_knee_over_foot"], name["high_knee_over_foot"] = sorted(shins)
    name["bent_knee_deg"] = min(name["left_knee_deg"], name["right_knee_deg"])
    name["knees_differ_deg"] = abs(name["left_knee_deg"] - name["right_knee_deg"])
    name["in_line"] = name["stride"] - name["feet_apart"]  # how much farther apart the feet are forwards than sideways
    name["hips_over_foot"] = -name["low_foot"]
    name["legs_differ"] = name["high_knee"] - name["low_knee"]
    name["feet_differ"] = name["high_foot"] - name["low_foot"]
    # The chest is the broader witness (0.84 to 0.98 on the back, -0.67 to -0.99 face down on the open recordings); the
    # nose, a neck away from it, says so where the shoulders are seen end on. Negative face down.
    name["faces_up"] = 0.5 * name["chest_up"] + 0.5 * min(max((name["nose"] - 0.07) / 0.3, -1.0), 1.0)
    # On the feet: the trunk over the hips, or the hips high.
    name["stands"] = max(name["shoulders"] + 0.6, name["hips_over_foot"] - 0.3)
    name["knee_to_floor"] = name["low_knee"] + name["hips_over_foot"]
    # The lowest of hands and elbows.
    name["props"] = _known(min, name["low_wrist"], min(name["left_elbow"], name["right_elbow"]))
    name["sideways"] = 0.6 - abs(name["chest_up"])
    return name


def plausible(figure: FloatArray) -> dict[str, float]:
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


def outside(likely: Mapping[str, float], allowed: Collection[str]) -> float:
    """How surely a person of whom the classes are so likely is in none of those allowed, 0 to 1."""
    inside = max((likely[p] for p in allowed), default=0.0)
    return (1 - inside) * max(p for k, p in likely.items() if k not in allowed)


NOTHING = dict.fromkeys(_BOUNDS, 0.0)
FADED = 0.05
"""What is left of a posture after three times the time it takes to settle: a person who comes then comes anew."""


class PostureReader:
    """Figures to postures: each class's plausibility is smoothed over half a second. Causal."""

    settle_s = 0.5

    def __init__(self) -> None:
        self._time_s = -inf
        self._likely = NOTHING

    def push(self, time_s: float, figure: FloatArray | None) -> dict[str, float]:
        """The posture at this moment; the last one fades where there is no figure."""
        faded = max(self._likely.values()) < FADED
        share = 1.0 if faded else 1.0 - exp(-(time_s - self._time_s) / self.settle_s)
        self._time_s = time_s
        now = NOTHING if figure is None else plausible(figure)
        self._likely = {posture: before + share * (now[posture] - before) for posture, before in self._likely.items()}
        return self._likely
