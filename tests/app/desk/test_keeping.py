"""What outlives the companion: how things stood, and one answer at a time."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from formcheck.app.desk import keeping
from formcheck.app.desk.companion import State
from formcheck.app.desk.hours import Pace
from formcheck.app.desk.quiet import Quiet
from formcheck.app.desk.run import only_one
from formcheck.app.desk.shoulders import Shoulders, Taught
from formcheck.app.desk.situation import Answer, Busy, Seen, Situation
from formcheck.app.desk.status import status
from formcheck.errors import FormcheckError
from tests.app.desk.days import MORNING


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping, "user_folder", lambda: tmp_path)
    monkeypatch.setattr("formcheck.app.desk.run.user_folder", lambda: tmp_path)


def test_how_things_stand_is_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    quiet = Quiet().put_off(MORNING, Answer.HOUR, Pace()).update(Situation(MORNING, busy=Busy.MICROPHONE))
    quiet = quiet.update(Situation(MORNING + timedelta(minutes=1)))
    state = State(MORNING, MORNING, Seen.STANDING, 1200.0, 60.0, 1, 1100.0, quiet)
    for taught in (None, Taught(Shoulders(0.4, 0.3), None), Taught(Shoulders(0.4, 0.3), Shoulders(0.8, 0.3))):
        keeping.save(tmp_path / "desk.json", state, taught)
        assert keeping.load(tmp_path / "desk.json") == (state, taught)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": {}, "taught": null}', '{"state": {"quiet": 3}}'])
def test_a_file_that_is_none_of_ours_begins_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.json").write_text(text)
    assert keeping.load(tmp_path / "desk.json") == (State(), None)


def test_an_answer_is_taken_once() -> None:
    assert keeping.take_answer() is None
    keeping.leave_answer(Answer.LATER)
    assert [keeping.take_answer(), keeping.take_answer()] == [Answer.LATER, None]


def test_a_new_companion_does_not_hear_what_was_said_to_the_last_one() -> None:
    keeping.leave_answer(keeping.END)
    with only_one():
        assert keeping.take_answer() is None


def test_how_it_stands_is_told_to_people_while_it_runs(tmp_path: Path) -> None:
    assert status(MORNING) is None
    sat = State(MORNING, MORNING, Seen.SITTING, 2760.0, asked=1, asked_at_s=2700.0)
    put_off = replace(sat, quiet=Quiet().put_off(MORNING, Answer.HOUR, Pace()))
    silent = replace(sat, quiet=Quiet().put_off(MORNING, Answer.OFF, Pace()))
    stands = replace(sat, posture=Seen.STANDING, stood_s=60.0)
    with only_one():
        for state, sentence, silence in (
            (sat, "46 minutes of sitting. Ten squats, or a short walk? Take the stairs.", ""),
            (put_off, "46 minutes of sitting.", "It asks again at 10:00."),
            (silent, "46 minutes of sitting.", "It asks no more today."),
            (stands, "1 minute of standing.", ""),
        ):
            keeping.save(tmp_path / "desk.json", state, None)
            found = status(MORNING)
            assert found is not None
            assert (found.sentence, found.silence) == (sentence, silence)
        keeping.save(tmp_path / "desk.json", sat, None, "squats")
        found = status(MORNING)
        assert found is not None
        assert (found.sentence, found.doing, found.taught) == ("Under way: Ten squats", "squats", False)
        keeping.save(tmp_path / "desk.json", sat, Taught(Shoulders(0.4, 0.3), None))
        found = status(MORNING)
        assert found is not None
        assert found.taught


def test_a_second_companion_is_told_kindly_that_one_runs() -> None:
    assert not keeping.is_running()
    with only_one():
        assert keeping.is_running()
        with pytest.raises(FormcheckError, match="running already, all is well"), only_one():
            pass
    assert not keeping.is_running()


def test_what_runs_all_day_holds_nothing_large() -> None:
    code = (
        "import sys; from formcheck.cli import desk; from formcheck.app.desk import run; desk._keeper();"
        "large = ('cv2', 'mediapipe', 'matplotlib', 'numpy', 'PIL', 'jinja2', 'sounddevice');"
        "print([m for m in large if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
