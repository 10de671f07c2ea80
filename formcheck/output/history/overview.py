"""Everything that the history shows, worked out once for the terminal and for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

from formcheck.exercises import catalogue
from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.entry import Entry
from formcheck.output.history.exercise_session import exercise_sessions
from formcheck.output.history.progress import suggestions
from formcheck.output.history.streak import streak
from formcheck.output.history.suggestion import Suggestion
from formcheck.output.history.trends import Trends, compare_sides, trends
from formcheck.output.sides import Sides

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ExerciseOverview:
    """One exercise: how it has changed, left against right, and what to do next."""

    exercise: str
    title: str
    trends: Trends
    sides: Sides | None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole history.

    Attributes
    ----------
    entries
        All sessions, the oldest first.
    today
        The day of looking.
    streak_days
        Consecutive days with something done, up to now.
    exercises
        Every exercise, the one that was done last first.
    """

    entries: tuple[Entry, ...]
    today: date
    streak_days: int
    exercises: tuple[ExerciseOverview, ...]

    @property
    def days(self) -> set[date]:
        """Days with something done."""
        return {entry.started_at.date() for entry in self.entries}

    @property
    def week(self) -> tuple[Entry, ...]:
        """Sessions of the last seven days."""
        return tuple(entry for entry in self.entries if entry.started_at.date() > self.today - WEEK)

    @property
    def week_s(self) -> float:
        """How long they have lasted together, seconds."""
        return sum(entry.lasted_s for entry in self.week if not isnan(entry.lasted_s))

    @property
    def suggestions(self) -> list[Suggestion]:
        """All suggestions."""
        return [suggestion for one in self.exercises for suggestion in one.suggestions]


def overview(entries: Sequence[Entry], today: date) -> Overview:
    """Everything that sessions show, the oldest first."""
    exercises = tuple(
        ExerciseOverview(
            exercise, done[-1].title, trends(done), compare_sides(done), tuple(suggestions(done, known, today))
        )
        for exercise, done in exercise_sessions(entries).items()
    )
    return Overview(tuple(entries), today, streak({entry.started_at.date() for entry in entries}, today), exercises)


def known(exercise: str) -> AnyExercise | None:
    """An exercise that comes with the program; None where there is none of this id (any more)."""
    return catalogue.find(exercise) if exercise in (*catalogue.names(), *catalogue.timers()) else None
