"""The commands about this computer: what formcheck needs, and which pose model it has."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from formcheck.cli.attachment import attachment
from formcheck.cli.console import out, print_json, say
from formcheck.cli.options import ModelOptions
from formcheck.cli.single_options import Json, Yes
from formcheck.system.language import tr
from formcheck.system.readable import on_one_line

_OF_A_CHECK = ("name", "ok", "needed", "found", "advice")


def model(*, chosen: ModelOptions, as_json: Json = False) -> None:
    """Show which pose model is used; fetch it if there is none."""
    from formcheck.pose.model import find_or_obtain

    found = find_or_obtain(chosen.model, chosen.size)
    if as_json:
        print_json({"name": found.name, "origin": found.origin, "path": str(found.path), "sha256": found.sha256})
        return
    say(f"{on_one_line(found.name)} ({tr(found.origin)})")
    say(f"{on_one_line(found.path)}\nSHA-256 {found.sha256}")


def doctor(
    clip: Annotated[
        Path | None,
        typer.Argument(
            help="With --report: a clip, a landmark recording or the folder of a result, whose landmarks go with it.",
        ),
    ] = None,
    cameras: Annotated[bool, typer.Option("--cameras", help="Only list the cameras, by name.")] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Write a file without pictures and names to attach to a bug report.")
    ] = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Check everything formcheck needs on this computer."""
    from formcheck.app.doctor import check_cameras, run_checks

    if report:
        attachment(clip, sure=yes)
        return
    if clip is not None:
        raise typer.BadParameter(tr("it goes with --report"), param_hint=tr("CLIP"))
    checks = check_cameras() if cameras else run_checks()
    if as_json:
        print_json([{key: getattr(check, key) for key in _OF_A_CHECK} for check in checks])
    else:
        signs = {"ok": tr("ok"), "FAIL": tr("FAIL"), "note": tr("note")}
        width = max(map(len, signs.values()))
        for check in checks:
            sign, colour = ("ok", "green") if check.ok else ("FAIL", "red") if check.needed else ("note", "yellow")
            head = f"[{colour}]{signs[sign]:{width}}[/{colour}]  {escape(on_one_line(tr(check.name)))}: "
            text = check.found if check.ok else f"{check.found}; {check.advice}"
            out.print(head + escape(text), soft_wrap=True)
    if any(check.needed and not check.ok for check in checks):
        raise typer.Exit(1)
