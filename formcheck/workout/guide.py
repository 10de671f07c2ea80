"""What somebody is to do to be well placed: actions for where they are, one after another, until a set can begin."""

from dataclasses import replace
from math import dist, isnan, radians, tan
from types import MappingProxyType

from formcheck.counting.advice import UNSEEN, Advice
from formcheck.counting.placement import LEAST_TRUNK_PX
from formcheck.counting.snapshot import Snapshot, State
from formcheck.exercises.timed import AnyExercise
from formcheck.kinematics.observation import NEEDED
from formcheck.pose.landmarks import SIDES, Pose, Side, index
from formcheck.pose.plausible import thigh_px
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet

FIELD_DEG = 65.0
"""What laptops and phones see along the longer edge of their picture: 60 to 70 degrees."""
THIGH_M = 0.417
"""Of somebody 1.7 m tall, 0.245 of it (Winter 2009). Another height is as much another distance, so hence "about"."""
SHORT_M = 0.3
"""Nobody is sent so little."""
FILLS = 0.92
"""How much of the picture's width or height the person may fill."""
EDGE = 0.02
STAYS_S = 8.0
"""How far somebody is to go is estimated anew after so long: while they walk it changes all the time."""
_ROOM_M = MappingProxyType({
    "upright": (1.0, 1.85), "sitting": (1.0, 1.5), "kneeling": (1.2, 1.45), "all_fours": (1.9, 1.2),
    "quadruped": (1.9, 1.2), "supine": (1.8, 0.9), "prone": (1.9, 0.8),
})  # fmt: skip
"""Width and height that a posture and what is done in it take, metres."""
_BACK = (
    (0.75, Advice.BACK_HALF, Advice.NEARER_HALF),
    (1.5, Advice.BACK_ONE, Advice.NEARER_ONE),
    (99.0, Advice.BACK_TWO, Advice.NEARER_TWO),
)
_HIDDEN = MappingProxyType({
    Advice.UNSEEN_HEAD: Advice.SHOW_HEAD, Advice.UNSEEN_SHOULDERS: Advice.SHOW_SHOULDERS,
    Advice.UNSEEN_HIPS: Advice.SHOW_HIPS, Advice.UNSEEN_KNEES: Advice.SHOW_KNEES,
    Advice.UNSEEN_FEET: Advice.SHOW_FEET,
})  # fmt: skip
_SIDES = MappingProxyType({Side.LEFT: Advice.SIDE_LEFT, Side.RIGHT: Advice.SIDE_RIGHT})


class Guide:
    """Makes actions of what stands in the way of a set.

    Parameters
    ----------
    planned
        The set.
    """

    def __init__(self, planned: PlannedSet) -> None:
        self._planned, self._posture = planned, posture_of(planned.exercise)
        self._said: Advice | None = None
        self._since_s = 0.0

    def update(self, snapshot: Snapshot, pose: Pose | None, side: Side | None) -> Snapshot:
        """The moment with what is to be done in it, where something is; `side` is the one that is asked for."""
        reason = snapshot.reason
        if not self._posture:
            return snapshot
        if snapshot.state is State.NOBODY:
            return replace(snapshot, reason=Advice.COME_IN) if reason is Advice.NOBODY else snapshot
        unseen = any(reason is one for one in UNSEEN)
        comes = snapshot.state is State.POSITIONING and (unseen or not isinstance(reason, Advice)) and bool(reason)
        if pose is None or not (unseen or comes):
            self._said = None
            return snapshot
        into = self._into_position(reason, side) if comes else ()
        place = self._steady(snapshot.time_s, self._place(pose, reason, into))
        first, *then = (place, *into) if place is not None else into or (reason,)
        return replace(snapshot, reason=first, then=tuple(then))

    def _into_position(self, reason: str, side: Side | None) -> tuple[str, ...]:
        """The posture to take, and which side of the body goes where."""
        exercise = self._planned.exercise
        if isinstance(reason, Advice):
            reason = exercise.position.say if exercise.timer is None else ""
        if not reason or not _from_the_side(exercise):
            return (reason,) if reason else ()
        either = Advice.SIDE_WORKS if self._planned.side is AskedSide.NEAR else Advice.SIDE_EITHER
        return reason, either if side is None else _SIDES.get(side, either)

    def _place(self, pose: Pose, reason: str, into: tuple[str, ...]) -> Advice | None:
        """Where to go before anything else; None where the place is right."""
        width, height = pose.image_size
        image_px = pose.image_px.tolist()
        unit_px = thigh_px(image_px, pose.world_m.tolist())
        focal_px = max(width, height) / 2 / tan(radians(FIELD_DEG / 2))
        away_m = focal_px * THIGH_M / unit_px if unit_px > 0 else float("nan")
        across_m, up_m = _ROOM_M.get(self._posture, (1.9, 1.2))
        wanted_m = max(across_m * focal_px / width, up_m * focal_px / height) / FILLS
        if wanted_m - away_m > SHORT_M:
            return next(back for most_m, back, _ in _BACK if wanted_m - away_m < most_m)
        trunk_px = max(dist(image_px[index("shoulder", side)], image_px[index("hip", side)]) for side in SIDES)
        if trunk_px < LEAST_TRUNK_PX and away_m - wanted_m > SHORT_M:
            nearer_m = min(away_m - wanted_m, away_m * (1 - trunk_px / LEAST_TRUNK_PX) + SHORT_M)
            return next(nearer for most_m, _, nearer in _BACK if nearer_m < most_m)
        standing = bool(into) and self._posture not in ("upright", "sitting")
        if not isinstance(reason, Advice) or (standing and _is_up(image_px)):
            return None  # who is not in position yet need not be seen whole
        return _out_of_the_picture(pose) or _HIDDEN.get(reason)

    def _steady(self, time_s: float, found: Advice | None) -> Advice | None:
        """How far to go does not change all the time."""
        same = _way(found) == _way(self._said) and found is not None
        if not same or time_s - self._since_s > STAYS_S:
            self._said, self._since_s = found, time_s
        return self._said


def posture_of(exercise: AnyExercise) -> str:
    """The class of the posture in which it begins; empty where any does."""
    return exercise.count.kind if exercise.timer is None else exercise.posture or ""


def _from_the_side(exercise: AnyExercise) -> bool:
    """Whether the person has to be seen from the side: who stands may face the screen."""
    return posture_of(exercise) != "upright"


def _is_up(image_px: list[list[float]]) -> bool:
    """Whether the trunk is more upright than level."""
    shoulder, hip = ([sum(image_px[index(joint, side)][axis] for side in SIDES) for axis in (0, 1)]
                     for joint in ("shoulder", "hip"))  # fmt: skip
    return hip[1] - shoulder[1] > abs(hip[0] - shoulder[0])


def _out_of_the_picture(pose: Pose) -> Advice | None:
    """Which way to move where a joint is beyond one border; None where none is."""
    width, height = pose.image_size
    image_px = pose.image_px.tolist()
    rows = [index(joint, side) for joint in NEEDED for side in SIDES]
    xs, ys = [image_px[row][0] / width for row in rows], [image_px[row][1] / height for row in rows]
    if isnan(sum(xs)):
        return None
    left, right, top, bottom = min(xs) < EDGE, max(xs) > 1 - EDGE, min(ys) < EDGE, max(ys) > 1 - EDGE
    if (left and right) or (top and bottom):
        return Advice.BACK_HALF
    if left or right:
        if _is_up(image_px):
            return Advice.TO_THE_MIDDLE
        shoulder, hip = image_px[index("shoulder", Side.LEFT)][0], image_px[index("hip", Side.LEFT)][0]
        return Advice.FEETWARDS if left is (shoulder < hip) else Advice.HEADWARDS
    return Advice.TILT_UP if top else Advice.TILT_DOWN if bottom else None


def _way(advice: Advice | None) -> object:
    """What an advice is about, however far."""
    ways = {back: "back" for _, back, _ in _BACK} | {nearer: "nearer" for _, _, nearer in _BACK}
    return advice if advice is None else ways.get(advice, advice)
