"""What can be begun from the page: today's suggestion, a routine, a single exercise, or whatever is recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from formcheck.app.checkup.keeping import lately as checkups
from formcheck.app.live.request import Plan, Request, plan_of
from formcheck.app.settings import Settings, settings
from formcheck.counting.summary import Offer
from formcheck.errors import HistoryError
from formcheck.exercises import catalogue
from formcheck.feedback.offers import stopped
from formcheck.output.history.checkup_steps import Past, routine_of, sides_first
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.overview import Overview, overview
from formcheck.output.history.store import History, history_path
from formcheck.output.history.suggestion import Step
from formcheck.output.history.today import Free, Steps
from formcheck.output.history.unfinished import rest_of, unfinished
from formcheck.pose.landmarks import Side
from formcheck.system.folders import user_folder
from formcheck.system.language import current, tr
from formcheck.workout import routine
from formcheck.workout.asked_side import AskedSide

FIRST = "wake_up"
"""The routine of somebody who has done none yet."""
APART_DAYS = 3
"""Twice a week, with so many days between."""
ROUTINE, EXERCISE, REST, ANYTHING = "routine", "exercise", "rest", "anything"


@dataclass(frozen=True, slots=True)
class Begun:
    """What a session is made of: its sets, what it is called, and what its result is called where it is a routine."""

    plan: Plan
    title: str
    name: str = ""
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """Today's suggestion: a sentence, and what its button begins and says."""

    sentence: str
    kind: str
    name: str
    button: str


def requested(kind: str, name: str, camera: str | None, model: Path | None) -> tuple[Request, str]:
    """What is begun by a button of the page, for today and with what is chosen; and what it is called.

    Raises
    ------
    ExerciseError, RoutineError
        There is no such exercise or routine.
    """
    chosen = settings(user_folder())
    today = date.today()
    one = begun(kind, name, past(), today, chosen, sides_first(checkups(), today))
    return Request(one.plan, chosen.voice, camera, model_path=model, name=one.name, offer=one.offer), one.title


def begun(
    kind: str,
    name: str,
    past: Sequence[Entry],
    today: date,
    chosen: Settings,
    first: Mapping[str, Side] | None = None,
) -> Begun:
    """What is begun by a button of the page; `first` are sides to begin with, by exercises, from the last check-up.

    Raises
    ------
    ExerciseError, RoutineError
        There is no such exercise or routine.
    """
    if kind in (ROUTINE, REST):
        return _routine(name, past, today, first, rest=kind == REST)
    steps = Steps(past, today, first=first)
    if kind != EXERCISE:
        planned = plan_of(None, hold_s=chosen.hold_s)
        assert callable(planned)  # nothing else comes where the exercise is not known yet
        return Begun(lambda exercise: steps.taken(planned(exercise)), tr("Anything"))
    exercise = catalogue.find(name if name in _known() else "")
    side = AskedSide(chosen.side) if chosen.side is not None and exercise.one_sided else None
    hold_s = chosen.hold_s if exercise.timer is None else None
    plan = plan_of(exercise, sides=side, hold_s=hold_s)
    assert not callable(plan)
    return Begun(steps.taken(plan, Free(hold_s is None, True, True, side is None)), tr(exercise.name))


def suggested(past: Sequence[Entry], today: date, checked: Past = ()) -> Suggested:
    """What to do today, in one sentence with one button; `checked` are all check-ups."""
    done = [entry for entry in past if entry.kind is Kind.ROUTINE]
    known = {routine.load(name).title: name for name in routine.names()}
    last = next((known[entry.name] for entry in reversed(done) if entry.name in known), FIRST)
    chosen = routine.load(last)
    title = tr(chosen.title)
    offer = unfinished(past, chosen.title, today)
    if offer is not None and rest_of(chosen.sets(), offer):
        return Suggested(stopped(current(), offer), REST, last, tr("Go on with {title}", title=title))
    asked = routine_of(checked, today)
    found = overview(past, today).suggestions
    if asked is not None and not any(one.step is Step.LEAVE for one in found):
        return _by_checkup(*asked, done, today)
    button = _button(chosen)
    if not past:
        return Suggested(tr("Ten minutes wake up hips and glutes: a good first session."), ROUTINE, last, button)
    if found and not done:
        exercise = catalogue.find(found[0].exercise) if found[0].exercise in _known() else None
        if exercise is not None:
            return Suggested(found[0].text, EXERCISE, exercise.id, tr("Begin: {title}", title=tr(exercise.name)))
    if found:
        return Suggested(found[0].text, ROUTINE, last, button)
    once_more = tr("{title} once more, as last time.", title=title)
    return Suggested(once_more if done else tr("Ten minutes wake up hips and glutes."), ROUTINE, last, button)


def _by_checkup(name: str, sentence: str, done: Sequence[Entry], today: date) -> Suggested:
    """The routine that the last check-up suggests, but for the days after it was done."""
    title = routine.load(name).title
    lately = any(entry.name == title and (today - entry.started_at.date()).days < APART_DAYS for entry in done)
    chosen = FIRST if lately else name
    return Suggested(sentence, ROUTINE, chosen, _button(routine.load(chosen)))


def _button(chosen: routine.Routine) -> str:
    return tr("Begin: {title}, {minutes} minutes", title=tr(chosen.title), minutes=chosen.minutes)


def _routine(name: str, past: Sequence[Entry], today: date, first: Mapping[str, Side] | None, *, rest: bool) -> Begun:
    chosen = routine.load(name if name in routine.names() else "")
    plan, offer = chosen.sets(), unfinished(past, chosen.title, today)
    if offer is not None and not rest_of(plan, offer):
        offer = None
    if rest and offer is not None:
        plan, offer = rest_of(plan, offer), None
    return Begun(Steps(past, today, chosen.title, first).taken(plan), tr(chosen.title), chosen.id, offer)


def _known() -> tuple[str, ...]:
    return (*catalogue.names(), *catalogue.timers())


def past() -> list[Entry]:
    """All sessions, the oldest first; none where the history cannot be read, which its own view says."""
    try:
        return History(history_path()).entries()
    except HistoryError:
        return []


def lately(entries: Sequence[Entry]) -> Overview:
    """All that they show, as of today."""
    try:
        goals = History(history_path()).goals()
    except HistoryError:
        goals = []
    return overview(entries, date.today(), goals, checkups())
