"""A `summary.json` read again."""

import json
from math import nan
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from formcheck.counting.results import Counts, FaultSpan, Rep, SetSummary, Summary, Tracking, Verdict
from formcheck.errors import InputError
from formcheck.exercises.severity import Severity
from formcheck.output.report.document import SCHEMA_VERSION, RepDocument, SetDocument, SummaryDocument
from formcheck.pose.landmarks import Side
from formcheck.system.paths import is_folder
from formcheck.system.textfile import UnreadableError, read_text, shown

LARGEST_BYTES = 100_000_000
"""A summary of a hundred thousand repetitions is shorter."""
_REP_NUMBERS = {
    "start_s", "top_s", "end_s", "hold_s", "hold_gate", "peak_hip_extension_deg", "peak_leg_height", "rest", "peak",
    "count_gate", "lift_s", "lower_s",
}  # fmt: skip


def read_document(path: Path) -> SummaryDocument:
    """Read a ``summary.json``; what a newer version has added is left out.

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
        raise InputError(f"{file}: not valid JSON: {error}") from error
    version = content.get("schema_version") if isinstance(content, dict) else None
    if not isinstance(version, int):
        raise InputError(f"{file}: not a summary: it has no schema_version; give the summary.json of a result")
    if version > SCHEMA_VERSION:
        raise InputError(
            f"{file}: has schema version {version}, this formcheck knows {SCHEMA_VERSION}: update formcheck"
        )
    try:
        return SummaryDocument.model_validate_json(text, extra="ignore")
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        found = "" if first["type"] == "missing" else f" (found {shown(first['input'])})"
        raise InputError(f"{file}: {key}: {first['msg']}{found}") from error


def summary_of(content: SummaryDocument) -> Summary:
    """The summary that was written, to three decimals."""
    tracking = content.tracking
    return Summary(
        exercise=content.exercise or "",
        duration_s=_or_nan(content.duration_s),
        frames=content.frames,
        counts=Counts(**content.counts.model_dump()),
        reps=tuple(_restored_rep(rep) for rep in content.reps),
        tracking=Tracking(
            _or_nan(tracking.seen),
            _or_nan(tracking.trusted),
            None if tracking.near_side is None else Side(tracking.near_side),
            _or_nan(tracking.yaw_deg),
        ),
        advice=tracking.advice,
        sets=tuple(_restored_set(kept) for kept in content.sets),
        routine=content.routine or "",
        recognised=content.recognised,
    )


def _restored_rep(rep: RepDocument) -> Rep:
    values: dict[str, Any] = rep.model_dump(include=_REP_NUMBERS)
    faults = tuple(
        FaultSpan(fault.id, Severity(fault.severity), fault.say, _or_nan(fault.start_s), _or_nan(fault.end_s))
        for fault in rep.faults
    )
    return Rep(
        number=rep.number,
        side=Side(rep.side),
        verdict=Verdict(rep.verdict),
        reason=rep.reason,
        faults=faults,
        exercise=rep.exercise,
        **{name: _or_nan(value) for name, value in values.items()},
    )


def _restored_set(kept: SetDocument) -> SetSummary:
    return SetSummary(
        exercise=kept.exercise,
        side=None if kept.side is None else Side(kept.side),
        start_s=_or_nan(kept.start_s),
        end_s=_or_nan(kept.end_s),
        target=kept.target,
        counts=Counts(**kept.counts.model_dump()),
        verify=kept.verify,
        stopped_for=kept.stopped_for or "",
        hold_target_s=_or_nan(kept.hold_target_s),
    )


def _or_nan(value: float | None) -> float:
    return nan if value is None else value
