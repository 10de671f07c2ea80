"""Stays with one person where there are several: the one who was there first, or else the one who moves.

The pose model follows one person, and takes another for the same where the two cross, or where it has lost one. So now
and then, and whenever the person is suddenly elsewhere, a second model looks for two; for as long as it finds two, each
pose is held against the place, size and trunk that the followed person had.
"""

from collections import deque
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from functools import cache
from math import dist, inf, log

import numpy as np

from formcheck.pose.estimator import Forgetful, Glimpsing, Several
from formcheck.pose.landmarks import INDEX, Pose
from formcheck.pose.plausible import thigh_px
from formcheck.system.language import later
from formcheck.video.frame import Frame

GLIMPSE_S = 2.0
"""So often it is looked for a second person while none is suspected: it takes twice as long as a picture."""
MENTIONED_S = 1.0
"""Others who were there for a shorter time are not spoken of."""
SUSPECTED_S = 2.0
"""For so long after two were seen every picture is looked at for two."""
LOST_S = 3.0
"""The followed person was not seen for so long: whoever is there is taken for the same."""
SETTLES_S = 0.4
"""Who comes out from behind another is half hidden at first: so long has to be seen before it is believed."""
STEP, SPEED, AT_MOST_S = 0.6, 4.0, 0.3
"""Thigh lengths, and thigh lengths a second, by which a trunk may have moved since; who is hidden for
longer is looked for where they were."""
APART = 0.6
"""Poses of one picture with their trunks nearer than so many thigh lengths are of one person."""
GONE = 1.5
"""So many thigh lengths from where they exercised nobody exercises on; whoever is there instead is the one."""
STILL, MOVES, STAYS, WATCHED_S = 0.15, 0.3, 0.8, 3.0
"""Heights of joints in thigh lengths over the last seconds: of somebody who has not begun, and of somebody who
exercises; how far sideways the hips of one who exercises go, for who walks by goes farther."""

_TRUNK = [INDEX[f"{side}_{joint}"] for side in ("left", "right") for joint in ("shoulder", "hip")]
_MOVING = [INDEX[f"{side}_{joint}"] for side in ("left", "right") for joint in ("shoulder", "hip", "knee", "ankle")]


@dataclass(slots=True)
class Company:
    """For how long there were others in the picture, seconds."""

    lasted_s: float = 0.0

    @property
    def note(self) -> str:
        """A sentence for the report, without a full stop; empty where there was nobody else to speak of."""
        if self.lasted_s < MENTIONED_S:
            return ""
        told = later(
            "somebody else was in the picture for {seconds} s; who was there first, or exercised, was followed"
        )
        return told.format(seconds=f"{self.lasted_s:.0f}")


class Place:
    """Where somebody is, how large, and how they have moved of late."""

    def __init__(self, time_s: float, pose: Pose) -> None:
        self.moved = False
        self._track: deque[tuple[float, float, list[float]]] = deque()
        self.update(time_s, pose)

    def update(self, time_s: float, pose: Pose) -> None:
        """Take the next pose."""
        self.time_s = time_s
        self.middle, self.unit_px, self._trunk = _middle(pose), _unit_px(pose), _trunk(pose)
        heights = [-pose.image_px[row, 1] / self.unit_px for row in _MOVING]
        self._track.append((time_s, self.middle[0] / self.unit_px, heights))
        while time_s - self._track[0][0] > WATCHED_S:
            self._track.popleft()
        self.moved = self.moved or self.exercises

    def off(self, pose: Pose) -> float:
        """How far a pose is from here in place, size and trunk, in thigh lengths."""
        moved_px = dist(_middle(pose), self.middle) + dist(_trunk(pose), self._trunk)
        return moved_px / self.unit_px + abs(log(_unit_px(pose) / self.unit_px))

    def near(self, time_s: float, pose: Pose) -> bool:
        """Whether a pose may be of the same person, by now."""
        return self.off(pose) < STEP + SPEED * min(time_s - self.time_s, AT_MOST_S)

    @property
    def exercises(self) -> bool:
        """Whether joints go up and down, and the hips stay."""
        return self._swing() > MOVES and self._wander() < STAYS

    @property
    def still(self) -> bool:
        """Whether nothing has moved for a while."""
        return self._track[-1][0] - self._track[0][0] > 0.9 * WATCHED_S and self._swing() < STILL

    def _swing(self) -> float:
        # The nearest and farthest twentieth left out: landmarks jump.
        low, high = np.percentile([heights for *_, heights in self._track], (5, 95), axis=0)
        return float(np.max(high - low))

    def _wander(self) -> float:
        across = [x for _, x, _ in self._track]
        return max(across) - min(across)


class OnePerson:
    """An estimator that stays with one person.

    Parameters
    ----------
    one
        Follows somebody; right where nobody else is near.
    glimpse, several
        Make the estimators that look for two, in one picture and from picture to picture; each is called once, when
        first needed.
    company
        Told of others.
    """

    def __init__(
        self,
        one: Forgetful,
        glimpse: Callable[[], Glimpsing],
        several: Callable[[], Several],
        company: Company | None = None,
    ) -> None:
        self._one, self._glimpse, self._several = one, cache(glimpse), cache(several)
        self._company = company or Company()
        self._ours: Place | None = None
        self._other: Place | None = None
        self._home: Place | None = None  # where the followed person exercised when another one came
        self._glimpsed_s = self._until_s = -inf
        self._before_s = inf
        self._back_s = -inf  # since when the followed person is seen again; inf while hidden

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints of the followed person are in this frame; None where they are not found."""
        pose, now_s = self._one.estimate(frame), frame.time_s
        if pose is not None and not _unit_px(pose) > 0:
            return pose
        followed = now_s <= self._until_s
        if not followed and not self._suspected(now_s, pose):
            return self._taken(now_s, pose)
        everybody = _distinct((self._several if followed else self._glimpse)().everybody(frame))
        if len(everybody) > 1:
            if not followed:
                self._several().forget()
                self._home = copy(self._ours) if self._ours is not None and self._ours.moved else None
            self._until_s = now_s + SUSPECTED_S
            self._company.lasted_s += max(0.0, min(now_s - self._before_s, GLIMPSE_S))
        self._before_s = now_s
        if now_s > self._until_s:  # a jump, and nobody else: a film may be cut
            return self._taken(now_s, pose)
        return self._among(now_s, pose, everybody)

    def _suspected(self, now_s: float, pose: Pose | None) -> bool:
        jumped = pose is not None and self._ours is not None and not self._ours.near(now_s, pose)
        suspected = jumped or (pose is not None and now_s - self._glimpsed_s >= GLIMPSE_S)
        if suspected:
            self._glimpsed_s = now_s
        return suspected

    def _taken(self, now_s: float, pose: Pose | None) -> Pose | None:
        """Follow this pose, whoever it is of."""
        if pose is not None:
            if self._ours is None or not self._ours.near(now_s, pose):
                self._ours = Place(now_s, pose)
            else:
                self._ours.update(now_s, pose)
        return pose

    def _among(self, now_s: float, pose: Pose | None, everybody: list[Pose]) -> Pose | None:
        """The pose of the followed person among all that were found."""
        if self._ours is None:
            return self._taken(now_s, pose)
        ours = self._ours
        if (left_alone := self._at_home(everybody)) is not None:
            self._one.forget()
            self._ours = Place(now_s, left_alone)
            return self._settled(now_s, left_alone)
        near = sorted((one for one in everybody if ours.near(now_s, one)), key=ours.off)
        others = [one for one in everybody if not near or one is not near[0]]
        if near and others and self._changes_to(now_s, others[0]):
            self._ours, self._other = self._other, None
            self._one.forget()
            return others[0]
        if pose is not None and ours.near(now_s, pose) and not any(_off(one, pose) < APART for one in others):
            return self._settled(now_s, pose)
        self._one.forget()
        if near:
            return self._settled(now_s, near[0])
        lost = now_s - ours.time_s > LOST_S
        self._back_s = -inf if lost else inf
        return self._taken(now_s, pose) if lost else None

    def _at_home(self, everybody: list[Pose]) -> Pose | None:
        """Who is where the followed person exercised, if it is somebody else who is followed now, and goes away."""
        home, ours = self._home, self._ours
        if home is None or ours is None or dist(ours.middle, home.middle) < GONE * home.unit_px:
            return None
        return next((one for one in everybody if home.off(one) < APART), None)

    def _settled(self, now_s: float, pose: Pose) -> Pose | None:
        """Follow this pose of the same person; None where that one has only just appeared again."""
        self._back_s = min(self._back_s, now_s)
        self._taken(now_s, pose)
        return pose if now_s - self._back_s >= SETTLES_S else None

    def _changes_to(self, now_s: float, other: Pose) -> bool:
        """Whether it is the other one who exercises, and the one who is followed has not yet begun."""
        if self._other is None or not self._other.near(now_s, other):
            self._other = Place(now_s, other)
        else:
            self._other.update(now_s, other)
        ours = self._ours
        return ours is not None and not ours.moved and ours.still and self._other.exercises


def _distinct(poses: list[Pose]) -> list[Pose]:
    """Without poses of no size, and without a second one of the same person."""
    found: list[Pose] = []
    for pose in poses:
        if _unit_px(pose) > 0 and all(_off(pose, other) > APART for other in found):
            found.append(pose)
    return found


def _off(one: Pose, other: Pose) -> float:
    return dist(_middle(one), _middle(other)) / min(_unit_px(one), _unit_px(other))


def _middle(pose: Pose) -> tuple[float, float]:
    x, y = pose.image_px[_TRUNK].mean(axis=0).tolist()
    return x, y


def _trunk(pose: Pose) -> tuple[float, float]:
    """From the hips to the shoulders: it tells who lies from who walks past before them."""
    x, y = (pose.image_px[_TRUNK[::2]].mean(axis=0) - pose.image_px[_TRUNK[1::2]].mean(axis=0)).tolist()
    return x, y


def _unit_px(pose: Pose) -> float:
    return thigh_px(pose.image_px.tolist(), pose.world_m.tolist())
