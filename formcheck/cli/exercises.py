"""The command that tells about exercises."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from formcheck.cli.console import listing, out, print_json
from formcheck.cli.names import exercise_names
from formcheck.cli.single_options import Json
from formcheck.system.language import later, tr
from formcheck.system.language.local import brief
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.exercises.timed import AnyExercise

SEVERITIES = {"tip": later("tip"), "fix": later("to mend"), "stop": later("stop")}


def exercises(
    name: Annotated[
        str | None, typer.Argument(autocompletion=exercise_names, help="One exercise, to read about it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """List the exercises, or tell about one."""
    from formcheck.exercises import catalogue

    if name is not None:
        chosen = catalogue.find(name)
        if as_json:
            print_json(_document(chosen))
        else:
            _tell(chosen)
        return
    known = [catalogue.find(one) for one in (*catalogue.names(), *catalogue.timers())]
    if as_json:
        print_json([{"id": one.id, "name": one.name, "about": one.about, "timer": bool(one.timer)} for one in known])
    else:
        out.print(listing([(one.id, tr(one.about)) for one in known]))


def _tell(chosen: "AnyExercise") -> None:
    from formcheck.exercises.checked import UNSEEN, checked

    out.print(on_one_line(tr(chosen.name)), style="bold", markup=False)
    out.print(f"{tr(chosen.about)}\n\n{tr('Camera: {camera}', camera=tr(chosen.camera))}", markup=False)
    out.print(_dose(chosen), markup=False)
    if chosen.timer is not None:
        return
    out.print(listing([(tr(SEVERITIES[fault.severity]), on_one_line(tr(fault.say))) for fault in chosen.fault]))
    for place, what in checked(chosen).items():
        out.print(tr("Checked from {place}: {all}", place=place, all=on_one_line("; ".join(what))), markup=False)
    out.print(tr("No camera sees: {unseen}", unseen=tr(UNSEEN)), markup=False)


def _dose(chosen: "AnyExercise") -> str:
    dose = chosen.dose
    times = f"{dose.sets} x {dose.reps}" + (f" {tr('a side')}" if chosen.one_sided else "")
    held, rest = brief(chosen.hold_s), brief(dose.rest_s)
    if chosen.timer is not None:
        return tr("Dose: {times}, {seconds} s each, rest {rest} s: a timer", times=times, seconds=held, rest=rest)
    return tr("Dose: {times}, hold {seconds} s, rest {rest} s", times=times, seconds=held, rest=rest)


def _document(chosen: "AnyExercise") -> dict[str, Any]:
    """Everything its file says, and what it stands for where it says nothing."""
    as_text = chosen.model_dump_json(exclude={"id"})  # where a limit without end is null: JSON knows no infinity
    return {"id": chosen.id, **json.loads(as_text)}
