"""How long after a picture was taken it is seen, and how long after something happened it is heard.

    python -m benchmarks.latency [CLIP --exercise NAME --seconds S]

A film plays in place of the camera, brought to 1280x720 at 30 frames a second, through the whole live program: camera
thread, pose model, session, window, voice; once as it is, and once with a pose model slowed down to 60 ms. Without a
display a virtual one (Xvfb) is started. Sound is handed to a loudspeaker that is none, at the pace of one.
"""

import argparse
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from threading import Event

from formcheck.app.live.run import PoseSource, live
from formcheck.counting.moment import Moment
from formcheck.errors import DeviceError
from formcheck.exercises import catalogue
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.outputs import NullOutput
from formcheck.feedback.voice.phrases_needed import phrases_needed
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.synthesis import Synthesizer, find_voice
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.feedback.window import Window, display_available
from formcheck.output.report import OutputFolder
from formcheck.pose.crop import pose_estimator
from formcheck.pose.estimator import Estimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.model import find_or_obtain
from formcheck.system.language import Words
from formcheck.video import ffmpeg
from formcheck.video.camera import Camera
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame
from formcheck.video.sources import Playback, Shot
from formcheck.workout.plan import plan_sets

DEFAULT = Path(__file__).parents[1] / "sample_videos" / "donkey_kick.mp4"
SLOW_S = 0.060
PICTURE_GOAL_MS, SOUND_GOAL_MS = 10, 150
WARM_UP_S = 2.0


@dataclass
class Times:
    """When things happened, by the time of the frame in the film or by utterance, monotonic seconds."""

    taken: dict[float, float] = field(default_factory=dict)
    begun: dict[float, float] = field(default_factory=dict)
    found: dict[float, float] = field(default_factory=dict)
    shown: dict[float, float] = field(default_factory=dict)
    offered: dict[int, tuple[Utterance, float]] = field(default_factory=dict)
    started: dict[int, float] = field(default_factory=dict)
    memory_mb: dict[float, float] = field(default_factory=dict)
    busy_s: dict[float, float] = field(default_factory=dict)


class Stamped(Playback):
    """A film that notes when each of its pictures was taken."""

    def __init__(self, path: Path, times: Times, seconds: float) -> None:
        super().__init__(VideoFile(path))
        self._times, self._seconds = times, seconds

    def shots(self, stop: Event) -> Iterator[Shot]:
        for shot in super().shots(stop):
            if shot.time_s > self._seconds:
                return
            self._times.taken[round(shot.time_s, 4)] = time.monotonic()
            yield shot


class Timed:
    """An estimator that notes how long it takes, and takes at least so long."""

    def __init__(self, estimator: Estimator, times: Times, least_s: float) -> None:
        self._estimator, self._times, self._least_s = estimator, times, least_s

    def estimate(self, frame: Frame) -> Pose | None:
        begin_s = self._times.begun[round(frame.time_s, 4)] = time.monotonic()
        pose = self._estimator.estimate(frame)
        time.sleep(max(0.0, begin_s + self._least_s - time.monotonic()))
        self._times.found[round(frame.time_s, 4)] = time.monotonic()
        return pose


@contextmanager
def some_display() -> Iterator[None]:
    """A virtual screen where there is no real one."""
    if display_available():
        yield
        return
    if shutil.which("Xvfb") is None:
        raise SystemExit("no display, and no Xvfb to make one")
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x960x24"]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        yield
        server.terminate()


def as_camera(clip: Path, target: Path, seconds: float) -> Path:
    """The clip, over and over, as a laptop's camera would deliver it."""
    command = [ffmpeg.executable(), "-v", "error", "-y", "-stream_loop", "-1", "-i", str(clip), "-t", str(seconds + 2)]
    subprocess.run([*command, "-vf", "fps=30,scale=1280:720", "-crf", "20", "-an", str(target)], check=True)
    return target


def perform(clip: Path, exercise: str, seconds: float, least_s: float) -> Times:
    """One live session over the film, with a window and a voice."""
    times, words = Times(), Words()
    plan = plan_sets(catalogue.load(exercise), reps=0)
    model = find_or_obtain()
    mixer = Mixer()

    def say(utterance: Utterance) -> None:
        times.offered[id(utterance)] = utterance, time.monotonic()
        speaker.say(utterance)

    def on_shown(moment: Moment) -> None:
        if moment.frame is not None:
            times.shown[round(moment.time_s, 4)] = time.monotonic()
            times.memory_mb[round(moment.time_s, 4)] = memory_mb()
            times.busy_s[round(moment.time_s, 4)] = time.process_time()

    with (
        tempfile.TemporaryDirectory() as folder,
        Camera(Stamped(clip, times, seconds)) as camera,
        pose_estimator(model.path) as estimator,
        OutputFolder(Path(folder), "latency") as result,
        NullOutput(mixer),
        Speaker(_voice(), mixer, on_start=lambda said, at_s: times.started.setdefault(id(said), at_s)) as speaker,
    ):
        speaker.prepare(phrases_needed(plan, words))
        window = Window("latency", mirror=False, on_shown=on_shown)
        watching = PoseSource(camera, Timed(estimator, times, least_s), model)
        live(watching, plan, result, window, lambda: [Voice(words, say)])
        window.close()
        speaker.wait(5.0)
    return times


def _voice() -> Synthesizer:
    try:
        return find_voice("en", 170)
    except DeviceError as error:
        raise SystemExit(f"no voice: {error}") from error


def memory_mb() -> float:
    """What this process holds in memory now, or NaN where the system does not tell so simply."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def print_times(name: str, times: Times) -> None:
    """The table of one run."""
    first_s = min(times.taken.values()) + WARM_UP_S
    taken = {key: at_s for key, at_s in times.taken.items() if at_s >= first_s}
    looked = [key for key in taken if key in times.found]
    shown = [key for key in looked if key in times.shown]
    counts = {key: at_s for key, (said, at_s) in times.offered.items() if said.urgency is Urgency.NOW}
    heard = [times.started[key] - at_s for key, at_s in counts.items() if key in times.started]
    print(f"\n{name}: {len(taken)} pictures taken, {len(taken) - len(looked)} not looked at, ", end="")
    print(f"{len(looked) - len(shown)} looked at and not shown; {len(heard)} of {len(counts)} counts heard")
    seen_s = sorted(times.shown[key] for key in taken if key in times.shown)
    if len(seen_s) > 1:
        print(f"  pictures shown: {(len(seen_s) - 1) / (seen_s[-1] - seen_s[0]):.1f} a second")
    print(_row("camera to pose model", [times.begun[key] - taken[key] for key in shown]))
    print(_row("pose model", [times.found[key] - times.begun[key] for key in shown]))
    print(_row("pose to picture", [times.shown[key] - times.found[key] for key in shown]))
    print(_row("camera to picture", [times.shown[key] - taken[key] for key in shown]))
    beside = [times.shown[key] - taken[key] - (times.found[key] - times.begun[key]) for key in shown]
    print(_row("  of it beside the pose model", beside, PICTURE_GOAL_MS))
    print(_row("count or hold to its sound", heard, SOUND_GOAL_MS))
    if len(shown) > 1:
        busy_s = times.busy_s[shown[-1]] - times.busy_s[shown[0]]
        lasted_s = times.shown[shown[-1]] - times.shown[shown[0]]
        each_ms = 1000 * busy_s / (len(shown) - 1)
        print(f"  processor: {busy_s / lasted_s:.2f} cores, {each_ms:.1f} ms for each picture shown")
    fifth = len(shown) // 5
    parts = [shown[fifth * part : fifth * (part + 1)] for part in range(5)]
    late_ms = [f"{1000 * median(times.shown[key] - taken[key] for key in keys):.0f}" for keys in parts]
    held_mb = [f"{median(times.memory_mb[key] for key in keys):.0f}" for keys in parts]
    print(f"  by fifths: camera to picture {', '.join(late_ms)} ms; memory {', '.join(held_mb)} MB")


def _row(name: str, values_s: list[float], goal_ms: float | None = None) -> str:
    if len(values_s) < 2:
        return f"  {name:30} (too few)"
    steps = quantiles(values_s, n=100)
    goal = "" if goal_ms is None else f"   goal: 95th percentile at most {goal_ms:g} ms"
    return f"  {name:30} p50 {1000 * steps[49]:6.1f} ms   p95 {1000 * steps[94]:6.1f} ms{goal}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clip", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--exercise", default="donkey_kick")
    parser.add_argument("--seconds", type=float, default=40, help="600 shows whether delay or memory grow")
    arguments = parser.parse_args()
    with some_display(), tempfile.TemporaryDirectory() as folder:
        film = as_camera(arguments.clip, Path(folder) / "film.mp4", arguments.seconds)
        for name, least_s in (("as it is", 0.0), (f"pose slowed to {1000 * SLOW_S:g} ms", SLOW_S)):
            print_times(name, perform(film, arguments.exercise, arguments.seconds, least_s))


if __name__ == "__main__":
    main()
