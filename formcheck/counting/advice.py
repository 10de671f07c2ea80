"""Every sentence of the engine itself about what to do; a translation knows them by these words.

What to do about a posture stands in the exercise's file, and what is wrong with a camera in `video.trouble`. Inside the
program the members are compared by identity; only a voice, an overlay or a file reads the words.
"""

from collections.abc import Collection
from enum import StrEnum


class Advice(StrEnum):
    """What stands between a person and the next repetition, one sentence each."""

    NOBODY = "I cannot see anybody."
    HOLD_STILL = "Hold still for a moment."
    BEGIN = "Begin: I will recognise what you do."
    ONE_MORE = "One more, and I know what it is."
    TURN = "Turn so that your side faces the camera."
    FORM_FROM_THE_SIDE = "I count; form is judged from the side."
    ALL_THE_WAY_DOWN = "Lower all the way."
    ALL_THE_WAY_UP = "Come all the way up."
    ALL_THE_WAY_BACK = "Go all the way back."
    FAR_LEG = "Turn round: the working leg should face the camera."
    LEFT_LEG = "Use your left leg."
    RIGHT_LEG = "Use your right leg."
    SHOW_LEFT = "Turn round: your left side should face the camera."
    SHOW_RIGHT = "Turn round: your right side should face the camera."
    GO_ON = "Raise a hand to go on."
    GO_ON_THERE = "Raise a hand to go on from there."
    SURE = "Once more to begin anew: what is done is thrown away."
    NOT_OF_A_TIMER = "A timer has no count to correct."
    NO_COUNT = "There is no count to correct yet."
    GO_ON_SITTING = "To go on, sit back on your heels and raise a hand."
    GO_ON_FOOT = "To go on, bend a knee: one foot up, for a second."
    SOONER = "Raise a hand to go on sooner."
    SOONER_SITTING = "To go on sooner, sit back on your heels and raise a hand."
    SOONER_FOOT = "To go on sooner, bend a knee: one foot up, for a second."
    HURT = "Raise a hand if anything hurt."
    HURT_SITTING = "If anything hurt, sit back on your heels and raise a hand."
    HURT_FOOT = "If anything hurt, bend a knee: one foot up, for a second."
    LEFT_OUT = "Then we leave it out. Stop if it goes on."
    MOVE_BACK = "Move back a little."
    COME_NEARER = "Come a little nearer."
    LEVEL = "Set the camera level."
    TURNED_90 = "The picture lies on its side: turn it with --rotate 90."
    TURNED_180 = "The picture stands on its head: turn it with --rotate 180."
    TURNED_270 = "The picture lies on its side: turn it with --rotate 270."
    UPRIGHTED = "The picture was not upright: I have turned it."
    LIGHT = "Turn on a light."
    COME_IN = "Come into the picture."
    BACK_HALF = "Step back about half a metre."
    BACK_ONE = "Step back about one metre."
    BACK_TWO = "Step back about two metres."
    NEARER_HALF = "Come about half a metre nearer."
    NEARER_ONE = "Come about one metre nearer."
    NEARER_TWO = "Come about two metres nearer."
    SIDE_LEFT = "Your left side to the screen."
    SIDE_RIGHT = "Your right side to the screen."
    SIDE_EITHER = "One side to the screen."
    SIDE_WORKS = "One side to the screen: that leg works first."
    HEADWARDS = "Slide a little towards your head."
    FEETWARDS = "Slide a little towards your feet."
    TO_THE_MIDDLE = "Step to the middle of the picture."
    TILT_UP = "Tilt the camera up a little."
    TILT_DOWN = "Tilt the camera down a little."
    SHOW_HEAD = "Let nothing stand before your head."
    SHOW_SHOULDERS = "Let nothing stand before your shoulders."
    SHOW_HIPS = "Let nothing stand before your hips."
    SHOW_KNEES = "Let nothing stand before your knees."
    SHOW_FEET = "Let nothing stand before your feet."
    UNSEEN_HEAD = "I cannot see your head."
    UNSEEN_SHOULDERS = "I cannot see your shoulders."
    UNSEEN_HIPS = "I cannot see your hips."
    UNSEEN_KNEES = "I cannot see your knees."
    UNSEEN_FEET = "I cannot see your feet."
    NO_WINDOW = "No window can be shown: it goes on without."
    SLOW = "This computer is slow: every second picture is left out."


class Extent(StrEnum):
    """By how much something is to change; the number is filled in."""

    LITTLE = "A little is enough."
    MUCH = "Quite a bit."
    LONGER = "Take a little longer."
    TWICE = "Take twice the time."
    NEARLY = "You were nearly there."
    THREE_QUARTERS = "You came about three quarters of the way."
    HALF = "You came about half of the way."
    SECOND = "One second more."
    SECONDS = "{seconds} seconds more."


class Keep(StrEnum):
    """What was done well in a set; the words of a correction are filled in."""

    MENDED = "{say} That got better: keep it."
    HOLD = "Keep holding that long."
    RANGE = "Keep going all the way."


TURNING = (Advice.TURN, Advice.FAR_LEG, Advice.SHOW_LEFT, Advice.SHOW_RIGHT)
"""How the person stands or lies to the camera: they turn round for it."""
UNSEEN = (
    Advice.UNSEEN_HEAD, Advice.UNSEEN_SHOULDERS, Advice.UNSEEN_HIPS, Advice.UNSEEN_KNEES, Advice.UNSEEN_FEET,
)  # fmt: skip
"""What is not seen of a person; before a set, `workout.guide` makes of it what to do."""
GOING_ON = (Advice.GO_ON, Advice.GO_ON_SITTING, Advice.GO_ON_FOOT)
"""What is said in a pause that was asked for: it ends when the person says so."""
SOONER = (Advice.SOONER, Advice.SOONER_SITTING, Advice.SOONER_FOOT)
"""What is said in a rest."""
PAIN = (Advice.HURT, Advice.HURT_SITTING, Advice.HURT_FOOT, Advice.LEFT_OUT)
"""Whether anything hurt, and what follows from the answer."""
PASSING = (
    Advice.HOLD_STILL, Advice.BEGIN, Advice.ONE_MORE, Advice.GO_ON_THERE, *GOING_ON, *SOONER, *PAIN,
)  # fmt: skip
"""What is said while things go on: no reason why something could not be judged."""


def among(reason: str, advices: Collection[Advice]) -> bool:
    """Whether it is one of these, and not only the same words."""
    return any(reason is advice for advice in advices)
