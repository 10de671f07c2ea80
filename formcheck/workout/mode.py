"""What a workout is doing at a moment, and what is asked or offered then."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from formcheck.counting.advice import Advice
from formcheck.workout.gestures import Way


class Mode(Enum):
    """What is going on: a set, or what stands before, between and after sets."""

    WORKING = 1
    RESTING = 2
    PAUSED = 3
    ASKING = 4
    HURT = 5
    LEAVING = 6
    STOPPED = 7
    OVER = 8
    OFFERING = 9


ENDED = (Mode.STOPPED, Mode.OVER)
GO_ON: Mapping[Way, Advice] = MappingProxyType(
    {Way.HAND: Advice.GO_ON, Way.SITTING_BACK: Advice.GO_ON_SITTING, Way.FOOT: Advice.GO_ON_FOOT}
)
"""How to go on, by how the person can answer from where they are."""
SAYS: Mapping[Mode, Mapping[Way, Advice]] = MappingProxyType({
    Mode.RESTING: {Way.HAND: Advice.SOONER, Way.SITTING_BACK: Advice.SOONER_SITTING, Way.FOOT: Advice.SOONER_FOOT},
    Mode.PAUSED: GO_ON,
    Mode.ASKING: {Way.HAND: Advice.HURT, Way.SITTING_BACK: Advice.HURT_SITTING, Way.FOOT: Advice.HURT_FOOT},
    Mode.HURT: dict.fromkeys(Way, Advice.LEFT_OUT),
})  # fmt: skip
"""What is asked or offered, by the same."""
