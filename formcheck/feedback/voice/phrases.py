"""Every phrase of the voice that does not come from the engine or from an exercise file.

Names in braces are filled in; a translation knows the phrases by these words.
"""

from enum import StrEnum

from formcheck.counting.results import Reason
from formcheck.exercises.schema import Direction
from formcheck.feedback.reasons import words_for
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words


class Phrase(StrEnum):
    """English templates."""

    SEEN = "Good, I see all of you."
    READY = "Ready."
    LEFT_LEG = "Left leg."
    RIGHT_LEG = "Right leg."
    EITHER_LEG = "Either leg."
    TASK = "{reps} {plural}."
    TASK_HOLD = "{reps} {plural}, hold for {seconds} seconds."
    TASK_HOLD_ONE = "{reps} {plural}, hold for one second."
    REPETITION = "repetition"
    MORE = "{reps} more."
    HOLD = "Hold, {seconds}."
    DOWN = "Down."
    UP = "Up."
    BACK = "Back."
    LAST_ONE = "Last one."
    SET_DONE = "Set done."
    GOOD = "Good."
    BETTER = "Better."
    ALMOST = "Almost: {why}."
    NOT_COUNTED = "Not counted: {why}."
    LOST = "I lost sight of you."
    PAUSE = "Pause."
    CAMERA_BACK = "I can see again."
    REST = "Rest {seconds} seconds."
    SECONDS = "{seconds} seconds."
    SET_OF = "Set {number} of {total}."
    OTHER_SIDE = "Other side: turn round."
    DONE = "Done. {reps} {plural}, {good} good."
    DONE_PARTLY = "Done. {reps} {plural}, {judged} judged, {good} good."
    DONE_COUNTED = "Done. {reps} {plural} counted; form was not judged."
    BY_HAND = "{count} added by hand."
    TASK_TIMED = "{reps} {plural}, {seconds} seconds each."
    LEFT = "Left."
    RIGHT = "Right."
    SAME_SIDE = "Other side."
    OTHER_LEG = "Other leg."
    TAKE_TURNS = "Change legs each time."
    NEXT = "Next: {name}."
    ROUTINE = "{title}. About {minutes} minutes."
    SHORT_ROUTINE = "{title}."
    MINUTES_LEFT = "About {minutes} minutes left."
    MINUTE_LEFT = "About one minute left."
    ROUTINE_DONE = "Done: {title}."
    STOPPING = "I stop in {seconds} seconds."
    BACK_HAND = "To go on, get into position, or raise a hand."
    BACK_SITTING = "To go on, get into position, or sit back on your heels and raise a hand."
    BACK_FOOT = "To go on, get into position, or bend a knee: one foot up, for a second."
    BEGIN_TO_GO_ON = "To go on, begin an exercise."
    STOPPED = "Stopped after {done} of {total}."
    STOPPED_FIRST = "Stopped."
    LATER = "Next time you can go on from there."
    DONE_TIMED = "Done."
    TAKEN_BACK = "Taken back: {done}."
    NEXT_TIME = "Next time: {say}"


def missed(words: Words, reason: str, direction: Direction) -> str:
    """What is said of an attempt."""
    phrase = Phrase.ALMOST if reason == Reason.NOT_HIGH_ENOUGH else Phrase.NOT_COUNTED
    return words(phrase, why=words(words_for(reason, direction)))


LEG = {Side.LEFT: Phrase.LEFT_LEG, Side.RIGHT: Phrase.RIGHT_LEG}
RELEASE = {Direction.HIGHER: Phrase.DOWN, Direction.DEEPER: Phrase.UP, Direction.FURTHER: Phrase.BACK}
"""What is said when a hold is long enough."""
