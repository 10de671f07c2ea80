"""What is wrong in a TOML file of the user: the line, the key, what was found, and what is allowed."""

import re
from collections.abc import Sequence
from types import UnionType
from typing import TYPE_CHECKING, get_args, get_origin

from pydantic import BaseModel, ValidationError

from formcheck.system.language import later, tr
from formcheck.system.nearest import did_you_mean
from formcheck.system.textfile import SHOWN, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Place = tuple[str | int, ...]

_HEAD = re.compile(r"\s*+(\[\[?)\s*+([^\]]++)\]")
_KEY = re.compile(r"\s*+([\w.\"'-]++)\s*+=")


def explain(error: ValidationError, model: type[BaseModel], text: str) -> str:
    """The first mistake, as ``7: hold.seconds: ...``, to stand after the name of the file and a colon.

    Parameters
    ----------
    error, model
        What pydantic found, and the tables it was to be.
    text
        The file. Of a mistake that is not in it, as it comes from what the file is based on, no line is told.
    """
    # A key that is mistyped is the cause where the right one is missing.
    first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    place: Place = first["loc"]
    found, allowed = _found(first["input"]), fields_at(model, place[:-1])
    if first["type"] == "extra_forbidden":
        typed = str(place[-1])
        meant = did_you_mean(typed, allowed)
        message = tr("unknown key;{meant} allowed are {all}", meant=meant, all=", ".join(allowed))
    elif first["type"] in ("model_type", "model_attributes_type", "dict_type"):
        inside = ", ".join(fields_at(model, place))
        message = tr("found {found}, expected a table with {all}", found=found, all=inside)
    elif first["type"] == "list_type":
        message = tr("found {found}, expected tables that begin with [[{key}]]", found=found, key=place[-1])
    elif first["type"] == "missing":
        message = tr("is missing")
    elif first["type"] == "value_error" and isinstance(
        first["input"], dict | BaseModel
    ):  # two keys that do not go together
        message = expected(first)
    else:
        message = tr("{expected} (found {found})", expected=expected(first), found=found)
    return at(place, message, text)


EXPECTED = {
    "greater_than_equal": later("expected {ge} or more"),
    "less_than_equal": later("expected {le} or less"),
    "greater_than": later("expected more than {gt}"),
    "less_than": later("expected less than {lt}"),
    "float_type": later("expected a number"),
    "finite_number": later("expected a number"),
    "int_type": later("expected a whole number"),
    "int_from_float": later("expected a whole number"),
    "float_parsing": later("expected a number"),
    "int_parsing": later("expected a whole number"),
    "bool_parsing": later("expected true or false"),
    "bool_type": later("expected true or false"),
    "string_type": later("expected a text in quotes"),
    "string_too_short": later("expected a text that is not empty"),
    "string_too_long": later("expected a text of {max_length} letters at most"),
    "string_pattern_mismatch": later("expected small letters, digits and underscores, a letter first"),
    "too_short": later("expected {min_length} or more"),
    "too_long": later("expected {max_length} or fewer"),
    "dict_type": later("expected a table"),
    "model_type": later("expected a table"),
    "model_attributes_type": later("expected a table"),
    "list_type": later("expected a list"),
    "tuple_type": later("expected a list"),
    "date_type": later("expected a date such as 2026-11-29"),
    "date_parsing": later("expected a date such as 2026-11-29"),
    "date_from_datetime_parsing": later("expected a date such as 2026-11-29"),
    "literal_error": later("allowed are {expected}"),
    "enum": later("allowed are {expected}"),
}
"""What was expected, by what pydantic calls the mistake."""


def expected(mistake: "ErrorDetails") -> str:
    """What was expected where pydantic found something else, in a few words."""
    context = mistake.get("ctx", {})
    if template := EXPECTED.get(mistake["type"]):
        return tr(template, **{name: _written(value) for name, value in context.items()})
    return mistake["msg"].removeprefix("Value error, ")


def _written(value: object) -> str:
    """A limit as a file has it: a number with a point; names without quotes, one after another."""
    return f"{value:g}" if isinstance(value, float) else str(value).replace("'", "").replace(" or ", ", ")


def _found(value: object) -> str:
    """What was found; a text in quotes, so that it can be told from a number."""
    return shown(value) if isinstance(value, str) else shown(value).strip("'\"")


def at(place: Sequence[str | int], message: str, text: str) -> str:
    """A message with its line, where it has one, and its key; what is in a list is counted from 1."""
    line = line_of(tuple(place), text)
    return f"{f'{line}: ' if line else ' '}{_named(place) or 'file'}: {message}"


def _named(place: Sequence[str | int]) -> str:
    """A place in words, as "block 2, sets" or "hold.seconds"."""
    text, after_number = "", False
    for part in place:
        if isinstance(part, int):
            text += f" {part + 1}"
        else:
            text += f"{', ' if after_number else '.' if text else ''}{part[:SHOWN]}"
        after_number = isinstance(part, int)
    return text


def fields_at(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Keys that a table may have at a place of a file."""
    for part in place:
        if isinstance(part, str):
            field = model.model_fields.get(part)
            inner = None if field is None else _table_of(field.annotation)
            if inner is None:
                return []
            model = inner
    return [name for name, field in model.model_fields.items() if name not in ("id", "timer") or place]


def line_of(place: Place, text: str) -> int:
    """The line of a key, from 1, or of the table it should be in; 0 where neither is there."""
    best, line, counts = 0, 0, dict[str, int]()
    table: Place = ()
    for number, row in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(row):
            name = head[2].strip().strip("\"'")
            table = tuple(name.split("."))
            if head[1] == "[[":
                counts[name] = counts.get(name, -1) + 1
                table = (*table, counts[name])
            here = table
        elif key := _KEY.match(row):
            here = (*table, *(part.strip("\"'") for part in key[1].split(".")))
        else:
            continue
        shared = min(len(here), len(place))
        if here[:shared] == place[:shared] and shared > best:
            best, line = shared, number
    return line


def _table_of(annotation: object) -> type[BaseModel] | None:
    """The table in a type such as a list of tables, or a table or nothing."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = get_args(annotation) if get_origin(annotation) is not None or isinstance(annotation, UnionType) else ()
    return next((table for part in inner if (table := _table_of(part)) is not None), None)
