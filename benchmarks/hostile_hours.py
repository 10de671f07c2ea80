"""Hours of live input in minutes: people come and go before the whole live program, without camera, model and sound."""

import gc
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from math import nan
from pathlib import Path
from typing import cast
from uuid import uuid4

import numpy as np
from rich.console import Console

from formcheck.app.live.request import Plan
from formcheck.app.live.run import PoseSource, live
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.outputs import NullOutput
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.voice import Voice
from formcheck.output.history.diary import Diary
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.model import GIVEN, Model
from formcheck.pose.recording import Recording
from formcheck.system.language import Words
from formcheck.video.camera import Camera
from formcheck.video.frame import Frame, Gap, Picture
from formcheck.video.trouble import Trouble
from formcheck.workout.plan import plan_sets
from formcheck.workout.recognition.candidates import candidates
from tests.sounds import ScriptedSynthesizer

RECORDINGS = Path(__file__).parents[1] / "tests" / "recordings"
KICKS = [f"donkey_kick_{number}" for number in (1, 2, 3)]
BRIDGES = [f"glute_bridge_{number}" for number in range(1, 6)]
SAMPLE_EVERY_S = 1800.0
FLAT_MB_PER_H = 1.25
"""Ten in eight hours: the repetitions of a session under way take half a megabyte an hour; more is a leak."""
_IMAGE = np.full((9, 16, 3), 90, np.uint8)


@dataclass(frozen=True, slots=True)
class Sample:
    """The process after so much simulated time."""

    time_s: float
    memory_mb: float
    handles: int
    threads: int
    cost_ms: float


class Meter(TerminalDisplay):
    """A stage that nobody sees: it counts the time that goes by over all sessions, and looks at the process."""

    def __init__(self, every_s: float, tell: Callable[[Sample], object]) -> None:
        super().__init__(Console(quiet=True))
        self.samples: list[Sample] = []
        self.time_s = 0.0
        self._tell = tell
        self._every_s = every_s
        self._begun_s, self._moments = time.perf_counter(), 0

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        self._moments += 1
        if self.time_s >= (len(self.samples) + 1) * self._every_s:
            took_s = time.perf_counter() - self._begun_s
            self.samples.append(look(self.time_s, 1000 * took_s / self._moments))
            self._tell(self.samples[-1])
            self._begun_s, self._moments = time.perf_counter(), 0


def look(time_s: float, cost_ms: float) -> Sample:
    """What the process takes now."""
    gc.collect()
    memory_mb, handles = nan, 0
    with suppress(OSError):  # there is no /proc everywhere
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory_mb = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        handles = len(list(Path("/proc/self/fd").iterdir()))
    return Sample(time_s, memory_mb, handles, threading.active_count(), cost_ms)


Sight = tuple[Pose | None, str]
"""Who is seen, and what is the matter with the camera."""


def day(recordings: Sequence[str], fps: float, longest_absence_s: float, seed: int = 1) -> Iterator[Sight]:
    """An endless day in front of the camera: people of several sizes come, repeat what they do, and go again."""
    chance = random.Random(seed)
    films = [[pose for _, pose in Recording.load(RECORDINGS / f"{name}.npz")] for name in recordings]
    while True:
        film, scale, shift_px = chance.choice(films), chance.uniform(0.6, 1.0), chance.uniform(0, 100)
        for _ in range(chance.randint(1, 6)):
            for pose in film:
                yield (None if pose is None else moved(pose, scale, shift_px)), ""
        lost = chance.choice(["", "", "", Trouble.SILENT, Trouble.STUCK])
        for _ in range(round(chance.uniform(3, longest_absence_s) * fps)):
            yield None, lost


def moved(pose: Pose, scale: float, shift_px: float) -> Pose:
    """Somebody of another size, elsewhere."""
    return replace(pose, image_px=pose.image_px * scale + shift_px)


class Booth:
    """Camera and estimator of one session: it takes what goes on from where the one before has left off."""

    name = "booth"

    def __init__(self, sights: Iterator[Sight], meter: Meter, fps: float, until_s: float) -> None:
        self._sights, self._meter, self._fps, self._until_s = sights, meter, fps, until_s
        self._pose: Pose | None = None

    def __iter__(self) -> Iterator[Frame | Gap]:
        for index, (pose, lost) in enumerate(self._sights):
            if self._meter.time_s >= self._until_s:
                return
            self._pose, time_s = pose, index / self._fps
            if lost:
                yield Gap(time_s, Picture(nan, lost=lost))
            else:
                yield Frame(index, time_s, _IMAGE, Picture(90.0 + index % 7))
            self._meter.time_s += 1 / self._fps

    def estimate(self, frame: Frame) -> Pose | None:
        return self._pose

    def close(self) -> None:
        pass


@dataclass(frozen=True, slots=True)
class Day:
    """One way to spend the hours: what is planned, what is done, and for how long people stay away."""

    title: str
    plan: Plan
    practices: Sequence[Exercise]
    recordings: Sequence[str]
    longest_absence_s: float


def days() -> list[Day]:
    """Sessions one after another, one that never ends, and people who never do what is known."""
    kick, known = catalogue.load("donkey_kick"), candidates()
    return [
        Day("sessions", plan_sets(kick, sets=3, reps=5, rest_s=20), [kick], KICKS, 90),
        Day("one session", plan_sets(kick, sets=1, reps=0), [kick], KICKS, 50),
        Day("unnamed", plan_sets, known, [*KICKS, *BRIDGES], 90),
    ]


def spend(day_of: Day, hours: float, fps: float, folder: Path, meter: Meter) -> int:
    """Let the hours pass; how many sessions there were."""
    sights = day(day_of.recordings, fps, day_of.longest_absence_s)
    history, words, sessions = History(folder / "history.sqlite3"), Words(), 0
    practices = {one.id: one for one in day_of.practices}
    mixer = Mixer(rate_hz=8000)
    with NullOutput(mixer), Speaker(ScriptedSynthesizer(0.001), mixer) as speaker:
        while meter.time_s < hours * 3600:
            booth = Booth(sights, meter, fps, hours * 3600)
            watching = PoseSource(cast(Camera, booth), cast(Estimator, booth), Model(folder, "none", GIVEN, ""))
            entry = Entry.begun(str(uuid4()), datetime.now().astimezone(), Kind.LIVE, day_of.title, "booth")
            diary = Diary(history, entry, practices, complain)
            with OutputFolder(folder, f"{sessions:05}") as result:
                finished = live(watching, day_of.plan, result, meter, lambda: [Voice(words, speaker.say)], diary)
            if finished.stopped_by is not None:
                raise finished.stopped_by
            sessions += 1
    return sessions


def complain(line: str) -> None:
    raise AssertionError(line)


def slope_per_h(samples: Sequence[Sample], value: Callable[[Sample], float]) -> float:
    """How much a value grows in an hour, after the first hour: what is loaded once is loaded by then."""
    later = [one for one in samples if one.time_s >= 2 * samples[0].time_s] if samples else []
    if len(later) < 3:
        return nan
    hours, values = np.array([one.time_s / 3600 for one in later]), np.array([value(one) for one in later])
    return float(np.polyfit(hours, values, 1)[0])
