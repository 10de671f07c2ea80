"""The program as a person calls it: what it prints, what it writes, and how it ends."""

import contextlib
import csv
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

import formcheck
from formcheck import doctor
from formcheck.recording import Recording
from formcheck.safety import UNASKED
from tests.replay import FOLDER

SAMPLES = Path(formcheck.__file__).parents[1] / "sample_videos"
KICKS = str(FOLDER / "donkey_kick_2.npz")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as wide as a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "formcheck", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        env={**os.environ, "COLUMNS": "120", "PYTHONIOENCODING": "utf-8", **environment},
    )  # fmt: skip


def told(stderr: str) -> list[str]:
    """What is said on stderr, but for the safety questions: whether they have been asked is up to this computer."""
    return [line for line in stderr.splitlines() if line != UNASKED]


def complaint(done: subprocess.CompletedProcess[str], status: int = 1) -> str:
    """The one line of a failure."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory, model_path: Path) -> Path:
    """Results of the README's first command."""
    out = tmp_path_factory.mktemp("out")
    done = run("analyze", SAMPLES / "glute_bridge.mp4", "--exercise", "glute_bridge", "--out", out,
               "--save-recording", "--model", model_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "4 repetitions, 3 good; 1 attempt" in done.stdout
    return out / "glute_bridge.mp4"


def test_a_video_becomes_a_folder_with_every_file_and_nothing_else(bridge: Path) -> None:
    assert sorted(path.name for path in bridge.iterdir()) == [
        "annotated.mp4", "recording.npz", "signals.csv", "summary.json",
    ]  # fmt: skip
    assert [path.name for path in bridge.parent.iterdir()] == ["glute_bridge.mp4"]


def test_the_summary_of_the_sample_is_its_truth(bridge: Path) -> None:
    summary = json.loads((bridge / "summary.json").read_text(encoding="utf-8"))
    truth = json.loads((SAMPLES / "glute_bridge.truth.json").read_text(encoding="utf-8"))
    assert [rep["verdict"] == "rep" for rep in summary["reps"]] == [rep["counts"] for rep in truth["reps"]]
    for found, true in zip(summary["reps"], truth["reps"], strict=True):
        assert true["start_s"] < found["start_s"] < found["top_s"] < found["end_s"] < true["end_s"] + 0.1
    assert summary["complete"]
    assert summary["model"]["name"].startswith("pose_landmarker")


def test_signals_and_annotated_video_have_every_frame_of_the_source(bridge: Path) -> None:
    from formcheck.video.file import VideoFile

    with VideoFile(SAMPLES / "glute_bridge.mp4") as source, VideoFile(bridge / "annotated.mp4") as annotated:
        times_s = [frame.time_s for frame in source]
        assert [frame.time_s for frame in annotated] == pytest.approx(times_s, abs=0.01)
        assert annotated.size == source.size
    with (bridge / "signals.csv").open(newline="") as file:
        assert [float(row["time_s"]) for row in csv.DictReader(file)] == pytest.approx(times_s, abs=0.001)


def test_a_saved_recording_gives_the_numbers_of_its_video(bridge: Path, tmp_path: Path) -> None:
    done = run("analyze", bridge / "recording.npz", "--exercise", "glute_bridge", "--out", tmp_path)
    assert done.returncode == 0
    assert not (tmp_path / "recording.npz" / "annotated.mp4").exists()
    from_video = json.loads((bridge / "summary.json").read_text(encoding="utf-8"))
    from_landmarks = json.loads((tmp_path / "recording.npz" / "summary.json").read_text(encoding="utf-8"))
    assert from_landmarks["reps"] == from_video["reps"]
    assert from_landmarks["tracking"] == from_video["tracking"]
    assert (tmp_path / "recording.npz" / "signals.csv").read_bytes() == (bridge / "signals.csv").read_bytes()


def test_a_recording_can_be_replayed_as_live(tmp_path: Path) -> None:
    recording = FOLDER / "sample_donkey_kick.npz"
    done = run("analyze", recording, "--exercise", "donkey_kick", "--out", tmp_path, "--as-live")
    assert "4 repetitions" in done.stdout
    assert "right 4" in done.stdout


def test_of_several_inputs_one_fails_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "text.npz").write_text("hello")
    done = run("analyze", tmp_path / "text.npz", KICKS, "--exercise", "donkey_kick", "--out", tmp_path / "out")
    assert "text.npz" in complaint(done)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["donkey_kick_2.npz"]


def test_a_file_of_ones_own_is_an_exercise(tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text('based_on = "donkey_kick"\nname = "Strict kick"\n[hold]\nseconds = 4\n')
    done = run("analyze", KICKS, "--exercise", tmp_path / "strict.toml", "--out", tmp_path)
    assert "Strict kick: 3 repetitions, 0 good" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("analyze", "nowhere.mp4", "--exercise", "glute_bridge"), "nowhere.mp4"),
        (("analyze", "nowhere.npz", "--exercise", "glute_bridge"), "no such file"),
        (("analyze", ".", "--exercise", "glute_bridge"), "is a folder"),
        (("analyze", KICKS, "--exercise", "nowhere.toml"), "nowhere.toml"),
        (("analyze", KICKS, "--exercise", "donkey_kick", "--out", "file"), "cannot write to"),
        (("model", "--model", "nowhere.task"), "nowhere.task"),
        (("analyze", KICKS, "--exercise", "prone_squeeze"), "prone_squeeze is a timer"),
        (("routine", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_a_mistake_is_one_line(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    assert message in complaint(
        run(*arguments, "--out", "out") if arguments[0] == "analyze" and "--out" not in arguments else run(*arguments)
    )
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["file"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("analyze",), "INPUT"),
        (("analyze", KICKS, KICKS, "--exercise", "donkey_kick"), "same file name"),
        (("dance",), "dance"),
        (("exercises", "handstand"), "donkey_kick, glute_bridge"),
        (("analyze", KICKS, "--exercise", "handstand"), "donkey_kick, glute_bridge"),
        (("analyze", KICKS, "--exercise", "donkey_kick", "--model-size", "huge"), "huge"),
        (("live", "glute_bridge", "--side", "left"), "both sides work together"),
        (("live", "glute_bridge", "--language", "xx"), "en, de"),
        (("live", "glute_bridge", "--volume", "101"), "--volume"),
        (("routine", "handstand"), "micro_break, strength_day, wake_up"),
        (("routine", "wake_up", "--from", "8"), "wake_up has 7 blocks"),
        (("routines", "handstand"), "micro_break, strength_day, wake_up"),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_exercises_are_listed_and_told_about() -> None:
    assert "glute_bridge" in run("exercises").stdout
    told = run("exercises", "donkey_kick").stdout
    assert "Dose: 3 x 10 a side, hold 1 s" in told
    assert "Long arms." in told


def test_routines_are_listed_with_their_minutes_and_told_about() -> None:
    listed = run("routines").stdout
    assert "wake_up  9 min (the default)" in listed
    told_of = run("routines", "wake_up").stdout
    assert "3. Prone glute squeeze: 1 x 10 a side, 3 s each (a timer)" in told_of
    assert "About 9 minutes" in told_of


def test_the_safety_questions_can_be_read_where_nobody_can_answer() -> None:
    done = run("safety")
    assert done.returncode == 0
    assert "dizziness or fainting" in done.stdout
    assert "Talk to a doctor or physiotherapist first." in done.stdout


def test_a_routine_of_ones_own_runs_without_a_window(tmp_path: Path, model_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("there is always a display here")
    (tmp_path / "mine.toml").write_text(
        'title = "Mine"\nabout = "A kick, and a walk."\ntransition_s = 0\n'
        '[[block]]\nexercise = "donkey_kick"\nsets = 1\nreps = 1\nside = "right"\n'
        '[[block]]\nexercise = "walk"\nhold_s = 2\n'
    )
    clip = video_of(40, tmp_path / "clip.mp4", "donkey_kick.mp4")
    done = run("routine", tmp_path / "mine.toml", "--camera", clip, "--out", tmp_path / "out", "--model", model_path,
               "--quiet", DISPLAY="", WAYLAND_DISPLAY="")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Donkey kick, right: 1 of 1, 1 good" in done.stdout
    assert "Stand up and walk: 1 of 1 by the timer, unseen" in done.stdout
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name.endswith("_mine")
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["routine"] == "Mine"
    assert [(kept["exercise"], kept["verify"]) for kept in summary["sets"]] == [
        ("donkey_kick", "measured"),
        ("walk", "timer"),
    ]


def test_doctor_names_every_check_and_the_version_is_told() -> None:
    assert "ffmpeg" in run("doctor").stdout
    assert formcheck.__version__ in run("--version").stdout


def video_of(seconds: int, target: Path, sample: str = "glute_bridge.mp4") -> Path:
    """A sample for so long, over and over if need be."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-stream_loop", "20", "-i",
               SAMPLES / sample, "-t", str(seconds), "-c", "copy", target]  # fmt: skip
    subprocess.run(command, check=True)
    return target


def listen_to_interrupts() -> None:
    """In the child: whoever runs the tests in the background has interrupts ignored, and children inherit it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="interrupts and terminals as on Unix")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_analysis_keeps_what_was_seen(tmp_path: Path, model_path: Path, kind: signal.Signals) -> None:
    clip = video_of(240, tmp_path / "long.mp4")
    out = tmp_path / "out"
    terminal, stderr = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "formcheck", "analyze", clip, "--exercise", "glute_bridge", "--out", out,
         "--model", model_path],
        stdout=subprocess.DEVNULL, stderr=stderr, preexec_fn=listen_to_interrupts,  # noqa: PLW1509
    ) as process:  # fmt: skip
        os.close(stderr)
        shown = b""
        while not re.search(rb"[0-9]{2}/2[0-9]{3}", shown):  # the progress bar has come to its tenth frame
            shown += os.read(terminal, 4096)
        process.send_signal(kind)
        with contextlib.suppress(OSError):  # the terminal ends with the program
            while part := os.read(terminal, 4096):
                shown += part
        assert process.wait(timeout=120) == 130, shown
    os.close(terminal)
    assert b"Traceback" not in shown
    summary = json.loads((out / "long.mp4" / "summary.json").read_text(encoding="utf-8"))
    assert not summary["complete"]
    assert 10 <= summary["frames"] < 2880
    assert [path.name for path in out.iterdir()] == ["long.mp4"]


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
        subprocess.run(
            ["xdotool", *[window if word == "WINDOW" else word for word in act]], env=environment, check=True
        )
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
    assert "2 repetitions, 2 good (left 0, right 2); 1 attempt" in done.stdout
    assert "3. right attempt, held 0.0 s: not high enough" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=["ctrl-c", "killed", "lid"])
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
            if line.startswith("1. right repetition"):
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


def test_live_and_as_live_agree_on_the_same_poses(tmp_path: Path) -> None:
    """A session is given what a live one sees, and again from its recording."""
    from formcheck import catalogue
    from formcheck.session import Session

    source = Recording.load(FOLDER / "donkey_kick_2.npz")
    live = Session(catalogue.load("donkey_kick"))
    snapshots = [live.update(time_s, pose) for time_s, pose in source]
    source.save(tmp_path / "saved.npz")
    replayed = Session(catalogue.load("donkey_kick"))
    again = [replayed.update(time_s, pose) for time_s, pose in Recording.load(tmp_path / "saved.npz")]
    assert repr(again) == repr(snapshots)
    assert repr(live.finish()) == repr(replayed.finish())
