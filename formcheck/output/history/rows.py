"""A session as a row of the table, and back.

A table takes any value in any column: what comes back is looked at, and a wrong one raises ValueError.
"""

import json
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, TypeAdapter, ValidationError

from formcheck.counting.quantities import ALL_DIGITS
from formcheck.output.history.entry import Entry, ExerciseFacts, Kind
from formcheck.output.history.weeks import Goal
from formcheck.output.report.document import SummaryDocument
from formcheck.output.report.earlier import brought_up
from formcheck.output.report.reading import first_fault
from formcheck.system.language import tr
from formcheck.system.textfile import shown

Row = dict[str, Any]
"""One row, by the names of its columns."""

LARGEST = 1e10
"""Nothing that is measured or counted comes near it, and with more one cannot reckon: nor with what is not finite."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(tr("expected a text, found {found}", found=shown(value)))
    return value


def uuid_of(value: object) -> str:
    """The text of a uuid.

    Raises
    ------
    ValueError
        It is none.
    """
    try:
        return str(UUID(_text(value)))
    except ValueError as error:
        raise ValueError(tr("expected a uuid, found {found}", found=shown(value))) from error


def moment(value: object) -> datetime:
    """A moment with its offset from UTC.

    Raises
    ------
    ValueError
        It is none.
    """
    with suppress(ValueError):
        found = datetime.fromisoformat(_text(value))
        if found.tzinfo is not None and 1970 <= found.year < 9000:
            return found
    raise ValueError(
        tr(
            "expected a time with its offset from UTC, such as 2026-11-29T18:30:00+01:00, found {found}",
            found=shown(value),
        )
    )


_GOAL = TypeAdapter(Goal)


class Content(BaseModel):
    """A session as it is kept and exported, but for what is of one computer alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    uuid: str
    started_at: Annotated[datetime, PlainValidator(moment)]
    kind: Kind
    name: str
    summary: Annotated[SummaryDocument, BeforeValidator(brought_up)]
    exercises: dict[str, ExerciseFacts]


def content_of(entry: Entry) -> Row:
    """A session; numbers to the last digit."""
    return {
        "uuid": entry.uuid,
        "started_at": entry.started_at.isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "name": entry.name,
        "summary": entry.document.model_dump(mode="json", context=ALL_DIGITS),
        "exercises": {name: asdict(facts) for name, facts in entry.exercises.items()},
    }


def entry_from(content: Content) -> Entry:
    """The session that a content is of."""
    return Entry(
        content.uuid, content.started_at, content.kind, content.name, content.summary, content.exercises
    )  # fmt: skip


def row_of(entry: Entry) -> Row:
    """A session, in texts that UTF-8 can hold: names of files may be any bytes."""
    content = content_of(entry)
    row = {
        **content,
        "summary": _json(content["summary"]),
        "exercises": _json(content["exercises"]),
        "folder": entry.folder,
    }
    return {name: value.encode("utf-8", errors="replace").decode("utf-8") for name, value in row.items()}


def entry_of(row: Row) -> Entry:
    """A session from its row."""
    texts = {"summary": _content(row["summary"]), "exercises": _content(row["exercises"])}
    try:
        entry = entry_from(Content.model_validate({**row, **texts}, extra="ignore"))
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error
    return replace(entry, id=row["id"], folder=_text(row.get("folder", "")))  # the first tables have none


def goal_of(row: Row) -> Goal:
    """A goal from its row."""
    try:
        return _GOAL.validate_python(row)
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error


def _json(content: Row) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


def _content(value: object) -> object:
    return json.loads(_text(value), parse_float=_number, parse_int=_whole, parse_constant=_refused)


def _number(text: str) -> float:
    value = float(text)
    return value if abs(value) <= LARGEST else _refused(text)


def _whole(text: str) -> int:
    return int(text) if len(text) < 20 and abs(int(text)) <= LARGEST else int(_refused(text))


def _refused(text: str) -> float:
    raise ValueError(tr("expected a number, found {found}", found=shown(text)))
