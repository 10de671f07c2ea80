"""The command that opens reports of past sessions, and what is opened unasked."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from formcheck.cli import browser
from formcheck.cli.main import app
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page
from formcheck.output.history.store import History
from formcheck.output.report import as_json
from formcheck.output.report.reading import summary_of
from tests.past import DAY, an_entry

Kept = Callable[[int], Path]


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    path = tmp_path / "data" / "history.sqlite3"
    monkeypatch.setenv("FORMCHECK_HISTORY", str(path))
    monkeypatch.setenv("COLUMNS", "300")
    return History(path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that a browser is asked for."""
    addresses: list[str] = []

    def browse(address: str) -> bool:
        addresses.append(address)
        return True

    monkeypatch.setattr("webbrowser.open", browse)
    monkeypatch.setattr("formcheck.feedback.window.display_available", lambda: True)
    return addresses


@pytest.fixture
def kept(history: History, tmp_path: Path) -> Kept:
    """Keeps the session of so many days after the first, with its result."""

    def keep(day: int) -> Path:
        entry, folder = an_entry(day), tmp_path / f"session {day}"
        folder.mkdir()
        source = entry.source()
        (folder / "summary.json").write_text(as_json(summary_of(entry.document), source), encoding="utf-8")
        (folder / "report.html").write_text("<html>", encoding="utf-8")
        (folder / "report.txt").write_text("Glute bridge\n\nAll good.\n", encoding="utf-8")
        history.keep(entry)
        history.placed(entry.uuid, folder)
        return folder

    return keep


def command(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_the_last_report_is_opened_or_that_of_a_number(history: History, kept: Kept, opened: list[str]) -> None:
    folders = [kept(day) for day in (0, 1)]
    history.keep(an_entry(2))  # of which nothing was written
    assert f"Report: {folders[1] / 'report.html'}" in command().output
    assert command(1).exit_code == 0
    assert command(1, "--no-open").exit_code == 0
    assert opened == [(folder / "report.html").as_uri() for folder in reversed(folders)]


def test_its_text_is_printed_to_be_sent(kept: Kept, opened: list[str]) -> None:
    kept(0)
    assert command("--text").output == "Glute bridge\n\nAll good.\n"
    assert opened == []


def test_a_load_is_noted_in_the_history_and_in_the_report(history: History, kept: Kept, opened: list[str]) -> None:
    folder = kept(0)
    done = command("--load", " 8  kg ", "--no-open")
    assert "Noted for session 1: 8 kg" in done.output
    (entry,) = history.entries()
    assert (entry.document.load, Path(entry.folder)) == ("8 kg", folder)
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["load"] == "8 kg"
    assert (folder / "report.txt").read_text(encoding="utf-8").startswith("Glute bridge\n8 kg\n")
    assert command("--load", "x" * 81).exit_code == 2
    assert opened == []


def test_rows_of_the_history_lead_to_reports_that_are_there_and_say_what_was_lifted(
    history: History, kept: Kept
) -> None:
    folders = [kept(day) for day in (0, 1)]
    (folders[1] / "report.html").unlink()
    history.noted(history.entries()[0], "8 kg")
    text = page(overview(history.entries(), DAY.date()))
    assert re.findall(r'<a href="(file:[^"]+)">Glute bridge</a> <small>8 kg</small>', text) == [
        (folders[0] / "report.html").as_uri()
    ]
    assert text.count('href="file:') == 1


def test_without_a_report_it_is_told_how_to_get_one(history: History, kept: Kept) -> None:
    assert str(command().exception).startswith("there is no report yet: begin with formcheck live")
    folder = kept(0)
    assert "no session 7" in command(7).output
    (folder / "report.html").unlink()
    assert str(command(1).exception) == f"session 1 has no report any more: looked for it in {folder}"


def test_a_folder_that_holds_another_result_by_now_is_not_opened(kept: Kept, opened: list[str]) -> None:
    folder = kept(0)
    other = replace(an_entry(0).source(), session="another")
    (folder / "summary.json").write_text(as_json(summary_of(an_entry(0).document), other), encoding="utf-8")
    assert "has no report any more" in str(command(1).exception)
    assert opened == []


@pytest.mark.parametrize(("terminal", "display", "asked"), [(True, True, 1), (False, True, 0), (True, False, 0)])
def test_a_report_opens_by_itself_only_on_a_screen_with_somebody_before_it(
    tmp_path: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch, terminal: bool, display: bool, asked: int
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    monkeypatch.setattr("formcheck.feedback.window.display_available", lambda: display)
    browser.show_unasked(tmp_path / "report.html")
    assert len(opened) == asked
