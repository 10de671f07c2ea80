"""What is told of a live session whose folder cannot be put in its place, or finds its place taken."""

import shutil
from pathlib import Path

import pytest
from rich.console import Console

from formcheck.app.live import setup
from formcheck.app.live.request import FIRST_WEEK_DAYS, Request, for_person
from formcheck.app.live.run import Finished
from formcheck.app.live.setup import run_session
from formcheck.counting.results import Counts
from formcheck.counting.summary import Summary, Tracking
from formcheck.errors import OutputError
from formcheck.exercises import catalogue
from formcheck.feedback.voice.setup import VoiceSettings
from formcheck.output.report import OutputFolder
from formcheck.workout import routine
from formcheck.workout.plan import plan_sets

DONE = Summary("glute_bridge", 9.0, 90, Counts(3), (), Tracking(1.0))
SILENT = VoiceSettings(words=False)


def performed(parent: Path, monkeypatch: pytest.MonkeyPatch, broken_off: OutputError | None = None) -> Finished:
    """A session that comes to something; where the folder of the results is called so, that is gone at the end."""

    def session(request: Request, bill: object, started_at: object, folder: OutputFolder, *_: Console) -> Finished:
        folder.write("summary.json", "{}")
        if parent.name == "gone":
            shutil.rmtree(parent)
        return Finished(DONE, folder.final, broken_off)

    monkeypatch.setattr(setup, "_session", session)
    plan = plan_sets(catalogue.load("glute_bridge"))
    return run_session(Request(plan, SILENT, parent=parent), Console(), Console())


def test_what_was_done_is_told_though_it_cannot_be_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished = performed(tmp_path / "gone", monkeypatch)
    assert (finished.summary, finished.folder) == (DONE, None)
    assert str(finished.stopped_by).startswith(f"cannot write {tmp_path / 'gone'}")


def test_what_broke_it_off_is_told_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    camera_gone = OutputError("the camera is gone")
    assert performed(tmp_path / "gone", monkeypatch, camera_gone).stopped_by is camera_gone


def test_the_folder_that_is_told_is_the_one_it_got(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [performed(tmp_path / "out", monkeypatch).folder for _ in range(3)]
    assert set(folders) == set((tmp_path / "out").iterdir())
    assert len(set(folders)) == len(folders)


@pytest.mark.parametrize(
    ("practised_days", "said"),
    [(None, True), (0.5, True), (FIRST_WEEK_DAYS - 0.1, True), (FIRST_WEEK_DAYS, False), (400, False)],
)
def test_what_is_for_the_first_week_is_said_to_nobody_else(practised_days: float | None, said: bool) -> None:
    plan = for_person(routine.load("wake_up").sets(), practised_days)
    assert not callable(plan)
    assert any("first week" in one.say_newcomer for one in plan) is said
    assert (plan[0].spared == 1) is (practised_days is None)
