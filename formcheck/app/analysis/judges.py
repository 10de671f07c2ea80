"""How a recorded source is judged: as the exercise that was named, or as what is recognised in it."""

from collections.abc import Sequence
from typing import Protocol

from formcheck.app.loop import Judge
from formcheck.counting.session import Session
from formcheck.exercises.exercise import Exercise
from formcheck.system.language import later
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Recognised

UNKNOWN = later("Exercise not recognised")


class Judges(Protocol):
    """Judges one recording, as often as it is asked to: for the numbers, and again for the picture."""

    @property
    def exercises(self) -> Sequence[Exercise]:
        """What may be found."""

    def begin(self) -> Judge:
        """A judge for the whole recording, from its first moment."""

    def title(self, time_s: float) -> str:
        """What is done at a time, in the words of the exercise's file."""


class NamedExercise:
    """As one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self.exercises: Sequence[Exercise] = [exercise]

    def begin(self) -> Judge:
        """A session of the exercise."""
        return Session(self._exercise)

    def title(self, time_s: float) -> str:
        """The name of the exercise."""
        return self._exercise.name


class RecognisedExercise:
    """As whatever is recognised."""

    def __init__(self) -> None:
        self.exercises: Sequence[Exercise] = candidates()
        self._judge = Recognised(self.exercises)

    def begin(self) -> Judge:
        """A session over whatever is recognised."""
        self._judge = Recognised(self.exercises)
        return self._judge

    def title(self, time_s: float) -> str:
        """The name of the exercise that is recognised so far."""
        exercise = self._judge.exercise
        return UNKNOWN if exercise is None else exercise.name


def judges_of(exercise: Exercise | None) -> Judges:
    """How a source is judged: as that exercise, or where none is named as what is recognised."""
    return RecognisedExercise() if exercise is None else NamedExercise(exercise)
