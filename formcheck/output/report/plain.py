"""`report.txt`: the first page of a report as plain text, to be sent by e-mail."""

from collections.abc import Iterator

from formcheck.output.report.camera import ViewRemarks
from formcheck.output.report.sheet import Finding, Line, Place, Sheet
from formcheck.output.report.summary import Source
from formcheck.system.language import tr
from formcheck.version import __version__

TEXT = "report.txt"


def plain_text(sheet: Sheet, source: Source, seen: ViewRemarks) -> str:
    """The text; lines are as long as they come, since programs for e-mail break them themselves."""
    parts = [
        [sheet.title, *sheet.about, *[sheet.load] * bool(sheet.load)],
        [sheet.headline],
        [_line(one) for one in sheet.plan],
        [tr("To look at:"), *(f"- {_finding(one)}" for one in sheet.findings)] if sheet.findings else [],
        [tr("Next time: {say}", say=sheet.step.say)] if sheet.step.say else [],
        list(_camera(source, seen)),
        [tr("No medical advice: a camera sees neither muscles nor the spine. Stop if anything hurts."),
         f"formcheck {__version__}"],
    ]  # fmt: skip
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def with_load(text: str, before: str, load: str) -> str:
    """The same text with another load: it stands at the end of the first paragraph."""
    head, blank, rest = text.partition("\n\n")
    lines = head.split("\n")
    if before and lines[-1] == before:
        del lines[-1]
    return "\n".join([*lines, *[load] * bool(load)]) + blank + rest


def _line(one: Line) -> str:
    planned = tr("planned {dose}", dose=one.planned) if one.planned else ""
    parts = (planned, tr("done {what}", what=one.done), one.good)
    return f"{one.name}: {'; '.join(part for part in parts if part)}"


def _finding(one: Finding) -> str:
    return f"{one.text} ({'; '.join(map(_place, one.places))}{'; …' if one.more else ''})"


def _place(place: Place) -> str:
    numbers = ", ".join(str(label) for _, label in place.reps)
    return f"{place.name}: {numbers}" if place.name else numbers


def _camera(source: Source, seen: ViewRemarks) -> Iterator[str]:
    yield " ".join(seen.sentences)
    if not source.complete:
        yield tr("The analysis was interrupted: this is what was seen until then.")
    if seen.advice:
        yield f"{tr('Little could be judged.')} {seen.advice}"
