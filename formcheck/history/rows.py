"""Sets and repetitions as rows of a table, and back. NaN is NULL there."""

import json
from dataclasses import asdict
from datetime import datetime
from math import isnan, nan
from typing import Any

from formcheck.history.entry import Entry, KeptSet, Kind
from formcheck.landmarks import Side
from formcheck.snapshot import Counts, FaultSpan, Rep, SetSummary, Severity, Verdict

Row = dict[str, Any]
"""One row, by the names of its columns."""

TIMES = ("start_s", "end_s")
MEASURED = (
    "start_s", "top_s", "end_s", "hold_s", "hold_gate", "peak_hip_extension_deg", "peak_leg_height", "rest", "peak",
    "count_gate", "lift_s", "lower_s",
)  # fmt: skip
"""Numbers of a repetition that may be missing."""


def session_row(entry: Entry) -> Row:
    """A session, without its sets."""
    return {
        "uuid": entry.uuid,
        "started_at": entry.started_at.isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "name": entry.name,
        "source": entry.source,
        "version": entry.version,
        "complete": int(entry.complete),
        "yaw_deg": _null(entry.yaw_deg),
    }


def set_row(kept: KeptSet) -> Row:
    """A set, without its repetitions."""
    summary, counts = kept.summary, kept.summary.counts
    return {
        "exercise": summary.exercise,
        "title": kept.title,
        "measure": kept.measure,
        "side": summary.side.value if summary.side is not None else None,
        "target": summary.target,
        "hold_target_s": summary.hold_target_s,
        "verify": summary.verify,
        "stopped_for": summary.stopped_for,
        **{name: _null(getattr(summary, name)) for name in TIMES},
        "reps": counts.reps,
        "good": counts.good,
        "attempts": counts.attempts,
        "left_reps": counts.left,
        "right_reps": counts.right,
    }


def rep_row(rep: Rep) -> Row:
    """A repetition or an attempt."""
    return {
        "number": rep.number,
        "exercise": rep.exercise,
        "side": rep.side.value,
        "verdict": rep.verdict.value,
        "reason": rep.reason,
        **{name: _null(getattr(rep, name)) for name in MEASURED},
        "faults": json.dumps([_nulls(asdict(fault)) for fault in rep.faults], ensure_ascii=False),
    }


def entry_of(row: Row, sets: tuple[KeptSet, ...]) -> Entry:
    """A session from its row."""
    return Entry(
        row["uuid"],
        datetime.fromisoformat(row["started_at"]),
        Kind(row["kind"]),
        row["name"],
        row["source"],
        row["version"],
        sets,
        bool(row["complete"]),
        _nan(row["yaw_deg"]),
        row["id"],
    )


def kept_set(row: Row, reps: tuple[Rep, ...]) -> KeptSet:
    """A set from its row."""
    counts = Counts(row["reps"], row["good"], row["attempts"], row["left_reps"], row["right_reps"])
    summary = SetSummary(
        row["exercise"],
        None if row["side"] is None else Side(row["side"]),
        _nan(row["start_s"]),
        _nan(row["end_s"]),
        row["target"],
        counts,
        row["verify"],
        row["stopped_for"],
        row["hold_target_s"],
    )
    return KeptSet(summary, reps, row["title"], row["measure"])


def rep_of(row: Row) -> Rep:
    """A repetition from its row."""
    faults = tuple(
        FaultSpan(**{**fault, "severity": Severity(fault["severity"]),
                     "start_s": _nan(fault["start_s"]), "end_s": _nan(fault["end_s"])})
        for fault in json.loads(row["faults"])
    )  # fmt: skip
    return Rep(
        number=row["number"],
        side=Side(row["side"]),
        verdict=Verdict(row["verdict"]),
        reason=row["reason"],
        faults=faults,
        exercise=row["exercise"],
        **{name: _nan(row[name]) for name in MEASURED},
    )


def _null(value: float) -> float | None:
    return None if isnan(value) else value


def _nulls(values: Row) -> Row:
    return {name: _null(value) if isinstance(value, float) else value for name, value in values.items()}


def _nan(value: float | None) -> float:
    return nan if value is None else value
