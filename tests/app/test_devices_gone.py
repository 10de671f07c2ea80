"""Devices that fail again and again in one session: camera, loudspeaker, window."""

import itertools
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator
from math import nan
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import numpy as np
import pytest

from benchmarks.hostile_kill import broken, hidden
from formcheck.app.live.request import Plan
from formcheck.app.live.run import Finished, PoseSource, live
from formcheck.counting.advice import Advice
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.feedback.voice.loudspeaker import DeviceOutput
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.output.history.diary import Diary
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.model import GIVEN, Model
from formcheck.system.language import Words
from formcheck.video.camera import Camera
from formcheck.video.capture import Image
from formcheck.video.frame import Frame, Gap, Picture
from formcheck.video.health import Limits
from formcheck.video.trouble import Trouble
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tests.movements import Movement, bridges, lasting_s, nobody, one_after_another, stand
from tests.output.test_history_diary import ABOUT, BRIDGE, PRACTICES, Scripted, hand_up, lying, silent
from tests.sounds import ScriptedSynthesizer
from tests.video.test_reconnect import (
    Commentary,
    Openings,
    dies_at_once,
    eventually,
    fails,
    freezes,
    goes_black,
    lively,
    some,
)

TIMES = 100


class Seen:
    """A stage that ends the session when it has seen enough."""

    def __init__(self, enough: Callable[[Moment, Snapshot], bool]) -> None:
        self._enough, self._over = enough, False
        self.snapshots: list[Snapshot] = []

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)
        self._over = self._over or self._enough(moment, snapshot)

    def run(self, ended: Callable[[], bool]) -> None:
        while not ended():
            time.sleep(0.01)

    def wants_no_more(self) -> bool:
        return self._over


def threads() -> set[threading.Thread]:
    return set(threading.enumerate())


# Camera


HASTY = Limits(
    gap_after_s=0.03,
    gap_every_s=0.01,
    stuck_s=0.03,
    silent_pauses_s=(0.01, 0.01),
    stuck_pauses_s=(0.03, 0.03),
    black_pauses_s=(0.03, 0.03),
)


def changes_its_size(stop: threading.Event) -> Iterator[Image]:
    yield from some(stop)
    yield from itertools.islice(lively(stop, (320, 240)), 5)


FAULTS: list[Commentary | None] = [some, fails, freezes, goes_black, changes_its_size, dies_at_once, None]


@pytest.mark.slow
def test_a_camera_that_fails_a_hundred_times_in_one_session(tmp_path: Path) -> None:
    faults = random.Random(8).choices(FAULTS, k=TIMES)
    openings, before = Openings(some, *faults, lively), threads()

    def enough(moment: Moment, snapshot: Snapshot) -> bool:
        return len(openings.sources) == TIMES + 2 - faults.count(None) and moment.frame is not None

    stage, diary = Seen(enough), Diary(History(tmp_path / "history"), ABOUT, PRACTICES, silent)
    with OutputFolder(tmp_path / "out", "live") as folder:
        watching = PoseSource(openings.camera(HASTY), cast(Estimator, Scripted(lying)), Model(tmp_path, "m", GIVEN, ""))
        finished = live(watching, plan_sets(BRIDGE), folder, stage, recorder=diary)
    assert finished.stopped_by is None
    assert {Trouble.SILENT, Trouble.STUCK, Trouble.DARK} <= {one.reason for one in stage.snapshots}
    assert finished.summary.counts.reps == finished.summary.counts.attempts == 0
    assert all(source.closed for source in openings.sources)
    assert broken(tmp_path / "out") == []
    eventually(lambda: threads() <= before)


def every_five_seconds(movement: Movement, lasts_s: float) -> Iterator[Snapshot]:
    """One picture in five seconds, and gaps four times a second between them, as a camera tells them."""
    workout = Workout(plan_sets(BRIDGE, sets=2, reps=3))
    for quarter in range(round(lasts_s * 4)):
        time_s = quarter / 4
        if quarter % 20 == 0:
            yield workout.update(time_s, movement(time_s), Picture(90.0))
        elif quarter % 20 > 4:
            yield workout.update(time_s, None, Picture(nan, lost=Trouble.SILENT))
    summary = workout.finish()
    assert summary.counts.reps == 0
    assert all(rep.hold_s <= rep.end_s - rep.start_s for rep in summary.reps)


def test_one_picture_in_five_seconds_is_no_exercise_and_the_voice_keeps_calm() -> None:
    said: list[Utterance] = []
    voice = Voice(Words(), said.append)
    for snapshot in every_five_seconds(bridges(100), 600):
        voice.show(Moment(snapshot.time_s, None), snapshot)
        assert snapshot.counts.reps == 0
    # At most that it is gone, and that it is back, each time.
    assert len(said) <= 2 * 600 / 5 + 5


def test_a_camera_that_delivers_now_and_then_is_neither_lost_nor_opened_again() -> None:
    def now_and_then(stop: threading.Event) -> Iterator[Image]:
        for image in lively(stop):
            yield image
            stop.wait(0.2)

    openings = Openings(now_and_then)
    frames = gaps = 0
    with openings.camera(HASTY) as camera:
        for moment in camera:
            frames, gaps = frames + isinstance(moment, Frame), gaps + isinstance(moment, Gap)
            if frames == 8:
                break
    assert gaps > 8
    assert len(openings.sources) == 1
    assert [source.closed for source in openings.sources] == [True]


# Window


class Film:
    """A camera that shows somebody fifteen times a second, and nothing for a while."""

    name = "film"

    def __init__(self, lasts_s: float, gone_s: tuple[float, float]) -> None:
        self._lasts_s, self._gone_s = lasts_s, gone_s

    def __iter__(self) -> Iterator[Frame | Gap]:
        image = np.full((36, 64, 3), 90, np.uint8)
        for index in range(round(self._lasts_s * 15)):
            time_s = index / 15
            if self._gone_s[0] <= time_s < self._gone_s[1]:
                yield Gap(time_s, Picture(nan, lost=Trouble.SILENT))
            else:
                yield Frame(index, time_s, image, Picture(90.0))

    def close(self) -> None:
        pass


SET: tuple[float, Movement] = (lasting_s(2), bridges(2))
BREAK: list[tuple[float, Movement]] = [(6.0, lying), (1.5, hand_up), (4.0, lying), (1.5, hand_up), (3.0, lying)]
DAY = [(3.0, nobody), (3.0, stand), (3.0, lying), SET, *BREAK, SET, (30.0, lying)]
PLAN = plan_sets(BRIDGE, sets=2, reps=2, rest_s=5)
STATES: dict[str, tuple[Callable[[Snapshot], bool], int]] = {
    "nobody": (lambda seen: seen.state is State.NOBODY, 0),
    "the camera is gone": (lambda seen: seen.reason == Trouble.SILENT, 0),
    "positioning": (lambda seen: seen.state is State.POSITIONING, 0),
    "ready": (lambda seen: seen.state is State.READY, 0),
    "lifting": (lambda seen: seen.phase is Phase.LIFT, 0),
    "holding": (lambda seen: seen.hold_s > 1, 0),
    "lowering": (lambda seen: seen.phase is Phase.LOWER and seen.counts.reps == 1, 1),
    "a repetition ends": (lambda seen: seen.finished is not None, 1),
    "a set ends": (lambda seen: seen.ended is not None, 2),
    "resting": (lambda seen: seen.state is State.RESTING, 2),
    "paused": (lambda seen: seen.reason == Advice.GO_ON, 2),
    "asked": (lambda seen: seen.reason == Advice.HURT, 4),
    "done": (lambda seen: seen.state is State.DONE, 4),
}


def watched(folder: Path, plan: Plan, stage: Seen, history: History) -> Finished:
    movement, lasts_s = one_after_another(*DAY)
    film = cast(Camera, Film(lasts_s, (1.0, 2.0)))
    watching = PoseSource(film, cast(Estimator, Scripted(movement)), Model(folder, "m", GIVEN, ""))
    diary = Diary(history, ABOUT, PRACTICES, silent)
    with OutputFolder(folder, "live") as result:
        return live(watching, plan, result, stage, recorder=diary)


@pytest.mark.parametrize("state", STATES)
def test_a_window_may_be_closed_in_every_state(tmp_path: Path, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.app.live.run.report_page", lambda *_: "<html></html>")
    wanted, least = STATES[state]
    stage, history, before = Seen(lambda moment, seen: wanted(seen)), History(tmp_path / "history"), threads()
    finished = watched(tmp_path / "out", PLAN, stage, history)
    assert wanted(stage.snapshots[-1])
    assert finished.stopped_by is None
    assert finished.summary.counts.reps >= least
    assert broken(tmp_path / "out") == []
    assert hidden(tmp_path / "out") == []
    kept = [rep for entry in history.entries() for one in entry.sets for rep in one.reps]
    assert len(kept) == len(finished.summary.reps)
    eventually(lambda: threads() <= before)


def test_a_window_may_be_closed_before_anything_is_recognised(tmp_path: Path) -> None:
    stage = Seen(lambda moment, seen: seen.time_s > 7)
    finished = watched(tmp_path / "out", plan_sets, stage, History(tmp_path / "history"))
    assert (finished.summary.exercise, finished.summary.recognised, finished.stopped_by) == ("", True, None)
    assert broken(tmp_path / "out") == []


class Breaks(Seen):
    """A window that fails in the middle of drawing."""

    def run(self, ended: Callable[[], bool]) -> None:
        while len(self.snapshots) < 400:
            time.sleep(0.01)
        raise RuntimeError("the screen is gone")


def test_whatever_the_window_does_what_was_done_is_saved(tmp_path: Path) -> None:
    finished = watched(tmp_path / "out", PLAN, Breaks(lambda *_: False), History(tmp_path / "history"))
    assert str(finished.stopped_by) == "the screen is gone"
    assert finished.summary.counts.reps >= 2
    assert broken(tmp_path / "out") == []


# Sound


class Loudspeaker:
    """A stream that asks for samples all the time, until it is gone."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        self._settings, self._gone = settings, threading.Event()
        self._thread = threading.Thread(target=self._ask, name="portaudio")

    def _ask(self) -> None:
        while not self._gone.wait(0.002):
            block = np.ones((96, self._settings["channels"]), np.float32)
            self._settings["callback"](block, 96, None, None)

    def start(self) -> None:
        self._thread.start()

    def vanish(self) -> None:
        self._gone.set()
        self._settings["finished_callback"]()

    def stop(self, ignore_errors: bool) -> None:
        self._gone.set()
        self._thread.join()

    def close(self, ignore_errors: bool) -> None:
        self._settings["finished_callback"]()


class Sounddevice(ModuleType):
    """PortAudio with a loudspeaker that now and then cannot be opened."""

    class PortAudioError(Exception):
        pass

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.streams: list[Loudspeaker] = []
        self.asked = self.begun = 0

    def query_devices(self, kind: str) -> dict[str, int]:
        self.asked += 1
        if self.asked % 3 == 0:
            raise self.PortAudioError("Error querying device -1")
        return {"max_output_channels": 2}

    def OutputStream(self, **settings: Any) -> Loudspeaker:  # noqa: ANN401, N802
        if self.asked % 5 == 0:
            raise self.PortAudioError("Device unavailable [PaErrorCode -9985]")
        self.streams.append(Loudspeaker(**settings))
        return self.streams[-1]

    def _terminate(self) -> None:
        pass

    def _initialize(self) -> None:
        self.begun += 1
        if self.begun % 7 == 0:
            raise self.PortAudioError("Unanticipated host error [PaErrorCode -9999]")

    def _exit_handler(self) -> None:
        pass


@pytest.mark.slow
def test_a_loudspeaker_that_goes_away_a_hundred_times_while_it_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    sounddevice, before, said, told = Sounddevice(), threads(), list[str](), list[str]()
    monkeypatch.setitem(sys.modules, "sounddevice", sounddevice)
    mixer = Mixer(rate_hz=48_000)
    with (
        DeviceOutput(mixer, on_trouble=told.append, reopen_s=0.005) as output,
        Speaker(ScriptedSynthesizer(0.002), mixer, on_start=lambda one, _: said.append(one.text)) as speaker,
    ):
        for number in range(TIMES):
            eventually(lambda: not output.silent)
            speaker.say(Utterance(0.0, f"{number} and a hold of two seconds.", Urgency.STEP, 10.0))
            eventually(lambda: mixer.speaking)
            sounddevice.streams[-1].vanish()
            assert speaker.wait(10)
    assert len(said) == TIMES
    assert len(told) == 1
    assert len(sounddevice.streams) > TIMES - 1
    eventually(lambda: threads() <= before)


def test_a_terminal_that_is_gone_ends_no_session(tmp_path: Path) -> None:
    class Gone(Seen):
        def show(self, moment: Moment, snapshot: Snapshot) -> None:
            super().show(moment, snapshot)
            raise BrokenPipeError(32, "Broken pipe")

    finished = watched(tmp_path / "out", PLAN, Gone(lambda *_: False), History(tmp_path / "history"))
    assert finished.summary.counts.reps == 4
    assert finished.stopped_by is None


def test_a_failure_of_any_kind_ends_the_session_with_what_was_done(tmp_path: Path) -> None:
    class Fails(Scripted):
        def estimate(self, frame: Frame) -> Pose | None:
            if frame.time_s > 25:
                raise RuntimeError("a mistake of ours")
            return super().estimate(frame)

    movement, lasts_s = one_after_another(*DAY)
    film = cast(Camera, Film(lasts_s, (1.0, 2.0)))
    watching = PoseSource(film, cast(Estimator, Fails(movement)), Model(tmp_path, "m", GIVEN, ""))
    with OutputFolder(tmp_path / "out", "live") as result:
        finished = live(watching, PLAN, result, Seen(lambda *_: False))
    assert str(finished.stopped_by) == "a mistake of ours"
    assert finished.summary.counts.reps >= 2
    assert broken(tmp_path / "out") == []
