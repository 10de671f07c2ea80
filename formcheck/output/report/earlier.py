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
    if not isinstance(content, dict):
        return content
    if content.get("schema_version") != 1:
        return _apart(content)
    reps = [_rep(rep, content.get("exercise")) for rep in _list(content, "reps")]
    judged = [rep["judged"]["measures"] for rep in reps if isinstance(rep, dict) and rep["judged"]["measures"]]
    return _apart(
        {
            **content,
            "schema_version": SCHEMA_VERSION,
            "reps": reps,
            "sets": [_set(kept) for kept in _list(content, "sets")],
            "counts": _counts(content.get("counts"), len(judged)),
            "judged": {"measures": list(dict.fromkeys(name for names in judged for name in names))},
            "seen": "",
        }
    )


def _apart(content: dict[str, Any]) -> dict[str, Any]:
    """The same with what a timer has paced apart from what was counted, and with what was tried."""
    counts = content.get("counts")
    if not isinstance(counts, dict) or "timed" in counts:
        return content
    sets = [_set_apart(kept) for kept in _list(content, "sets")]
    timed = sum(
        kept["counts"]["timed"] for kept in sets if isinstance(kept, dict) and isinstance(kept.get("counts"), dict)
    )
    return {**content, "sets": sets, "counts": _tried(counts, timed)}


def _set_apart(kept: object) -> object:
    if not isinstance(kept, dict) or not isinstance(kept.get("counts"), dict):
        return kept
    timed = kept["counts"].get("reps", 0) if kept.get("verify") == "timer" else 0
    return {**kept, "counts": _tried(kept["counts"], timed)}


def _tried(counts: dict[str, Any], timed: int) -> dict[str, Any]:
    known = [one for name in ("reps", "judged", "attempts") if isinstance(one := counts.get(name), int)]
    if len(known) < 3:
        return counts  # it is refused for them
    reps, judged, attempts = known
    tried = judged + attempts if judged or reps == timed else 0
    return {**counts, "reps": reps - timed, "tried": tried, "timed": timed}


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
