"""`summary.json`: everything that is known of a session at its end."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from formcheck import __version__
from formcheck.model import Model
from formcheck.snapshot import Counts, FaultSpan, Rep, SetSummary, Summary


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
    tracking = summary.tracking
    document = {
        "source": source.name,
        "routine": summary.routine or None,
        "exercise": summary.exercise or None,
        "recognised": summary.recognised,
        "complete": source.complete,
        "duration_s": _number(summary.duration_s),
        "frames": summary.frames,
        "counts": _counts(summary.counts),
        "sets": [_set(kept) for kept in summary.sets],
        "reps": [_rep(rep, summary.exercise) for rep in summary.reps],
        "tracking": {
            "seen": _number(tracking.seen),
            "trusted": _number(tracking.trusted),
            "near_side": tracking.near.value if tracking.near else None,
            "yaw_deg": _number(tracking.yaw_deg),
            "advice": summary.advice,
        },
        "notes": list(source.notes),
        "formcheck_version": __version__,
        "model": _model(source.model),
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _model(model: Model | None) -> dict[str, str] | None:
    return None if model is None else {"name": model.name, "origin": model.origin, "sha256": model.sha256}


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "reps": counts.reps,
        "good": counts.good,
        "attempts": counts.attempts,
        "left": counts.left,
        "right": counts.right,
    }


def _set(kept: SetSummary) -> dict[str, Any]:
    return {
        "exercise": kept.exercise,
        "side": kept.side.value if kept.side else None,
        "start_s": _number(kept.start_s),
        "end_s": _number(kept.end_s),
        "target": kept.target,
        "counts": _counts(kept.counts),
        "verify": kept.verify,
        "stopped_for": kept.stopped_for or None,
        "hold_target_s": _number(kept.hold_target_s),
    }


def _rep(rep: Rep, exercise: str) -> dict[str, Any]:
    return {
        "number": rep.number,
        "exercise": rep.exercise or exercise,
        "side": rep.side.value,
        "verdict": rep.verdict.value,
        "good": rep.good,
        "reason": rep.reason,
        "start_s": _number(rep.start_s),
        "top_s": _number(rep.top_s),
        "end_s": _number(rep.end_s),
        "hold_s": _number(rep.hold_s),
        "hold_gate": _number(rep.hold_gate),
        "peak_hip_extension_deg": _number(rep.peak_hip_extension_deg),
        "peak_leg_height": _number(rep.peak_leg_height),
        "rest": _number(rep.rest),
        "peak": _number(rep.peak),
        "count_gate": _number(rep.count_gate),
        "lift_s": _number(rep.lift_s),
        "lower_s": _number(rep.lower_s),
        "faults": [_fault(fault) for fault in rep.faults],
    }


def _fault(fault: FaultSpan) -> dict[str, Any]:
    return {
        "id": fault.id,
        "severity": fault.severity.value,
        "say": fault.say,
        "start_s": _number(fault.start_s),
        "end_s": _number(fault.end_s),
    }


def _number(value: float) -> float | None:
    return round(value, 3) if isfinite(value) else None
