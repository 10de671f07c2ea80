"""`summary.json`: everything that is known of a session at its end."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from formcheck.counting.results import Counts, FaultSpan, Rep, SetSummary, Summary
from formcheck.output.report.document import (
    SCHEMA_VERSION,
    CountsDocument,
    FaultDocument,
    ModelDocument,
    RepDocument,
    SetDocument,
    SummaryDocument,
    TrackingDocument,
)
from formcheck.pose.model import Model
from formcheck.version import __version__


@dataclass(frozen=True, slots=True)
class Source:
    """Where a summary comes from.

    Attributes
    ----------
    name
        The file or camera as it was given, without passwords.
    model
        Which pose model saw it; None for a landmark recording.
    complete
        False where the analysis was interrupted.
    notes
        Sentences about the source, as that it breaks off.
    """

    name: str
    model: Model | None = None
    complete: bool = True
    notes: Sequence[str] = ()


def as_json(summary: Summary, source: Source) -> str:
    """The text of ``summary.json``; missing numbers are null, times in seconds, angles in degrees."""
    return json_text(document_of(summary, source))


def json_text(content: SummaryDocument) -> str:
    """A document as it is written."""
    return json.dumps(content.model_dump(mode="json"), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def document_of(summary: Summary, source: Source) -> SummaryDocument:
    """What is written of a session: numbers to three decimals, None for those that are missing."""
    return SummaryDocument(
        schema_version=SCHEMA_VERSION,
        source=_text(source.name),
        routine=summary.routine or None,
        exercise=summary.exercise or None,
        recognised=summary.recognised,
        complete=source.complete,
        duration_s=_number(summary.duration_s),
        frames=summary.frames,
        counts=_counts(summary.counts),
        sets=tuple(_set(kept) for kept in summary.sets),
        reps=tuple(_rep(rep, summary.exercise) for rep in summary.reps),
        tracking=_tracking(summary),
        notes=tuple(_text(note) for note in source.notes),
        formcheck_version=__version__,
        model=_model(source.model),
    )


def _model(model: Model | None) -> ModelDocument | None:
    return None if model is None else ModelDocument(name=_text(model.name), origin=model.origin, sha256=model.sha256)


def _counts(counts: Counts) -> CountsDocument:
    return CountsDocument(
        reps=counts.reps, good=counts.good, attempts=counts.attempts, left=counts.left, right=counts.right
    )


def _tracking(summary: Summary) -> TrackingDocument:
    tracking = summary.tracking
    return TrackingDocument(
        seen=_number(tracking.seen),
        trusted=_number(tracking.trusted),
        near_side=tracking.near.value if tracking.near else None,
        yaw_deg=_number(tracking.yaw_deg),
        advice=summary.advice,
    )


def _set(kept: SetSummary) -> SetDocument:
    return SetDocument(
        exercise=kept.exercise,
        side=kept.side.value if kept.side else None,
        start_s=_number(kept.start_s),
        end_s=_number(kept.end_s),
        target=kept.target,
        counts=_counts(kept.counts),
        verify=kept.verify,
        stopped_for=kept.stopped_for or None,
        hold_target_s=_number(kept.hold_target_s),
    )


def _rep(rep: Rep, exercise: str) -> RepDocument:
    return RepDocument(
        number=rep.number,
        exercise=rep.exercise or exercise,
        side=rep.side.value,
        verdict=rep.verdict.value,
        good=rep.good,
        reason=rep.reason,
        start_s=_number(rep.start_s),
        top_s=_number(rep.top_s),
        end_s=_number(rep.end_s),
        hold_s=_number(rep.hold_s),
        hold_gate=_number(rep.hold_gate),
        peak_hip_extension_deg=_number(rep.peak_hip_extension_deg),
        peak_leg_height=_number(rep.peak_leg_height),
        rest=_number(rep.rest),
        peak=_number(rep.peak),
        count_gate=_number(rep.count_gate),
        lift_s=_number(rep.lift_s),
        lower_s=_number(rep.lower_s),
        faults=tuple(_fault(fault) for fault in rep.faults),
    )


def _fault(fault: FaultSpan) -> FaultDocument:
    return FaultDocument(
        id=fault.id,
        severity=fault.severity.value,
        say=fault.say,
        start_s=_number(fault.start_s),
        end_s=_number(fault.end_s),
    )


def _number(value: float) -> float | None:
    return round(value, 3) if isfinite(value) else None


def _text(value: str) -> str:
    """A text that UTF-8 can hold: names of files may be any bytes."""
    return value.encode("utf-8", errors="replace").decode("utf-8")
