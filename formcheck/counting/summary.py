"""What came of a set, and of a whole session."""

from dataclasses import dataclass
from math import nan
from typing import Annotated, Literal

from formcheck.counting.advice import Keep
from formcheck.counting.quantities import Count, Number, Pain, Seconds, meaning
from formcheck.counting.results import Counts, Rep
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class Tracking:
    """How well the camera saw.

    Attributes
    ----------
    seen
        Share of the frames in which somebody was found.
    trusted
        Share of the frames in which the driving measure could be judged.
    near
        The side towards the camera, where it was the same all the time; else None.
    yaw_deg
        Estimated yaw of the view, the median over the time, NaN if unknown.
    """

    seen: float = 0.0
    trusted: float = 0.0
    near: Side | None = None
    yaw_deg: float = nan


@dataclass(frozen=True, slots=True)
class SetSummary:
    """One set of a session, from when the person was ready, or from its first repetition where it was recognised."""

    exercise: Annotated[str, meaning("id of the exercise")]
    side: Annotated[Side | None, meaning("null where both work together, or either might")]
    start_s: Seconds
    end_s: Annotated[Number, meaning("seconds, of the last repetition; null where unknown")]
    target: Annotated[Count, meaning("repetitions that were wanted; 0 for no end")]
    counts: Counts
    verify: Annotated[Literal["measured", "timer"], meaning("timer: paced, and checked by nobody")] = "measured"
    stopped_for: Annotated[Pain, meaning("why the exercise was left out from then on")] = ""
    hold_target_s: Annotated[Number, meaning("seconds that each repetition was to be held; 0 for no hold")] = 0.0
    stepped: Annotated[bool, meaning("hold, repetitions or sets were a step that the history suggested")] = False


@dataclass(frozen=True, slots=True)
class Review:
    """Sentences about a set; None, or empty, where there is nothing of the kind.

    Attributes
    ----------
    keep, mended
        What was good, and the words of the correction that was followed, where it is that.
    change
        What to do otherwise next time.
    """

    keep: Keep | None = None
    mended: str = ""
    change: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What was still to come of a plan when it was stopped."""

    done: Annotated[Count, meaning("exercises of the routine that were over, or sets where it is of one exercise")]
    total: Annotated[Count, meaning("how many there are in all")]
    next_set: Annotated[Count, meaning("number of the set with which it goes on, in the whole plan, from 1")]


@dataclass(frozen=True, slots=True)
class Offer:
    """To go on with a routine where it was stopped last time.

    Attributes
    ----------
    unfinished
        What was still to come then.
    stopped_on, days_ago
        The day as ISO 8601 writes it, and how long ago it is.
    left_out
        Exercises that hurt then, by their ids: they stay left out.
    """

    unfinished: Unfinished
    stopped_on: str
    days_ago: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndedSet:
    """What came of a set, every repetition and attempt of it, what to make of them, and what comes after it.

    `corrected` where it takes the place of the last one, since the person has taken a count back or added one.
    """

    summary: SetSummary
    reps: tuple[Rep, ...]
    review: Review = Review()
    unfinished: Unfinished | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """A whole session.

    Attributes
    ----------
    exercise
        Id of the exercise; of the most frequent where there are several, empty where none was recognised.
    duration_s, frames
        Time from the first to the last frame, and their number.
    counts, reps
        Totals, and every repetition and attempt in time.
    tracking
        How well the camera saw.
    advice, advice_share
        The reason for which nothing could be judged for the longest time, and for which share of the whole; empty and
        0 where that did not happen.
    sets
        The sets it was made of; empty where nobody planned any.
    recognised
        Whether the exercise was recognised, and not named.
    seen
        Where none was recognised: what was seen, in a few words; empty where nothing moved.
    settings
        The engine's limits by which it was counted.
    unfinished
        What was still to come of the plan; None where it came to its end, or has none.
    """

    exercise: str
    duration_s: float
    frames: int
    counts: Counts
    reps: tuple[Rep, ...]
    tracking: Tracking
    advice: str = ""
    sets: tuple[SetSummary, ...] = ()
    routine: str = ""
    recognised: bool = False
    seen: str = ""
    settings: Settings = DEFAULTS
    advice_share: float = 0.0
    unfinished: Unfinished | None = None
