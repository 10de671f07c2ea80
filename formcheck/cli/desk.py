"""The command for the desk companion."""

import sys
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import out, print_json, say
from formcheck.cli.single_options import CameraName, Json, ModelFile
from formcheck.system.language import later, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from formcheck.app.desk.event import Event
    from formcheck.app.desk.hours import Hours
    from formcheck.app.desk.run import DeskRequest

STATUS = "status"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NONE_RUNS = later("No desk companion runs: begin it with formcheck desk")
SHOWN = {
    "ask": later("asked to get up"),
    "ask_again": later("asked once more"),
    "stood_long": later("stood still for long"),
    "held_back": later("said nothing"),
    "break": later("a break"),
    "no_break": later("no break"),
    "quiet": later("put off"),
}


def _answers() -> list[str]:
    from formcheck.app.desk.keeping import answers

    return [*answers(), STATUS]


@dataclass(frozen=True, slots=True)
class WhenOptions:
    """When it asks."""

    every: Annotated[int, typer.Option(min=30, max=60, help="Minutes of sitting after which it asks.")] = 45
    hours: Annotated[str, typer.Option(metavar="9-17:30", help="Working hours; by default always.")] = ""
    days: Annotated[str, typer.Option(metavar="mon-fri", help="Working days; by default all.")] = ""


@dataclass(frozen=True, slots=True)
class LookOptions:
    """How it looks and speaks."""

    camera: CameraName = None
    no_camera: Annotated[bool, typer.Option("--no-camera", help="Never open it: breaks are not verified.")] = False
    no_glances: Annotated[bool, typer.Option("--no-glances", help="Open it only for a break you accepted.")] = False
    no_voice: Annotated[bool, typer.Option("--no-voice", help="Notifications only.")] = False
    teach: Annotated[bool, typer.Option("--teach", help="Show it anew how you sit and stand.")] = False
    model: ModelFile = None


def desk(
    answer: Annotated[
        str | None,
        typer.Argument(
            autocompletion=_answers,
            help="To the one that runs: what kind of break begins; or later (10 min), hour, off (today), end."
            " With status it says how things stand.",
        ),
    ] = None,
    # Two options, not one of two names: side by side they leave a narrow terminal no room for what they say.
    autostart: Annotated[bool, typer.Option("--autostart", help="Begin with the desktop session.")] = False,
    no_autostart: Annotated[bool, typer.Option("--no-autostart", help="Begin with it no more.")] = False,
    as_json: Json = False,
    *,
    when: WhenOptions,
    looking: LookOptions,
) -> None:
    """Ask you to get up after 45 minutes at the desk, and see that you did."""
    if answer == STATUS or (answer is None and as_json):
        _status(as_json=as_json)
        return
    if answer is not None:
        _answer(answer)
        return
    if autostart or no_autostart:
        _autostart(begin=autostart)
        return
    from formcheck.app.desk.hours import Pace
    from formcheck.app.desk.run import DeskRequest, only_one, run

    request = DeskRequest(
        _hours(when.hours, when.days),
        Pace(ask_s=when.every * 60.0),
        looking.camera,
        looking.model,
        look=not looking.no_camera,
        glances=not looking.no_glances,
        voice=not looking.no_voice,
    )
    with only_one():
        if request.look and request.glances and (looking.teach or sys.stdin.isatty()):
            _teach(request, anew=looking.teach)
        say(tr("The desk companion runs; Ctrl-C ends it."))
        run(request, _keeper(), _show)


def _answer(word: str) -> None:
    from formcheck.app.desk.keeping import is_running, leave_answer

    if word not in _answers():
        found = tr("found {found}; there are {all}", found=repr(word), all=", ".join(_answers()))
        raise typer.BadParameter(found, param_hint=tr("ANSWER"))
    if not is_running():
        say(tr(NONE_RUNS))
        raise typer.Exit(1)
    leave_answer(word)


def _status(*, as_json: bool) -> None:
    from dataclasses import asdict
    from datetime import datetime

    from formcheck.app.desk.status import status

    found = status(datetime.now().astimezone())
    if as_json:
        until = None if found is None or found.put_off_until is None else found.put_off_until.isoformat()
        print_json({"runs": found is not None, **(asdict(found) | {"put_off_until": until} if found else {})})
    elif found is None:
        say(tr(NONE_RUNS))
    else:
        say(" ".join(filter(None, (found.sentence, found.silence))))


def _autostart(*, begin: bool) -> None:
    from formcheck.app.desk.autostart import install, remove

    if begin:
        begin_at = sys.argv.index("desk") + 1 if "desk" in sys.argv else len(sys.argv)
        given = [word for word in sys.argv[begin_at:] if word != "--autostart"]
        say(tr("It begins with your next session: {path}", path=install(given)))
    elif remove():
        say(tr("It begins by itself no more."))
    else:
        say(tr("It did not begin by itself."))


def _teach(request: "DeskRequest", *, anew: bool) -> None:
    from formcheck.app.desk.keeping import load, save, state_path
    from formcheck.app.desk.run import starter
    from formcheck.app.desk.teaching import teach
    from formcheck.errors import DeviceError

    state, taught = load(state_path())
    if taught is not None and not anew:
        return
    try:
        taught = teach(starter(request), _ready)
    except DeviceError as error:
        say(tr("I cannot tell sitting from standing: {why}.", why=error))
        return
    save(state_path(), state, taught)


def _keeper() -> "Callable[[Event], None]":
    """Keeps spells and breaks in the history."""
    from formcheck.app.desk.event import Kind
    from formcheck.output.history.desk import DeskDays, Stretch, What
    from formcheck.output.history.file import HistoryFile, history_path

    days = DeskDays(HistoryFile(history_path()))

    def keep(event: "Event") -> None:
        if event.kind is Kind.SPELL:
            days.add(Stretch(event.began, event.time, What(event.why)))
        elif event.kind is Kind.BREAK:
            days.add(Stretch(event.began, event.time, What.BREAK if event.verified else What.UNVERIFIED_BREAK))

    return keep


def _ready(text: str) -> None:
    typer.prompt(f"{text} {tr('Then press Enter')}", default="", show_default=False)


def _show(event: "Event") -> None:
    from formcheck.app.desk.event import Kind

    if event.kind is Kind.SPELL:
        return
    why = f": {tr(event.why)}" if event.kind in (Kind.HELD_BACK, Kind.NO_BREAK) else ""
    out.print(f"{event.time:%H:%M}  {tr(SHOWN[event.kind.value])}{why} ({event.sat_s / 60:.0f} min)", markup=False)


def _hours(hours: str, days: str) -> "Hours":
    from formcheck.app.desk.hours import EVERY_DAY, Hours

    begin, end = time(0), time(0)
    if hours:
        try:
            begin, end = (_time(word) for word in hours.split("-"))
        except ValueError:
            raise typer.BadParameter(
                tr("found {found}; expected two times, as 9-17:30", found=repr(hours)), param_hint="--hours"
            ) from None
    return Hours(begin, end, _days(days) if days else EVERY_DAY)


def _time(word: str) -> time:
    hour, _, minute = word.strip().partition(":")
    return time(int(hour) % 24, int(minute or 0))


def _days(text: str) -> frozenset[int]:
    first, _, last = text.strip().lower().partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        raise typer.BadParameter(tr("found {found}; expected days, as mon-fri", found=repr(text)), param_hint="--days")
    begin, end = DAYS.index(first), DAYS.index(last or first)
    return frozenset(day % 7 for day in range(begin, end + 1 if end >= begin else end + 8))
