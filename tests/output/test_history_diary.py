"""What a live session and a clip leave in the history, whatever happens meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from formcheck.app.live.run import PoseSource, live
from formcheck.counting.moment import Moment
from formcheck.counting.results import Counts
from formcheck.counting.summary import Summary, Tracking
from formcheck.exercises import catalogue
from formcheck.output.history.clip import Kept, keep_clip
from formcheck.output.history.diary import Diary
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder, Source
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose, Side
from formcheck.pose.model import GIVEN, Model
from formcheck.video.camera import Camera
from formcheck.video.frame import Frame, Picture
from formcheck.workout.command import Command, Controls
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tests.clips import tagged
from tests.movements import Movement, act, bridges, lasting_s, one_after_another
from tests.output.test_history import busy
from tests.past import DAY, GOOD, MISSED
from tests.people import bridging, with_raised_hand

BRIDGE = catalogue.load("glute_bridge")
PRACTICES = {BRIDGE.id: BRIDGE}
ABOUT = Entry.begun("this one", DAY, Kind.LIVE, "Glute bridge", "film")


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history.sqlite3")


def lying(time_s: float) -> Pose:
    return bridging(-50)


def hand_up(time_s: float) -> Pose:
    return with_raised_hand(bridging(-50))


SET: tuple[float, Movement] = (lasting_s(2), bridges(2))
REST: tuple[float, Movement] = (11, lying)


def workout(sets: int) -> Workout:
    return Workout(plan_sets(BRIDGE, sets=sets, reps=2, rest_s=10))


def shown(diary: Diary, session: Workout, *parts: tuple[float, Movement]) -> Summary:
    """Play a session before the diary, without its end."""
    snapshots, summary = act(session, parts)
    for snapshot in snapshots:
        diary.show(Moment(snapshot.time_s, None), snapshot)
    return summary


def written(history: History, wanted: Callable[[list[Entry]], bool]) -> list[Entry]:
    """What is in the history, as soon as it is as wanted; after ten seconds whatever it is."""
    for _ in range(1000):
        if wanted(history.entries()):
            break
        time.sleep(0.01)
    return history.entries()


def reps(entry: Entry) -> list[int]:
    return [kept.summary.counts.reps for kept in entry.sets]


def silent(line: str) -> None:
    raise AssertionError(line)


def test_each_set_is_kept_as_soon_as_it_has_ended(history: History) -> None:
    diary = Diary(history, ABOUT, PRACTICES, silent)
    summary = shown(diary, workout(3), SET, REST, SET, REST, (3.0, bridges(2)))
    (entry,) = written(history, lambda entries: bool(entries) and len(entries[0].sets) == 2)
    assert (reps(entry), entry.complete) == ([2, 2], False)
    assert {(kept.title, kept.measure) for kept in entry.sets} == {("Glute bridge", "hip_extension_deg")}
    diary.finish(replace(summary, tracking=Tracking(1, 1, Side.LEFT, 7.0)))
    (entry,) = history.entries()
    assert (entry.complete, entry.yaw_deg, entry.started_at) == (True, 7.0, DAY)
    assert [kept.summary for kept in entry.sets] == list(summary.sets)
    assert [rep.number for kept in entry.sets for rep in kept.reps] == [rep.number for rep in summary.reps]


def test_who_says_that_it_hurt_is_kept_at_once(history: History) -> None:
    diary = Diary(history, ABOUT, PRACTICES, silent)
    shown(diary, workout(1), SET, (2, lying), (1.5, hand_up), (2, lying))
    (entry,) = written(history, lambda entries: bool(entries) and bool(entries[0].sets[-1].summary.stopped_for))
    assert entry.sets[-1].summary.stopped_for == "pain"


def test_a_session_with_nothing_done_leaves_nothing(history: History) -> None:
    diary = Diary(history, ABOUT, PRACTICES, silent)
    diary.finish(shown(diary, workout(1), (5, lying)))
    assert not history.path.exists()


def test_a_locked_history_stops_nobody_and_is_tried_again_at_the_end(history: History) -> None:
    history.keep(replace(ABOUT, uuid="earlier"))
    diary = Diary(History(history.path, patience_s=0.05), ABOUT, PRACTICES, silent)
    with busy(history.path):
        summary = shown(diary, workout(1), SET)
        time.sleep(0.3)  # longer than its patience
    assert len(history.entries()) == 1
    diary.finish(summary)
    assert reps(history.entries()[-1]) == [2]


def test_what_cannot_be_kept_to_the_end_is_told_in_one_line(history: History) -> None:
    history.keep(replace(ABOUT, uuid="earlier"))
    lines: list[str] = []
    diary = Diary(History(history.path, patience_s=0.05), ABOUT, PRACTICES, lines.append)
    with busy(history.path):
        diary.finish(shown(diary, workout(1), SET))
    (line,) = lines
    assert "another program has been writing to it" in line
    assert line.endswith("This session is not in the history.")
    assert "\n" not in line


def test_a_session_that_is_begun_again_is_taken_out(history: History) -> None:
    diary = Diary(history, ABOUT, PRACTICES, silent)
    shown(diary, workout(2), SET, REST)
    written(history, bool)
    diary.forget()
    assert written(history, lambda entries: not entries) == []
    diary.finish(shown(diary, workout(1), SET))
    (entry,) = history.entries()
    assert entry.uuid != ABOUT.uuid
    assert reps(entry) == [2]


class Film:
    """A camera that shows somebody, twenty pictures a second of its own time."""

    name = "film"

    def __init__(self, lasts_s: float) -> None:
        self._lasts_s = lasts_s

    def __iter__(self) -> Iterator[Frame]:
        image = np.full((36, 64, 3), 90, np.uint8)
        for index in range(round(self._lasts_s * 20)):
            yield Frame(index, index / 20, image, Picture(90.0))

    def close(self) -> None:
        pass


class Scripted:
    """Sees what somebody does."""

    def __init__(self, movement: Movement) -> None:
        self._movement = movement

    def estimate(self, frame: Frame) -> Pose | None:
        return self._movement(frame.time_s)


class StartsAgain:
    """A stage on which somebody begins anew after the first set, and is sure of it."""

    def __init__(self) -> None:
        self.controls = Controls()
        self._told = 0

    def show(self, moment: Moment, snapshot: object) -> None:
        if self._told < 2 and moment.time_s > SET[0] + 3 + self._told:
            self._told += 1
            self.controls.ask(Command.ANEW)

    def run(self, ended: Callable[[], bool]) -> None:
        while not ended():
            time.sleep(0.01)

    def wants_no_more(self) -> bool:
        return False


def test_a_live_session_keeps_what_was_done_after_the_last_start(history: History, tmp_path: Path) -> None:
    movement, lasts_s = one_after_another(SET, (4, lying), SET, REST, SET, (14, lying))
    watching = PoseSource(
        cast(Camera, Film(lasts_s)), cast(Estimator, Scripted(movement)), Model(tmp_path / "m", "m", GIVEN, "")
    )
    plan = plan_sets(BRIDGE, sets=2, reps=2, rest_s=10)
    diary = Diary(history, ABOUT, PRACTICES, silent)
    display = StartsAgain()
    with OutputFolder(tmp_path, "out") as folder:
        finished = live(watching, plan, folder, display, recorder=diary, controls=display.controls)
    (entry,) = history.entries()
    assert [kept.summary for kept in entry.sets] == list(finished.summary.sets)
    assert reps(entry) == [2, 2]
    assert entry.complete


KILLED = """
import sys, time
from pathlib import Path
from formcheck.output.history.diary import Diary
from formcheck.output.history.store import History
from formcheck.counting.moment import Moment
from tests.movements import one_after_another
from tests.output.test_history_diary import ABOUT, PRACTICES, REST, SET, workout
diary, session = Diary(History(Path(sys.argv[1])), ABOUT, PRACTICES, print), workout(3)
movement, lasts_s = one_after_another(SET, REST, SET, REST, SET, REST)
for row in range(round(lasts_s * 15)):
    snapshot = session.update(row / 15, movement(row / 15))
    diary.show(Moment(row / 15, None), snapshot)
    if snapshot.sets.number == 3 and snapshot.finished is not None:
        print("a repetition of the third set", flush=True)
        time.sleep(60)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_power_that_goes_in_the_third_set_takes_only_this_one(history: History) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(history.path)],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "a repetition of the third set\n"
        written(history, lambda entries: bool(entries) and len(entries[0].sets) == 2)
        process.send_signal(signal.SIGKILL)
    (entry,) = history.entries()
    assert (reps(entry), entry.complete) == ([2, 2], False)
    diary = Diary(history, replace(ABOUT, uuid="the next one"), PRACTICES, silent)
    diary.finish(shown(diary, workout(1), SET))
    assert [reps(entry) for entry in history.entries()] == [[2, 2], [2]]


LEFT, RIGHT = replace(GOOD, side=Side.LEFT, start_s=5, end_s=8), replace(GOOD, side=Side.RIGHT, number=2)
KICK = catalogue.load("donkey_kick")


def summary_of(*movements: object) -> Summary:
    counts = Counts(2, 2, 1, 1, 1)
    return Summary(KICK.id, 20.0, 600, counts, movements, Tracking(1, 1, None, 9.0))  # type: ignore[arg-type]


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "monday <1>.mp4"
    path.write_bytes(b"")
    os.utime(path, (1_760_000_000, 1_760_000_000))
    return path


def test_a_clip_is_kept_under_its_own_day_with_a_set_a_side(history: History, clip: Path) -> None:
    found = summary_of(LEFT, RIGHT, replace(MISSED, side=Side.RIGHT, number=3))
    assert keep_clip(history, clip, found, Source(str(clip)), {KICK.id: KICK}) is Kept.ADDED
    (entry,) = history.entries()
    assert entry.started_at == datetime.fromtimestamp(1_760_000_000).astimezone()
    assert (entry.kind, entry.name, entry.document.source) == (Kind.ANALYSIS, clip.name, str(clip.resolve()))
    sides = [(kept.summary.side, kept.summary.counts) for kept in entry.sets]
    assert sides == [(Side.LEFT, Counts(1, 1, 0, 1, 0, 1, 1)), (Side.RIGHT, Counts(1, 1, 1, 0, 1, 1, 2))]
    assert {kept.summary.hold_target_s for kept in entry.sets} == {KICK.hold.seconds}


def test_the_same_content_again_replaces_it_wherever_it_lies_and_another_is_another(
    history: History, clip: Path, tmp_path: Path
) -> None:
    keep_clip(history, clip, summary_of(LEFT, RIGHT), Source(str(clip)), {KICK.id: KICK})
    copy = tmp_path / "copies" / "again.mp4"
    copy.parent.mkdir()
    copy.write_bytes(clip.read_bytes())
    again = keep_clip(history, copy, summary_of(LEFT), Source(str(copy), complete=False), {KICK.id: KICK})
    (entry,) = history.entries()
    assert (again, len(entry.sets), entry.complete, entry.name) == (Kept.REPLACED, 1, False, "again.mp4")
    copy.write_bytes(b"other")
    assert keep_clip(history, copy, summary_of(LEFT), Source(str(copy)), {KICK.id: KICK}) is Kept.ADDED
    assert len(history.entries()) == 2


def test_a_clip_is_kept_under_the_day_that_its_container_names_and_a_date_that_is_given_goes_before(
    history: History, clip: Path
) -> None:
    tagged(clip, "creation_time=2026-11-10T18:30:00Z")
    given = datetime(2026, 11, 9, 7, 0)
    for filmed in (None, given):
        keep_clip(history, clip, summary_of(LEFT), Source(str(clip)), {KICK.id: KICK}, filmed)
        (entry,) = history.entries()
        expected = datetime.fromisoformat("2026-11-10T18:30:00+00:00") if filmed is None else given.astimezone()
        assert entry.started_at == expected


def test_a_clip_with_nothing_in_it_is_not_kept(history: History, clip: Path) -> None:
    assert keep_clip(history, clip, summary_of(), Source(str(clip)), {KICK.id: KICK}) is Kept.NOTHING
    assert history.entries() == []


def test_a_set_of_an_exercise_of_ones_own_is_called_by_its_name(history: History, tmp_path: Path) -> None:
    (tmp_path / "my_bridge.toml").write_text('based_on = "glute_bridge"\nname = "My bridge"\n', encoding="utf-8")
    mine = catalogue.load(str(tmp_path / "my_bridge.toml"))
    diary = Diary(history, ABOUT, {mine.id: mine}, silent)
    diary.finish(shown(diary, Workout(plan_sets(mine, sets=1, reps=2)), SET))
    (entry,) = history.entries()
    assert [(kept.summary.exercise, kept.title) for kept in entry.sets] == [("my_bridge", "My bridge")]
    assert reps(entry) == [2]
