"""Live sessions as a person starts and ends them: window, keys, terminal, interrupts."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.app import doctor
from tests.program import SAMPLES, listen_to_interrupts, run, told, video_of

pytestmark = pytest.mark.slow


def test_a_routine_of_ones_own_runs_without_a_window(tmp_path: Path, model_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("there is always a display here")
    (tmp_path / "mine.toml").write_text(
        'title = "Mine"\nabout = "A kick, and a walk."\ntransition_s = 0\n'
        '[[block]]\nexercise = "donkey_kick"\nsets = 1\nreps = 1\nside = "right"\n'
        '[[block]]\nexercise = "walk"\nhold_s = 2\n'
    )
    clip = video_of(12, tmp_path / "clip.mp4", "donkey_kick.mp4")
    done = run("routine", tmp_path / "mine.toml", "--camera", clip, "--out", tmp_path / "out", "--model", model_path,
               "--quiet", DISPLAY="", WAYLAND_DISPLAY="")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Donkey kick, right: 1 of 1 counted, 1 good" in done.stdout
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name.endswith("_mine")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["routine"] == "Mine"
    assert [(kept["exercise"], kept["verify"]) for kept in summary["sets"]][:1] == [("donkey_kick", "measured")]
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert "the line of the trunk" in report
    assert "<video" not in report


@pytest.fixture
def display() -> Iterator[str]:
    """A virtual screen with a window manager."""
    if not all(map(shutil.which, ("Xvfb", "xdotool", "openbox"))):
        pytest.skip("no virtual display here: install xvfb, xdotool and openbox")
    read, write = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x960x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    ) as server:
        os.close(write)
        with os.fdopen(read) as told:
            name = f":{told.readline().strip()}"
        with subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": name}, stderr=subprocess.DEVNULL) as manager:
            yield name
            manager.terminate()
        server.terminate()


def live_with_window(display: str, out: Path, model_path: Path, act: list[str]) -> tuple[int, str, str]:
    """A live session over a clip in place of a camera; ``act`` is what xdotool does with the window."""
    environment = {**os.environ, "DISPLAY": display, "COLUMNS": "120"}
    camera = str(SAMPLES / "donkey_kick.mp4")
    command = [
        sys.executable,
        "-m",
        "formcheck",
        "live",
        "donkey_kick",
        "--camera",
        camera,
        "--out",
        str(out),
        "--model",
        str(model_path),
        "--quiet",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:  # fmt: skip
        find = ["xdotool", "search", "--sync", "--name", "formcheck"]
        window = subprocess.run(
            find, env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout.split()[0]
        time.sleep(3)
        words = ["xdotool", *[window if word == "WINDOW" else word for word in act]]
        for _ in range(4):  # a window manager that is still starting misses the first
            subprocess.run(words, env=environment, check=False, stderr=subprocess.DEVNULL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(2)
                break
        stdout, stderr = process.communicate(timeout=60)
    return process.returncode, stdout, stderr


@pytest.mark.parametrize(
    "act",
    [
        ["key", "--window", "WINDOW", "q"],
        ["windowactivate", "--sync", "WINDOW", "key", "alt+F4"],
        ["key", "--window", "WINDOW", "Escape"],
    ],
    ids=["q", "closed", "escape"],
)
def test_a_live_session_ends_by_key_or_by_closing_its_window(
    display: str, tmp_path: Path, model_path: Path, act: list[str]
) -> None:
    status, stdout, stderr = live_with_window(display, tmp_path, model_path, act)
    assert status == 0, stderr
    assert told(stderr) == []
    (folder,) = tmp_path.iterdir()
    assert folder.name.endswith("_donkey_kick")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["duration_s"] < 16
    assert str(folder) in stdout


def test_without_a_display_a_live_session_runs_in_the_terminal(tmp_path: Path, model_path: Path) -> None:
    clip = video_of(11, tmp_path / "clip.mp4", "donkey_kick.mp4")
    done = run("live", "donkey_kick", "--camera", clip, "--out", tmp_path / "out", "--model", model_path, "--quiet",
               DISPLAY="", WAYLAND_DISPLAY="")  # fmt: skip
    if sys.platform != "linux":
        pytest.skip("there is always a display here")
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stderr
    assert "2 counted, 2 good (left 0, right 2); 1 attempt" in done.stdout
    assert re.search(r"^2\. right counted, held 1\.\d s: good$", done.stdout, re.MULTILINE)
    # A first partial movement may yet turn out to be a repetition of a shallow set: it is told at the end.
    assert "attempt: not high enough" in " ".join(done.stdout.split())


def check_gone_on(status: int, stdout: str, stderr: str, out: Path) -> None:
    """The session has gone on by ear, says why, and is saved; no hidden folder is left."""
    assert status == 0, stderr
    assert "No window can be shown: it goes on without." in " ".join(stderr.split())
    assert "2 counted, 2 good" in stdout
    (folder,) = out.iterdir()
    assert folder.name.endswith("_donkey_kick")


@pytest.mark.skipif(sys.platform != "linux", reason="there is always a display here")
def test_a_display_that_nobody_serves_does_not_end_the_session(tmp_path: Path, model_path: Path) -> None:
    clip = video_of(11, tmp_path / "clip.mp4", "donkey_kick.mp4")
    done = run("live", "donkey_kick", "--camera", clip, "--out", tmp_path / "out", "--model", model_path, "--quiet",
               DISPLAY=":4321", WAYLAND_DISPLAY="")  # fmt: skip
    check_gone_on(done.returncode, done.stdout, done.stderr, tmp_path / "out")


@pytest.mark.slow
def test_a_display_that_dies_in_mid_session_does_not_end_it(tmp_path: Path, model_path: Path) -> None:
    if shutil.which("Xvfb") is None:
        pytest.skip("no virtual display here: install xvfb")
    clip, read_write = video_of(11, tmp_path / "clip.mp4", "donkey_kick.mp4"), os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(read_write[1])], pass_fds=[read_write[1]], stderr=subprocess.DEVNULL
    ) as server:
        os.close(read_write[1])
        with os.fdopen(read_write[0]) as said:
            environment = {**os.environ, "DISPLAY": f":{said.readline().strip()}"}
        command = [sys.executable, "-m", "formcheck", "live", "donkey_kick", "--camera", str(clip), "--quiet"]
        options = ["--out", str(tmp_path / "out"), "--model", str(model_path)]
        with subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        ) as process:
            time.sleep(8)
            server.kill()
            stdout, stderr = process.communicate(timeout=120)
    check_gone_on(process.returncode, stdout, stderr, tmp_path / "out")


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGHUP], ids=["ctrl-c", "lid"])
def test_a_live_session_that_is_broken_off_is_saved(tmp_path: Path, model_path: Path, kind: signal.Signals) -> None:
    """A terminal that goes away hangs up."""
    clip = video_of(60, tmp_path / "clip.mp4", "donkey_kick.mp4")
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    with subprocess.Popen(
        [sys.executable, "-m", "formcheck", "live", "donkey_kick", "--camera", clip, "--out", tmp_path / "out",
         "--model", model_path, "--quiet"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=listen_to_interrupts,  # noqa: PLW1509
        env={**environment, "PYTHONUNBUFFERED": "1"},
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if line.startswith("1. right counted"):
                break
        process.send_signal(kind)
        rest, told = process.stdout.read(), process.stderr.read()
        assert process.wait(timeout=60) == 130, told
    assert "Traceback" not in told
    assert "Saved: " in rest
    (folder,) = (tmp_path / "out").iterdir()
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8"))["counts"]["reps"] == 1


def test_a_live_session_says_what_it_cannot_do_here_and_goes_on(tmp_path: Path, model_path: Path) -> None:
    if sys.platform != "linux" or doctor.check_sound().ok:
        pytest.skip("there is a sound device here")
    clip = video_of(5, tmp_path / "clip.mp4", "donkey_kick.mp4")
    done = run("live", "donkey_kick", "--camera", clip, "--out", tmp_path / "out", "--model", model_path,
               "--sets", "1", "--reps", "1", "--side", "right", DISPLAY="", WAYLAND_DISPLAY="")  # fmt: skip
    assert done.returncode == 0, done.stderr
    first, second = told(done.stderr)
    assert first.startswith("No sound: ")
    assert second == "There is no display: no window. Ctrl-C ends the session."
    (folder,) = (tmp_path / "out").iterdir()
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert [(kept["side"], kept["target"], kept["counts"]["reps"]) for kept in summary["sets"]] == [("right", 1, 1)]
