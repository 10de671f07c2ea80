"""Sets and repetitions as rows of a table, and back. NaN is NULL there.

A table takes any value in any column: what comes back is looked at, and a wrong one raises ValueError.
"""

import json
from dataclasses import asdict
from datetime import datetime
from math import isnan, nan
from typing import Any, Literal

from formcheck.counting.results import Counts, FaultSpan, Rep, SetSummary, Verdict
from formcheck.exercises.severity import Severity
from formcheck.output.history.entry import Entry, KeptSet, Kind
from formcheck.pose.landmarks import Side
from formcheck.system.textfile import shown

Row = dict[str, Any]
"""One row, by the names of its columns."""

TIMES = ("start_s", "end_s")
MEASURED = (
    "start_s", "top_s", "end_s", "hold_s", "hold_gate", "peak_hip_extension_deg", "peak_leg_height", "rest", "peak",
    "count_gate", "lift_s", "lower_s",
)  # fmt: skip
"""Numbers of a repetition that may be missing."""
LARGEST = 1e10
"""Nothing that is measured or counted comes near it, and with more one cannot reckon: nor with what is not finite."""


def session_row(entry: Entry) -> Row:
    """A session, without its sets."""
    row = {
        "uuid": entry.uuid,
        "started_at": entry.started_at.isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "name": entry.name,
        "source": entry.source,
        "version": entry.version,
        "complete": int(entry.complete),
        "yaw_deg": _null(entry.yaw_deg),
    }
    return _writable(row)


def set_row(kept: KeptSet) -> Row:
    """A set, without its repetitions."""
    summary, counts = kept.summary, kept.summary.counts
    row = {
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
    return _writable(row)


def rep_row(rep: Rep) -> Row:
    """A repetition or an attempt."""
    row = {
        "number": rep.number,
        "exercise": rep.exercise,
        "side": rep.side.value,
        "verdict": rep.verdict.value,
        "reason": rep.reason,
        **{name: _null(getattr(rep, name)) for name in MEASURED},
        "faults": json.dumps([_nulls(asdict(fault)) for fault in rep.faults], ensure_ascii=False),
    }
    return _writable(row)


def entry_of(row: Row, sets: tuple[KeptSet, ...]) -> Entry:
    """A session from its row."""
    return Entry(
        _text(row["uuid"]),
        _moment(row["started_at"]),
        Kind(row["kind"]),
        _text(row["name"]),
        _text(row["source"]),
        _text(row["version"]),
        sets,
        bool(_whole(row["complete"])),
        _number(row["yaw_deg"]),
        _whole(row["id"]),
    )


def kept_set(row: Row, reps: tuple[Rep, ...]) -> KeptSet:
    """A set from its row."""
    counts = Counts(*(_whole(row[name]) for name in ("reps", "good", "attempts", "left_reps", "right_reps")))
    verify: Literal["measured", "timer"] = "timer" if _one_of(row["verify"], "measured", "timer") else "measured"
    summary = SetSummary(
        _text(row["exercise"]),
        None if row["side"] is None else Side(row["side"]),
        _number(row["start_s"]),
        _number(row["end_s"]),
        _whole(row["target"]),
        counts,
        verify,
        "pain" if _one_of(row["stopped_for"], "", "pain") else "",
        _number(row["hold_target_s"]),
    )
    return KeptSet(summary, reps, _text(row["title"]), _text(row["measure"]))


def rep_of(row: Row) -> Rep:
    """A repetition from its row."""
    return Rep(
        number=_whole(row["number"]),
        side=Side(row["side"]),
        verdict=Verdict(row["verdict"]),
        reason=_text(row["reason"]),
        faults=tuple(_fault(fault) for fault in json.loads(_text(row["faults"]))),
        exercise=_text(row["exercise"]),
        **{name: _number(row[name]) for name in MEASURED},  # type: ignore[arg-type]
    )


def _fault(fault: Row) -> FaultSpan:
    severity, start_s, end_s = Severity(fault["severity"]), _number(fault["start_s"]), _number(fault["end_s"])
    return FaultSpan(_text(fault["id"]), severity, _text(fault["say"]), start_s, end_s)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected a text, found {shown(value)}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or not abs(value) <= LARGEST:
        raise ValueError(f"expected a whole number, found {shown(value)}")
    return value


def _number(value: object) -> float:
    if value is None:
        return nan
    if not isinstance(value, int | float) or not abs(value) <= LARGEST:
        raise ValueError(f"expected a number, found {shown(value)}")
    return float(value)


def _moment(value: object) -> datetime:
    found = datetime.fromisoformat(_text(value))
    if found.tzinfo is None or not 1970 <= found.year < 9000:
        raise ValueError(f"expected a moment with its offset from UTC, found {shown(value)}")
    return found


def _one_of(value: object, first: str, second: str) -> bool:
    """Whether it is the second of two words; there is no third."""
    if value not in (first, second):
        raise ValueError(f"expected {first!r} or {second!r}, found {shown(value)}")
    return value == second


def _writable(row: Row) -> Row:
    """The row, in texts that UTF-8 can hold: names of files may be any bytes."""
    return {name: _utf8(value) if isinstance(value, str) else value for name, value in row.items()}


def _utf8(value: str) -> str:
    return value.encode("utf-8", errors="replace").decode("utf-8")


def _null(value: float) -> float | None:
    return None if isnan(value) else value


def _nulls(values: Row) -> Row:
    return {name: _null(value) if isinstance(value, float) else value for name, value in values.items()}
