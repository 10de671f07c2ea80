"""A disk that is full, or cannot be written any more, at every write there is."""

import errno
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast
from unittest.mock import Mock

import numpy as np
import pytest

from benchmarks.hostile_disk import Fault, at_every_write, files_no_larger_than, refusing
from benchmarks.hostile_kill import broken, damaged, hidden
from formcheck.app.analysis.analysis import analyze
from formcheck.app.analysis.options import Options
from formcheck.app.arrays import read_signals
from formcheck.app.live.optional_sink import OptionalSink
from formcheck.app.live.run import Finished, PoseSource, live
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot, State
from formcheck.errors import FormcheckError, HistoryError, OutputError, unwritten
from formcheck.exercises import catalogue
from formcheck.output.history.diary import Diary
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder, SignalsFile
from formcheck.output.report.reading import read_document
from formcheck.pose.estimator import Estimator
from formcheck.pose.model import GIVEN, Model
from formcheck.pose.recording import Recording
from formcheck.pose.recording_file import save
from formcheck.pose.spool import Spool
from formcheck.system.atomic import replacing
from formcheck.system.workplace import sweep
from formcheck.video.camera import Camera
from formcheck.workout.plan import plan_sets
from tests.movements import one_after_another
from tests.output.test_history_diary import ABOUT, BRIDGE, PRACTICES, REST, SET, Film, Scripted, StartsAgain, reps
from tests.program import KICKS, complaint

pytestmark = pytest.mark.slow

STEP = {Fault.FULL: 1, Fault.READ_ONLY: 3}
"""Where nothing can be changed any more, there is more that fails; the time it takes allows every third."""
KICK = catalogue.load("donkey_kick")
posix = pytest.mark.skipif(os.name != "posix", reason="limits as on Unix")


def analysis_of(out: Path) -> None:
    options = Options(video=False, save_recording=True, opensim=True)
    analyze(Path(KICKS), KICK, out, model=None, options=options, progress=lambda *_: None)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def told(error: BaseException | None) -> str:
    """The one line of an error that a user is told."""
    assert isinstance(error, FormcheckError), repr(error)
    assert "\n" not in str(error)
    return str(error)


@pytest.fixture
def short_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page takes longer to make than all the rest, and is one more file."""
    for module in ("analysis.analysis", "live.run"):
        monkeypatch.setattr(f"formcheck.app.{module}.report_page", lambda *_: "<html></html>")


@pytest.mark.usefixtures("short_page")
@pytest.mark.parametrize("fault", Fault)
def test_an_analysis_ends_whole_or_leaves_the_one_before(tmp_path: Path, fault: Fault) -> None:
    analysis_of(tmp_path)
    folder = tmp_path / Path(KICKS).name
    before, made = content(folder), folder.stat().st_ino
    failed = 0
    for error in at_every_write(fault, [tmp_path], lambda: analysis_of(tmp_path), step=STEP[fault]):
        assert broken(tmp_path) == []
        sweep(tmp_path)  # as the next start does
        assert hidden(tmp_path) == []
        assert (folder.stat().st_ino == made) == (error is not None) or fault is Fault.READ_ONLY
        if error is not None:
            failed += 1
            assert os.strerror(fault.value) in told(error)
    assert failed > 6
    assert error is None
    assert content(folder) == before


@pytest.mark.parametrize("fault", Fault)
def test_what_was_there_stays_where_the_new_one_cannot_be_put_in_place(tmp_path: Path, fault: Fault) -> None:
    with OutputFolder(tmp_path, "clip") as folder:
        folder.write("summary.json", "before")

    def act() -> None:
        with OutputFolder(tmp_path, "clip") as folder:
            folder.write("summary.json", "after")

    found = []
    for error in at_every_write(fault, [tmp_path], act):
        sweep(tmp_path)  # as the next start does: what was on the way out comes back
        found.append((tmp_path / "clip" / "summary.json").read_text())
        assert hidden(tmp_path) == []
        assert error is None or told(error)
    assert found[0] == "before"
    assert found == sorted(found, reverse=True)
    assert found[-1] == "after"


@posix
@pytest.mark.parametrize("size_bytes", [0, 1000, 30_000, 150_000])
def test_a_disk_that_fills_up_while_a_file_is_written(tmp_path: Path, size_bytes: int) -> None:
    analysis_of(tmp_path)
    before = content(tmp_path / Path(KICKS).name)
    with files_no_larger_than(size_bytes), pytest.raises(OutputError) as caught:
        analysis_of(tmp_path)
    assert ".formcheck" not in told(caught.value)
    assert content(tmp_path / Path(KICKS).name) == before
    assert hidden(tmp_path) == []


@posix
def test_the_command_says_it_in_one_line(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    arguments = ["analyze", KICKS, "--exercise", "donkey_kick", "--out", tmp_path]
    done = subprocess.run(
        [sys.executable, "-c", f"{limit}; from formcheck.cli.main import main; main()", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "File too large" in complaint(done)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here to play a full disk")
def test_a_list_that_finds_no_room_is_one_line_too() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "formcheck", "exercises"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    line = complaint(done)
    assert line == "formcheck: cannot write what is told: No space left on device: make room on the disk"


# Live


def session(folder: OutputFolder, history: History, lines: list[str]) -> Finished:
    """Two sets of bridges before a camera."""
    movement, lasts_s = one_after_another(SET, REST, SET, (14, lambda time_s: None))
    watching = PoseSource(
        cast(Camera, Film(lasts_s)), cast(Estimator, Scripted(movement)), Model(folder.path, "m", GIVEN, "")
    )
    stage = StartsAgain()
    stage._told = True
    diary = Diary(history, ABOUT, PRACTICES, lines.append)
    return live(watching, plan_sets(BRIDGE, sets=2, reps=2, rest_s=10), folder, stage, recorder=diary)


def test_nobody_is_stopped_in_a_set_because_the_terminal_is_gone() -> None:
    def gone(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    stage = Mock(show=gone)
    left_out = OptionalSink(stage)
    for _ in range(2):
        left_out.show(Mock(), Mock())
    said = "cannot show any more: Input/output error: see that the terminal is still there"
    assert str(left_out.failure) == said


@posix
def test_nobody_is_stopped_in_a_set_because_the_disk_is_full(tmp_path: Path) -> None:
    history, lines = History(tmp_path / "history.sqlite3"), list[str]()
    with OutputFolder(tmp_path, "live") as folder:
        with files_no_larger_than(100_000):
            finished = session(folder, history, lines)
        assert (finished.summary.counts.reps, lines) == (4, [])
    assert [reps(entry) for entry in history.entries()] == [[2, 2]]
    where = tmp_path / "live" / "signals.csv"
    assert told(finished.stopped_by) == str(unwritten(where, OSError(errno.EFBIG, "File too large")))
    document = read_document(tmp_path / "live")
    assert document.notes == ("signals.csv breaks off: it could not be written on",)
    assert document.counts.reps == 4
    rows = read_signals(tmp_path / "live" / "signals.csv")["time_s"]
    assert 0 < len(rows) < document.frames
    assert hidden(tmp_path) == []


def test_what_cannot_be_saved_at_all_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    history, lines = History(tmp_path / "else" / "history.sqlite3"), list[str]()
    with OutputFolder(tmp_path / "out", "live") as folder, refusing(Fault.FULL, 2, [tmp_path / "out"]):
        finished = session(folder, history, lines)  # the first are the signals
    assert finished.folder is None
    assert "summary.json: No space left on device" in told(finished.stopped_by)
    assert finished.summary.counts.reps == 4
    assert [reps(entry) for entry in history.entries()] == [[2, 2]]
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.usefixtures("short_page")
@pytest.mark.parametrize("fault", Fault)
def test_a_session_is_done_to_its_end_at_whatever_write_the_disk_fails(tmp_path: Path, fault: Fault) -> None:
    (tmp_path / "out").mkdir()
    ended = 0

    def act() -> None:
        nonlocal ended
        with OutputFolder(tmp_path / "out", "live") as folder:
            finished = session(folder, History(tmp_path / "history.sqlite3"), lines)
            assert finished.summary.counts.reps == 4
            ended += 1
            if finished.stopped_by is not None:
                raise finished.stopped_by

    lines: list[str] = []
    tried = 0
    for error in at_every_write(fault, [tmp_path], act, step=STEP[fault]):
        tried += 1
        assert error is None or told(error)
        assert broken(tmp_path / "out") == []
        sweep(tmp_path / "out")  # as the next start does
        assert hidden(tmp_path / "out") == []
    assert error is None
    assert ended > tried / 2
    assert all(line.endswith("This session is not in the history.") for line in lines)
    assert damaged(tmp_path / "history.sqlite3") == []


def test_signals_that_cannot_be_written_on_end_with_a_whole_row_and_leave_room(tmp_path: Path) -> None:
    if os.name != "posix":
        pytest.skip("limits as on Unix")
    path, wide = tmp_path / "signals.csv", Snapshot(0.0, State.READY)
    file = SignalsFile(path)
    with files_no_larger_than(3_000_000), pytest.raises(OutputError, match=r"signals\.csv: File too large"):
        for row in range(1_000_000):
            file.show(Moment(row / 30, None), replace(wide, time_s=row / 30))
    with pytest.raises(ValueError, match="closed"):
        file.show(Moment(0, None), wide)
    file.close()
    assert 1_900_000 < path.stat().st_size <= 2_000_000
    rows = read_signals(path)["time_s"]
    assert list(rows[:2]) == [0.0, pytest.approx(1 / 30, abs=1e-4)]
    assert path.read_bytes().endswith(b"\n")


# Single files


@pytest.mark.parametrize("fault", Fault)
def test_a_file_is_replaced_or_stays(tmp_path: Path, fault: Fault) -> None:
    target = tmp_path / "index.html"

    def act() -> None:
        with replacing(target) as file:
            file.write(b"after")

    def fresh() -> None:
        target.write_bytes(b"before")

    fresh()
    for error in at_every_write(fault, [tmp_path], act):
        assert target.read_bytes() == (b"after" if error is None else b"before")
        assert error is None or isinstance(error, OSError)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".part"] == ["index.html"]


@posix
def test_a_recording_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "recording.npz"
    with files_no_larger_than(50_000), pytest.raises(OutputError, match=r"recording\.npz: File too large"):
        save(Recording.load(Path(KICKS)), path)
    assert list(tmp_path.iterdir()) == []


@posix
def test_temporary_files_that_find_no_room_are_told(tmp_path: Path) -> None:
    spool = Spool(1000)
    with files_no_larger_than(5_000_000), pytest.raises(OutputError, match="cannot write temporary files"):
        for _ in range(20):
            spool.extend(np.zeros((100, 1000)))
    del spool


@posix
def test_a_history_that_finds_no_room_keeps_what_it_has(tmp_path: Path) -> None:
    history = History(tmp_path / "history.sqlite3")
    history.keep(replace(ABOUT, uuid="first"))
    size_bytes = history.path.stat().st_size
    with files_no_larger_than(size_bytes), pytest.raises(HistoryError, match="see whether the disk is full"):
        for number in range(1000):
            history.keep(replace(ABOUT, uuid=f"{number}"))
    assert damaged(history.path) == []
    assert "first" in [entry.uuid for entry in history.entries()]
    history.keep(replace(ABOUT, uuid="later"))
    assert history.entries()
