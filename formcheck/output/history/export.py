"""The whole history as one file for other programs: JSON, or CSV with one row a repetition."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from formcheck.counting.results import Rep
from formcheck.errors import unwritten
from formcheck.output.history.entry import Entry, KeptSet
from formcheck.output.history.rows import rep_row, session_row, set_row
from formcheck.system.atomic import replacing

SUFFIXES = (".json", ".csv")
SCHEMA_VERSION = 1
COUNTS = {"reps": "reps", "good": "good", "attempts": "attempts", "left": "left_reps", "right": "right_reps"}


def export(entries: Sequence[Entry], path: Path) -> None:
    """Write all sessions; the ending of the file's name says how.

    Parameters
    ----------
    entries
        What is written.
    path
        The file, with one of `SUFFIXES`; what was there is replaced.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    text = as_json(entries) if path.suffix.lower() == ".json" else as_csv(entries)
    try:
        with replacing(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise unwritten(path, error) from error


def as_json(entries: Sequence[Entry]) -> str:
    """All sessions with their sets and repetitions; missing numbers are null."""
    document = {"schema_version": SCHEMA_VERSION, "sessions": [_session(entry) for entry in entries]}
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(entries: Sequence[Entry]) -> str:
    """One row a repetition or attempt, with what is known of its session and its set; missing numbers are empty."""
    rows = [
        {
            **{f"session_{name}": value for name, value in {"id": entry.id, **session_row(entry)}.items()},
            **{f"set_{name}": value for name, value in {"number": number, **set_row(kept)}.items()},
            **rep_row(rep),
            "good": int(rep.good),
        }
        for entry in entries
        for number, kept in enumerate(entry.sets, 1)
        for rep in kept.reps
    ]
    if not rows:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _session(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, **session_row(entry), "complete": entry.complete, "sets": [_set(one) for one in entry.sets]}


def _set(kept: KeptSet) -> dict[str, Any]:
    row = set_row(kept)
    counts = {short: row.pop(name) for short, name in COUNTS.items()}
    return {**row, "counts": counts, "reps": [_rep(rep) for rep in kept.reps]}


def _rep(rep: Rep) -> dict[str, Any]:
    row = rep_row(rep)
    return {**row, "good": rep.good, "faults": json.loads(row["faults"])}
