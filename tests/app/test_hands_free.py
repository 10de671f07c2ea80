"""A whole session by ear: the real loop, camera thread, pose model, voice; a film cut from a sample as the camera.

The film is shown at its own speed. Times are those of the film, so that a slow machine finds the same.
"""

import threading
import time
import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pytest
from rich.console import Console

from formcheck.app.live.run import PoseSource, live
from formcheck.app.live.terminal import TerminalDisplay
from formcheck.counting.summary import Summary
from formcheck.errors import DeviceError
from formcheck.exercises import catalogue
from formcheck.feedback.overlay.canvas import Image
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.utterance import Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.output.report import OutputFolder
from formcheck.pose.crop import pose_estimator
from formcheck.pose.landmarks import Side
from formcheck.pose.model import find_or_obtain
from formcheck.system.language import Words
from formcheck.video.camera import Camera
from formcheck.video.file import VideoFile
from formcheck.video.health import Limits
from formcheck.video.sources import Shot
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet
from tests.program import SAMPLES
from tests.sounds import ScriptedSynthesizer, WavOutput

pytestmark = [pytest.mark.slow, pytest.mark.weekly]

KICK = catalogue.load("donkey_kick").held_for(2)
UNPLUGGED_S = 2.5
LETTER_S = 0.06  # as fast as people speak
TOLERANCE_S = 0.7


def as_it_is(image: Image) -> Image:
    return image


def turned_round(image: Image) -> Image:
    """The other side towards the camera."""
    return np.ascontiguousarray(image[:, ::-1])


def too_far_left(image: Image) -> Image:
    """The feet out of the picture."""
    return np.pad(image[:, 200:], ((0, 0), (0, 200), (0, 0)), "edge")


class Part(NamedTuple):
    """A part of the film: the sample's seconds, repeated or cut to last for so long, and how they are seen."""

    lasts_s: float
    sample_s: float
    seen: Callable[[Image], Image]


STILL_S = 1.0
BEFORE = [
    Part(3, STILL_S, too_far_left),  # 0: feet out of the picture
    Part(4.5, STILL_S, as_it_is),  # 3: still, until it is said what to do
    Part(14.2, 20, as_it_is),  # 7.5: two kicks, the second one with a shorter hold; an attempt; a third kick
    Part(7.5, STILL_S, turned_round),  # 21.7: still, the other leg towards the camera
    Part(4.5, 20, turned_round),  # 29.2: a kick with it
    Part(9, STILL_S, turned_round),  # 33.7: rest
]
AFTER = [Part(4.5, 20, turned_round), Part(12, STILL_S, turned_round)]  # 42.7 and what the camera was lost for
PLAN = [
    PlannedSet(KICK, AskedSide.NEAR, 3, 0.0, 1, 2),
    PlannedSet(KICK, AskedSide.OTHER, 1, 3.0, 1, 2),
    PlannedSet(KICK, AskedSide.ANY, 1, 0.0, 2, 2),
]


class Film:
    """A camera that shows these parts and is unplugged at their end."""

    name, size, fps, live = "film", (640, 360), 12.0, True

    def __init__(self, sample: Sequence[tuple[float, Image]], parts: Sequence[Part]) -> None:
        self._sample, self._parts = sample, parts
        self._noise = np.random.default_rng(1)

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        begin_s = time.monotonic()
        for index, (time_s, image) in enumerate(self._pictures()):
            if stop.wait(max(0.0, begin_s + time_s - time.monotonic())):
                return
            # No camera delivers two pictures that are the same; one that does is stuck.
            noise = self._noise.integers(0, 3, image.shape, dtype=np.uint8)
            yield Shot(index, begin_s + time_s, cv2.add(image, noise).astype(np.uint8))
        raise DeviceError("the cable is out")

    def close(self) -> None:
        pass

    def _pictures(self) -> Iterator[tuple[float, Image]]:
        begin_s = 0.0
        for part in self._parts:
            frames = [(at_s, image) for at_s, image in self._sample if at_s < min(part.sample_s, part.lasts_s)]
            step_s = 1 / self.fps
            for row in range(round(part.lasts_s / step_s)):
                yield begin_s + row * step_s, part.seen(frames[row % len(frames)][1])
            begin_s += part.lasts_s


class Heard(NamedTuple):
    """What was heard of the session, in its order, and the sound file."""

    transcript: list[tuple[float, str]]
    summary: Summary
    sound: Path
    starts_s: list[float]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory, model_path: Path) -> Heard:
    folder = tmp_path_factory.mktemp("heard")
    with VideoFile(SAMPLES / "donkey_kick.mp4") as video:
        sample = [(frame.time_s, frame.image) for frame in video]
    started: list[tuple[Utterance, float]] = []
    lost_s: list[float] = []

    def plugged_in_again() -> Film:
        lost_s.append(time.monotonic())
        if lost_s[-1] - lost_s[0] < UNPLUGGED_S - 0.6:
            raise DeviceError("there is none of this number")
        return Film(sample, AFTER)

    mixer, words = Mixer(rate_hz=16_000), Words()
    with pose_estimator(model_path) as estimator, WavOutput(mixer, folder / "heard.wav"):
        begin_s = time.monotonic()
        with (
            Camera(Film(sample, BEFORE), reopen=plugged_in_again, limits=Limits(silent_pauses_s=(0.5, 0.5))) as camera,
            OutputFolder(folder, "session") as result,
            Speaker(
                ScriptedSynthesizer(LETTER_S), mixer, on_start=lambda said, at_s: started.append((said, at_s))
            ) as speaker,
        ):
            watching = PoseSource(camera, estimator, find_or_obtain(model_path))
            finished = live(
                watching, PLAN, result, TerminalDisplay(Console(quiet=True)), lambda: [Voice(words, speaker.say)]
            )
            speaker.wait(5)
    transcript = [(said.time_s, said.text) for said, _ in started]
    return Heard(transcript, finished.summary, folder / "heard.wav", [at_s - begin_s for _, at_s in started])


EXPECTED = [
    (0.0, f"Donkey kick. {KICK.camera}"),  # heard to its end, or until the person has arrived
    (3.0, "Good, I see all of you. Ready. Right leg. The kicking one."), (3.0, "3 kicks, hold for 2 seconds."),
    (9.4, "Hold, 2."), (10.4, "1."), (11.5, "1."),
    (13.0, "Hold, 2."), (14.0, "1."), (14.9, "2. Last one."),
    (14.9, "Hold longer at the top. One second more."),
    (19.0, "Almost: not high enough."),
    (19.6, "Hold, 2."), (20.6, "1."), (21.6, "3. Set done."),
    (21.7, "Other side: turn round. Left leg. The kicking one."),
    (22.6, "Ready. Left leg. The kicking one."), (22.6, "1 repetition, hold for 2 seconds."),
    (31.0, "Hold, 2."), (32.0, "1."), (33.3, "1. Set done."),
    (33.4, "Rest 3 seconds."), (34.3, "2."), (35.3, "1."),
    (36.3, "Set 2 of 2."), (37.1, "Ready. Either leg."), (37.1, "1 repetition, hold for 2 seconds."),
    (43.7, "The camera sends no picture."),
    (45.1, "I can see again."),
    (46.0, "Ready. Either leg."), (46.0, "1 repetition, hold for 2 seconds."),
    (46.9, "Hold, 2."), (47.9, "1."), (49.2, "1. Set done."),
    (49.3, "If anything hurt, sit back on your heels and raise a hand."),
    (59.3, "Done. 5 kicks, 3 good."),
]  # fmt: skip


def test_the_whole_transcript(heard: Heard) -> None:
    assert [text for _, text in heard.transcript] == [text for _, text in EXPECTED]
    times_s = [time_s for time_s, _ in heard.transcript]
    assert times_s == pytest.approx([time_s for time_s, _ in EXPECTED], abs=TOLERANCE_S)


def test_what_was_counted_aloud_is_what_was_done(heard: Heard) -> None:
    assert [(kept.side, kept.counts.reps) for kept in heard.summary.sets] == [
        (Side.RIGHT, 3),
        (Side.LEFT, 1),
        (None, 1),
    ]
    assert heard.summary.counts.attempts == 1


def test_every_phrase_is_in_the_sound(heard: Heard) -> None:
    with wave.open(str(heard.sound)) as file:
        rate_hz = file.getframerate()
        samples = np.abs(np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float))
    for start_s, (_, text) in zip(heard.starts_s, heard.transcript, strict=True):
        begin = round(start_s * rate_hz)
        assert samples[begin : begin + rate_hz // 5].max() > 1000, (start_s, text)
