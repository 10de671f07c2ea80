"""Killed at a random moment: nothing under a final name is broken, and the next start needs no repair."""

import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.hostile_kill import SIGNALS, broken, damaged, hidden, kept_sets, program, run_and_kill
from formcheck.app.analysis import analysis
from formcheck.app.analysis.options import Options
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder
from formcheck.system.interrupts import interrupts_deferred
from tests.program import KICKS, run, video_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="signals as on Unix, and processes in /proc"),
]

LONGEST_S = {"analyze a clip": 4.0, "analyze a recording": 1.5, "live": 5.0}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def commands(folder: Path, model_path: Path) -> dict[str, list[str]]:
    clip, film = (
        video_of(2, folder / "clip.mp4", "donkey_kick.mp4"),
        video_of(9, folder / "film.mp4", "donkey_kick.mp4"),
    )
    of = ("--exercise", "donkey_kick", "--history", "--out", folder / "out", "--model", model_path)
    live = ("--sets", "9", "--reps", "1", "--rest", "0", "--quiet", "--out", folder / "out", "--model", model_path)
    return {
        "analyze a clip": program("analyze", clip, *of, "--jobs", "2"),
        "analyze a recording": program("analyze", KICKS, *of),
        "live": program("live", "donkey_kick", "--camera", film, *live),
    }


@pytest.mark.parametrize("kind", SIGNALS)
@pytest.mark.parametrize("name", LONGEST_S)
def test_nothing_is_broken(commands: dict[str, list[str]], folder: Path, name: str, kind: signal.Signals) -> None:
    after_s, history = random.uniform(0.3, LONGEST_S[name]), folder / "history.sqlite3"
    before = len(History(history).entries())
    killed = run_and_kill(commands[name], kind, after_s, history)
    assert killed.problems == [], (after_s, killed.told)
    assert broken(folder / "out") == [], after_s
    assert damaged(history) == [], after_s
    if name == "live":
        assert kept_sets(history, before) >= killed.sets_seen, after_s
    if kind is not signal.SIGKILL:
        assert killed.status in (0, 130, -kind, -signal.SIGINT), (after_s, killed.told)  # each is an interrupt


def test_the_next_start_needs_no_repair(commands: dict[str, list[str]], folder: Path) -> None:
    done = run("analyze", KICKS, "--exercise", "donkey_kick", "--out", folder / "out", "--history",
               FORMCHECK_HISTORY=str(folder / "history.sqlite3"))  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert hidden(folder / "out") == []
    assert broken(folder / "out") == []


# Before, Python itself is loaded, which shows what it likes: a tenth of a second, on a busy computer two.
@pytest.mark.parametrize("after_s", [0.3, 0.5, 0.8])
def test_an_interrupt_while_the_program_is_loaded_shows_no_traceback(after_s: float, tmp_path: Path) -> None:
    killed = run_and_kill(program("exercises"), signal.SIGINT, after_s, tmp_path / "history.sqlite3")
    assert killed.problems == [], killed.told
    assert killed.status in (0, 130, -signal.SIGINT)


# What is put in place is put there by a program that is asked to end in this moment, too.


@pytest.fixture
def terminated() -> Iterator[None]:
    """SIGTERM interrupts, as in the program."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("terminated")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_waits_for_a_step_that_nobody_may_disturb(kind: signal.Signals) -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interrupts_deferred():
        signal.raise_signal(kind)
        done.append("all of it")
    assert done == ["all of it"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(kind)


def test_who_insists_gets_through() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interrupts_deferred():
        signal.raise_signal(signal.SIGINT)
        done.append("a part of it")
        signal.raise_signal(signal.SIGINT)
        done.append("all of it")
    assert done == ["a part of it"]


def test_a_step_that_fails_lets_go_of_the_signals() -> None:
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="failed"), interrupts_deferred():
        raise ValueError("failed")
    assert signal.getsignal(signal.SIGINT) is before


def test_a_result_that_is_complete_is_put_in_place_before_the_program_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with OutputFolder(tmp_path, "clip") as folder:
        folder.write("summary.json", "before")
    replace, moved = Path.replace, []

    def interrupted(path: Path, target: Path) -> Path:
        moved.append(path)
        if len(moved) == 1:  # the old one is about to go
            signal.raise_signal(signal.SIGINT)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt), OutputFolder(tmp_path, "clip") as folder:
        folder.write("summary.json", "after")
    assert (tmp_path / "clip" / "summary.json").read_text() == "after"
    assert [path.name for path in tmp_path.iterdir()] == ["clip"]


def test_an_interrupt_while_the_page_is_made_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "fill_curves", lambda *_: signal.raise_signal(signal.SIGINT))
    done = analysis.analyze(
        Path(KICKS), None, tmp_path, model=None, options=Options(), progress=lambda stage, done, total: None
    )
    assert done.summary.recognised
    assert (done.folder / "report.html").is_file()
    assert (done.folder / "summary.json").is_file()
