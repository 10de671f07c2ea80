"""The page beside the history: it takes the place of an older page, and of nothing else."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

import pytest
from typer.testing import CliRunner, Result

from formcheck.cli.main import app
from formcheck.errors import HistoryError, OutputError
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page, write_page
from formcheck.output.history.pagefile import KIND, is_page, page_of
from formcheck.output.history.store import History
from formcheck.output.report.pagemark import mark_of
from tests.past import DAY, an_entry
from tests.program import complaint, run

At = Callable[[str], History]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> At:
    """A history of two sessions in a place that FORMCHECK_HISTORY names."""

    def kept(name: str) -> History:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("FORMCHECK_HISTORY", name)
        history = History(Path(name))
        for number in range(2):
            history.keep(an_entry(number))
        return history

    return kept


def command(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["history", *arguments])


def a_page() -> str:
    return page(overview([an_entry(0)], DAY.date()))


def test_every_page_bears_the_mark_by_which_it_is_known(tmp_path: Path) -> None:
    assert a_page().encode().startswith(mark_of(KIND))
    assert page(overview([], DAY.date())).encode().startswith(mark_of(KIND))
    assert not is_page(tmp_path / "none.html")
    assert not is_page(tmp_path)


@pytest.mark.parametrize("name", ["q.html", "Q.HTML", ".", "/", ""])
def test_some_histories_have_no_room_for_a_page(name: str) -> None:
    assert page_of(Path(name)) is None


@pytest.mark.parametrize("name", ["q.html", "Q.HTML"])
def test_the_page_never_takes_the_place_of_the_history(at: At, name: str) -> None:
    history = at(name)
    done = command("--no-open")
    assert isinstance(done.exception, HistoryError)
    assert f"{name} has the name of its own page: one that ends in .sqlite3 leaves room" in str(done.exception)
    assert "2026-03-02" in done.output  # what the terminal tells is told
    assert len(history.entries()) == 2
    assert command("--delete", "all", "--yes").exit_code == 0
    assert history.entries() == []


def test_it_is_one_line_for_who_asks(tmp_path: Path) -> None:
    History(tmp_path / "q.html").keep(an_entry(0))
    done = run("history", "--no-open", FORMCHECK_HISTORY=str(tmp_path / "q.html"))
    assert "leaves room" in complaint(done)


def test_a_page_of_ones_own_is_neither_replaced_nor_deleted(at: At) -> None:
    history = at("index.sqlite3")
    mine = Path("index.html")
    mine.write_text("<!doctype html><title>My site about formcheck history</title>")
    before = mine.read_bytes()
    done = command("--no-open")
    assert isinstance(done.exception, OutputError)
    assert "index.html is not a page that formcheck has written, and stays: move it away" in str(done.exception)
    assert "\n" not in str(done.exception)
    assert command("--delete", "all", "--yes").exit_code == 0
    assert history.entries() == []
    assert mine.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on Unix")
@pytest.mark.parametrize("kind", ["a link that leads nowhere", "a folder", "a pipe"])
def test_whatever_else_is_there_stays(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "history.html"
    if kind == "a folder":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "nowhere")
    before = path.lstat()
    with pytest.raises(OutputError, match="is not a page that formcheck has written"):
        write_page(overview([an_entry(0)], DAY.date()), path)
    assert path.lstat().st_ino == before.st_ino


def test_an_older_page_is_replaced_and_deleted_with_its_sessions(at: At) -> None:
    at("mine.sqlite3")
    Path("mine.html").write_text(a_page(), encoding="utf-8", newline="")
    assert command("--no-open").exit_code == 0
    assert "2 sessions on 2 days." in Path("mine.html").read_text(encoding="utf-8")
    assert command("--delete", "1", "--yes").exit_code == 0
    assert not Path("mine.html").exists()


def test_a_page_that_cannot_be_deleted_is_told(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    at("mine.sqlite3")
    Path("mine.html").write_text(a_page(), encoding="utf-8", newline="")

    def refused(path: Path, **_: bool) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refused)
    done = command("--delete", "1", "--yes")
    assert isinstance(done.exception, OutputError)
    assert "cannot write mine.html: Permission denied" in str(done.exception)


@pytest.mark.skipif(os.name != "posix", reason="modes as on Unix")
def test_nobody_else_may_read_the_page_or_look_into_a_new_folder(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        History(tmp_path / "new" / "history.sqlite3").keep(an_entry(0))
        write_page(overview([an_entry(0)], DAY.date()), tmp_path / "new" / "history.html")
    finally:
        os.umask(before)
    assert S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert S_IMODE((tmp_path / "new" / "history.html").stat().st_mode) == 0o600


def test_a_history_named_from_where_one_is_has_its_page_opened(at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    at("rel.sqlite3")
    addresses: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not addresses.append(address))  # type: ignore[func-returns-value]
    monkeypatch.setattr("formcheck.feedback.window.display_available", lambda: True)
    done = command()
    assert done.exit_code == 0, done.output
    assert addresses == [Path("rel.html").absolute().as_uri()]


@pytest.mark.parametrize("link", [False, True], ids=["by its name", "through a link"])
def test_the_export_never_takes_the_place_of_the_history(at: At, link: bool) -> None:
    history = at("h.json")
    other = Path("h.json")
    if link:
        other = Path("link.json")
        with suppress(OSError):  # Windows lets not everybody make one
            other.symlink_to("h.json")
        if not other.is_symlink():
            pytest.skip("no links here")
    done = command("--export", str(other))
    assert done.exit_code == 2
    assert "it is the history itself" in " ".join(done.output.replace("│", " ").split())
    assert len(history.entries()) == 2


def test_damage_that_is_told_in_damaged_words_is_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def garbled(*_: object) -> None:
        b"malformed \xce".decode()

    history = History(tmp_path / "history.sqlite3")
    history.keep(an_entry(0))
    monkeypatch.setattr(History, "_bring_up_to_date", garbled)
    with pytest.raises(HistoryError, match="damaged"):
        history.entries()


def test_a_history_that_a_full_disk_kept_from_beginning_is_empty_and_not_touched(tmp_path: Path) -> None:
    blank = tmp_path / "history.sqlite3"
    blank.touch()
    assert History(blank).entries() == []
    History(blank).delete([1])
    assert blank.stat().st_size == 0
    History(blank).keep(an_entry(0))
    assert len(History(blank).entries()) == 1
