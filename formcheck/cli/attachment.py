"""What `formcheck doctor --report` asks and says: everything is shown before it is written."""

from pathlib import Path
from typing import TYPE_CHECKING

from formcheck.cli.console import confirm, err, print_json, read_by_program, say
from formcheck.system.language import plural, tr
from formcheck.system.language.local import number
from formcheck.system.readable import on_one_line

if TYPE_CHECKING:
    from formcheck.app.doctor.movement import Movement


def attachment(clip: Path | None, *, sure: bool) -> None:
    """Show what would be attached to the report of a mistake, and write it to this folder if that is agreed to."""
    from formcheck.app.doctor.findings import findings
    from formcheck.app.doctor.movement import movement
    from formcheck.app.doctor.report import FILE, FINDINGS, Report
    from formcheck.cli.progress import progress_bars

    if clip is None:
        moved = None
    else:
        with progress_bars(err) as of:
            moved = movement(clip, of)
    found = Report(findings(), moved)
    say(tr("{file} will hold no picture, no name and no place on your disk. All of {part}:", file=FILE, part=FINDINGS))
    say()
    say(found.findings)
    if moved is not None:
        _show(moved)
    written = sure or confirm(tr("Write it?"))
    if written:
        found.write(Path(FILE))
        say(tr("Written: {path}. It is sent nowhere; attach it yourself.", path=on_one_line(Path(FILE).absolute())))
    else:
        say(tr("Nothing was written."))
    if read_by_program():
        print_json({"file": str(Path(FILE).absolute()) if written else None})


def _show(moved: "Movement") -> None:
    from formcheck.app.doctor.movement import RECORDING
    from formcheck.app.doctor.report import SUMMARY

    lasted_s = float(moved.recording.time_s[-1] - moved.recording.time_s[0]) if len(moved.recording) else 0.0
    counted = plural("{count} repetition or attempt", "{count} repetitions and attempts", moved.movements)
    say(tr("{part}: {counted}, with times, angles and what was judged", part=SUMMARY, counted=counted))
    say(
        tr(
            "{part}: 33 points of the body in {frames} pictures of {seconds} seconds; it shows how somebody moved",
            part=RECORDING, frames=len(moved.recording), seconds=number(lasted_s, 1),
        )
    )  # fmt: skip
    say()
