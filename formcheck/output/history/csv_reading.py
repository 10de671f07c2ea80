"""Sessions from the rows of an exported CSV file, as far as its columns go.

What has no column stays behind: how many frames there were, the pose model, sets in which nothing was done.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, fields
from math import isfinite, nan
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from formcheck.counting.results import Counts, Rep
from formcheck.counting.summary import SetSummary, Summary, Tracking
from formcheck.counting.tally import totals
from formcheck.output.history.entry import Entry, ExerciseFacts, Kind
from formcheck.output.history.rows import LARGEST, moment, uuid_of
from formcheck.output.report.reading import first_fault
from formcheck.output.report.summary import Source, document_of
from formcheck.system.language import tr
from formcheck.system.textfile import shown

_NEEDED = ("uuid", "started_at", "kind", "name")
NEEDED = (
    *(f"session_{name}" for name in _NEEDED), "set_number", "set_exercise", "number", "side", "verdict", "reason",
)  # fmt: skip
"""Without these columns there is no session."""
_REP, _SET = TypeAdapter(Rep), TypeAdapter(SetSummary)

Row = Mapping[str, str]


KIND = "checkup"
"""Rows of this kind are of check-ups, and no session's."""


class Line(NamedTuple):
    """A row and the number of its line."""

    number: int
    row: Row


def sessions_of(text: str) -> list[Entry]:
    """All sessions of a file.

    Raises
    ------
    ValueError
        Something in it is wrong; the message says in which line, and in which column.
    """
    by_uuid: dict[str, list[Line]] = {}
    for line in lines(text):
        if line.row["session_kind"] == KIND:
            continue
        by_uuid.setdefault(line.row["session_uuid"], []).append(line)
    return [_entry(lines) for lines in by_uuid.values()]


def lines(text: str) -> Iterator[Line]:
    """All rows of a file; ValueError where it is no such file."""
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if text and missing:
            raise ValueError(tr("line 1: there is no column {name}", name=missing[0]))
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(tr("line {line}: not as many cells as columns", line=reader.line_num))
            yield Line(reader.line_num, row)
    except csv.Error as error:
        raise ValueError(tr("line {line}: {why}", line=reader.reader.line_num, why=error)) from error


@contextmanager
def told(line: int, column: str = "") -> Iterator[None]:
    """What is wrong within is told with its line."""
    try:
        yield
    except ValidationError as error:
        raise ValueError(tr("line {line}: {why}", line=line, why=column + first_fault(error))) from error
    except (ValueError, RecursionError) as error:
        why = f"{column}: {error}" if column else error
        raise ValueError(tr("line {line}: {why}", line=line, why=why)) from error


def _entry(lines: Sequence[Line]) -> Entry:
    """The session whose rows these are."""
    _same(lines, "session_")
    line, row = lines[0]
    known = {name.removeprefix("session_"): value for name, value in row.items() if name.startswith("session_")}
    with told(line, "session_uuid"):
        uuid = uuid_of(known["uuid"])
    with told(line, "session_started_at"):
        started_at = moment(known["started_at"])
    with told(line, "session_kind"):
        kind = Kind(known["kind"])
    with told(line, "session_yaw_deg"):
        yaw_deg = _number(known.get("yaw_deg", ""))
    sets = _sets(lines)
    in_sets = known.get("in_sets") != "0"
    reps = [rep for _, done in sets for rep in done]
    summary = Summary(
        exercise=Counter(kept.exercise for kept, _ in sets).most_common(1)[0][0],
        duration_s=nan,
        frames=0,
        counts=totals(reps),
        reps=tuple(reps if in_sets else sorted(reps, key=lambda rep: rep.number)),
        tracking=Tracking(yaw_deg=yaw_deg),
        sets=tuple(kept for kept, _ in sets) if in_sets else (),
        routine=known["name"] if kind is Kind.ROUTINE else "",
    )
    complete, load = known.get("complete") != "0", known.get("load", "")
    source = Source(known.get("source", ""), complete=complete, session=uuid, started_at=started_at, load=load)
    document = document_of(summary, source)
    past = {"settings": {}, "formcheck_version": known.get("version") or document.formcheck_version}
    return Entry(uuid, started_at, kind, known["name"], document.model_copy(update=past), _facts(lines))


def _same(lines: Sequence[Line], beginning: str) -> None:
    """Columns that have to be alike in some rows are."""
    first = lines[0]
    for line in lines[1:]:
        for name, value in line.row.items():
            if name.startswith(beginning) and value != first.row[name]:
                why = tr("{column}: found {value}, and {other} in line {line} of the same", column=name,
                         value=shown(value), other=shown(first.row[name]), line=first.number)  # fmt: skip
                raise ValueError(tr("line {line}: {why}", line=line.number, why=why))


def _sets(lines: Sequence[Line]) -> list[tuple[SetSummary, list[Rep]]]:
    by_number: dict[str, list[Line]] = {}
    for line in lines:
        by_number.setdefault(line.row["set_number"], []).append(line)
    return [_set(some) for some in by_number.values()]


def _set(lines: Sequence[Line]) -> tuple[SetSummary, list[Rep]]:
    _same(lines, "set_")
    reps = [_rep(line) for line in lines]
    row = {name.removeprefix("set_"): value for name, value in lines[0].row.items() if name.startswith("set_")}
    with told(lines[0].number, "set_"):
        counts = {one.name: row.get(f"{one.name}_reps", row.get(one.name)) for one in fields(Counts)}
        known = totals(reps) if None in counts.values() else counts
        content = _content(row, fields(SetSummary))
        found = _SET.validate_python({**content, "target": content["target"] or 0, "counts": known})
    if found.counts.movements != len(reps):
        why = tr(
            "the set has {found} rows, and its counts say {counted}", found=len(reps), counted=found.counts.movements
        )
        raise ValueError(tr("line {line}: {why}", line=lines[0].number, why=why))
    return found, reps


def _rep(line: Line) -> Rep:
    row = line.row
    with told(line.number):
        content = _content(row, fields(Rep))
        content["faults"] = json.loads(row.get("faults") or "[]")
        content["judged"] = {
            "view": row.get("judged_view", ""),
            "measures": row.get("judged_measures", "").split(),
            "reason": row.get("judged_reason", ""),
            "near": row.get("judged_near") or None,
        }
        return _REP.validate_python(content)


def _content(row: Row, known: Iterable[Any]) -> dict[str, Any]:
    """The cells of some fields; an empty one is missing, or an empty text."""
    content: dict[str, Any] = {}
    for one in known:
        value = row.get(one.name, "")
        _reckonable(value, one.name)
        if value:
            content[one.name] = value
        elif one.default is MISSING and one.default_factory is MISSING:
            content[one.name] = "" if one.name == "reason" else None
    return content


def _reckonable(text: str, name: str) -> None:
    """Refuse a number with which nobody can reckon; what is no number is looked at elsewhere."""
    try:
        value = float(text)
    except ValueError:
        return
    if not (isfinite(value) and abs(value) <= LARGEST):
        raise ValueError(tr("{column}: expected a number, found {value}", column=name, value=shown(text)))


def _number(text: str) -> float:
    """A number; NaN for an empty cell."""
    try:
        value = float(text or "nan")
    except ValueError as error:
        raise ValueError(tr("expected a number, found {value}", value=shown(text))) from error
    if text and not (isfinite(value) and abs(value) <= LARGEST):
        raise ValueError(tr("expected a number, found {value}", value=shown(text)))
    return value


def _facts(lines: Iterable[Line]) -> dict[str, ExerciseFacts]:
    """What the exercises were called."""
    facts = {}
    for line in lines:
        row = line.row
        with told(line.number, "set_hold_target_s"):
            hold_s = _number(row.get("set_hold_target_s", ""))
        name = row["set_exercise"]
        facts[name] = ExerciseFacts(
            row.get("set_title") or name, row.get("set_measure", ""), hold_s if hold_s > 0 else 0.0
        )
    return facts
