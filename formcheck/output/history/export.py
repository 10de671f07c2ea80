"""The whole history as one file for other programs: JSON, or CSV with one row a repetition."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from formcheck.counting.quantities import ALL_DIGITS
from formcheck.counting.results import Rep
from formcheck.counting.summary import SetSummary
from formcheck.errors import unwritten
from formcheck.output.history.entry import Entry, KeptSet
from formcheck.system.atomic import replacing

SUFFIXES = (".json", ".csv")
SCHEMA_VERSION = 2
_REP, _SET = TypeAdapter(Rep), TypeAdapter(SetSummary)


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
    document = {
        "schema_version": SCHEMA_VERSION,
        "sessions": [
            {**_session(entry), "sets": [{**_set(one), "reps": [_rep(rep) for rep in one.reps]} for one in entry.sets]}
            for entry in entries
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_csv(entries: Sequence[Entry]) -> str:
    """One row a repetition or attempt, with what is known of its session and its set; missing numbers are empty."""
    rows = [
        {
            **{f"session_{name}": value for name, value in _session(entry).items()},
            **{f"set_{name}": value for name, value in {"number": number, **_flat(kept)}.items()},
            **{name: value for name, value in _rep(rep).items() if name != "judged"},
            "faults": json.dumps(_rep(rep)["faults"], ensure_ascii=False),
            "good": int(rep.good) if rep.tried else "",
            **{f"judged_{name}": value for name, value in _judged(rep).items()},
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
    writer.writerows({**row, "session_complete": int(row["session_complete"])} for row in rows)
    return text.getvalue()


def _session(entry: Entry) -> dict[str, Any]:
    document = entry.document.model_dump(mode="json", context=ALL_DIGITS, include={"complete", "source", "tracking"})
    return {
        "id": entry.id,
        "uuid": entry.uuid,
        "started_at": entry.started_at.isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "name": entry.name,
        "source": document["source"],
        "version": entry.document.formcheck_version,
        "complete": document["complete"],
        "yaw_deg": document["tracking"]["yaw_deg"],
    }


def _set(kept: KeptSet) -> dict[str, Any]:
    summary = _SET.dump_python(kept.summary, mode="json", context=ALL_DIGITS)
    return {**summary, "stopped_for": kept.summary.stopped_for, "title": kept.title, "measure": kept.measure}


def _flat(kept: KeptSet) -> dict[str, Any]:
    """A set in one row: left and right of its counts are repetitions of that side."""
    row = _set(kept)
    counts = {name if name not in ("left", "right") else f"{name}_reps": n for name, n in row.pop("counts").items()}
    return {**row, **counts}


def _judged(rep: Rep) -> dict[str, str]:
    """What could be judged, in one row."""
    return {"view": rep.judged.view, "measures": " ".join(rep.judged.measures), "reason": str(rep.judged.reason)}


def _rep(rep: Rep) -> dict[str, Any]:
    return dict(_REP.dump_python(rep, mode="json", context=ALL_DIGITS))
