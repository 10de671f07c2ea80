"""The table of the history, as the steps by which it has come about: none is ever changed, new ones are added."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from formcheck.output.history.rows import Row

APPLICATION = 0x666F726D
"""Marks the file as one of ours ("form")."""

Step = str | Callable[[sqlite3.Connection], None]

_FIRST = f"""
PRAGMA application_id = {APPLICATION};

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: somebody may be about to delete it
    uuid TEXT NOT NULL UNIQUE,
    started_at TEXT NOT NULL, -- ISO 8601 with the offset from UTC
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    version TEXT NOT NULL,
    complete INTEGER NOT NULL,
    yaw_deg REAL
);

CREATE TABLE sets (
    session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    title TEXT NOT NULL,
    measure TEXT NOT NULL,
    side TEXT,
    target INTEGER NOT NULL,
    hold_target_s REAL NOT NULL,
    verify TEXT NOT NULL,
    stopped_for TEXT NOT NULL,
    start_s REAL,
    end_s REAL,
    reps INTEGER NOT NULL,
    good INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    left_reps INTEGER NOT NULL,
    right_reps INTEGER NOT NULL,
    PRIMARY KEY (session, number)
);

CREATE TABLE reps (
    session INTEGER NOT NULL,
    in_set INTEGER NOT NULL,
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    exercise TEXT NOT NULL,
    side TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    start_s REAL,
    top_s REAL,
    end_s REAL,
    hold_s REAL,
    hold_gate REAL,
    peak_hip_extension_deg REAL,
    peak_leg_height REAL,
    rest REAL,
    peak REAL,
    count_gate REAL,
    lift_s REAL,
    lower_s REAL,
    faults TEXT NOT NULL, -- JSON
    PRIMARY KEY (session, in_set, place),
    FOREIGN KEY (session, in_set) REFERENCES sets (session, number) ON DELETE CASCADE
);
"""

_SECOND = """
CREATE TABLE new_sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: somebody may be about to delete it
    uuid TEXT NOT NULL UNIQUE,
    started_at TEXT NOT NULL, -- ISO 8601 with the offset from UTC
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL, -- summary.json, numbers to the last digit
    exercises TEXT NOT NULL -- JSON: title, measure and hold of each, by id
);
"""
_OLD_AWAY = """
DROP TABLE reps;
DROP TABLE sets;
DELETE FROM sqlite_sequence WHERE name = 'new_sessions';
UPDATE sqlite_sequence SET name = 'new_sessions' WHERE name = 'sessions';
DROP TABLE sessions;
ALTER TABLE new_sessions RENAME TO sessions;
"""


def statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would end the transaction they belong to."""
    statement = ""
    for line in script.splitlines():
        statement += f"{line}\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def run(step: Step, connection: sqlite3.Connection) -> None:
    """Take a step, within the transaction that is open."""
    if not isinstance(step, str):
        step(connection)
        return
    for statement in statements(step):
        connection.execute(statement)


def _one_column(connection: sqlite3.Connection) -> None:
    """Sets and repetitions, once in tables of their own, go into one column as `summary.json` has them."""
    # Only here: whoever merely keeps days at the desk, all day long, needs none of what a session is made of.
    from formcheck.output.history.rows import entry_of, row_of

    run(_SECOND, connection)
    reps, sets = defaultdict(list), defaultdict(list)
    for row in map(dict, connection.execute("SELECT * FROM reps ORDER BY session, in_set, place")):
        reps[row.pop("session")].append({**row, "faults": json.loads(row["faults"])})
    for row in map(dict, connection.execute("SELECT * FROM sets ORDER BY session, number")):
        counts = {name: row[f"{name}_reps" if name in ("left", "right") else name] for name in _COUNTS}
        sets[row.pop("session")].append({**row, "counts": counts, "stopped_for": row["stopped_for"] or None})
    for row in list(map(dict, connection.execute("SELECT * FROM sessions ORDER BY id"))):
        moved = _moved(row, sets[row["id"]], reps[row["id"]])
        new = {"id": row["id"], **row_of(entry_of(moved))}  # what cannot be read is damaged, and stays as it is
        del new["folder"]  # which has come later
        names, places = ", ".join(new), ", ".join(f":{name}" for name in new)
        connection.execute(f"INSERT INTO new_sessions ({names}) VALUES ({places})", new)
    run(_OLD_AWAY, connection)


_COUNTS = ("reps", "good", "attempts", "left", "right")


def _moved(row: "Row", sets: list[dict[str, Any]], reps: list[dict[str, Any]]) -> "Row":
    times = Counter(rep["exercise"] for rep in reps)
    summary = {
        "schema_version": 1,
        "source": row["source"],
        "routine": row["name"] if row["kind"] == "routine" else None,
        "exercise": times.most_common(1)[0][0] if times else None,
        "recognised": False,
        "complete": bool(row["complete"]),
        "duration_s": None,
        "frames": 0,
        "counts": {name: sum(kept["counts"][name] for kept in sets) for name in _COUNTS},
        "sets": sets,
        "reps": reps,
        "tracking": {"seen": None, "trusted": None, "near_side": None, "yaw_deg": row["yaw_deg"], "advice": ""},
        "notes": [],
        "formcheck_version": row["version"],
        "model": None,
    }
    facts = {
        kept["exercise"]: {"title": kept["title"], "measure": kept["measure"], "hold_s": kept["hold_target_s"]}
        for kept in sets
    }
    kept = {name: row[name] for name in ("id", "uuid", "started_at", "kind", "name")}
    return {**kept, "summary": json.dumps(summary, ensure_ascii=False), "exercises": json.dumps(facts)}


_FOLDER = "ALTER TABLE sessions ADD COLUMN folder TEXT NOT NULL DEFAULT ''; -- of the result; empty for none"

_GOALS = "CREATE TABLE goals (since TEXT PRIMARY KEY, days INTEGER NOT NULL); -- days a week, from a date on"

_DESK = """
CREATE TABLE desk ( -- sitting, standing and breaks; ISO 8601 with the offset from UTC
    began TEXT NOT NULL,
    ended TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (began, what)
);
"""

_CHECKUPS = """
CREATE TABLE checkups (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: somebody may be about to delete it
    uuid TEXT NOT NULL UNIQUE,
    started_at TEXT NOT NULL, -- ISO 8601 with the offset from UTC
    content TEXT NOT NULL -- JSON: what was measured
);
"""

STEPS: tuple[Step, ...] = (_FIRST, _one_column, _FOLDER, _GOALS, _DESK, _CHECKUPS)
"""Each leads from one version of the file to the next, in one transaction."""
