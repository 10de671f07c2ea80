"""`summary.json`: everything that is known of a session at its end."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime

from formcheck.counting.summary import Summary
from formcheck.counting.tally import judged_together
from formcheck.output.report.document import SCHEMA_VERSION, ModelDocument, SummaryDocument, TrackingDocument
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
    session
        The uuid by which the history knows it; empty where it never will.
    started_at
        When it began or was filmed, with the offset from UTC of the place where it was; None where that is unknown.
    load
        A weight, a band or the height of a chair, as the person has noted it.
    file_id
        Tells files of one name apart; empty for a camera.
    looked
        How a clip was looked at, by the names of the options; None stands for a number without end.
    """

    name: str
    model: Model | None = None
    complete: bool = True
    notes: Sequence[str] = ()
    session: str = ""
    started_at: datetime | None = None
    load: str = ""
    file_id: str = ""
    looked: Mapping[str, float | None] = field(default_factory=dict)


def as_json(summary: Summary, source: Source) -> str:
    """The text of ``summary.json``; missing numbers are null, times in seconds, angles in degrees."""
    return json_text(document_of(summary, source))


def json_text(content: SummaryDocument) -> str:
    """A document as it is written: numbers to three decimals, null for those that are missing."""
    return json.dumps(content.model_dump(mode="json"), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def document_of(summary: Summary, source: Source) -> SummaryDocument:
    """What is written of a session."""
    return SummaryDocument(
        schema_version=SCHEMA_VERSION,
        source=_text(source.name),
        file_id=source.file_id,
        session=source.session,
        started_at=source.started_at,
        load=source.load,
        looked=dict(source.looked),
        routine=summary.routine or None,
        exercise=summary.exercise or None,
        recognised=summary.recognised,
        complete=source.complete,
        duration_s=summary.duration_s,
        frames=summary.frames,
        counts=summary.counts,
        judged=judged_together(summary.reps),
        sets=summary.sets,
        reps=tuple(replace(rep, exercise=rep.exercise or summary.exercise) for rep in summary.reps),
        tracking=_tracking(summary),
        unfinished=summary.unfinished,
        seen=summary.seen,
        settings=asdict(summary.settings),
        notes=tuple(_text(note) for note in source.notes),
        formcheck_version=__version__,
        model=_model(source.model),
    )


def _model(model: Model | None) -> ModelDocument | None:
    return None if model is None else ModelDocument(name=_text(model.name), origin=model.origin, sha256=model.sha256)


def _tracking(summary: Summary) -> TrackingDocument:
    tracking = summary.tracking
    return TrackingDocument(
        seen=tracking.seen,
        trusted=tracking.trusted,
        near_side=tracking.near,
        yaw_deg=tracking.yaw_deg,
        advice=summary.advice,
        advice_share=summary.advice_share,
    )


def _text(value: str) -> str:
    """A text that UTF-8 can hold: names of files may be any bytes."""
    return value.encode("utf-8", errors="replace").decode("utf-8")
