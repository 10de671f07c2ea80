"""Every sentence of the engine itself about what to do; a translation knows them by these words.

What to do about a posture stands in the exercise's file, and what is wrong with a camera in `video.trouble`. Inside the
program the members are compared by identity; only a voice, an overlay or a file reads the words.
"""

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
    HURT = "Raise a hand if anything hurt."
    LEFT_OUT = "Then we leave it out. Stop if it goes on."
    MOVE_BACK = "Move back a little."
    COME_NEARER = "Come a little nearer."
    LEVEL = "Set the camera level."
    TURNED_90 = "The picture lies on its side: turn it with --rotate 90."
    TURNED_180 = "The picture stands on its head: turn it with --rotate 180."
    TURNED_270 = "The picture lies on its side: turn it with --rotate 270."
    UPRIGHTED = "The picture was not upright: I have turned it."
    LIGHT = "Turn on a light."
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


PASSING = (
    Advice.HOLD_STILL,
    Advice.BEGIN,
    Advice.ONE_MORE,
    Advice.GO_ON,
    Advice.GO_ON_THERE,
    Advice.HURT,
    Advice.LEFT_OUT,
)
"""What is said while things go on: no reason why something could not be judged."""
