"""The file of past sessions: what is written is there, whatever happens while it is written."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from io import StringIO
from math import isnan, nan
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from formcheck.errors import HistoryError
from formcheck.output.history.csv_rows import rep_content, session_cells, set_content
from formcheck.output.history.entry import Entry
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page
from formcheck.output.history.rows import LARGEST
from formcheck.output.history.schema import APPLICATION, STEPS
from formcheck.output.history.store import History, history_path
from formcheck.output.history.tables import print_overview
from formcheck.output.report.schema import schema
from formcheck.pose.landmarks import Side
from tests.past import DAY, FAULTY, GOOD, MISSED, SHORT, UNSEEN, a_set, an_entry

LATER = (*STEPS, "ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT 'none';")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "history.sqlite3"


def comparable(entry: Entry) -> str:
    """An entry as text: NaN, unlike itself, is written alike."""
    return repr(replace(entry, id=0))


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(sessions)")]


@contextmanager
def busy(path: Path) -> Iterator[None]:
    """Another program that has begun to write, and does not end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def test_what_is_kept_comes_back_to_the_last_digit(path: Path) -> None:
    sets = (a_set([GOOD, SHORT, FAULTY, MISSED, UNSEEN]), a_set(side=Side.LEFT, stopped_for="pain"))
    first, second = an_entry(0, *sets), an_entry(1, complete=False, yaw_deg=12.5)
    history = History(path)
    history.keep(second)
    history.keep(first)
    assert [comparable(entry) for entry in history.entries()] == [comparable(first), comparable(second)]
    assert isnan(history.entries()[0].sets[0].reps[4].top_s)
    assert isnan(history.entries()[0].yaw_deg)


def test_where_nothing_was_done_yet_there_is_nothing_and_no_file(path: Path) -> None:
    history = History(path)
    assert history.entries() == []
    history.delete([1])
    history.forget("somebody")
    assert not path.parent.exists()


def test_the_first_session_is_the_earliest_one_however_they_were_kept(path: Path) -> None:
    assert History(path).first_at() is None
    for days in (9, 2, 5):
        History(path).keep(an_entry(days))
    assert History(path).first_at() == an_entry(2).started_at


def test_the_same_session_is_replaced_as_a_whole_and_keeps_its_number(path: Path) -> None:
    history = History(path)
    history.keep(an_entry(0, a_set(), a_set()))
    history.keep(an_entry(1))
    history.keep(an_entry(0, a_set([GOOD])))
    first, second = history.entries()
    assert (first.id, second.id) == (1, 2)
    assert [len(kept.reps) for kept in first.sets] == [1]


def test_what_is_deleted_is_gone_with_its_sets_and_its_number_is_not_given_again(path: Path) -> None:
    history = History(path)
    history.keep(an_entry(0, a_set([replace(GOOD, reason="secret_word")])))
    history.keep(an_entry(1))
    history.delete([1, 77])
    history.forget(an_entry(1).uuid)
    assert history.entries() == []
    assert b"secret_word" not in path.read_bytes()
    history.keep(an_entry(2))
    assert [entry.id for entry in history.entries()] == [3]


@pytest.mark.skipif(os.name != "posix", reason="modes as on Unix")
def test_nobody_else_may_read_it(path: Path) -> None:
    History(path).keep(an_entry(0))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_environment_names_another_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FORMCHECK_HISTORY", str(tmp_path / "mine.sqlite3"))
    assert history_path() == tmp_path / "mine.sqlite3"
    monkeypatch.delenv("FORMCHECK_HISTORY")
    assert history_path().name == "history.sqlite3"


def test_a_newer_file_is_refused_and_left_alone(path: Path) -> None:
    History(path, steps=LATER).keep(an_entry(0))
    before = path.read_bytes()
    for act in (History(path).entries, lambda: History(path).keep(an_entry(1)), lambda: History(path).delete([1])):
        with pytest.raises(
            HistoryError, match=rf"newer formcheck \(version {len(LATER)}, this one knows {len(STEPS)}\)"
        ):
            act()
    assert path.read_bytes() == before


def test_an_older_file_is_brought_up_to_date_with_all_that_is_in_it(path: Path) -> None:
    History(path).keep(an_entry(0))
    assert "note" not in columns(path)
    (entry,) = History(path, steps=LATER).entries()
    assert comparable(entry) == comparable(an_entry(0))
    assert "note" in columns(path)


def test_a_step_that_fails_changes_nothing(path: Path) -> None:
    History(path).keep(an_entry(0))
    broken = (*STEPS, "ALTER TABLE sessions ADD COLUMN weight REAL;\nALTER TABLE nothing ADD COLUMN weight REAL;")
    with pytest.raises(HistoryError, match="nothing"):
        History(path, steps=broken).entries()
    assert len(History(path, steps=LATER).entries()) == 1


@pytest.mark.parametrize(
    "content",
    [b"Dear diary, today I did ten bridges." * 40, b"SQLite format 3\0" + bytes(4000), b"xyz"],
    ids=["text", "a broken head", "three letters"],
)
def test_what_is_no_history_is_told_in_one_line_and_never_overwritten(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for act in (History(path).entries, lambda: History(path).keep(an_entry(0))):
        with pytest.raises(HistoryError, match="move the file away, and a new one is begun") as told:
            act()
        assert "\n" not in str(told.value)
    assert path.read_bytes() == content


def test_a_damaged_one_is_told_and_left_alone(path: Path) -> None:
    history = History(path)
    for number in range(20):
        history.keep(an_entry(number))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(HistoryError, match="damaged"):
        history.entries()
    assert path.read_bytes() == content


def test_a_value_that_nobody_knows_is_told_as_damage(path: Path) -> None:
    History(path).keep(an_entry(0))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE sessions SET summary = replace(summary, '\"rep\"', '\"perhaps\"')")
        connection.commit()
    with pytest.raises(HistoryError, match=r"damaged .*perhaps"):
        History(path).entries()


def written_as(path: Path, change: Callable[[dict[str, Any]], object], number: str = "") -> None:
    """Change what is in the file, by hand; NUMBER is written as this number, whatever JSON says."""
    with closing(sqlite3.connect(path)) as connection:
        for session, text in connection.execute("SELECT id, summary FROM sessions").fetchall():
            content = json.loads(text)
            change(content)
            new = json.dumps(content).replace('"NUMBER"', number)
            connection.execute("UPDATE sessions SET summary = ? WHERE id = ?", (new, session))
        connection.commit()


def of_sets(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda content: [kept.update(values) for kept in content["sets"]]


def of_reps(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda content: [rep.update(values) for rep in content["reps"]]


FAULT = {"id": "a", "severity": "tip", "say": "b", "start_s": "NUMBER", "end_s": 2}


@pytest.mark.parametrize(
    ("change", "number"),
    [
        pytest.param(of_sets(start_s=-1e308, end_s=1e308), "", id="times"),
        pytest.param(of_sets(hold_target_s=1e308), "", id="hold"),
        pytest.param(of_sets(target=9223372036854775807), "", id="target"),
        pytest.param(of_sets(target=-1), "", id="less than none"),
        pytest.param(of_reps(peak="NUMBER"), "9e999", id="peak"),
        pytest.param(of_reps(peak="NUMBER"), "Infinity", id="infinite"),
        pytest.param(of_reps(faults=[FAULT]), "1" + "0" * 400, id="long"),
        pytest.param(of_reps(faults=[FAULT]), "1" + "0" * 5000, id="very long"),
        pytest.param(of_reps(faults=[FAULT]), "NaN", id="no number"),
    ],
)
def test_a_number_with_which_nobody_can_reckon_is_told_as_damage(
    path: Path, change: Callable[[dict[str, Any]], object], number: str
) -> None:
    History(path).keep(an_entry(0))
    written_as(path, change, number)
    with pytest.raises(HistoryError, match="damaged") as told:
        History(path).entries()
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < len(str(path)) + 250


@pytest.mark.parametrize("number", [LARGEST, -LARGEST])
def test_with_the_largest_numbers_that_are_read_everything_can_be_told(path: Path, number: float) -> None:
    for day in range(-5, 1):
        History(path).keep(an_entry(day))
    written_as(path, of_reps(lift_s=number, hold_s=number, rest=number))
    written_as(path, of_sets(hold_target_s=number, start_s=-number, end_s=number))
    told = overview(History(path).entries(), DAY.date())
    print_overview(Console(file=StringIO()), told)
    assert page(told).count("<svg") > 0


def test_what_is_too_large_for_a_date_or_a_number_is_damage_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> None:
        raise OverflowError("date value out of range")

    History(path).keep(an_entry(0))
    monkeypatch.setattr("formcheck.output.history.store.entry_of", too_large)
    with pytest.raises(HistoryError, match="date value out of range"):
        History(path).entries()


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(HistoryError, match="the file of another program"):
        History(path).keep(an_entry(0))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION


def test_who_waits_in_vain_for_another_program_is_told_so(path: Path) -> None:
    History(path).keep(an_entry(0))
    impatient = History(path, patience_s=0.05)
    with busy(path), pytest.raises(HistoryError, match="another program has been writing"):
        impatient.keep(an_entry(1))
    impatient.keep(an_entry(1))
    assert len(impatient.entries()) == 2


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HistoryError, match="cannot be used"):
        History(tmp_path / "file" / "history.sqlite3").keep(an_entry(0))
    (tmp_path / "folder").mkdir()
    with pytest.raises(HistoryError, match="cannot be used"):
        History(tmp_path / "folder").keep(an_entry(0))


WRITER = """
import sys
from pathlib import Path
from formcheck.output.history.store import History
from tests.past import an_entry
first, path = int(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for number in range(first, first + 20):
    History(path).keep(an_entry(number))
"""
MIGRATOR = """
import sys
from pathlib import Path
from formcheck.output.history.store import History
from tests.output.test_history import LATER
print("ready", flush=True)
sys.stdin.readline()
assert len(History(Path(sys.argv[2]), steps=LATER).entries()) == 3
"""


def at_once(code: str, path: Path, programs: int = 2) -> None:
    """Several programs that begin at the same moment."""
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(100 * program), str(path)], stdin=subprocess.PIPE,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])
        for program in range(programs)
    ]  # fmt: skip
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        _, stderr = process.communicate(timeout=60)
        assert process.returncode == 0, stderr


def test_two_programs_that_write_at_once_lose_nothing(path: Path) -> None:
    at_once(WRITER, path)  # they begin with making the file
    entries = History(path).entries()
    assert len({entry.uuid for entry in entries}) == 40
    assert all(len(entry.sets[0].reps) == 10 for entry in entries)


def test_two_programs_bring_a_file_up_to_date_at_once(path: Path) -> None:
    for number in range(3):
        History(path).keep(an_entry(number))
    at_once(MIGRATOR, path, programs=3)
    assert columns(path).count("note") == 1


KILLED = """
import os, signal, sys
from pathlib import Path
import formcheck.output.history.store as store
from formcheck.output.history.store import History
from tests.past import a_set, an_entry
path = Path(sys.argv[1])
History(path).keep(an_entry(0, a_set(), a_set()))
write = store._write
def killed_before_the_end(connection, entry):
    connection.execute("PRAGMA cache_size = 1")  # so that it writes before the end
    write(connection, entry)
    os.kill(os.getpid(), signal.SIGKILL)
store._write = killed_before_the_end
History(path).keep(an_entry(0, a_set(), a_set(), a_set()))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_a_program_killed_while_it_writes_leaves_what_was_there_before(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], check=False, cwd=Path(__file__).parents[2], capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0  # half of it was written
    (entry,) = History(path).entries()
    assert [len(kept.reps) for kept in entry.sets] == [10, 10]
    History(path).keep(an_entry(0, a_set(), a_set(), a_set()))
    assert len(History(path).entries()[0].sets) == 3


def test_numbers_that_are_missing_are_null_in_the_file(path: Path) -> None:
    History(path).keep(an_entry(0, a_set([replace(MISSED, faults=(replace(FAULTY.faults[0], end_s=nan),))])))
    with closing(sqlite3.connect(path)) as connection:
        (text,) = connection.execute("SELECT summary FROM sessions").fetchone()
    (rep,) = json.loads(text)["reps"]
    assert rep["lift_s"] is None
    assert rep["faults"][0]["end_s"] is None


def test_what_is_kept_is_a_summary_that_the_published_schema_allows(path: Path) -> None:
    History(path).keep(an_entry(0, a_set([GOOD, SHORT, FAULTY, MISSED, UNSEEN]), a_set(side=Side.LEFT)))
    with closing(sqlite3.connect(path)) as connection:
        (text,) = connection.execute("SELECT summary FROM sessions").fetchone()
    Draft202012Validator(json.loads(schema())).validate(json.loads(text))


HISTORIES = Path(__file__).parent / "histories"


@pytest.fixture
def old(path: Path) -> Path:
    """A file of version 1: pain, a timer, power gone, clips of both legs, recognised, interrupted, with faults."""
    path.parent.mkdir()
    path.write_bytes((HISTORIES / "version_1.sqlite3").read_bytes())
    return path


def told(entry: Entry) -> dict[str, Any]:
    """A session as it was exported once: with the repetitions in its sets."""
    sets = [{**set_content(kept), "reps": [rep_content(rep) for rep in kept.reps]} for kept in entry.sets]
    return {**session_cells(entry), "sets": sets}


def test_a_file_of_version_1_is_brought_up_to_date_to_the_last_digit(old: Path) -> None:
    entries = History(old).entries()
    found = [told(entry) for entry in entries]
    before = json.loads((HISTORIES / "version_1.json").read_text(encoding="utf-8"))["sessions"]
    for one, was in zip(found, before, strict=True):
        assert {name: one.pop(name) for name in ("in_sets", "load")} == {"in_sets": 1, "load": ""}
        for kept, kept_was in zip(one["sets"], was["sets"], strict=True):
            assert kept.pop("stepped") is False
            measured = kept_was["verify"] == "measured"
            counts, was_counted = kept["counts"], kept_was["counts"]
            judged, attempts = was_counted["reps"] if measured else 0, was_counted["attempts"]
            assert (counts.pop("judged"), counts.pop("other_leg"), counts.pop("added")) == (judged, 0, 0)
            assert counts.pop("tried") == (judged + attempts if measured else 0)
            assert counts.pop("timed") == (0 if measured else was_counted["reps"])
            counts["reps"] = was_counted["reps"] if not measured and not counts["reps"] else counts["reps"]
            for rep, rep_was in zip(kept["reps"], kept_was["reps"], strict=True):
                assert (rep["judged_rest"], rep["judged_peak"]) == (rep_was.pop("rest"), rep_was.pop("peak"))
                assert rep_was.pop("count_gate") is None or measured
                assert (rep["rest"], rep["peak"], rep["count_gate"]) == (None, None, None)
                assert bool(rep["judged"]["measures"]) is (measured and rep_was["verdict"] == "rep")
                assert {(fault.pop("worst"), fault.pop("limit")) for fault in rep["faults"]} <= {(None, None)}
                kept_keys = {name: value for name, value in rep.items() if name in rep_was}
                assert kept_keys == rep_was
            kept["reps"] = kept_was["reps"] = []
    assert found == before
    with closing(sqlite3.connect(old)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == {"sessions", "goals", "desk", "checkups", "sqlite_sequence"}
        assert [row[0] for row in connection.execute("PRAGMA integrity_check")] == ["ok"]
        for (text,) in connection.execute("SELECT summary FROM sessions"):
            Draft202012Validator(json.loads(schema())).validate(json.loads(text))
    assert [comparable(entry) for entry in History(old).entries()] == [comparable(entry) for entry in entries]


def test_no_number_of_an_old_file_is_given_again(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        (last,) = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sessions'").fetchone()
    history = History(old)
    ids = [entry.id for entry in history.entries()]
    history.delete([max(ids)])
    history.keep(an_entry(40))
    assert last >= max(ids)
    assert history.entries()[-1].id == last + 1


KILLED_MOVING = """
import os, signal, sys
from pathlib import Path
import formcheck.output.history.file as file
import formcheck.output.history.store as store
take = file.run
def killed_before_the_end(step, connection):
    connection.execute("PRAGMA cache_size = 1")  # so that it writes before the end
    take(step, connection)
    os.kill(os.getpid(), signal.SIGKILL)
file.run = killed_before_the_end
store.History(Path(sys.argv[1])).entries()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_a_program_killed_while_it_brings_a_file_up_to_date_loses_nothing(old: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED_MOVING, str(old)], check=False, cwd=Path(__file__).parents[2], capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert old.with_name(f"{old.name}-journal").stat().st_size > 0  # half of it was written
    sessions = json.loads((HISTORIES / "version_1.json").read_text(encoding="utf-8"))["sessions"]
    assert [entry.id for entry in History(old).entries()] == [one["id"] for one in sessions]


def test_an_old_file_that_is_damaged_is_left_as_it_is(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE reps SET verdict = 'perhaps' WHERE session = 7")
        connection.commit()
    before = old.read_bytes()
    for act in (History(old).entries, lambda: History(old).keep(an_entry(40))):
        with pytest.raises(HistoryError, match=r"damaged .*perhaps"):
            act()
    assert old.read_bytes() == before


def test_what_was_moved_and_is_deleted_leaves_no_trace(old: Path) -> None:
    history = History(old)
    history.delete([entry.id for entry in history.entries()])
    assert b"both legs" not in old.read_bytes()
    assert b"hip_extension_deg" not in old.read_bytes()
