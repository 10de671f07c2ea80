"""The command for the check-up: led before a camera, or one test of it in a recording."""

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli import safety
from formcheck.cli.browser import show_unasked
from formcheck.cli.console import err, out, print_json, say
from formcheck.cli.options import ModelOptions, PictureOptions, SoundOptions
from formcheck.cli.single_options import CameraName, JsonOfSession, NoOpen
from formcheck.system.language import plural, tr
from formcheck.system.language.local import number
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.checkup.looked_at import LookedAt
    from formcheck.checkup.procedure import Procedure
    from formcheck.checkup.record import Checkup, TestResult


def checkup(  # noqa: PLR0913, PLR0917 - all that can be asked for
    clip: Annotated[
        Path | None,
        typer.Argument(help="A video or landmark recording (.npz), in which one test is looked for (--test)."),
    ] = None,
    test: Annotated[str | None, typer.Option(help="The test that is in the recording.")] = None,
    short: Annotated[bool, typer.Option("--short", help="Chair stand, one-leg stand, single-leg bridge.")] = False,
    rise: Annotated[bool, typer.Option("--rise", help="Standing up on one leg too.")] = False,
    seat_height: Annotated[float | None, typer.Option(min=20, max=80, help="Height of the seat, centimetres.")] = None,
    camera: CameraName = None,
    no_open: NoOpen = False,
    as_json: JsonOfSession = False,
    *,
    sound: SoundOptions,
    picture: PictureOptions,
    model: ModelOptions,
) -> None:
    """Measure what hips and legs can do today, left and right, in about five minutes."""
    if clip is not None:
        _recorded(clip, test, picture, model, as_json=as_json)
        return
    from formcheck.app.checkup import person
    from formcheck.app.checkup.doing import do_checkup, first_side
    from formcheck.app.checkup.led import CheckupRequest
    from formcheck.system.folders import user_folder

    if test is not None:
        raise typer.BadParameter(tr("a test is looked for in a recording: name one"), param_hint="--test")
    safety.ask_before_the_first()
    if sys.stdin.isatty():
        person.ask_once(user_folder(), date.today(), lambda question: str(typer.prompt(question, default="")))
    _tell_who_had_better_not(short=short, rise=rise)
    request = CheckupRequest(
        first_side(),
        sound.settings(),
        short,
        rise,
        None if seat_height is None else seat_height / 100,
        camera,
        model.model,
        model.size,
        picture.turn,
        picture.upright,
    )
    done = do_checkup(request, out, err)
    if done.page is None:
        say(tr("Nothing was measured, and nothing is kept."))
    else:
        _print(done.led.checkup, as_json=as_json)
        say(tr("Page: {path}", path=on_one_line(done.page)))
        if not no_open:
            show_unasked(done.page)
    if done.led.stopped_by is not None:
        raise done.led.stopped_by


def _tell_who_had_better_not(*, short: bool, rise: bool) -> None:
    from formcheck.checkup.agenda import agenda
    from formcheck.pose.landmarks import Side

    procedures = {one.procedure.id: one.procedure for one in agenda(Side.LEFT, short=short, asked=rise)}
    for procedure in procedures.values():
        if procedure.skip is not None:
            out.print(f"{tr(procedure.name)}: {tr(procedure.skip)}", markup=False)


def _recorded(clip: Path, test: str | None, picture: PictureOptions, model: ModelOptions, *, as_json: bool) -> None:
    from formcheck.app.analysis.analysis import LOOKING, is_recording
    from formcheck.app.analysis.options import Options
    from formcheck.app.checkup.looked_at import look_at
    from formcheck.checkup import catalogue
    from formcheck.cli.progress import progress_bars
    from formcheck.pose.model import find_or_obtain

    if test not in catalogue.names():
        told = ", ".join(catalogue.names())
        raise typer.BadParameter(tr("name the test that is in the recording: {all}", all=told), param_hint="--test")
    procedure = catalogue.load(test)
    found = None if is_recording(clip) else find_or_obtain(model.model, model.size)
    with progress_bars(err) as progress:
        seen = look_at(
            clip,
            procedure,
            found,
            Options(turn=picture.turn, upright=picture.upright),
            partial(progress(clip), tr(LOOKING)),
        )
    _print_recorded(seen, procedure, as_json=as_json)


def _print_recorded(seen: "LookedAt", procedure: "Procedure", *, as_json: bool) -> None:
    from formcheck.checkup.stands import Event

    found = seen.found
    if as_json:
        from dataclasses import asdict

        stands = [{"time_s": one.time_s, "is": one.event.name.lower()} for one in found.stands]
        results = [asdict(one) for one in found.results]
        count = found.how_many(Event.STOOD) + found.how_many(Event.HANDS)
        told = {"test": procedure.id, "duration_s": seen.duration_s, "go_s": found.go_s, "count": count}
        print_json({**told, "stands": stands, "results": results})
        return
    if found.go_s is not None and procedure.stands is not None:
        at = number(found.go_s, 1)
        say(tr("Nobody says go in a recording: the time begins with the first rise, at {at} s.", at=at))
        stood, hands = found.how_many(Event.STOOD), found.how_many(Event.HANDS)
        say(plural("{count} stand in the whole recording.", "{count} stands in the whole recording.", stood + hands))
        if hands:
            say(tr("With hands, or the arms not crossed: {count}.", count=hands))
    for one in found.results:
        say(_line(one))
    if not found.results:
        say(tr("Nothing of it was seen."))


def _print(checkup: "Checkup", *, as_json: bool) -> None:
    if as_json:
        from dataclasses import asdict

        print_json(asdict(checkup))
        return
    from formcheck.app.checkup.keeping import lately
    from formcheck.checkup.scoring import closing

    for one in checkup.results:
        say(_line(one))
    for _, judged in lately()[-1:]:  # the one that has just been kept
        say(closing(judged))


def _line(result: "TestResult") -> str:
    """One result in a line."""
    from formcheck.checkup.catalogue import load, reasons

    name = tr(load(result.test).name)
    side = {None: "", "left": tr("left"), "right": tr("right")}[result.side and result.side.value]
    where = f"{name}, {side}" if side else name
    if result.left_out:
        return f"{where}: {tr('left out')}"
    if result.value is None:
        reason = result.not_judged or "not_seen"
        return f"{where}: {tr('no number.')} {tr(reasons()[reason])}"
    if result.unit == "passed":
        value = tr("yes") if result.value else tr("not this time")
    elif result.unit == "stands":
        value = plural("{count} stand", "{count} stands", round(result.value))
    elif result.unit == "deg":
        value = tr("{deg} degrees", deg=number(result.value, 0))
    else:
        value = tr("{seconds} s", seconds=number(result.value, 1))
    return f"{where}: {value}"
