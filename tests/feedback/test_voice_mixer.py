"""Tones, the mixer, and where its sound goes."""

import sys
import threading
import time
import wave
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from formcheck.errors import DeviceError
from formcheck.feedback.voice import loudspeaker
from formcheck.feedback.voice.loudspeaker import DeviceOutput
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.outputs import NullOutput
from formcheck.feedback.voice.sound import Samples, Sound
from formcheck.feedback.voice.tones import tone_sound
from formcheck.feedback.voice.utterance import Tone
from tests.sounds import WavOutput

RATE = 8000


def steady(level: float, count: int, rate_hz: int = RATE) -> Sound:
    return Sound(np.full(count, level, np.float32), rate_hz)


def until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come about in 5 s")


# Tones


def melody(sound: Sound) -> list[int]:
    """The dominant frequency of each tenth of a second that is loud enough to be heard, to 50 Hz, without repeats."""
    window = round(0.1 * sound.rate_hz)
    found: list[int] = []
    for begin in range(0, len(sound.samples) - window + 1, window // 2):
        piece = sound.samples[begin : begin + window]
        if np.abs(piece).max() > 0.05:
            spectrum = np.abs(np.fft.rfft(piece * np.hanning(window), 4 * window))
            found.append(50 * round(int(spectrum.argmax()) * sound.rate_hz / (4 * window) / 50))
    return [hertz for i, hertz in enumerate(found) if not i or hertz != found[i - 1]]


def test_the_tones_are_what_they_are_meant_to_be() -> None:
    heard = {tone: melody(tone_sound(tone, 48_000)) for tone in Tone}
    assert heard[Tone.REP] == [1300]
    assert heard[Tone.ATTEMPT] == [350]
    assert heard[Tone.HELD][0] == 1200
    assert heard[Tone.HELD][-1] == 1750
    assert heard[Tone.SET] == [500, 650, 800]
    assert heard[Tone.LOST] == sorted(heard[Tone.LOST], reverse=True)
    assert heard[Tone.LOST][0] > 1.5 * heard[Tone.LOST][-1]


def test_an_attempt_is_two_tones() -> None:
    samples = np.abs(tone_sound(Tone.ATTEMPT, 48_000).samples)
    loud = np.array([samples[begin : begin + 480].max() > 0.05 for begin in range(0, len(samples), 480)])
    assert np.count_nonzero(np.diff(loud.astype(int)) == -1) + int(loud[-1]) == 2


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("rate_hz", [22_050, 48_000])
def test_a_tone_is_short_quiet_and_begins_and_ends_without_a_click(tone: Tone, rate_hz: int) -> None:
    sound = tone_sound(tone, rate_hz)
    assert sound.duration_s <= (0.1201 if tone is Tone.REP else 0.8)
    assert 0.2 < np.abs(sound.samples).max() < 0.5
    assert np.abs(sound.samples[[0, -1]]).max() < 1e-3
    # No step is steeper than those of the highest overtone there is, at full loudness.
    assert np.abs(np.diff(sound.samples)).max() < 2 * np.pi * 1760 * 0.5 / rate_hz


# Mixer


def test_nothing_to_be_heard_is_silence() -> None:
    mixer = Mixer(RATE)
    block = mixer.mix(10)
    assert block.dtype == np.float32
    np.testing.assert_array_equal(block, np.zeros(10))
    assert not mixer.speaking
    assert mixer.wait(0)


def test_a_phrase_is_heard_from_its_first_sample_to_its_last() -> None:
    mixer, told = Mixer(RATE), list[str]()
    ramp = Sound(np.linspace(0.1, 0.9, 25, dtype=np.float32), RATE)
    mixer.say(ramp, lambda: told.append("first"), lambda heard: told.append(f"heard {heard}"))
    assert (mixer.speaking, mixer.wait(0), told) == (True, False, [])
    first = mixer.mix(10)
    assert told == ["first"]
    rest = mixer.mix(20)
    np.testing.assert_allclose(np.concatenate([first, rest]), [*ramp.samples, 0, 0, 0, 0, 0])
    assert told == ["first", "heard True"]
    assert not mixer.speaking


def test_a_phrase_without_sound_begins_and_ends() -> None:
    mixer, told = Mixer(RATE), list[str]()
    mixer.say(steady(0.5, 0), lambda: told.append("first"), lambda heard: told.append(f"heard {heard}"))
    mixer.mix(10)
    assert told == ["first", "heard True"]


def test_a_new_phrase_cuts_the_old_one_softly() -> None:
    mixer, told = Mixer(RATE), list[str]()
    mixer.say(steady(0.8, 1000), on_end=lambda heard: told.append(f"old heard {heard}"))
    mixer.mix(100)
    mixer.say(steady(0.0, 500), on_end=lambda heard: told.append(f"new heard {heard}"))
    assert told == ["old heard False"]
    block = mixer.mix(500)
    assert told == ["old heard False", "new heard True"]
    assert np.flatnonzero(block > 1e-6)[-1] < 0.01 * RATE
    assert np.abs(np.diff(block)).max() < 0.02


def test_a_phrase_cut_before_it_began_is_not_heard() -> None:
    mixer, told = Mixer(RATE), list[str]()
    mixer.say(steady(0.8, 1000), lambda: told.append("old first"), lambda heard: told.append(f"old heard {heard}"))
    mixer.say(steady(0.0, 100), lambda: told.append("new first"))
    assert not np.any(mixer.mix(100))
    assert told == ["old heard False", "new first"]


def test_tones_are_heard_over_words_and_over_each_other() -> None:
    mixer, told = Mixer(RATE), list[str]()
    mixer.say(steady(0.1, 30))
    mixer.play(steady(0.2, 20), lambda: told.append("tone"), lambda heard: told.append(f"heard {heard}"))
    mixer.play(steady(0.4, 10))
    np.testing.assert_allclose(mixer.mix(40), [0.7] * 10 + [0.3] * 10 + [0.1] * 10 + [0] * 10, atol=1e-6)
    assert told == ["tone", "heard True"]


def test_all_can_be_hushed() -> None:
    mixer, told = Mixer(RATE), list[str]()
    mixer.say(steady(0.4, 9000), on_end=lambda heard: told.append(f"words {heard}"))
    mixer.play(steady(0.4, 9000), on_end=lambda heard: told.append(f"tone {heard}"))
    mixer.mix(10)
    mixer.hush()
    mixer.hush()
    assert told == ["words False", "tone False"]
    assert not mixer.speaking
    block = mixer.mix(200)
    assert block[0] > 0.7
    assert not np.any(block[100:])
    assert mixer.wait(0)


def test_what_is_too_loud_is_limited() -> None:
    mixer = Mixer(RATE)
    mixer.say(steady(0.9, 10))
    mixer.play(steady(0.9, 10))
    mixer.play(steady(-0.9, 5))
    np.testing.assert_allclose(mixer.mix(10), [0.9] * 5 + [1.0] * 5)


def test_the_volume_can_be_turned() -> None:
    mixer = Mixer(RATE, volume=0.5)
    mixer.say(steady(0.8, 20))
    np.testing.assert_allclose(mixer.mix(10), 0.4)
    mixer.volume = 0.0
    assert not np.any(mixer.mix(10))
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="volume: expected 0 to 1"):
            mixer.volume = wrong


def test_sounds_of_another_rate_keep_their_length_and_their_pitch() -> None:
    mixer = Mixer(48_000)
    time_s = np.arange(22_050) / 22_050
    mixer.say(Sound(np.sin(2 * np.pi * 440 * time_s).astype(np.float32), 22_050))
    block = mixer.mix(60_000)
    assert np.flatnonzero(np.abs(block) > 0.01)[-1] == pytest.approx(48_000, abs=60)
    np.testing.assert_allclose(
        block[1000:47_000], np.sin(2 * np.pi * 440 * np.arange(1000, 47_000) / 48_000), atol=0.02
    )


def test_the_end_can_be_waited_for() -> None:
    mixer, waited = Mixer(RATE), list[bool]()
    mixer.say(steady(0.1, 100))
    waiting = threading.Thread(target=lambda: waited.append(mixer.wait(10)))
    waiting.start()
    mixer.mix(99)
    assert not waited
    mixer.mix(1)
    waiting.join(10)
    assert waited == [True]


def test_many_threads_may_speak_while_another_pulls() -> None:
    mixer, ends = Mixer(RATE), list[bool]()

    def speak() -> None:
        for _ in range(200):
            mixer.say(steady(0.1, 20), on_end=ends.append)
            mixer.play(steady(0.1, 5), on_end=ends.append)

    speakers = [threading.Thread(target=speak) for _ in range(4)]
    for speaker in speakers:
        speaker.start()
    while any(speaker.is_alive() for speaker in speakers):
        mixer.mix(7)
    mixer.mix(500)
    assert len(ends) == 4 * 200 * 2
    assert mixer.wait(0)


# Outputs


def read(path: Path) -> tuple[Samples, int]:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / np.float32(32767)
        return samples.astype(np.float32), file.getframerate()


def test_a_file_takes_what_a_loudspeaker_would(tmp_path: Path) -> None:
    mixer, path = Mixer(RATE), tmp_path / "heard.wav"
    with WavOutput(mixer, path) as output:
        mixer.say(Sound(np.linspace(-1, 1, 800, dtype=np.float32), RATE))
        assert mixer.wait(10)
    output.close()
    samples, rate_hz = read(path)
    assert rate_hz == RATE
    heard = np.flatnonzero(samples)
    np.testing.assert_allclose(samples[heard[0] : heard[0] + 800], np.linspace(-1, 1, 800), atol=1e-4)


def test_nothing_is_as_patient_as_a_loudspeaker() -> None:
    mixer = Mixer(RATE)
    with NullOutput(mixer) as output:
        begin_s = time.monotonic()
        mixer.say(steady(0.5, RATE // 4))
        assert mixer.wait(10)
        assert time.monotonic() - begin_s > 0.2  # never early; how late depends on the machine
    output.close()
    NullOutput(mixer).close()  # also one that never began


# Loudspeaker


class FakeStream:
    """A loudspeaker that asks for samples when it is told to."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        self.settings, self.calls, self.hangs = settings, list[str](), threading.Event()
        self.hangs.set()

    def ask(self, frames: int) -> Samples:
        block = np.ones((frames, self.settings["channels"]), np.float32)
        self.settings["callback"](block, frames, None, None)
        assert np.all(block == block[:, :1])
        return block[:, 0]

    def disappear(self) -> None:
        self.settings["finished_callback"]()

    def start(self) -> None:
        self.calls.append("start")

    def stop(self, ignore_errors: bool) -> None:
        self.calls.append("stop")
        self.hangs.wait(10)

    def close(self, ignore_errors: bool) -> None:
        self.calls.append("close")


class FakeSounddevice(ModuleType):
    """As much of sounddevice as there is a use for."""

    class PortAudioError(Exception):
        pass

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.streams: list[FakeStream] = []
        self.failure: Exception | None = None
        self.restarts: list[str] = []
        self.channels = 6

    def query_devices(self, kind: str) -> dict[str, int]:
        assert kind == "output"
        if self.failure:
            raise self.failure
        return {"max_output_channels": self.channels}

    def OutputStream(self, **settings: Any) -> FakeStream:  # noqa: ANN401, N802
        self.streams.append(FakeStream(**settings))
        return self.streams[-1]

    def _terminate(self) -> None:
        self.restarts.append("terminate")
        if len(self.restarts) > 2:
            raise self.PortAudioError("PortAudio not initialized")

    def _initialize(self) -> None:
        self.restarts.append("initialize")
        if len(self.restarts) == 2:
            raise self.PortAudioError("Unanticipated host error")

    def _exit_handler(self) -> None:
        pass


@pytest.fixture
def sounddevice(monkeypatch: pytest.MonkeyPatch) -> FakeSounddevice:
    fake = FakeSounddevice()
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


def test_a_loudspeaker_plays_the_mixer_on_both_sides(sounddevice: FakeSounddevice) -> None:
    mixer = Mixer(RATE)
    with DeviceOutput(mixer) as output:
        (stream,) = sounddevice.streams
        assert (stream.settings["samplerate"], stream.settings["channels"]) == (RATE, 2)
        mixer.say(steady(0.5, 10))
        np.testing.assert_allclose(stream.ask(12), [0.5] * 10 + [0, 0])
        assert not output.silent
    output.close()
    assert stream.calls == ["start", "stop", "close"]
    assert output.silent


def test_a_loudspeaker_of_one_channel(sounddevice: FakeSounddevice) -> None:
    sounddevice.channels = 1
    with DeviceOutput(Mixer(RATE)):
        assert sounddevice.streams[0].settings["channels"] == 1


def test_a_loudspeaker_may_be_closed_before_it_is_opened() -> None:
    DeviceOutput(Mixer(RATE)).close()


def test_no_loudspeaker_is_a_device_error(sounddevice: FakeSounddevice) -> None:
    sounddevice.failure = sounddevice.PortAudioError("Error querying device -1")
    with pytest.raises(DeviceError, match=r"no loudspeaker can be used \(Error querying device -1\): connect one"):
        DeviceOutput(Mixer(RATE)).start()


MISSING = {
    "sounddevice": ("raise ModuleNotFoundError('gone', name='sounddevice')", "sounddevice is not installed"),
    "PortAudio": ("raise OSError('PortAudio library not found')", "install the package libportaudio2"),
    "PortAudio does not start": (
        "class PortAudioError(Exception): ...\nraise PortAudioError('Error initializing PortAudio')",
        "PortAudio does not start: Error initializing PortAudio",
    ),
}


@pytest.mark.parametrize(("code", "message"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str, message: str) -> None:
    (tmp_path / "sounddevice.py").write_text(code)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DeviceError, match=message) as caught:
        DeviceOutput(Mixer(RATE)).start()
    assert "\n" not in str(caught.value)


def test_a_loudspeaker_that_disappears_leaves_nobody_waiting_and_comes_back(sounddevice: FakeSounddevice) -> None:
    mixer, told = Mixer(RATE), list[str]()
    with DeviceOutput(mixer, on_trouble=told.append, reopen_s=0.05) as output:
        for lost in range(2):
            sounddevice.failure = sounddevice.PortAudioError("none there")
            mixer.say(steady(0.5, 800))
            sounddevice.streams[-1].ask(10)
            sounddevice.streams[-1].disappear()
            assert mixer.wait(10)
            assert output.silent
            sounddevice.failure = None
            until(lambda: not output.silent)
            assert len(sounddevice.streams) == lost + 2
        mixer.say(steady(0.5, 10))
        np.testing.assert_allclose(sounddevice.streams[-1].ask(10), 0.5)
        assert not np.any(sounddevice.streams[0].ask(10)), "one that was given up takes no samples"
    assert told == ["the loudspeaker has disappeared: connect it again, or choose another one"]
    assert sounddevice.restarts[:2] == ["terminate", "initialize"]
    assert [stream.calls for stream in sounddevice.streams] == [["start", "stop", "close"]] * 3


def test_a_loudspeaker_that_asks_for_nothing_has_disappeared(
    sounddevice: FakeSounddevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loudspeaker, "_GLANCE_S", 0.05)
    mixer, told = Mixer(RATE), list[str]()
    with DeviceOutput(mixer, on_trouble=told.append, reopen_s=60) as output:
        mixer.say(steady(0.5, 800))
        assert mixer.wait(10)
        assert output.silent
    assert len(told) == 1


def test_a_loudspeaker_that_hangs_is_left_alone(sounddevice: FakeSounddevice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loudspeaker, "_FAREWELL_S", 0.05)
    mixer = Mixer(RATE)
    with DeviceOutput(mixer, reopen_s=0.01) as output:
        stream = sounddevice.streams[0]
        stream.hangs.clear()
        mixer.say(steady(0.5, 800))
        stream.disappear()
        assert mixer.wait(10)
        assert output.silent
    assert sounddevice.restarts == []
    stream.hangs.set()
