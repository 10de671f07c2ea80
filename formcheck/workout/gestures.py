"""A hand or a foot raised and held for a moment: commands without words, keys, or getting up, in every posture."""

from enum import Enum
from math import hypot, isnan, nan

from formcheck.kinematics.figure import COLUMN
from formcheck.kinematics.observation import LEAST_VISIBILITY
from formcheck.kinematics.perception import Follower
from formcheck.kinematics.posture import LIKELY, PostureReader
from formcheck.pose.landmarks import SIDES, FloatArray, Pose, Side, index

HELD_S = 1.0
"""A hand that goes up for less is scratching a nose."""
FLICKER_S = 0.3
"""The hand may be out of sight for so long meanwhile."""
REACH = 0.62
"""The wrist is this much above the shoulder, in trunk lengths. A straight arm is 1.15 long (Winter 2009), so that it
stands within 58 degrees of upright: who sits on the heels and leans forward reaches 0.67. Hands behind the head or
under the chin stay below 0.4; what people do at exercise is held for a second from 0.55 downwards."""
ELBOW_REACH = 0.3
"""The elbow of such an arm: it speaks for a hand that is above the picture, as of who stands before a laptop."""
FOOT_OVER_KNEE = 0.7
"""Face down, the foot is this much above its knee, in thigh lengths: the lower leg is as long as the thigh."""
KNEES_APART, KNEE_ON_FLOOR = 0.2, 0.35
"""And its knee is no more above the other, nor either further from the height of the hips: a leg that is raised with
its knee bent is at exercise, by 0.38 in the recordings."""


SURELY = 0.45
"""From the side the model lays the far limb where the near one is: two are up where both are seen better than that."""


class Hands(Enum):
    """How many are raised: hands, or feet of who lies face down."""

    ONE = 1
    BOTH = 2


class Way(Enum):
    """How a sign is given from a posture: not everybody can raise a hand there.

    Face down on the floor no hand gets above the shoulder; on all fours one does, but a bird dog does the same.
    """

    HAND = "a hand"
    SITTING_BACK = "a hand, after sitting back"
    FOOT = "a foot"


_WAYS = {"prone": Way.FOOT, "all_fours": Way.SITTING_BACK}


class _Held:
    """For how long something has been so, forgiving what flickers."""

    def __init__(self) -> None:
        self._since_s = self._seen_s = nan

    def update(self, time_s: float, *, so: bool) -> float:
        """Take the next moment; seconds since it began, -1 where it is not so."""
        if so:
            self._seen_s = time_s
            self._since_s = time_s if isnan(self._since_s) else self._since_s
        elif not time_s - self._seen_s <= FLICKER_S:
            self._since_s = nan
        return -1.0 if isnan(self._since_s) else time_s - self._since_s


class RaisedHands:
    """Notices hands that are raised and held up, once for every time they go up; face down it is feet.

    Arms that are up all the time raise no hand: it has to have been down before. One hand means one
    only while the other is down: two that go up one after the other are both.
    """

    def __init__(self) -> None:
        self._one, self._both = _Held(), _Held()
        self._noticed = True
        self._follower, self._postures = Follower(), PostureReader()
        self.way = Way.HAND
        """How the person, as they are now, can give a sign."""

    def update(self, time_s: float, pose: Pose | None, *, waited_for: bool = True) -> Hands | None:
        """Take the next moment; how many hands, once, when they have been up for long enough.

        While no answer is `waited_for`, one foot is at exercise.
        """
        if pose is None:
            return None
        followed = self._follower.update(time_s, pose, pose)
        figure = None if followed is None else followed.figure
        if figure is not None:
            likely = self._postures.push(time_s, figure)
            posture = max(likely, key=lambda name: likely[name])
            self.way = _WAYS.get(posture, Way.HAND) if likely[posture] >= LIKELY else self.way
        hands, joints = [side for side in SIDES if _raised(pose, side)], ("elbow", "wrist")
        up = hands
        if not hands and self.way is Way.FOOT and figure is not None:
            up, joints = [side for side in SIDES if _foot_up(figure, side)], ("knee", "ankle")
        sure = [side for side in up if all(_is_sure(pose, index(joint, side)) for joint in joints)]
        one_s = self._one.update(time_s, so=bool(up))
        both_s = self._both.update(time_s, so=len(sure) == len(SIDES))
        if one_s < 0:
            self._noticed = False
        both = both_s >= HELD_S
        if self._noticed or not up or one_s < HELD_S or 0 <= both_s < HELD_S or not (both or hands or waited_for):
            return None
        self._noticed = True
        return Hands.BOTH if both else Hands.ONE


def _is_sure(pose: Pose, row: int) -> bool:
    """Whether a joint is surely where it seems to be; of one above the picture nothing else is known."""
    return bool(pose.visibility[row] >= SURELY or pose.image_px[row, 1] < 0)


def _raised(pose: Pose, side: Side) -> bool:
    shoulder, elbow, wrist, hip = (index(joint, side) for joint in ("shoulder", "elbow", "wrist", "hip"))
    (sx, sy), (_, ey), (_, wy), (hx, hy) = pose.image_px[[shoulder, elbow, wrist, hip]].tolist()
    trunk_px = hypot(sx - hx, sy - hy)
    if not (pose.visibility[elbow] >= LEAST_VISIBILITY and ey < sy):
        return False
    if wy < 0:
        return bool(ey >= 0 and sy - ey >= ELBOW_REACH * trunk_px)
    return bool(pose.visibility[wrist] >= LEAST_VISIBILITY and wy < ey and sy - wy >= REACH * trunk_px)


def _foot_up(figure: FloatArray, side: Side) -> bool:
    """Whether the lower leg stands upright while both thighs lie on the floor."""
    knee, foot, other = (figure[COLUMN[name]] for name in (f"{side}_knee", f"{side}_foot", f"{side.other}_knee"))
    lies = max(abs(knee), abs(other)) <= KNEE_ON_FLOOR and knee - other <= KNEES_APART
    return bool(lies and foot - knee >= FOOT_OVER_KNEE)
