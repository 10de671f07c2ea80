"""Everything that the history shows, worked out once for the terminal and for the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from formcheck.exercises import catalogue
from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.checkup_steps import Past, suggested_by
from formcheck.output.history.entry import Entry
from formcheck.output.history.exercise_session import exercise_sessions
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.progress import suggestions
from formcheck.output.history.suggestion import Suggestion
from formcheck.output.history.trends import Trends, compare_sides, trends
from formcheck.output.history.weeks import Goal, Weeks, monday_of, weeks_of
from formcheck.output.sides import Sides


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
    weeks
        The weeks up to this one, against the goal.
    exercises
        Every exercise, the one that was done last first.
    checkups
        All check-ups, the oldest first.
    """

    entries: tuple[Entry, ...]
    today: date
    weeks: Weeks
    exercises: tuple[ExerciseOverview, ...]
    checkups: Past = ()

    @property
    def days(self) -> set[date]:
        """Days with something done."""
        return {entry.started_at.date() for entry in self.entries}

    def in_week(self, monday: date) -> tuple[Entry, ...]:
        """Sessions of the week that begins with a day."""
        return tuple(entry for entry in self.entries if monday_of(entry.started_at.date()) == monday)

    @property
    def suggestions(self) -> list[Suggestion]:
        """All suggestions, those of the exercises first."""
        of_exercises = [suggestion for one in self.exercises for suggestion in one.suggestions]
        return [*of_exercises, *suggested_by(self.checkups, self.today)]

    @property
    def rows(self) -> list[Entry | KeptCheckup]:
        """Sessions and check-ups, the oldest first."""
        every: list[Entry | KeptCheckup] = [*self.entries, *(kept for kept, _ in self.checkups)]
        return sorted(every, key=lambda one: one.started_at)


def overview(entries: Sequence[Entry], today: date, goals: Sequence[Goal] = (), checkups: Past = ()) -> Overview:
    """Everything that sessions and check-ups show, the oldest first, against the goals as they were set."""
    exercises = tuple(
        ExerciseOverview(
            exercise, done[-1].title, trends(done), compare_sides(done), tuple(suggestions(done, known, today))
        )
        for exercise, done in exercise_sessions(entries).items()
    )
    weeks = weeks_of({entry.started_at.date() for entry in entries}, goals, today)
    return Overview(tuple(entries), today, weeks, exercises, checkups)


def known(exercise: str) -> AnyExercise | None:
    """An exercise that comes with the program; None where there is none of this id (any more)."""
    return catalogue.find(exercise) if exercise in (*catalogue.names(), *catalogue.timers()) else None
