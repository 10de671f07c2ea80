"""How many of what, in words: the same in the terminal and in a report."""

from collections.abc import Sequence

from formcheck.exercises.timed import AnyExercise
from formcheck.system.language import plural, tr
from formcheck.system.language.local import brief
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet


def called(count: int, practice: AnyExercise | None) -> str:
    """So many repetitions by what the exercise calls them: "1 bridge", "10 bridges"."""
    return f"{count} {_things(count, practice)}"


def paced(count: int, practice: AnyExercise | None) -> str:
    """How many a timer has paced, and that nobody looked."""
    return plural(
        "{count} {things} paced by the timer; nobody checked it",
        "{count} {things} paced by the timer; nobody checked them",
        count,
        things=_things(count, practice),
    )


def _things(count: int, practice: AnyExercise | None) -> str:
    if practice is None:
        return tr("repetition") if count == 1 else tr("repetitions")
    return tr(practice.singular if count == 1 else practice.plural)


def dose_of(planned: Sequence[PlannedSet]) -> str:
    """What was planned of one exercise: "3 × 10 a side, hold 1 s"."""
    first, turns = planned[0], len({one.side for one in planned}) > 1
    sets = len(planned) // 2 if turns else len(planned)
    if not first.reps:
        text = tr("without end")
    elif turns or first.side is AskedSide.ALTERNATE:
        text = tr("{sets} × {reps} a side", sets=sets, reps=first.reps)
    else:
        text = f"{sets} × {first.reps}"
    hold_s = first.exercise.hold_s
    if not hold_s:
        return text
    timed = first.exercise.timer is not None
    each = tr("{seconds} s each", seconds=brief(hold_s)) if timed else tr("hold {seconds} s", seconds=brief(hold_s))
    return f"{text}, {each}"
