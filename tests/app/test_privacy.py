"""What is kept, where and how much of it, and that deleting takes all of it and nothing else."""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from formcheck.app import last_camera, settings
from formcheck.app.checkup import person
from formcheck.app.desk.companion import State
from formcheck.app.desk.keeping import FILES, save
from formcheck.app.live import setup
from formcheck.app.privacy import SETTLED_S, Kind, Store, closed, delete, kept, may_be_used, strangers
from formcheck.app.safety import Answer, keep
from formcheck.cli.main import app
from formcheck.errors import OutputError
from formcheck.output.history.overview import overview
from formcheck.output.history.page import write_page
from formcheck.output.history.store import ENVIRONMENT_VARIABLE, History
from formcheck.system.output_folder import OutputFolder
from formcheck.system.paths import TEMPORARY_PREFIX
from tests.past import DAY, an_entry

SESSION = "2026-11-22_18-00-00_donkey_kick"
EVERYTHING = tuple(Kind)
ALL_BUT_THE_MODEL = tuple(kind for kind in Kind if kind is not Kind.MODEL)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Places of which none is there yet, but for the temporary one."""
    (tmp_path / "tmp").mkdir()
    data = tmp_path / "data" / "formcheck"
    return Store(data, data / "history.sqlite3", tmp_path / "tmp")


@pytest.fixture
def full(store: Store) -> Store:
    """Everything that formcheck ever keeps, written as it writes it."""
    with OutputFolder(store.sessions, SESSION) as folder:
        folder.write("summary.json", "{}")
        folder.write("report.html", "x" * 1000)
    History(store.history).keep(an_entry(0))
    store.history.with_suffix(".html").write_text("plots")
    store.history.with_name("history-checkup.html").write_text("values")
    person.keep(store.data, person.Kept(1990, "F"))
    keep(store.data, Answer("2026-11-22", False))
    last_camera.keep(store.data, "HD Webcam")
    settings.keep(store.data, settings.Settings(language="de"))
    save(store.data / FILES[0], State(), None)
    store.models.mkdir()
    (store.models / "pose_landmarker_full.task").write_bytes(bytes(5000))
    abandoned(store.sessions / ".formcheck-killed" / "new")
    (store.data / ".safety.json.abcd1234.part").write_text("half")
    abandoned(store.temporary / f"{TEMPORARY_PREFIX}ab12cd_3")
    return store


def abandoned(folder: Path) -> Path:
    """A folder that a program left behind some hours ago, with a picture in it."""
    folder.mkdir(parents=True, mode=0o700)
    (folder / "frame.png").write_bytes(bytes(100))
    long_ago_s = time.time() - SETTLED_S - 60
    for path in (folder / "frame.png", folder):
        os.utime(path, (long_ago_s, long_ago_s))
    return folder


def counts(store: Store) -> dict[Kind, int]:
    return {found.kind: len(found.paths) for found in kept(store)}


def test_where_nothing_is_there_is_nothing_to_tell_and_nothing_to_delete(store: Store) -> None:
    assert counts(store) == dict.fromkeys(Kind, 0)
    assert sum(found.size_bytes for found in delete(store, EVERYTHING)) == 0
    assert not store.data.exists()


def test_everything_is_counted_with_its_size(full: Store) -> None:
    assert counts(full) == {
        Kind.SESSIONS: 1, Kind.HISTORY: 3, Kind.SAFETY: 1, Kind.PERSON: 1, Kind.CAMERA: 1, Kind.SETTINGS: 1,
        Kind.DESK: 1, Kind.LEFTOVERS: 3, Kind.MODEL: 1,
    }  # fmt: skip
    sizes = {found.kind: found.size_bytes for found in kept(full)}
    assert sizes[Kind.SESSIONS] == 1002
    assert sizes[Kind.LEFTOVERS] == 204
    assert sizes[Kind.MODEL] == 5000
    assert strangers(full) == []


def test_deleting_takes_all_but_the_model(full: Store) -> None:
    delete(full, ALL_BUT_THE_MODEL)
    assert [path for path in full.data.rglob("*") if path.is_file()] == [full.models / "pose_landmarker_full.task"]
    assert list(full.temporary.iterdir()) == []


def test_deleting_takes_the_model_too_where_asked(full: Store) -> None:
    delete(full, EVERYTHING)
    assert not full.data.exists()


def test_what_is_not_ours_stays(full: Store) -> None:
    mine = [
        full.sessions / "my notes.txt",
        full.sessions / "2026-11-22_18-00-00_other" / "photo.jpg",  # no result is in it
        full.sessions / "holiday" / "summary.json",
        full.models / "my_own.task",
        full.data / "diary.txt",
        full.temporary / "formcheck-notes" / "a.txt",
        full.temporary / "formcheck-clip.mp4",
        abandoned(full.temporary / "formcheck-pictures") / "a.txt",  # so many letters as a name of ours has
        abandoned(full.temporary / "formcheck-tmp-photographs") / "a.txt",
        full.data / ".safety.json.copy of mine.part",
    ]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    for path in (full.temporary / "formcheck-pictures", full.temporary / "formcheck-tmp-photographs"):
        for one in (*path.iterdir(), path):
            os.utime(one, (1_760_000_000, 1_760_000_000))
    delete(full, EVERYTHING)
    assert [path for path in mine if not path.exists()] == []
    left = {path.name for path in strangers(full)}
    assert left == {
        "my notes.txt",
        "2026-11-22_18-00-00_other",
        "holiday",
        "my_own.task",
        "diary.txt",
        ".safety.json.copy of mine.part",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="links as on Unix")
def test_links_are_neither_followed_nor_deleted(full: Store, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "summary.json").write_text("precious")
    links = [
        full.sessions / "2026-01-01_00-00-00_link",
        full.sessions / ".formcheck-link",
        full.temporary / f"{TEMPORARY_PREFIX}aaaaaaaa",
    ]
    for link in links:
        link.symlink_to(elsewhere, target_is_directory=True)
    (full.sessions / SESSION / "inside").symlink_to(elsewhere, target_is_directory=True)
    (full.models / "pose_landmarker_lite.task").symlink_to(elsewhere / "summary.json")
    delete(full, EVERYTHING)
    assert (elsewhere / "summary.json").read_text() == "precious"
    assert all(link.is_symlink() for link in links)
    assert not (full.sessions / SESSION).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links as on Unix")
def test_a_folder_of_ours_that_is_a_link_leads_nowhere(full: Store, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    full.sessions.rename(moved)
    full.sessions.symlink_to(moved, target_is_directory=True)
    delete(full, EVERYTHING)
    assert (moved / SESSION / "summary.json").exists()
    assert full.sessions in strangers(full)


def test_a_history_elsewhere_is_deleted_if_it_is_one(full: Store, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    History(other).keep(an_entry(1))
    elsewhere = Store(full.data, other, full.temporary)
    delete(elsewhere, [Kind.HISTORY])
    assert not other.exists()
    assert full.history.exists()


def test_the_file_of_another_program_under_that_name_stays(full: Store, tmp_path: Path) -> None:
    other = tmp_path / "bank.sqlite3"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE accounts (id)")
    other.with_suffix(".html").write_text("<title>My bank</title>")
    delete(Store(full.data, other, full.temporary), EVERYTHING)
    assert other.exists()
    assert other.with_suffix(".html").exists()


def test_a_page_beside_a_history_elsewhere_is_deleted_if_it_is_one(full: Store, tmp_path: Path) -> None:
    store = Store(full.data, tmp_path / "notes.sqlite3", full.temporary)
    page = tmp_path / "notes.html"
    page.write_text("<!doctype html><title>What I think of formcheck</title>")
    delete(store, EVERYTHING)
    assert page.exists()
    page.unlink()
    write_page(overview([an_entry(0)], DAY.date()), page)
    delete(store, EVERYTHING)
    assert not page.exists()


def test_a_history_that_has_the_name_of_its_page_is_counted_once(full: Store, tmp_path: Path) -> None:
    store = Store(full.data, tmp_path / "mine.html", full.temporary)
    History(store.history).keep(an_entry(0))
    assert counts(store)[Kind.HISTORY] == 1


def test_another_file_in_our_folder_is_no_history_because_it_is_called_one(full: Store) -> None:
    mine = [full.data / "diary.txt", full.data / "diary.html"]
    for path in mine:
        path.write_text("mine")
    delete(Store(full.data, mine[0], full.temporary), EVERYTHING)
    assert all(path.exists() for path in mine)


@pytest.mark.skipif(sys.platform == "win32", reason="names as on Unix")
@pytest.mark.parametrize("name", ["*", "[a-z]*", "?" * 5])
def test_a_history_with_a_name_like_a_pattern_stands_for_itself_alone(full: Store, tmp_path: Path, name: str) -> None:
    other, ours = tmp_path / ".notes.html.ab12cd_3.part", tmp_path / f".{name}.html.ab12cd_3.part"
    for path in (other, ours):
        path.write_text("half")
    delete(Store(full.data, tmp_path / f"{name}.sqlite3", full.temporary), EVERYTHING)
    assert other.exists()
    assert not ours.exists()


def test_what_was_being_written_is_looked_for_only_where_it_is_written(full: Store, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    parts = [
        elsewhere / ".safety.json.ab12cd_3.part",
        elsewhere / ".pose_landmarker_full.task.ab12cd_3.part",
        full.models / ".safety.json.ab12cd_3.part",
    ]
    for path in parts:
        path.write_text("half")
    ours = full.models / ".pose_landmarker_lite.task.ab12cd_3.part"
    ours.write_text("half")
    delete(Store(full.data, elsewhere / "h.sqlite3", full.temporary), EVERYTHING)
    assert all(path.exists() for path in parts)
    assert not ours.exists()


@pytest.mark.parametrize("name", ["/", ".", "..", f"/{'x' * 300}/h.sqlite3", f"/tmp/{'x' * 300}.sqlite3"])
def test_a_history_in_a_place_that_none_can_be_in_is_not_there(full: Store, name: str) -> None:
    store = Store(full.data, Path(name), full.temporary)
    assert counts(store)[Kind.HISTORY] == 0
    assert closed(store) == []
    delete(store, [Kind.HISTORY])
    assert Path("/").exists()


def denied(monkeypatch: pytest.MonkeyPatch, folder: Path, *, listed: bool = False) -> None:
    """Let nobody look into a folder, as mode 000 does for whoever is not root; or see names alone, as mode 444 does."""

    def closed_to_all(name: str) -> None:
        real = getattr(os, name)

        def call(path: object = ".", *arguments: object, **options: object) -> object:
            own = name == "access" or (name in {"listdir", "scandir"} and not listed)
            if isinstance(path, str | Path) and (folder in Path(path).parents or (own and folder == Path(path))):
                if name == "access":
                    return False
                raise PermissionError(13, "Permission denied", str(path))
            return real(path, *arguments, **options)

        monkeypatch.setattr(os, name, call)

    for name in ("stat", "lstat", "listdir", "scandir", "access", "open"):
        closed_to_all(name)


def test_a_folder_that_nobody_may_look_into_is_told_and_holds_up_nothing_else(
    full: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "2026-11-23_18-00-00_squat"
    with OutputFolder(full.sessions, other) as folder:
        folder.write("summary.json", "{}")
    with monkeypatch.context() as patch:
        denied(patch, full.sessions / SESSION)
        assert closed(full) == [full.sessions / SESSION]
        assert strangers(full) == []
        assert counts(full)[Kind.SESSIONS] == 1
        delete(full, EVERYTHING)
    assert [path.name for path in full.sessions.iterdir()] == [SESSION]
    assert (full.sessions / SESSION / "summary.json").exists()


@pytest.mark.parametrize("listed", [False, True], ids=["closed", "names and nothing else"])
@pytest.mark.parametrize("which", ["data", "sessions", "models"])
def test_of_closed_folders_the_outermost_is_told(
    full: Store, monkeypatch: pytest.MonkeyPatch, which: str, listed: bool
) -> None:
    folder = getattr(full, which)
    with monkeypatch.context() as patch:
        denied(patch, folder, listed=listed)
        assert closed(full) == [folder]
        assert strangers(full) == []
        delete(full, EVERYTHING)
    assert folder.exists()


def test_nothing_is_deleted_while_a_session_is_written(full: Store) -> None:
    with OutputFolder(full.sessions, "2026-11-22_19-00-00_squat") as folder:
        folder.write("summary.json", "{}")
        assert counts(full)[Kind.LEFTOVERS] == 2 + (full.sessions / ".formcheck-killed").exists()
        with pytest.raises(OutputError, match=r"another formcheck is writing .* end it"):
            delete(full, EVERYTHING)
        assert counts(full)[Kind.SESSIONS] == 1
    assert counts(full)[Kind.SESSIONS] == 2
    delete(full, EVERYTHING)


def test_nothing_is_deleted_while_the_history_is_written(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.app.privacy.deleting._WAIT_S", 0.0)
    with closing(sqlite3.connect(full.history, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match=r"another program is using the history .* end it"):
            delete(full, EVERYTHING)
    assert counts(full)[Kind.SESSIONS] == 1


def test_what_a_program_that_was_killed_was_making_is_left_over(full: Store) -> None:
    abandoned(full.sessions / ".formcheck-dead" / "new")
    (full.sessions / ".formcheck-dead.lock").touch()  # which nobody holds any more
    assert counts(full)[Kind.LEFTOVERS] == 5
    delete(full, EVERYTHING)
    assert not full.data.exists()


def test_a_damaged_history_is_deleted_like_any_other(full: Store) -> None:
    full.history.write_bytes(full.history.read_bytes()[:100] + bytes(5000))
    delete(full, [Kind.HISTORY])
    assert not full.history.exists()


def test_a_temporary_folder_that_may_be_in_use_is_left_and_told(full: Store) -> None:
    folder = full.temporary / f"{TEMPORARY_PREFIX}xy34zw_9"
    folder.mkdir(mode=0o700)
    (folder / "frame.png").write_bytes(bytes(100))
    delete(full, EVERYTHING)
    assert may_be_used(full) == [folder]
    assert folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as on Unix")
def test_what_cannot_be_deleted_is_told_and_the_rest_is_deleted(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("shutil.rmtree", refused)
    with pytest.raises(OutputError, match=r"cannot delete .*the rest is deleted") as caught:
        delete(full, EVERYTHING)
    assert "\n" not in str(caught.value)
    assert counts(full)[Kind.HISTORY] == 0


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as on Unix")
@pytest.mark.parametrize("before", [False, True], ids=["new", "there, open to all"])
def test_nobody_else_may_read_the_sessions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool) -> None:
    monkeypatch.setattr(setup, "user_folder", lambda: tmp_path)
    if before:
        (tmp_path / "sessions").mkdir(mode=0o755)
    folder = setup.sessions_folder()
    assert folder == Store(tmp_path, tmp_path, tmp_path).sessions
    assert folder.stat().st_mode & 0o077 == 0


class TestCommand:
    """The same by hand."""

    @pytest.fixture
    def mine(self, full: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
        monkeypatch.setattr("formcheck.app.privacy.store.user_folder", lambda: full.data)
        monkeypatch.setattr("tempfile.tempdir", str(full.temporary))
        monkeypatch.delenv(ENVIRONMENT_VARIABLE)
        monkeypatch.setattr("formcheck.output.history.file.user_folder", lambda: full.data)
        yield full

    def call(self, *arguments: str, answer: str = "") -> Result:
        return CliRunner().invoke(app, ["privacy", *arguments], input=answer)

    def test_it_says_what_is_where(self, mine: Store) -> None:
        done = self.call()
        assert done.exit_code == 0
        assert str(mine.data) in done.output
        assert "sessions 1 1.0 kB" in " ".join(done.output.split())
        assert "no network" in done.output.replace("\n", " ")
        assert "--record" in done.output
        assert counts(mine)[Kind.SESSIONS] == 1

    def test_it_asks_before_it_deletes(self, mine: Store) -> None:
        done = self.call("--delete-all", answer="n\n")
        assert done.exit_code == 0
        assert "Nothing was deleted." in done.output
        assert counts(mine)[Kind.SESSIONS] == 1

    def test_where_nobody_answers_nothing_is_deleted(self, mine: Store) -> None:
        assert self.call("--delete-all").exit_code == 1
        assert counts(mine)[Kind.SESSIONS] == 1

    def test_it_says_what_it_has_deleted(self, mine: Store) -> None:
        done = self.call("--delete-all", answer="y\n")
        assert "Deleted: sessions (1, 1.0 kB), history (3, " in done.output
        assert [path.name for path in mine.data.rglob("*") if path.is_file()] == ["pose_landmarker_full.task"]
        assert "There is nothing to delete." in self.call("--delete-all").output

    def test_the_model_goes_only_where_it_is_named(self, mine: Store) -> None:
        assert self.call("--model-too").exit_code == 2
        assert self.call("--delete-all", "--model-too", "--yes").exit_code == 0
        assert not mine.data.exists()

    def test_what_nobody_lets_us_look_into_is_told(self, mine: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        denied(monkeypatch, mine.data)
        done = self.call()
        assert done.exit_code == 0
        assert f"nobody lets formcheck look into it: {mine.data}" in done.output
        done = self.call("--delete-all", "--yes")
        assert isinstance(done.exception, OutputError)
        assert f"cannot look into {mine.data}, so that nothing in it is deleted" in str(done.exception)

    def test_what_is_left_is_told(self, mine: Store) -> None:
        (mine.data / "diary.txt").write_text("mine")
        done = self.call("--delete-all", "--yes")
        assert f"not formcheck's: {mine.data / 'diary.txt'}" in done.output
