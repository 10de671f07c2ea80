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
    ATTEMPT = "{count} attempt"
    ATTEMPTS = "{count} attempts"

    PHASE_REST = "REST"
    PHASE_LIFT = "LIFT"
    PHASE_HOLD = "HOLD"
    PHASE_LOWER = "LOWER"
    HOLD_TARGET = "of {seconds} s"

    ALMOST = "almost"
    NOT_HIGH_ENOUGH = "not high enough"
    HOLD_SHORT = "hold it longer"
    FORM = "mind your form"
    TOO_FAST = "too fast"
    NOT_RETURNED = "not back down"
    LOST_SIGHT = "out of sight"

    VIEW_OK = "view ok"
    VIEW_UNSURE = "view unsure"
    VIEW_TURNED = "turn the camera"

    KEY_END = "end"
    KEY_AGAIN = "start again"
    KEY_MIRROR = "mirror"
    KEY_PAUSE = "pause"
    KEY_NEXT = "next"
    KEY_BACK = "set again"
    MINUTES_LEFT = "{minutes} min left"
    TIMER = "timer"


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
# Why a repetition was not a good one, or none: short enough for a glance.
REASONS = {
    "not_high_enough": Label.NOT_HIGH_ENOUGH,
    "hold_short": Label.HOLD_SHORT,
    "form": Label.FORM,
    "timer": Label.TIMER,
    "too_fast": Label.TOO_FAST,
    "not_returned": Label.NOT_RETURNED,
    "lost_sight": Label.LOST_SIGHT,
}
