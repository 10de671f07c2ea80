"""Every fixed word of the picture, in English; a translation knows them by these words."""

from enum import StrEnum

from formcheck.counting.snapshot import Phase, State
from formcheck.exercises.schema import Direction
from formcheck.pose.landmarks import Side


class Label(StrEnum):
    """What stands on the picture, with names in braces for what is counted."""

    NOBODY = "Nobody in the picture"
    POSITIONING = "Get into position"
    READY = "Ready"
    PAUSE = "Pause"
    DONE = "Done"
    STOPPED = "Stopped"
    STOPPED_AFTER = "after {done} of {total}"
    STOPPING = "I stop in"
    REST = "Rest"

    SET = "Set {number} of {total}"
    TARGET = "of {target}"
    LEFT_LEG = "LEFT leg"
    RIGHT_LEG = "RIGHT leg"
    SIDES_SHORT = "L {left} · R {right}"
    SIDES = "left {left} · right {right}"
    COUNTED = "{count} counted"
    GOOD = "{count} good"
    GOOD_OF = "{judged} judged, {count} good"
    UNJUDGED = "form not judged"
    TIMED = "{count} by the timer"
    ATTEMPT = "{count} attempt"
    ATTEMPTS = "{count} attempts"

    PHASE_REST = "REST"
    PHASE_HOLD = "HOLD"
    PHASE_UP = "UP"
    PHASE_DOWN = "DOWN"
    PHASE_OUT = "OUT"
    PHASE_BACK = "BACK"
    HOLD_TARGET = "of {seconds} s"

    ALMOST = "almost"
    NOT_COUNTED = "not counted"
    TAKEN_BACK = "taken back: {done}"

    VIEW_OK = "view ok"
    VIEW_UNSURE = "view unsure"
    VIEW_COUNTS = "form is judged from the side"

    KEY_END = "end"
    KEY_AGAIN = "restart"
    KEY_MIRROR = "mirror"
    KEY_PAUSE = "pause"
    KEY_NEXT = "next"
    KEY_BACK = "set again"
    KEY_FULL = "full screen"
    KEY_CORRECT = "correct"
    MINUTES_LEFT = "{minutes} min left"


HEADLINES = {
    State.NOBODY: Label.NOBODY,
    State.POSITIONING: Label.POSITIONING,
    State.READY: Label.READY,
    State.RESTING: Label.PAUSE,
    State.DONE: Label.DONE,
}
_WAYS = {
    Direction.HIGHER: (Label.PHASE_UP, Label.PHASE_DOWN),
    Direction.DEEPER: (Label.PHASE_DOWN, Label.PHASE_UP),
    Direction.FURTHER: (Label.PHASE_OUT, Label.PHASE_BACK),
}


def phase_label(phase: Phase, direction: Direction) -> Label:
    """What a part of a repetition is called, where the exercise goes this way."""
    away, back = _WAYS[direction]
    ways = {Phase.REST: Label.PHASE_REST, Phase.HOLD: Label.PHASE_HOLD, Phase.LIFT: away, Phase.LOWER: back}
    return ways[phase]


LEGS = {Side.LEFT: Label.LEFT_LEG, Side.RIGHT: Label.RIGHT_LEG}
