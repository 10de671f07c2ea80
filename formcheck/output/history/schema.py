"""The tables of the history, as the steps by which they have come about: none is ever changed, new ones are added."""

APPLICATION = 0x666F726D
"""Marks the file as one of ours ("form")."""

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

STEPS: tuple[str, ...] = (_FIRST,)
"""Each leads from one version of the file to the next, in one transaction."""
