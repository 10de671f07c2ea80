"""The program as a person calls it: what it prints, what it writes, and how it ends."""

import contextlib
import csv
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import formcheck
from formcheck.app.safety import Answer, keep
from formcheck.counting.snapshot import Snapshot
from formcheck.pose.recording import Recording
from formcheck.workout import routine
from tests.program import KICKS, SAMPLES, called, complaint, listen_to_interrupts, run, video_of
from tests.replay import FOLDER


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory, model_path: Path) -> Path:
    """Results of the README's first command."""
    out = tmp_path_factory.mktemp("out")
    done = run("analyze", SAMPLES / "glute_bridge.mp4", "--exercise", "glute_bridge", "--out", out,
               "--save-recording", "--model", model_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "4 counted, 3 good; 1 attempt" in done.stdout
    return out / "glute_bridge.mp4"


def test_a_video_becomes_a_folder_with_every_file_and_nothing_else(bridge: Path) -> None:
    assert sorted(path.name for path in bridge.iterdir()) == [
        "annotated.mp4", "recording.npz", "report.html", "report.txt", "signals.csv", "summary.json",
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
        assert annotated.info.size == source.info.size
    with (bridge / "signals.csv").open(newline="") as file:
        assert [float(row["time_s"]) for row in csv.DictReader(file)] == pytest.approx(times_s, abs=0.001)


def test_a_saved_recording_gives_the_numbers_of_its_video(bridge: Path, tmp_path: Path) -> None:
    done = called("analyze", bridge / "recording.npz", "--exercise", "glute_bridge", "--out", tmp_path)
    assert done.returncode == 0
    assert not (tmp_path / "recording.npz" / "annotated.mp4").exists()
    from_video = json.loads((bridge / "summary.json").read_text(encoding="utf-8"))
    from_landmarks = json.loads((tmp_path / "recording.npz" / "summary.json").read_text(encoding="utf-8"))
    assert from_landmarks["reps"] == from_video["reps"]
    assert from_landmarks["tracking"] == from_video["tracking"]
    assert (tmp_path / "recording.npz" / "signals.csv").read_bytes() == (bridge / "signals.csv").read_bytes()


def test_as_live_changes_nothing(tmp_path: Path) -> None:
    recording = FOLDER / "sample_donkey_kick.npz"
    for name, flag in (("whole", ()), ("live", ("--as-live",))):
        done = called("analyze", recording, "--exercise", "donkey_kick", "--out", tmp_path / name, *flag)
        assert "4 counted" in done.stdout
        assert "right 4" in done.stdout
    whole, live = ((tmp_path / name / recording.name / "summary.json").read_bytes() for name in ("whole", "live"))
    assert whole == live


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("donkey_kick_2", "Donkey kick: 3 counted; form is judged from the side (left 0, right 3)"),
        ("sample_donkey_kick", "Donkey kick: 4 counted, 4 good (left 0, right 4); 1 attempt that did not count"),
    ],
)
def test_nothing_is_called_good_that_the_view_does_not_show(tmp_path: Path, name: str, line: str) -> None:
    done = called("analyze", FOLDER / f"{name}.npz", "--exercise", "donkey_kick", "--out", tmp_path)
    assert line in " ".join(done.stdout.split())
    assert bool(re.search(r"^1 .* good *$", done.stdout, re.MULTILINE)) is ("4 good" in line)


def test_of_several_inputs_one_fails_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "text.npz").write_text("hello")
    done = run("analyze", tmp_path / "text.npz", KICKS, "--exercise", "donkey_kick", "--out", tmp_path / "out")
    assert "text.npz" in complaint(done)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["donkey_kick_2.npz", "index.html"]


def test_a_file_of_ones_own_is_an_exercise(tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text('based_on = "donkey_kick"\nname = "Strict kick"\n[hold]\nseconds = 4\n')
    done = called("analyze", KICKS, "--exercise", tmp_path / "strict.toml", "--out", tmp_path)
    assert "Strict kick: 3 counted; form is judged from the side" in done.stdout  # the recording is from 45 degrees


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("analyze", "nowhere.mp4", "--exercise", "glute_bridge"), "nowhere.mp4"),
        (("analyze", "nowhere.npz", "--exercise", "glute_bridge"), "no such file"),
        (("analyze", ".", "--exercise", "glute_bridge"), "is a folder"),
        (("analyze", KICKS, "--exercise", "nowhere.toml"), "nowhere.toml"),
        (("analyze", KICKS, "--exercise", "donkey_kick", "--out", "file"), "cannot write file: "),
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
    out = ("--out", "out") if arguments[0] == "analyze" and "--out" not in arguments else ()
    assert message in complaint(called(*arguments, *out))
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["file"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("analyze",), "INPUT"),
        (("analyze", KICKS, KICKS, "--exercise", "donkey_kick"), "named twice"),
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
    done = called(*arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_exercises_are_listed_and_told_about() -> None:
    assert "glute_bridge" in called("exercises").stdout
    told = called("exercises", "donkey_kick").stdout
    assert "Dose: 3 x 10 a side, hold 1 s" in told
    assert "Long arms." in told


def test_routines_are_listed_with_their_minutes_and_told_about() -> None:
    listed = " ".join(called("routines").stdout.split())
    assert f"wake_up {routine.load('wake_up').minutes} min (the default)" in listed
    told_of = called("routines", "wake_up").stdout
    assert "3. Prone glute squeeze: 1 x 10 a side, 3 s each (a timer)" in told_of
    assert f"About {routine.load('wake_up').minutes} minutes" in told_of


def test_the_safety_questions_can_be_read_where_nobody_can_answer() -> None:
    done = called("safety")
    assert done.returncode == 0
    assert "dizziness or fainting" in done.stdout
    assert "Talk to a doctor or physiotherapist first." in done.stdout


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="a closed stream as on Unix")
@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("safety",), 0),
        (("history", "--delete", "all"), 1),
        (("privacy", "--delete-all"), 1),
        (("routine", "micro_break", "--camera", "nowhere.mp4"), 1),
        (("live", "glute_bridge", "--camera", "nowhere.mp4"), 1),
    ],
)
def test_where_the_input_is_closed_it_is_as_where_it_is_empty(
    tmp_path: Path, model_path: Path, arguments: tuple[str, ...], status: int
) -> None:
    if arguments[0] == "privacy":  # something to delete
        keep(tmp_path / "formcheck", Answer("2026-11-22", applies=False))
    model = ("--model", str(model_path)) if "--camera" in arguments else ()
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "FORMCHECK_HISTORY": str(tmp_path / "h.sqlite3")}
    command = [sys.executable, "-m", "formcheck", *arguments, *model]
    ends = [
        subprocess.run(
            ["/bin/sh", "-c", f'exec "$@" <{stdin}', "sh", *command],
            capture_output=True, text=True, check=False, env=environment, cwd=tmp_path, timeout=300,
        )
        for stdin in ("/dev/null", "&-")
    ]  # fmt: skip
    assert [(end.returncode, "Traceback" in end.stderr) for end in ends] == [(status, False)] * 2
    assert ends[0].stdout == ends[1].stdout
    assert ends[0].stderr == ends[1].stderr


def test_doctor_names_every_check_and_the_version_is_told() -> None:
    assert "ffmpeg" in run("doctor").stdout
    assert formcheck.__version__ in run("--version").stdout


@pytest.mark.slow
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
        # So many of all parts that the first one has begun too: what is seen from the beginning on is kept.
        while not re.search(rb"[3-9][0-9]{2}/2[0-9]{3}", shown):
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


def written(snapshot: Snapshot) -> str:
    return repr(replace(snapshot, raw=dict(snapshot.raw), measures=dict(snapshot.measures)))


def test_a_saved_recording_is_counted_as_it_was_live(tmp_path: Path) -> None:
    """A session is given what a live one sees, and again from its recording."""
    from formcheck.counting.session import Session
    from formcheck.exercises import catalogue

    source = Recording.load(FOLDER / "donkey_kick_2.npz")
    live = Session(catalogue.load("donkey_kick"))
    snapshots = [live.update(time_s, pose) for time_s, pose in source]
    source.save(tmp_path / "saved.npz")
    replayed = Session(catalogue.load("donkey_kick"))
    again = [replayed.update(time_s, pose) for time_s, pose in Recording.load(tmp_path / "saved.npz")]
    assert list(map(written, again)) == list(map(written, snapshots))
    assert repr(live.finish()) == repr(replayed.finish())
