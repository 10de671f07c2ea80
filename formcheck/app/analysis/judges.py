"""How a recorded source is judged: as the exercise that was named, or as what is recognised in it."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Protocol

from formcheck.app.loop import Judge
from formcheck.counting.session import Session
from formcheck.exercises.exercise import Exercise
from formcheck.pose.recording import Landmarks
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Begin, Recognition, Replays, recognise
from formcheck.workout.recognition.relay import Relay

UNKNOWN = "Exercise not recognised"


class Judges(Protocol):
    """Judges of one recording, as many as are needed: for the numbers, and again for the picture."""

    def begin(self) -> Judge:
        """A judge for the whole recording, from its first moment."""

    def title(self, time_s: float) -> str:
        """What is done at a time, in the words of the exercise's file."""


class NamedExercise:
    """As one exercise.

    Parameters
    ----------
    recording, exercise
        What was seen, and what it is.
    as_live
        Whether it is counted as it would have been while it came.
    """

    def __init__(self, recording: Landmarks, exercise: Exercise, *, as_live: bool = False) -> None:
        self._recording = recording
        self._exercise = exercise
        self._as_live = as_live

    def begin(self) -> Judge:
        """A session of the exercise."""
        return Session(self._exercise) if self._as_live else Session.replay(self._exercise, self._recording)

    def title(self, time_s: float) -> str:
        """The name of the exercise."""
        return self._exercise.name


class RecognisedExercise:
    """As whatever is recognised.

    Parameters
    ----------
    recording, as_live
        As for `NamedExercise`.
    progress
        Called with how many exercises have been tried, and of how many.
    """

    def __init__(
        self, recording: Landmarks, *, as_live: bool = False, progress: Callable[[int, int], None] = lambda *_: None
    ) -> None:
        self._recording = recording
        self._as_live = as_live
        self._progress = progress

    def begin(self) -> Judge:
        """A relay over what was recognised, which is found out the first time."""
        return Relay(self.recognition, Session if self._as_live else self._replays.begin)

    def title(self, time_s: float) -> str:
        """The name of the exercise that was recognised there."""
        return self.recognition.at(time_s).name if self.recognition.sets else UNKNOWN

    @cached_property
    def recognition(self) -> Recognition:
        """What was recognised."""
        begin: Begin = Session if self._as_live else self._replays.begin_if_seen
        return recognise(self._recording, self._tried(), begin)

    @cached_property
    def _replays(self) -> Replays:
        return Replays(self._recording)

    def _tried(self) -> Iterator[Exercise]:
        known = candidates()
        for tried, exercise in enumerate(known, 1):
            yield exercise
            self._progress(tried, len(known))
