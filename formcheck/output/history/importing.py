"""Reads what `export` has written, on this computer or another; a file with anything wrong in it is refused whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError

from formcheck.errors import InputError
from formcheck.output.history.csv_checkups import checkups_of
from formcheck.output.history.csv_reading import sessions_of
from formcheck.output.history.entry import Entry
from formcheck.output.history.export import SCHEMA_VERSION
from formcheck.output.history.kept_checkup import CheckupContent, KeptCheckup, checkup_from
from formcheck.output.history.rows import LARGEST, Content, entry_from, uuid_of
from formcheck.output.history.weeks import Goal
from formcheck.output.report.reading import first_fault
from formcheck.system.language import tr
from formcheck.system.textfile import UnreadableError, read_text, shown

LARGEST_BYTES = 1_000_000_000
"""Ten years of an hour a day are shorter."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What is in an export."""

    sessions: tuple[Entry, ...]
    goals: tuple[Goal, ...] = ()
    checkups: tuple[KeptCheckup, ...] = ()


class _Session(Content):
    uuid: Annotated[str, PlainValidator(uuid_of)]


class _Export(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    sessions: tuple[_Session, ...]
    goals: tuple[Goal, ...] = ()
    checkups: tuple[CheckupContent, ...] = ()


def read_export(path: Path) -> Imported:
    """All sessions of an exported file; its ending says whether it is JSON or CSV.

    Raises
    ------
    InputError
        It cannot be read, or something in it is wrong: the message says in which line, or at which key.
    """
    try:
        text = read_text(path, LARGEST_BYTES).removeprefix("\ufeff")
    except UnreadableError as error:
        raise InputError(f"{path}: {error}") from error
    try:
        return _of_csv(text) if path.suffix.lower() == ".csv" else _of_json(text)
    except ValueError as error:
        raise InputError(tr("{path}: {why}. Nothing of it was imported.", path=path, why=error)) from error


def _of_csv(text: str) -> Imported:
    return Imported(tuple(sessions_of(text)), checkups=tuple(checkups_of(text)))


def _of_json(text: str) -> Imported:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        why = tr("line {line}, column {column}: from here on it is no JSON", line=error.lineno, column=error.colno)
        raise ValueError(why) from error
    except RecursionError as error:
        raise ValueError(tr("tables in tables without end")) from error
    version = content.get("schema_version") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(version, int) or "sessions" not in content:
        raise ValueError(tr("it is no export of a history: it has no schema_version and sessions"))
    if version != SCHEMA_VERSION:
        raise ValueError(tr("schema_version: found {found}, this formcheck reads {known}: export it with this one",
                            found=version, known=SCHEMA_VERSION))  # fmt: skip
    key = next(_too_large(content), None)
    if key is not None:
        raise ValueError(tr("{column}: expected a number, found {value}", column=key[0], value=shown(key[1])))
    try:
        export = _Export.model_validate(content, extra="ignore")
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error
    checkups = tuple(map(checkup_from, export.checkups))
    return Imported(tuple(map(entry_from, export.sessions)), export.goals, checkups)


def _too_large(content: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Numbers with which nobody can reckon, and where they stand."""
    if isinstance(content, int | float) and not abs(content) <= LARGEST:
        yield key.removeprefix("."), content
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from _too_large(value, f"{key}.{name}")
    elif isinstance(content, list):
        for place, value in enumerate(content):
            yield from _too_large(value, f"{key}.{place}")
