"""The whole history as one file, for other programs and other computers: JSON, or CSV with one row a repetition."""

import json
from collections.abc import Sequence
from pathlib import Path

from formcheck.errors import unwritten
from formcheck.output.history.csv_checkups import checkup_rows
from formcheck.output.history.csv_rows import as_csv
from formcheck.output.history.entry import Entry
from formcheck.output.history.kept_checkup import KeptCheckup, checkup_content
from formcheck.output.history.rows import content_of
from formcheck.output.history.weeks import Goal
from formcheck.system.atomic import replacing

SUFFIXES = (".json", ".csv")
SCHEMA_VERSION = 3


def export(
    entries: Sequence[Entry], path: Path, goals: Sequence[Goal] = (), checkups: Sequence[KeptCheckup] = ()
) -> None:
    """Write all sessions and check-ups; the ending of the file's name says how.

    Parameters
    ----------
    entries
        What is written.
    path
        The file, with one of `SUFFIXES`; what was there is replaced.
    goals
        Of the weeks; a CSV file has no place for them.
    checkups
        All of them.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    if path.suffix.lower() == ".json":
        text = as_json(entries, goals, checkups)
    else:
        text = as_csv(entries, (row for kept in checkups for row in checkup_rows(kept)))
    try:
        with replacing(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise unwritten(path, error) from error


def as_json(entries: Sequence[Entry], goals: Sequence[Goal] = (), checkups: Sequence[KeptCheckup] = ()) -> str:
    """All sessions as they are kept, each with its `summary.json`, the goals of the weeks, and the check-ups."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "goals": [{"since": goal.since.isoformat(), "days": goal.days} for goal in goals],
        "checkups": [{"id": kept.id, **checkup_content(kept)} for kept in checkups],
        "sessions": [{"id": entry.id, **content_of(entry)} for entry in entries],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
