"""One exercise in one session, looked at as a whole: how much, how well, how far and how long."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import nan

from formcheck.counting.results import Rep
from formcheck.counting.tally import totals
from formcheck.exercises.schema import WITHIN_DEG
from formcheck.output.averages import median_known
from formcheck.output.history.entry import Entry, KeptSet
from formcheck.pose.landmarks import Side


@dataclass(frozen=True, slots=True)
class Performance:
    """What can be said of some repetitions and attempts of one exercise.

    Attributes
    ----------
    reps, good, judged, tried
        In the words of `Rep`.
    range_deg
        Median way from rest to the top, degrees; NaN where the exercise is measured in something else.
    hold_s
        Median hold of the repetitions, seconds; NaN where none is asked for, or none could be timed by the angle.
    """

    reps: int
    good: int
    tried: int
    range_deg: float
    hold_s: float
    judged: int = 0

    @property
    def good_share(self) -> float:
        """Good repetitions of all that were tried, 0 to 1; NaN where nothing was tried."""
        return self.good / self.tried if self.tried else nan


@dataclass(frozen=True, slots=True)
class Dose:
    """What was asked for: seconds of hold, repetitions a set, sets (of each side)."""

    hold_s: float
    reps: int
    sets: int


@dataclass(frozen=True, slots=True)
class ExerciseSession:
    """All sets of one exercise in one session.

    Attributes
    ----------
    exercise, title
        Its id, and what it was called.
    started_at
        When the session began.
    sets
        At least one.
    from_the_side
        Whether the camera saw it so that a range can be judged.
    """

    exercise: str
    title: str
    started_at: datetime
    sets: tuple[KeptSet, ...]
    from_the_side: bool = True

    @property
    def measured(self) -> bool:
        """Whether the camera has counted, and not a timer."""
        return all(kept.summary.verify == "measured" for kept in self.sets)

    @property
    def reps(self) -> int:
        """Repetitions that the camera counted; where it counted none, those of the timer."""
        return sum(kept.summary.counts.reps or kept.summary.counts.timed for kept in self.sets)

    @property
    def hurt(self) -> bool:
        """Whether it was left out because it hurt."""
        return any(kept.summary.stopped_for for kept in self.sets)

    @property
    def movements(self) -> list[Rep]:
        """Every repetition and attempt."""
        return [rep for kept in self.sets for rep in kept.reps]

    @property
    def view(self) -> str:
        """The word for the view from which most of its repetitions were judged; empty where none was, or unknown."""
        views = Counter(rep.judged.view for rep in self.movements if rep.counted and rep.judged.measures)
        return views.most_common(1)[0][0] if views else ""

    @property
    def dose(self) -> Dose:
        """What was asked for; no repetitions (0) where there was no end."""
        sides = [kept.summary.side for kept in self.sets]
        return Dose(
            min(kept.summary.hold_target_s for kept in self.sets),
            min(kept.summary.target for kept in self.sets),
            max(sides.count(side) for side in sides),
        )

    @property
    def done_share(self) -> float:
        """Repetitions that were counted of those that were wanted, 0 to 1; NaN where there was no end."""
        wanted = sum(kept.summary.target for kept in self.sets)
        done = sum(min(kept.summary.counts.reps + kept.summary.counts.timed, kept.summary.target) for kept in self.sets)
        return done / wanted if self.dose.reps else nan

    def performance(self, side: Side | None = None) -> Performance:
        """What can be said of it, or of one side of it."""
        return performance_of([self], side)


def performance_of(exercise_sessions: Iterable[ExerciseSession], side: Side | None = None) -> Performance:
    """What can be said of all measured sets of some sessions of one exercise, or of one side of them."""
    sets = [(one, kept) for one in exercise_sessions for kept in one.sets if kept.summary.verify == "measured"]
    seen = [(one, kept, rep) for one, kept in sets for rep in kept.reps if side is None or rep.side is side]
    reps = [(one, kept, rep) for one, kept, rep in seen if rep.counted]
    angles = [
        rep for one, kept, rep in reps if rep.judged.measures and one.from_the_side and kept.measure.endswith("_deg")
    ]
    counts = totals(rep for _, _, rep in seen)
    return Performance(
        reps=counts.reps,
        good=counts.good,
        tried=counts.tried,
        range_deg=median_known(rep.judged_peak - rep.judged_rest for rep in angles),
        hold_s=median_known(
            rep.hold_s for _, kept, rep in reps if kept.summary.hold_target_s > 0 and rep.hold_on != "height"
        ),
        judged=counts.judged,
    )


def exercise_sessions(entries: Sequence[Entry]) -> dict[str, list[ExerciseSession]]:
    """Every exercise with its exercise_sessions, the oldest first; the exercise that was done last comes first.

    Parameters
    ----------
    entries
        In order of time.
    """
    found: dict[str, list[ExerciseSession]] = {}
    for entry in entries:
        done: dict[str, list[KeptSet]] = {}
        for kept in entry.sets:
            done.setdefault(kept.summary.exercise, []).append(kept)
        side = not entry.yaw_deg > WITHIN_DEG
        for exercise, sets in done.items():
            if any(kept.reps for kept in sets):
                before = found.pop(exercise, [])
                found[exercise] = [
                    *before,
                    ExerciseSession(exercise, sets[-1].title, entry.started_at, tuple(sets), side),
                ]
    return dict(reversed(found.items()))
