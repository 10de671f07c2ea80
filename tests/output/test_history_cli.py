"""The commands that show, write and delete past sessions, and those that add to them."""

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from formcheck.cli.main import app
from formcheck.output.checkup.pagefile import page_of
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.pagefile import KIND
from formcheck.output.history.store import History
from formcheck.output.report.pagemark import mark_of
from formcheck.pose.landmarks import Side
from tests.checkup.checkups import a_checkup
from tests.checkup.past_checkups import kept
from tests.past import FAULTY, GOOD, MISSED, a_set, an_entry
from tests.program import KICKS, complaint, run, video_of

Command = Callable[..., Result]


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    path = tmp_path / "data" / "history.sqlite3"
    monkeypatch.setenv("FORMCHECK_HISTORY", str(path))
    monkeypatch.setenv("COLUMNS", "120")
    return History(path)


def command(*arguments: object, answer: str = "") -> Result:
    return CliRunner().invoke(app, ["history", *map(str, arguments)], input=answer)


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that a browser is asked for."""
    addresses: list[str] = []

    def browse(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", browse)
    return addresses


def test_without_a_session_it_is_told_how_to_begin(history: History) -> None:
    done = command()
    assert done.exit_code == 0
    assert "Begin with one: formcheck live" in done.output
    assert not history.path.parent.exists()


def test_sessions_trends_and_suggestions_are_shown_and_the_page_opened(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        history.keep(an_entry(number))
    addresses = opened(monkeypatch)
    monkeypatch.setattr("formcheck.feedback.window.display_available", lambda: True)
    done = command()
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split()[0] for line in lines[1:11]] == [str(number) for number in range(3, 13)]
    assert "2026-03-13 07:30   Glute bridge        10   10 of 10         1" in done.output
    assert "100 %" in done.output
    assert "no change" in done.output
    assert addresses == [(history.path.parent / "history.html").as_uri()]
    assert str(history.path.parent / "history.html") in done.output


@pytest.mark.parametrize(
    ("arguments", "display"), [(["--no-open"], True), ([], False)], ids=["--no-open", "no display"]
)
def test_the_page_is_written_and_not_opened(
    history: History, monkeypatch: pytest.MonkeyPatch, arguments: Sequence[str], display: bool
) -> None:
    history.keep(an_entry(0))
    addresses = opened(monkeypatch)
    monkeypatch.setattr("formcheck.feedback.window.display_available", lambda: display)
    assert command(*arguments).exit_code == 0
    assert addresses == []
    assert (history.path.parent / "history.html").is_file()


def test_an_exercise_that_is_gone_is_shown_by_the_name_it_had(history: History) -> None:
    history.keep(an_entry(0, replace(a_set(exercise="no_more"), title="[bold]My bridge")))
    done = command("--no-open")
    assert done.exit_code == 0, done.output
    assert "[bold]My bridge" in done.output


def test_everything_can_be_written_as_json_and_is_all_there(history: History, tmp_path: Path) -> None:
    history.keep(an_entry(0, a_set([GOOD, FAULTY, MISSED], side=Side.LEFT), a_set()))
    done = command("--export", tmp_path / "all.json")
    assert done.exit_code == 0, done.output
    document = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    ((entry,), (stored,)) = document["sessions"], history.entries()
    assert (entry["id"], entry["started_at"], entry["summary"]["complete"]) == (1, stored.started_at.isoformat(), True)
    first = entry["summary"]["sets"][0]
    assert first["counts"] == {
        "reps": 2, "good": 1, "attempts": 1, "left": 2, "right": 0, "judged": 2, "tried": 3, "timed": 0, "other_leg": 0,
        "added": 0,
    }  # fmt: skip
    assert [(rep["verdict"], rep["good"]) for rep in entry["summary"]["reps"][:3]] == [
        ("rep", True),
        ("rep", False),
        ("attempt", False),
    ]
    assert entry["summary"]["reps"][1]["faults"][0]["say"] == "Ribs down."
    assert entry["summary"]["reps"][2]["lift_s"] is None
    assert [rep["peak"] for rep in entry["summary"]["reps"]] == [rep.peak for rep in stored.document.reps]


def test_everything_can_be_written_as_csv_with_a_row_a_repetition(history: History, tmp_path: Path) -> None:
    history.keep(an_entry(0, a_set([GOOD, MISSED]), a_set([GOOD])))
    history.keep(an_entry(1, a_set([FAULTY])))
    assert command("--export", tmp_path / "all.CSV").exit_code == 0
    with (tmp_path / "all.CSV").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["session_id"], row["set_number"], row["number"]) for row in rows] == [
        ("1", "1", "1"), ("1", "1", "2"), ("1", "2", "1"), ("2", "1", "1"),
    ]  # fmt: skip
    assert rows[1]["lift_s"] == ""
    assert [row["good"] for row in rows] == ["1", "0", "1", "0"]
    assert float(rows[0]["peak"]) == GOOD.peak


def test_an_export_of_nothing_is_a_file_without_sessions(history: History, tmp_path: Path) -> None:
    assert "0 sessions" in command("--export", tmp_path / "all.json").output
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["sessions"] == []


def test_a_session_is_deleted_when_somebody_says_so(history: History) -> None:
    for number in range(3):
        history.keep(an_entry(number))
    (history.path.parent / "history.html").write_bytes(mark_of(KIND) + b"old")
    assert "Nothing was deleted" in command("--delete", 2, answer="n\n").output
    assert len(history.entries()) == 3
    assert "Deleted: session 2" in command("--delete", 2, answer="y\n").output
    assert [entry.id for entry in history.entries()] == [1, 3]
    assert not (history.path.parent / "history.html").exists()
    assert "Deleted: all 2 sessions" in command("--delete", "all", "--yes").output
    assert history.entries() == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["--delete", "9"], "no session '9'", id="a session that is not there"),
        pytest.param(["--delete", "bridges"], "no session 'bridges'", id="no number"),
        pytest.param(["--delete", "1" * 5000], "no session '1111", id="more digits than are reckoned with"),
        pytest.param(["--delete", "01"], "no session '01'", id="another way to write a number"),
        pytest.param(["--export", "all.xlsx"], "found 'all.xlsx'; it ends in .json or .csv", id="another kind of file"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(history: History, arguments: Sequence[str], told: str) -> None:
    history.keep(an_entry(0))
    done = command(*arguments)
    assert done.exit_code == 2
    assert told in " ".join(done.output.replace("│", " ").split())
    assert len(history.entries()) == 1


def test_a_history_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_text("Dear diary, " * 100)
    line = complaint(run("history", FORMCHECK_HISTORY=str(tmp_path / "history.sqlite3")))
    assert "move the file away" in line


def test_a_place_for_the_export_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    line = complaint(run("history", "--export", tmp_path / "nowhere" / "all.json"))
    assert "cannot write" in line


def test_an_analysis_is_added_on_request_and_only_then(history: History, tmp_path: Path) -> None:
    where = ("analyze", KICKS, "--exercise", "donkey_kick", "--out", tmp_path / "out")
    assert run(*where).returncode == 0
    assert history.entries() == []
    done = run(*where, "--history")
    assert done.returncode == 0, done.stderr
    assert "Added to the history." in done.stdout
    (entry,) = history.entries()
    assert entry.name == "donkey_kick_2.npz"
    assert Path(entry.folder) == tmp_path / "out" / entry.name
    summary = json.loads((tmp_path / "out" / entry.name / "summary.json").read_text(encoding="utf-8"))
    assert sum(kept.summary.counts.reps for kept in entry.sets) == summary["counts"]["reps"]


def test_a_recognised_clip_is_added_with_its_sets(history: History, tmp_path: Path) -> None:
    assert run("analyze", KICKS, "--out", tmp_path / "out", "--history").returncode == 0
    (entry,) = history.entries()
    summary = json.loads((tmp_path / "out" / entry.name / "summary.json").read_text(encoding="utf-8"))
    assert [(kept.summary.exercise, len(kept.reps)) for kept in entry.sets] == [
        (kept["exercise"], kept["counts"]["reps"] + kept["counts"]["attempts"]) for kept in summary["sets"]
    ]


def test_an_analysis_that_cannot_be_added_is_saved_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite3").write_text("Dear diary, " * 100)
    done = run("analyze", KICKS, "--exercise", "donkey_kick", "--out", tmp_path / "out", "--history",
               FORMCHECK_HISTORY=str(tmp_path / "history.sqlite3"))  # fmt: skip
    assert "move the file away" in complaint(done)
    assert (tmp_path / "out" / "donkey_kick_2.npz" / "summary.json").is_file()


@pytest.mark.slow
def test_a_live_session_is_there_afterwards(history: History, tmp_path: Path, model_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("there is always a display here")
    clip = video_of(11, tmp_path / "clip.mp4", "donkey_kick.mp4")
    done = run("live", "donkey_kick", "--camera", clip, "--out", tmp_path / "out", "--model", model_path, "--quiet",
               "--side", "right", DISPLAY="", WAYLAND_DISPLAY="")  # fmt: skip
    assert done.returncode == 0, done.stderr
    (entry,) = history.entries()
    assert (entry.kind, entry.name, entry.complete) == ("live", "Donkey kick", True)
    (kept,) = entry.sets
    assert (kept.summary.side, kept.summary.counts.reps, kept.summary.counts.attempts) == (Side.RIGHT, 2, 1)
    assert "history" not in done.stdout + done.stderr
    (folder,) = (tmp_path / "out").iterdir()
    assert Path(entry.folder) == folder
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["session"] == entry.uuid
    mine = folder / "mine.txt"
    mine.write_text("mine")
    told = command("--delete", entry.id, "--yes").output.replace("\n", "")
    assert f"Deleted: 4 files in {folder}. Left there, since not formcheck's: mine.txt" in told
    assert list(folder.iterdir()) == [mine]


def export_of(folder: Path) -> dict[str, Any]:
    """The history as JSON, exported."""
    command("--export", folder / "all.json")
    found: dict[str, Any] = json.loads((folder / "all.json").read_text(encoding="utf-8"))
    return found


def test_check_ups_are_shown_with_their_page_exported_imported_and_deleted(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (0, 28):
        Checkups(history).keep(kept(number, a_checkup()))
    history.keep(an_entry(3))
    done = command("--no-open")
    assert done.exit_code == 0
    assert "Chair stand" in done.output
    page = page_of(history.path)
    assert "check-up 2" in page.read_text(encoding="utf-8")
    document = json.loads(command("--json").output)
    assert [one["checkup"]["first_side"] for one in document["checkups"]] == ["left", "left"]
    first, second = (next(row for row in one["judged"] if row["test"] == "chair_stand") for one in document["checkups"])
    assert (first["change"], second["change"], second["threshold"], second["base"]) == (None, "same", 5, 24)
    assert "judged" not in export_of(tmp_path)["checkups"][0]  # groups would tell an age
    assert "(1 session, 2 check-ups)" in command("--export", tmp_path / "all.csv").output
    gone = command("--delete", "c1", "--yes")
    assert "Deleted: check-up c1." in gone.output
    assert [one.id for one in Checkups(history).all()] == [2]
    assert "check-up 1" in page.read_text(encoding="utf-8")
    assert command("--delete", "c1", "--yes").exit_code == 2
    assert "Imported: 0 sessions, 1 check-up; 2 were here already." in command("--import", tmp_path / "all.csv").output
    assert "all of it: 1 session, 2 check-ups" in command("--delete", "all", "--yes").output
    assert not page.exists()
    assert (Checkups(history).all(), history.entries()) == ([], [])
