"""The file that is attached to the report of a mistake: it tells what it must, and nobody's name."""

import json
import platform
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck.app.doctor import Check, findings, movement
from formcheck.app.doctor.nameless import nameless
from formcheck.app.doctor.report import FILE
from formcheck.app.live.camcorder import VIDEO
from formcheck.cli.main import app
from formcheck.errors import InputError
from formcheck.pose.recording import Recording
from formcheck.system.language import current, use
from tests.program import KICKS, SAMPLES, run

PERSON, SURNAME, HOST = "zaphod", "Beeblebrox", "heart-of-gold"
SECRETS = re.compile("zaphod|beeblebrox|heart.of.gold|trillian", re.IGNORECASE)


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A home folder of somebody with a name, on a computer with one; the working folder is in it."""
    home = tmp_path / "Zaphod Beeblebrox"
    home.mkdir()
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    for variable in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(variable, PERSON)
    monkeypatch.setattr(platform, "node", lambda: f"{HOST}.local")
    monkeypatch.chdir(home)
    return home


def content(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def reported(*arguments: str | Path, answer: str = "") -> str:
    done = CliRunner().invoke(app, ["doctor", "--report", *map(str, arguments)], input=answer)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


def few_checks(monkeypatch: pytest.MonkeyPatch, *checks: Check) -> None:
    monkeypatch.setattr(findings, "run_checks", lambda **_: list(checks))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/home/zaphod/models/mine.task (given by the user)", "*** (given by the user)"),
        ('"C:\\Users\\Zaphod\\a.task" is damaged', '"***" is damaged'),
        ("\\\\heart-of-gold\\share\\a.task: damaged", "***: damaged"),
        ("~/clips/a.mp4", "***"),
        ("cannot open /dev/video0; close it", "cannot open ***; close it"),
        ("Zaphod's camera at heart-of-gold:10.0, HEART-OF-GOLD.local", "***'s camera at ***:10.0, ***"),
        ("640x480, 25/s and/or 4.11", "640x480, 25/s and/or 4.11"),
        ("mediapipe: zaphodic", "mediapipe: zaphodic"),
    ],
)
@pytest.mark.usefixtures("somebody")
def test_names_and_places_are_left_out_and_nothing_else(text: str, told: str) -> None:
    assert nameless(text) == told


@pytest.mark.usefixtures("somebody")
def test_what_somebody_calls_their_devices_and_files_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    few_checks(
        monkeypatch,
        Check("sound", True, False, "Trillian and Tricia's ears", own=("Trillian and Tricia's ears",)),
        Check("pose model", False, True, "not usable", "/srv/trillian best/my model.task: damaged",
              own=("/srv/trillian best/my model.task",)),
    )  # fmt: skip
    assert findings.findings().splitlines()[:2] == ["ok    sound: ***", "FAIL  pose model: not usable; ***: damaged"]


def test_every_check_here_says_what_it_found_without_a_name(somebody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = somebody / "trillian best"
    folder.mkdir()
    (folder / "my model.task").write_bytes(b"damaged")
    monkeypatch.setenv("FORMCHECK_MODEL", str(folder / "my model.task"))
    monkeypatch.setenv("DISPLAY", f"{HOST}:4321")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    use("de")
    text = findings.findings()
    assert current().language == "de"
    assert "language: de" in text
    for told in (
        "Python: 3.",
        "pose model: not usable",
        "data folder: ***",
        "display: ***",
        "numpy 2.",
        "cv2: ",
    ):
        assert told in text
    assert not SECRETS.search(text)
    assert str(somebody) not in text


def test_all_is_shown_before_anything_is_written(somebody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_checks(monkeypatch, Check("speed", True, False, "12 pictures a second"))
    assert "12 pictures a second" in (shown := reported(answer="n\n"))
    assert "Nothing was written." in shown
    assert list(somebody.iterdir()) == []
    shown = reported(answer="y\n")
    assert str(somebody / FILE) in shown.replace("\n", "")
    held = content(somebody / FILE)
    assert list(held) == ["doctor.txt"]
    assert held["doctor.txt"].decode() in shown
    reported("--yes")  # in the place of the one before


def test_of_a_result_the_landmarks_and_what_was_counted_go_with_it(
    somebody: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few_checks(monkeypatch)
    kick = (Path(KICKS).parents[2] / "formcheck" / "exercises" / "donkey_kick.toml").read_text(encoding="utf-8")
    assert 'say = "' in kick
    own = somebody / "trillians_kick.toml"
    named = re.sub(r'^(say|camera) = "', r'\1 = "Trillian: ', kick, flags=re.MULTILINE)
    own.write_text(re.sub(r'^id = "', 'id = "trillian_', named, flags=re.MULTILINE), encoding="utf-8")
    clip = somebody / "Trillian at Beeblebrox's.npz"
    shutil.copy(KICKS, clip)
    done = run("analyze", clip, "--exercise", own, "--save-recording", "--no-video", "--no-open", "--load", "Trillian")
    assert done.returncode == 0, done.stderr
    folder = somebody / "formcheck-out" / clip.name
    kept = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert SECRETS.search(json.dumps(kept["reps"]))

    shown = reported(folder, "--yes")
    held = content(somebody / FILE)
    assert list(held) == ["doctor.txt", "summary.json", "recording.npz"]
    for name, data in held.items():
        assert not SECRETS.search(data.decode("latin-1")), name
    told = json.loads(held["summary.json"])
    assert (told["exercise"], told["counts"]) == ("own", kept["counts"])
    assert [rep["start_s"] for rep in told["reps"]] == [rep["start_s"] for rep in kept["reps"]]
    assert f"{len(kept['reps'])} repetitions and attempts" in shown

    again = somebody / "again.npz"
    again.write_bytes(held["recording.npz"])
    assert len(Recording.load(again)) == len(Recording.load(Path(KICKS)))


def test_of_a_recording_it_is_found_out_what_was_done(somebody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_checks(monkeypatch)
    reported(KICKS, "--yes")
    told = json.loads(content(somebody / FILE)["summary.json"])
    assert (told["exercise"], told["recognised"]) == ("donkey_kick", True)
    assert all(fault["id"] and "say" not in fault for rep in told["reps"] for fault in rep["faults"])


@pytest.mark.slow
def test_a_session_that_kept_its_video_is_looked_at_again(somebody: Path, model_path: Path) -> None:
    out = somebody / "out"
    assert run("analyze", SAMPLES / "donkey_kick.mp4", "--no-video", "--no-open", "--out", out).returncode == 0
    folder = out / "donkey_kick.mp4"
    with pytest.raises(InputError, match="holds no landmarks"):
        movement.movement(folder, lambda _: lambda *_: None)
    shutil.copy(SAMPLES / "donkey_kick.mp4", folder / VIDEO)
    found = movement.movement(folder, lambda _: lambda *_: None)
    assert found.movements == len(json.loads((folder / "summary.json").read_text(encoding="utf-8"))["reps"])


def test_a_clip_belongs_to_a_report_alone() -> None:
    done = CliRunner().invoke(app, ["doctor", KICKS])
    assert done.exit_code == 2
    assert "--report" in done.output
