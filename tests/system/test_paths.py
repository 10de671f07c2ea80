"""Names and places that nobody would choose: closed folders, endless names, bytes that are no text."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import formcheck
from formcheck.app.analysis import analysis, batch
from formcheck.cli import main
from formcheck.errors import DeviceError, InputError, OutputError
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder
from formcheck.pose.model import find_or_obtain
from formcheck.system.folders import user_folder
from formcheck.system.paths import is_file, is_folder, is_name, is_there, safe_name
from formcheck.system.workplace import sweep
from formcheck.video.address import masked
from formcheck.video.camera import open_camera
from formcheck.video.file import VideoFile
from tests.program import KICKS

RECORDINGS = Path(__file__).parents[1] / "recordings"
ENDLESS = "x" * 300
posix = pytest.mark.skipif(sys.platform == "win32", reason="names and links as on Unix")


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place in a folder that this user may not enter; of root, who may enter any, it is only said."""
    look = os.stat

    def refused(path: str | int, *, dir_fd: int | None = None, follow_symlinks: bool = True) -> os.stat_result:
        if str(path).startswith("/closed/"):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", refused)
    return Path("/closed/clip")


def test_of_any_name_it_is_said_whether_there_is_something(tmp_path: Path, closed: Path) -> None:
    here = tmp_path / "file"
    here.touch()
    assert (is_there(here), is_file(here), is_folder(here)) == (True, True, False)
    assert (is_there(tmp_path), is_file(tmp_path), is_folder(tmp_path)) == (True, False, True)
    assert (is_there(tmp_path / "no"), is_file(tmp_path / "no"), is_folder(tmp_path / "no")) == (False, False, False)
    assert (is_there(here / "below"), is_there(Path("a\0b"))) == (False, False)
    assert (is_there(closed), is_file(closed), is_folder(closed)) == (True, False, False)
    assert (is_there(Path(ENDLESS)), is_file(Path(ENDLESS)), is_folder(Path(ENDLESS))) == (False, False, False)


def test_some_names_no_file_can_have() -> None:
    assert is_name(Path("clip\n.mp4"))
    assert not is_name(Path("a\0b"))
    assert not is_name(Path("\ud800.mp4"))


@pytest.mark.parametrize("name", [ENDLESS, "closed", "a\0b", "\ud800"])
@pytest.mark.parametrize("kind", [".npz", ".mp4"])
def test_a_clip_that_cannot_be_looked_at_stops_no_other(
    tmp_path: Path, closed: Path, name: str, kind: str, model_path: Path
) -> None:
    bad = closed.with_suffix(kind) if name == "closed" else Path(name + kind)
    good = RECORDINGS / "hip_hinge_1.npz"
    results = formcheck.analyze_all([bad, good], "hip_hinge", out=tmp_path / "out", model=model_path)
    assert isinstance(results[bad], InputError)
    assert isinstance(results[good], formcheck.Result)


@pytest.mark.parametrize("place", [ENDLESS, "/closed/x", "a\0b"])
def test_a_result_that_cannot_be_looked_at_is_told_in_one_line(closed: Path, place: str) -> None:
    with pytest.raises(InputError, match="cannot be"):
        formcheck.read(place)


@pytest.mark.parametrize("place", [ENDLESS, "/closed/pose.task"])
def test_a_model_that_cannot_be_looked_at_is_told_in_one_line(closed: Path, place: str) -> None:
    with pytest.raises(formcheck.FormcheckError, match="no such file"):
        find_or_obtain(Path(place))


def test_a_history_that_cannot_be_looked_at_is_told_in_one_line(closed: Path) -> None:
    with pytest.raises(formcheck.FormcheckError, match="cannot be used"):
        History(closed.with_name("history.sqlite3")).entries()
    assert History(Path(ENDLESS)).entries() == []


@posix
@pytest.mark.parametrize("name", ["caf\udce9.mp4", "caf\udce9/clip.mp4"])
def test_a_video_from_an_old_system_with_bytes_in_its_name_that_are_no_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(Path(__file__).parents[2] / "sample_videos" / "donkey_kick.mp4", path)
    with VideoFile(path) as video:
        assert next(iter(video)).size == (640, 360)


def test_an_address_with_bytes_that_are_no_text_is_refused() -> None:
    with pytest.raises(DeviceError, match="characters that no address has"):
        open_camera("http://127.0.0.1:9/\udcff", patience_s=1)


@pytest.mark.parametrize("name", ["a\0b.npz", "\ud800.npz"])
def test_what_no_file_can_be_called_is_told_so(name: str) -> None:
    with pytest.raises(InputError, match="is no name that a file can have: check it"):
        formcheck.analyze(name, "donkey_kick")


def test_an_address_in_place_of_an_exercise_is_not_told_with_its_password() -> None:
    done = CliRunner().invoke(main.app, ["live", "rtsp://me:geheim@camera/v"])
    assert done.exit_code == 2
    assert "give it with --camera" in " ".join(done.output.replace("│", " ").split())
    assert "geheim" not in done.output


def test_a_recording_in_a_result_of_its_own_name_has_another_result(tmp_path: Path) -> None:
    clip = tmp_path / "recording.npz"
    shutil.copy(KICKS, clip)
    first = formcheck.analyze(clip, "donkey_kick", out=tmp_path / "out", save_recording=True)
    assert first.folder is not None
    kept = first.folder / "recording.npz"
    again = formcheck.analyze(kept, "donkey_kick", out=tmp_path / "out")
    assert again.folder is not None and again.folder not in kept.parents
    assert kept.is_file()


@posix
def test_a_link_to_itself_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "clip.npz").symlink_to("clip.npz")
    with pytest.raises(InputError, match="Too many levels of symbolic links"):
        formcheck.analyze(tmp_path / "clip.npz", "donkey_kick")


def test_an_address_is_not_analysed_and_not_told_with_its_password() -> None:
    with pytest.raises(InputError, match="is an address: fetch the video") as caught:
        formcheck.analyze("http://me:geheim@camera/v.mp4", "donkey_kick")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("rtsp://cam:554/user=me&password=pw&channel=1.sdp", "rtsp://cam:554/user=***&password=***&channel=***"),
        ("http://cam/a;pwd=pw/b", "http://cam/a;pwd=***/b"),
        ("http://cam/video", "http://cam/video"),
    ],
)
def test_a_password_in_the_path_of_an_address_is_not_shown(address: str, shown: str) -> None:
    assert masked(address) == shown


@pytest.mark.parametrize("jobs", [0, -1, "4"])
def test_a_number_of_processes_is_one(jobs: int) -> None:
    with pytest.raises(ValueError, match="jobs: expected a whole number"):
        formcheck.analyze(KICKS, "donkey_kick", jobs=jobs)
    with pytest.raises(ValueError, match="jobs: expected a whole number"):
        formcheck.analyze_all([KICKS], "donkey_kick", out="out", jobs=jobs)


@posix
@pytest.mark.parametrize("linked", ["place", "old"])
def test_what_is_behind_a_link_is_never_put_back_as_ours(tmp_path: Path, linked: str) -> None:
    mine = tmp_path / "mine"
    (mine / "old").mkdir(parents=True)
    (mine / "old" / "diary.txt").write_text("precious")
    results = tmp_path / "results"
    results.mkdir()
    place = results / ".formcheck-abcdefgh"
    (results / ".formcheck-abcdefgh.lock").touch()
    if linked == "place":
        place.symlink_to(mine)
    else:
        place.mkdir()
        (place / "old").symlink_to(mine / "old")
    sweep(results)
    assert (mine / "old" / "diary.txt").read_text() == "precious"
    assert not (results / "diary.txt").exists()


def test_a_lock_of_another_name_is_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / ".formcheck-a" / "old").mkdir(parents=True)
    (tmp_path / ".formcheck-a" / "old" / "diary.txt").touch()
    (tmp_path / ".formcheck-a.lock").touch()
    sweep(tmp_path)
    assert (tmp_path / ".formcheck-a" / "old" / "diary.txt").exists()


@posix
def test_a_folder_of_results_that_is_closed_is_told_as_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "clip").mkdir()
    monkeypatch.setattr(Path, "iterdir", denied)
    with pytest.raises(OutputError, match="Permission denied: see that there is room and that you may write there"):
        OutputFolder(tmp_path, "clip")


def test_somebody_without_a_home_is_told_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_: object, **__: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("platformdirs.user_data_path", homeless)
    with pytest.raises(OutputError, match="no home folder to keep anything in: set HOME or XDG_DATA_HOME"):
        user_folder()


def test_what_the_system_refuses_in_the_middle_stops_no_other_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyze = analysis.analyze

    def refused(path: Path, *arguments: Any, **named: Any) -> analysis.Analysis:  # noqa: ANN401
        if path.name == "a.npz":
            raise PermissionError(13, "Permission denied", "/closed/folder")
        return analyze(path, *arguments, **named)

    monkeypatch.setattr(batch, "analyze", refused)
    results = formcheck.analyze_all(["a.npz", KICKS], "donkey_kick", out=tmp_path)
    said = '"/closed/folder" cannot be used (Permission denied): check its name and permissions'
    assert str(results[Path("a.npz")]) == said
    assert isinstance(results[Path(KICKS)], formcheck.Result)


def test_what_the_system_refuses_anywhere_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(prog_name: str) -> None:
        raise PermissionError(13, "Permission denied", "/closed/folder")

    monkeypatch.setattr(main, "app", refused)
    monkeypatch.setattr(main, "hide_library_lines", lambda: None)  # it is for good
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert caught.value.code == 1
    said = 'formcheck: "/closed/folder" cannot be used (Permission denied): check its name and permissions'
    assert capsys.readouterr().err.strip() == said


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("clip.mp4", "clip.mp4"),
        ("/etc/passwd", "passwd"),
        ("C:\\Users\\a\\clip.mp4", "clip.mp4"),
        ("../..", ""),
        ('a<b>:"|?*\0\n.mp4', "ab.mp4"),
        ("a" * 100 + ".mp4", "a" * 56 + ".mp4"),
    ],
)
def test_a_name_from_anywhere_becomes_one_that_a_file_can_have(text: str, name: str) -> None:
    assert safe_name(text) == name
