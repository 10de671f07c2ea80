"""What a live session is asked to be: its sets, how it is heard, and what it is called."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from formcheck.counting.advice import Advice
from formcheck.counting.summary import Offer
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise
from formcheck.feedback.voice.setup import VoiceSettings
from formcheck.pose.model.download import Size
from formcheck.system.language import plural, tr
from formcheck.video.turn import AS_IT_IS, Turn
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet, lasting_s, plan_sets
from formcheck.workout.recognition.candidates import candidates

Planner = Callable[[Exercise], Sequence[PlannedSet]]
"""Plans the sets of an exercise, once it has been recognised."""

Plan = Sequence[PlannedSet] | Planner
"""The sets, or how those of an exercise that has to be recognised are planned."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the user wants to do, and how.

    Attributes
    ----------
    plan, voice
        The sets, and how they are guided by ear.
    camera
        As `open_camera` takes it.
    parent
        Folder of the results; None for the user's own.
    model_path, model_size
        Which pose model.
    name
        What the result of a routine is called.
    record
        Keep the pictures of the camera too, as a video; otherwise none of them is written.
    turn
        What is done to the camera's pictures so that they are upright.
    upright
        Turn them by itself where they plainly are not.
    load
        A weight, a band or the height of a chair, as it stands in the report and in the history.
    offer
        To go on where the routine was stopped last time: it is asked at the beginning.
    """

    plan: Plan
    voice: VoiceSettings
    camera: str | None = None
    parent: Path | None = None
    model_path: Path | None = None
    model_size: Size = Size.FULL
    name: str = ""
    record: bool = False
    turn: Turn = AS_IT_IS
    upright: bool = True
    load: str = ""
    offer: Offer | None = None


def plan_of(
    exercise: AnyExercise | None,
    *,
    sets: int | None = None,
    reps: int | None = None,
    rest_s: float | None = None,
    hold_s: float | None = None,
    sides: AskedSide | None = None,
) -> Plan:
    """The sets of an exercise, or of whatever is recognised where it is None; the other parameters as `plan_sets`.

    Parameters
    ----------
    hold_s
        How long each repetition is held, seconds; None for as long as the exercise asks.

    Raises
    ------
    ValueError
        A side is asked for where both work together.
    """

    def planned(known: AnyExercise) -> tuple[PlannedSet, ...]:
        held = known if hold_s is None else known.held_for(hold_s)
        # A side is asked of whatever is recognised, if it has one.
        wanted = sides if exercise is not None or known.one_sided else None
        return plan_sets(held, sets=sets, reps=reps, rest_s=rest_s, sides=wanted)

    return planned if exercise is None else planned(exercise)


FIRST_WEEK_DAYS = 7


def for_person(plan: Plan, practised_days: float | None) -> Plan:
    """The same plan for somebody whose first session is so many days ago, None for nobody's.

    In the first session nothing is corrected on the first repetition of all. What is meant for the first week is said
    to nobody else.
    """

    def fitted(sets: Sequence[PlannedSet]) -> Sequence[PlannedSet]:
        if practised_days is None:
            return [replace(sets[0], spared=1), *sets[1:]]
        if practised_days < FIRST_WEEK_DAYS:
            return sets
        return [replace(one, say_newcomer="") for one in sets]

    return (lambda exercise: fitted(plan(exercise))) if callable(plan) else fitted(plan)


def possible_sets(plan: Plan) -> Sequence[PlannedSet]:
    """Every set that may come."""
    return [planned for known in candidates() for planned in plan(known)] if callable(plan) else plan


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """What its folder and its window are called, and what is printed at its beginning."""

    id: str
    title: str
    greeting: str


def session_info(plan: Plan, name: str) -> SessionInfo:
    """What a session of these sets is called; `name` is that of a routine."""
    if callable(plan):
        names = ", ".join(tr(exercise.name) for exercise in candidates())
        return SessionInfo("live", "Live", f"{tr(Advice.BEGIN)} {tr('I know {names}.', names=names)}")
    exercise, routine = plan[0].exercise, plan[0].routine
    greeting = f"{tr(exercise.name)}. {tr(exercise.camera)}"
    if routine:
        minutes = round(lasting_s(plan) / 60)
        about = plural("{title}, about {count} minute.", "{title}, about {count} minutes.", minutes, title=tr(routine))
        return SessionInfo(name, routine, f"{about} {greeting}")
    return SessionInfo(exercise.id, exercise.name, greeting)
