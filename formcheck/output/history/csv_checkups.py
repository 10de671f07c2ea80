"""Check-ups as rows of the CSV file of the history, one a try, and back; a test without a try has a row as well."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from formcheck.output.history.csv_reading import KIND, Line, lines, told
from formcheck.output.history.csv_rows import Cells
from formcheck.output.history.kept_checkup import CheckupContent, KeptCheckup, checkup_content, checkup_from

_OF_CHECKUP = ("first_side", "model", "short", "complete", "seat_height_m")
_OF_RESULT = ("unit", "not_judged", "left_out", "view")
_OF_TRY = ("value", "capped")
_AS_JSON = {"warnings": "[]", "setup": "{}", "details": "{}"}
_NO_TRY: Mapping[str, Any] = {"value": None, "ended": "", "capped": False, "warnings": [], "setup": {}, "details": {}}


def checkup_rows(kept: KeptCheckup) -> Iterator[Cells]:
    """The rows of one; missing numbers are empty."""
    content = checkup_content(kept)
    checkup = content["checkup"]
    session = {
        "session_id": f"c{kept.id}", "session_uuid": content["uuid"], "session_started_at": content["started_at"],
        "session_kind": KIND, "session_name": "", **_cells(checkup, _OF_CHECKUP),
    }  # fmt: skip
    for place, result in enumerate(checkup["results"], 1):
        test = {"set_number": place, "set_exercise": result["test"], "side": result["side"] or "both"}
        for number, one in enumerate(result["tries"] or [_NO_TRY], 1 if result["tries"] else 0):
            yield {
                **session, **test, "number": number, "verdict": "", "reason": one["ended"],
                **_cells(result, _OF_RESULT), **_cells(one, _OF_TRY),
                **{f"checkup_{name}": json.dumps(one[name]) for name in _AS_JSON},
            }  # fmt: skip


def checkups_of(text: str) -> list[KeptCheckup]:
    """All check-ups of a file.

    Raises
    ------
    ValueError
        Something in it is wrong; the message says in which line.
    """
    by_uuid: dict[str, list[Line]] = {}
    for line in lines(text):
        if line.row["session_kind"] == KIND:
            by_uuid.setdefault(line.row["session_uuid"], []).append(line)
    return [_checkup(some) for some in by_uuid.values()]


def _checkup(some: list[Line]) -> KeptCheckup:
    first = some[0]
    by_place: dict[str, list[Line]] = {}
    for line in some:
        by_place.setdefault(line.row["set_number"], []).append(line)
    results = [_result(own) for own in by_place.values()]
    with told(first.number):
        content = {
            "uuid": first.row["session_uuid"],
            "started_at": first.row["session_started_at"],
            "checkup": {**_values(first.row, _OF_CHECKUP), "results": results},
        }
        return checkup_from(CheckupContent.model_validate(content))


def _result(own: list[Line]) -> dict[str, Any]:
    row = own[0].row
    side = None if row["side"] == "both" else row["side"]
    tries = [line for line in own if line.row["number"] != "0"]
    return {
        "test": row["set_exercise"],
        "side": side,
        "tries": [_try(one) for one in tries],
        **_values(row, _OF_RESULT),
    }


def _try(line: Line) -> dict[str, Any]:
    with told(line.number):
        kept = {name: json.loads(line.row.get(f"checkup_{name}") or empty) for name, empty in _AS_JSON.items()}
        return {"ended": line.row["reason"], **kept, **_values(line.row, _OF_TRY)}


def _cells(content: Mapping[str, Any], names: Iterable[str]) -> Cells:
    """Some values as cells: yes and no are 1 and 0, what is missing is empty."""
    return {
        f"checkup_{name}": int(content[name]) if isinstance(content[name], bool) else content[name] for name in names
    }


def _values(row: Mapping[str, str], names: Iterable[str]) -> dict[str, Any]:
    """Their values; pydantic makes numbers of them, and what is empty is missing."""
    found = {name: row.get(f"checkup_{name}") or None for name in names}
    return {name: value for name, value in found.items() if value is not None or name in _MAY_MISS}


_MAY_MISS = ("value", "not_judged", "view", "seat_height_m")
