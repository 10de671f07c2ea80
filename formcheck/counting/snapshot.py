"""What a session tells of one moment: all that a picture, a voice or a file needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import nan

from formcheck.counting.advice import Advice, Extent
from formcheck.counting.results import NO_COUNTS, Counts, Rep
from formcheck.counting.said import Said
from formcheck.counting.summary import EndedSet, Offer, Unfinished
from formcheck.counting.today import Changed
from formcheck.exercises.schema import Direction
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import Timer
from formcheck.pose.landmarks import Side


class State(StrEnum):
    """Where the person is on the way from an empty room to a finished set."""

    NOBODY = "nobody"
    POSITIONING = "positioning"
    READY = "ready"
    EXERCISING = "exercising"
    RESTING = "resting"
    DONE = "done"


class Phase(StrEnum):
    """Part of a repetition."""

    REST = "rest"
    LIFT = "lift"
    HOLD = "hold"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of advice, short enough to be spoken.

    Attributes
    ----------
    id, say, severity
        What is to change, as the exercise's file says it.
    side
        Of which leg; None where it is of both.
    extent, seconds
        By how much, and the number in it; None where that is not known.
    """

    id: str
    say: str
    severity: Severity
    side: Side | None = None
    extent: Extent | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """How the camera sees the person.

    Attributes
    ----------
    near
        The side towards the camera; None until it is known.
    yaw_deg
        How far the view is from an exact side view, 0 to 90, coarse (about 8 degrees); NaN if unknown.
    trusted
        Whether measures of this moment may be judged.
    advice
        What to change so that more can be judged; None where nothing is.
    shows_form
        Whether form can be judged from here; false beyond the angle that the exercise's file allows.
    """

    near: Side | None = None
    yaw_deg: float = nan
    trusted: bool = False
    advice: Advice | None = None
    shows_form: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """A count that the person has just taken back, or added.

    Attributes
    ----------
    rep
        What it was, or is.
    taken_back
        Which of the two.
    done, target
        Repetitions that count towards its set now, and how many are wanted; 0 where there is no end.
    """

    rep: Rep
    taken_back: bool
    done: int
    target: int


@dataclass(frozen=True, slots=True)
class SetProgress:
    """Which set this is and how far it has come.

    Attributes
    ----------
    name, plural, camera
        Of the exercise: what it is called, what several repetitions are called, where the camera should stand.
    number, total
        Number of the set, from 1 (while resting: of the one that comes), and how many there are.
    side
        The side that is asked for; None where both work together, or either may.
    done, target
        Repetitions that count towards the set, and how many are wanted; 0 where there is no end.
    rest_left_s
        Seconds of rest that are left; NaN where nobody rests.
    left_s
        Seconds to the end of the whole plan, estimated; NaN where there is no end.
    routine
        Title of the routine it is part of; empty where it stands alone.
    ways
        Sentences on the way from another exercise to this one.
    alternates
        Whether the sides take turns within the set.
    which_leg
        Which of the two legs the side names, in a sentence; empty where both work together.
    side_adds
        What the side would show of an exercise that may be done facing the camera, in a sentence.
    silhouette
        The posture to begin in; empty where any does.
    timer
        How a timed exercise is paced, and what is said of it; None where the camera counts.
    ends_in_s
        Seconds until the session is stopped because nobody goes on; NaN where it is not.
    sign
        The sign by which to go on all the same, as it can be given from the posture that is seen.
    unfinished
        What is still to come where it has been stopped before its end.
    today
        What is asked otherwise than the exercise asks by itself; told with its first set.
    offer
        To go on where it was stopped last time, while that is asked.
    """

    name: str = ""
    plural: str = ""
    camera: str = ""
    number: int = 1
    total: int = 1
    side: Side | None = None
    done: int = 0
    target: int = 0
    rest_left_s: float = nan
    left_s: float = nan
    routine: str = ""
    ways: tuple[str, ...] = ()
    alternates: bool = False
    which_leg: str = ""
    side_adds: str = ""
    silhouette: str = ""
    timer: Timer | None = None
    ends_in_s: float = nan
    sign: Advice | None = None
    unfinished: Unfinished | None = None
    offer: Offer | None = None
    today: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything about one moment.

    Attributes
    ----------
    time_s
        Time of the frame, seconds of the source.
    state, reason
        Where the person is, and what to do about it in one sentence (empty where nothing is to be done): a member of
        `Advice` or `Trouble`, to be compared by `is`, or the exercise's own words.
    then
        What to do after that, a sentence each.
    phase, progress
        Part of the repetition; 0 at rest and 1 at the goal (NaN where unknown).
    side
        The side that is judged: the working one where it is known, else the near one.
    counts, finished
        Totals; the repetition or attempt that ended with this frame, if one did.
    dips
        Falls and rises so far of the movement under way.
    hold_s, hold_target_s
        Credited hold of the running repetition, and what is asked for (0: no hold asked).
    measures
        Smoothed value of every measure of the judged side; NaN where it cannot be known.
    raw
        The same unsmoothed, under ``<measure>``, ``<measure>_left`` and ``<measure>_right``.
    cue
        The one piece of advice for now.
    followed
        Whether the movement that is judged now followed the last correction.
    view
        How the camera sees the person.
    sets
        Which set this is; None where nobody planned any.
    ended
        The set that ended with this moment, if one did, with all its repetitions.
    other_leg
        Whether the leg that moves is not the one that is asked for.
    direction
        Where the exercise goes: what is called up and down follows from it.
    correction
        The count that was taken back or added with this moment, if one was.
    notice
        An answer to a key or a button, to be read and heard at once; empty for none.
    said
        What is to be heard with this moment in these words, in order: of a session that is led by sentences.
    """

    time_s: float
    state: State
    reason: str = ""
    then: tuple[str, ...] = ()
    phase: Phase = Phase.REST
    progress: float = nan
    side: Side | None = None
    counts: Counts = NO_COUNTS
    finished: Rep | None = None
    dips: int = 0
    hold_s: float = 0.0
    hold_target_s: float = 0.0
    measures: Mapping[str, float] = field(default_factory=dict)
    raw: Mapping[str, float] = field(default_factory=dict)
    cue: Cue | None = None
    followed: bool = False
    view: View = View()
    sets: SetProgress | None = None
    ended: EndedSet | None = None
    other_leg: bool = False
    direction: Direction = Direction.HIGHER
    correction: Correction | None = None
    notice: str = ""
    said: tuple[Said, ...] = ()
