"""A `summary.json` of schema version 1 as one of version 2.

Version 1 knew one measure, which counted and judged at once: what it called rest and peak are the judged ones of
today, and every repetition that it counted was judged.
"""

from typing import Any

from formcheck.counting.results import Reason
from formcheck.exercises import catalogue
from formcheck.output.report.document import SCHEMA_VERSION

UNKNOWN = "unknown"
"""The measure of an exercise whose file is not at hand."""


def brought_up(content: object) -> object:
    """What a document of any known version says, as the present one; what is none stays as it is."""
    if not isinstance(content, dict) or content.get("schema_version") != 1:
        return content
    reps = [_rep(rep, content.get("exercise")) for rep in _list(content, "reps")]
    judged = [rep["judged"]["measures"] for rep in reps if isinstance(rep, dict) and rep["judged"]["measures"]]
    return {
        **content,
        "schema_version": SCHEMA_VERSION,
        "reps": reps,
        "sets": [_set(kept) for kept in _list(content, "sets")],
        "counts": _counts(content.get("counts"), len(judged)),
        "judged": {"measures": list(dict.fromkeys(name for names in judged for name in names))},
        "seen": "",
    }


def _list(content: dict[str, Any], key: str) -> list[Any]:
    found = content.get(key)
    return found if isinstance(found, list) else []


def _rep(rep: object, exercise: object) -> object:
    if not isinstance(rep, dict):
        return rep
    counted = rep.get("verdict") == "rep" and rep.get("reason") != Reason.TIMER
    measure = _measure(rep.get("exercise") or exercise)
    return {
        **rep,
        "judged_rest": rep.get("rest"),
        "judged_peak": rep.get("peak"),
        "rest": None,
        "peak": None,
        "count_gate": None,
        "hold_on": measure if counted else "",
        "judged": {"measures": [measure] if counted else []},
    }


def _set(kept: object) -> object:
    if not isinstance(kept, dict) or not isinstance(kept.get("counts"), dict):
        return kept
    judged = 0 if kept.get("verify") == "timer" else kept["counts"].get("reps")
    return {**kept, "counts": _counts(kept["counts"], judged)}


def _counts(counts: object, judged: object) -> object:
    return {**counts, "judged": judged} if isinstance(counts, dict) else counts


def _measure(exercise: object) -> str:
    return catalogue.load(str(exercise)).measure if exercise in catalogue.names() else UNKNOWN
