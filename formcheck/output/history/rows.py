"""A session as a row of the table, and back.

A table takes any value in any column: what comes back is looked at, and a wrong one raises ValueError.
"""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from formcheck.counting.quantities import ALL_DIGITS
from formcheck.output.history.entry import Entry, ExerciseFacts, Kind
from formcheck.output.report.document import SummaryDocument
from formcheck.output.report.earlier import brought_up
from formcheck.output.report.reading import first_fault
from formcheck.system.textfile import shown

Row = dict[str, Any]
"""One row, by the names of its columns."""

LARGEST = 1e10
"""Nothing that is measured or counted comes near it, and with more one cannot reckon: nor with what is not finite."""
_FACTS = TypeAdapter(dict[str, ExerciseFacts])


def row_of(entry: Entry) -> Row:
    """A session; numbers to the last digit, in texts that UTF-8 can hold: names of files may be any bytes."""
    row = {
        "uuid": entry.uuid,
        "started_at": entry.started_at.isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "name": entry.name,
        "summary": _json(entry.document.model_dump(mode="json", context=ALL_DIGITS)),
        "exercises": _json({name: asdict(facts) for name, facts in entry.exercises.items()}),
        "folder": entry.folder,
    }
    return {name: value.encode("utf-8", errors="replace").decode("utf-8") for name, value in row.items()}


def entry_of(row: Row) -> Entry:
    """A session from its row."""
    try:
        document = SummaryDocument.model_validate(brought_up(_content(row["summary"])), extra="ignore")
        exercises = _FACTS.validate_python(_content(row["exercises"]), extra="ignore")
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error
    kind, started_at = Kind(row["kind"]), _moment(row["started_at"])
    folder = _text(row.get("folder", ""))  # the first tables have none
    return Entry(_text(row["uuid"]), started_at, kind, _text(row["name"]), document, exercises, row["id"], folder)


def _json(content: Row) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def _content(value: object) -> object:
    return json.loads(_text(value), parse_float=_number, parse_int=_whole, parse_constant=_refused)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected a text, found {shown(value)}")
    return value


def _number(text: str) -> float:
    value = float(text)
    return value if abs(value) <= LARGEST else _refused(text)


def _whole(text: str) -> int:
    return int(text) if len(text) < 20 and abs(int(text)) <= LARGEST else int(_refused(text))


def _refused(text: str) -> float:
    raise ValueError(f"expected a number, found {shown(text)}")


def _moment(value: object) -> datetime:
    found = datetime.fromisoformat(_text(value))
    if found.tzinfo is None or not 1970 <= found.year < 9000:
        raise ValueError(f"expected a moment with its offset from UTC, found {shown(value)}")
    return found
