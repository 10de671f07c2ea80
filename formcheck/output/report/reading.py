"""A `summary.json` read again."""

import json
from pathlib import Path

from pydantic import ValidationError

from formcheck.counting.summary import Summary, Tracking
from formcheck.errors import InputError
from formcheck.output.report.document import SCHEMA_VERSION, SummaryDocument
from formcheck.output.report.earlier import brought_up
from formcheck.system.language import tr
from formcheck.system.mistakes import expected
from formcheck.system.paths import is_folder
from formcheck.system.textfile import UnreadableError, read_text, shown

LARGEST_BYTES = 100_000_000
"""A summary of a hundred thousand repetitions is shorter."""


def read_document(path: Path) -> SummaryDocument:
    """Read a ``summary.json``; an older one is brought up to date, and what a newer one has added is left out.

    Parameters
    ----------
    path
        The file, or the folder of a result.

    Raises
    ------
    InputError
        It cannot be read, or is no summary that this version knows; the message says what was found.
    """
    file = path / "summary.json" if is_folder(path) else path
    try:
        text = read_text(file, LARGEST_BYTES)
    except UnreadableError as error:
        raise InputError(f"{file}: {error}") from error
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(tr("{file}: not valid JSON: {why}", file=file, why=error)) from error
    version = content.get("schema_version") if isinstance(content, dict) else None
    if not isinstance(version, int):
        raise InputError(
            tr("{file}: not a summary: it has no schema_version; give the summary.json of a result", file=file)
        )
    if version > SCHEMA_VERSION:
        raise InputError(
            tr(
                "{file}: has schema version {version}, this formcheck knows {known}: update formcheck",
                file=file,
                version=version,
                known=SCHEMA_VERSION,
            )
        )
    if version < SCHEMA_VERSION:
        text = json.dumps(brought_up(content))
    try:
        return SummaryDocument.model_validate_json(text, extra="ignore")
    except ValidationError as error:
        raise InputError(f"{file}: {first_fault(error)}") from error


def first_fault(error: ValidationError) -> str:
    """What is wrong with a document, in one line: the key, what is expected, and what was found."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"{key}: {tr('is missing')}"
    if first["type"] == "value_error":
        return f"{key}: {expected(first)}"  # whose own text says what was found
    what = tr("{expected} (found {found})", expected=expected(first), found=shown(first["input"]))
    return f"{key}: {what}"


def summary_of(content: SummaryDocument) -> Summary:
    """The summary that was written, to three decimals."""
    tracking = content.tracking
    return Summary(
        exercise=content.exercise or "",
        duration_s=content.duration_s,
        frames=content.frames,
        counts=content.counts,
        reps=content.reps,
        tracking=Tracking(tracking.seen, tracking.trusted, tracking.near_side, tracking.yaw_deg),
        advice=tracking.advice,
        sets=content.sets,
        routine=content.routine or "",
        recognised=content.recognised,
        seen=content.seen,
        advice_share=tracking.advice_share,
    )
