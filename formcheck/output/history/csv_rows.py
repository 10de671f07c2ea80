"""The history as rows of a CSV file, one a repetition or attempt, with what is known of its session and its set."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import TypeAdapter

from formcheck.counting.quantities import ALL_DIGITS
from formcheck.counting.results import Rep
from formcheck.counting.summary import SetSummary
from formcheck.output.history.entry import Entry, KeptSet

Cells = dict[str, Any]
"""Values by the names of their columns."""

_REP, _SET = TypeAdapter(Rep), TypeAdapter(SetSummary)


def as_csv(entries: Sequence[Entry], checkups: Iterable[Cells] = ()) -> str:
    """All sessions, and rows of check-ups; missing numbers are empty, and so is a text of neither."""
    rows = [
        {
            **{f"session_{name}": value for name, value in session_cells(entry).items()},
            **{f"set_{name}": value for name, value in {"number": number, **_set_cells(kept)}.items()},
            **_rep_cells(rep),
        }
        for entry in entries
        for number, kept in enumerate(entry.sets, 1)
        for rep in kept.reps
    ]
    rows += checkups
    if not rows:
        return ""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def session_cells(entry: Entry) -> Cells:
    """What is known of a session; ``in_sets`` is 0 where nobody planned or recognised any, and a set is a side."""
    document = entry.document
    return {
        "id": entry.id,
        "uuid": entry.uuid,
        "started_at": entry.started_at.isoformat(timespec="seconds"),
        "kind": entry.kind.value,
        "name": entry.name,
        "source": document.source,
        "version": document.formcheck_version,
        "complete": int(document.complete),
        "load": document.load,
        "in_sets": int(bool(document.sets)),
        "yaw_deg": document.tracking.model_dump(mode="json", context=ALL_DIGITS)["yaw_deg"],
    }


def _set_cells(kept: KeptSet) -> Cells:
    """A set in one row: left and right of its counts are repetitions of that side."""
    row = set_content(kept)
    counts = {name if name not in ("left", "right") else f"{name}_reps": n for name, n in row.pop("counts").items()}
    return {**row, **counts}


def set_content(kept: KeptSet) -> Cells:
    """A set as `summary.json` has it, with what its exercise was called and measured by."""
    summary = _SET.dump_python(kept.summary, mode="json", context=ALL_DIGITS)
    return {**summary, "stopped_for": kept.summary.stopped_for, "title": kept.title, "measure": kept.measure}


def rep_content(rep: Rep) -> Cells:
    """A repetition as `summary.json` has it."""
    return dict(_REP.dump_python(rep, mode="json", context=ALL_DIGITS))


def _rep_cells(rep: Rep) -> Cells:
    content = rep_content(rep)
    judged = content.pop("judged")
    return {
        **content,
        "by_hand": int(rep.by_hand),
        "faults": json.dumps(content["faults"], ensure_ascii=False),
        "good": int(rep.good) if rep.tried else "",
        "judged_view": judged["view"],
        "judged_measures": " ".join(judged["measures"]),
        "judged_reason": judged["reason"],
        "judged_near": judged["near"],
    }
