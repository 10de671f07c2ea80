"""The whole history as one file, for other programs and other computers: JSON, or CSV with one row a repetition."""

import json
from collections.abc import Sequence
from pathlib import Path

from formcheck.errors import unwritten
from formcheck.output.history.csv_rows import as_csv
from formcheck.output.history.entry import Entry
from formcheck.output.history.rows import content_of
from formcheck.output.history.weeks import Goal
from formcheck.system.atomic import replacing

SUFFIXES = (".json", ".csv")
SCHEMA_VERSION = 3


def export(entries: Sequence[Entry], path: Path, goals: Sequence[Goal] = ()) -> None:
    """Write all sessions; the ending of the file's name says how.

    Parameters
    ----------
    entries
        What is written.
    path
        The file, with one of `SUFFIXES`; what was there is replaced.
    goals
        Of the weeks; a CSV file has no place for them.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    text = as_json(entries, goals) if path.suffix.lower() == ".json" else as_csv(entries)
    try:
        with replacing(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise unwritten(path, error) from error


def as_json(entries: Sequence[Entry], goals: Sequence[Goal] = ()) -> str:
    """All sessions as they are kept, each with its `summary.json`, and the goals of the weeks."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "goals": [{"since": goal.since.isoformat(), "days": goal.days} for goal in goals],
        "sessions": [{"id": entry.id, **content_of(entry)} for entry in entries],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
