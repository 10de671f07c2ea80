"""Every fixed word of the picture, in English; a translation knows them by these words."""

from enum import StrEnum

from formcheck.counting.snapshot import Phase, State
from formcheck.pose.landmarks import Side


class Label(StrEnum):
    """What stands on the picture, with names in braces for what is counted."""

    NOBODY = "Nobody in the picture"
    POSITIONING = "Get into position"
    READY = "Ready"
    PAUSE = "Pause"
    DONE = "Done"
    REST = "Rest"

    SET = "Set {number} of {total}"
    TARGET = "of {target}"
    LEFT_LEG = "LEFT leg"
    RIGHT_LEG = "RIGHT leg"
    SIDES_SHORT = "L {left} · R {right}"
    SIDES = "left {left} · right {right}"
    REP = "{count} rep"
    REPS = "{count} reps"
    GOOD = "{count} good"
    GOOD_OF = "{count} of {judged} judged good"
    ATTEMPT = "{count} attempt"
    ATTEMPTS = "{count} attempts"

    PHASE_REST = "REST"
    PHASE_LIFT = "LIFT"
    PHASE_HOLD = "HOLD"
    PHASE_LOWER = "LOWER"
    HOLD_TARGET = "of {seconds} s"

    ALMOST = "almost"

    VIEW_OK = "view ok"
    VIEW_UNSURE = "view unsure"
    VIEW_COUNTS = "form is judged from the side"

    KEY_END = "end"
    KEY_AGAIN = "start again"
    KEY_MIRROR = "mirror"
    KEY_PAUSE = "pause"
    KEY_NEXT = "next"
    KEY_BACK = "set again"
    KEY_FULL = "full screen"
    MINUTES_LEFT = "{minutes} min left"


HEADLINES = {
    State.NOBODY: Label.NOBODY,
    State.POSITIONING: Label.POSITIONING,
    State.READY: Label.READY,
    State.RESTING: Label.PAUSE,
    State.DONE: Label.DONE,
}
PHASES = {
    Phase.REST: Label.PHASE_REST,
    Phase.LIFT: Label.PHASE_LIFT,
    Phase.HOLD: Label.PHASE_HOLD,
    Phase.LOWER: Label.PHASE_LOWER,
}
LEGS = {Side.LEFT: Label.LEFT_LEG, Side.RIGHT: Label.RIGHT_LEG}
