"""Utterances become sound, each in its turn."""

import shutil
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import DeviceError
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.outputs import NullOutput
from formcheck.feedback.voice.sound import Sound
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.synthesis import find_voice
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from tests.sounds import ScriptedSynthesizer, WavOutput

RATE = 8000
LONG = "and so on " * 50  # eight seconds
BLOCK = 80


class Gated(ScriptedSynthesizer):
    """Takes its time over one text, until it is told to go on."""

    def __init__(self, slow: str) -> None:
        super().__init__()
        self._slow = slow
        self.busy, self.gate = threading.Event(), threading.Event()

    def render(self, text: str) -> Sound:
        if text == self._slow:
            self.busy.set()
            assert self.gate.wait(10)
        return super().render(text)

    def close(self) -> None:
        super().close()
        self.gate.set()


class Failing(ScriptedSynthesizer):
    """Fails at the texts that say so."""

    def render(self, text: str) -> Sound:
        sound = super().render(text)
        if "fail" in text:
            raise DeviceError(f"no breath for {text}")
        return sound


class Room:
    """A mixer, somebody who notes what begins, and a loudspeaker ten times as fast as a real one."""

    def __init__(self) -> None:
        self.mixer = Mixer(RATE)
        self.heard: list[str] = []
        self.times_s: list[float] = []
        self.troubles: list[str] = []
        self.pulled_s = 0.0

    def speaker(self, synthesizer: ScriptedSynthesizer | None, cached: int = 300) -> Speaker:
        return Speaker(synthesizer, self.mixer, on_start=self._note, on_trouble=self.troubles.append, cached=cached)

    def until(self, condition: Callable[[], bool]) -> None:
        """Let it sound until then."""
        for _ in range(5000):
            if condition():
                return
            self.mixer.mix(BLOCK)
            self.pulled_s += BLOCK / RATE
            time.sleep(0.001)
        raise AssertionError(f"it did not come about; heard was {self.heard}")

    def until_heard(self, *texts: str) -> None:
        self.until(lambda: self.heard == list(texts))

    def until_over(self, speaker: Speaker) -> None:
        self.until(lambda: speaker.wait(0))

    def _note(self, utterance: Utterance, time_s: float) -> None:
        self.heard.append(utterance.text or str(utterance.tone))
        self.times_s.append(time_s)


@pytest.fixture
def room() -> Room:
    return Room()


def phrase(text: str, urgency: Urgency = Urgency.STEP, patience_s: float = 60.0, tone: Tone | None = None) -> Utterance:
    return Utterance(0.0, text, urgency, patience_s, tone)


def eventually(condition: Callable[[], bool]) -> None:
    for _ in range(5000):
        if condition():
            return
        time.sleep(0.001)
    raise AssertionError("it did not come about")


def test_phrases_are_heard_one_after_the_other(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        begin_s = time.monotonic()
        for text in ("one", "two", "three"):
            speaker.say(phrase(text))
            room.until_over(speaker)
    assert room.heard == ["one", "two", "three"]
    assert room.times_s == sorted(room.times_s)
    assert room.times_s[0] > begin_s
    assert room.pulled_s > 0.02 * len("onetwothree")


def test_who_waits_is_heard_in_the_order_of_importance(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        speaker.say(phrase("Set done", Urgency.STEP))
        room.until_heard("Set done")
        speaker.say(phrase("Well done", Urgency.COURTESY))
        speaker.say(phrase("Heels", Urgency.CORRECTION))
        speaker.say(phrase("Two", Urgency.NOW))
        speaker.say(phrase("Three", Urgency.NOW))
        room.until_over(speaker)
    assert room.heard == ["Set done", "Three", "Heels", "Well done"]


def test_a_count_cuts_a_correction(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        speaker.say(phrase(LONG, Urgency.CORRECTION))
        room.until_heard(LONG)
        speaker.say(phrase("Three", Urgency.NOW))
        room.until_heard(LONG, "Three")
        room.until_over(speaker)
    assert room.pulled_s < 4


def test_what_happens_next_is_heard_to_its_end(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer(0.005)) as speaker:
        speaker.say(phrase(LONG, Urgency.STEP))
        room.until_heard(LONG)
        speaker.say(phrase("Three", Urgency.NOW))
        room.until_heard(LONG, "Three")
    assert room.pulled_s > 0.005 * sum(map(str.isalpha, LONG))


def test_whoever_speaks_does_not_wait_for_the_voice(room: Room) -> None:
    voice = Gated("slow")
    with room.speaker(voice) as speaker:
        speaker.say(phrase("slow"))
        assert voice.busy.wait(10)
        for i in range(1000):
            speaker.say(phrase(f"other {i % 7}", Urgency.ADVICE))
        assert not speaker.wait(0)
        assert room.heard == []


def test_a_count_that_is_ready_does_not_wait_for_what_is_being_rendered(room: Room) -> None:
    voice = Gated("slow")
    with room.speaker(voice) as speaker:
        speaker.prepare(["Three"])
        eventually(lambda: voice.rendered == ["Three"])
        speaker.say(phrase("slow", Urgency.CORRECTION))
        assert voice.busy.wait(10)
        speaker.say(phrase("Three", Urgency.NOW))
        room.until_heard("Three")
        voice.gate.set()
        room.until_heard("Three", "slow")


def test_what_matters_more_is_rendered_first(room: Room) -> None:
    voice = Gated("slow")
    with room.speaker(voice) as speaker:
        speaker.prepare(["slow", "later"])
        assert voice.busy.wait(10)
        speaker.say(phrase("Well done", Urgency.COURTESY))
        speaker.say(phrase("Stop", Urgency.SAFETY))
        voice.gate.set()
        eventually(lambda: "later" in voice.rendered)
        assert voice.rendered == ["slow", "Stop", "Well done", "later"]
        room.until_over(speaker)
    assert room.heard == ["Stop", "Well done"]


def test_a_phrase_is_rendered_once(room: Room) -> None:
    voice = ScriptedSynthesizer()
    with room.speaker(voice) as speaker:
        speaker.prepare(["Three", "", "Three"])
        for _ in range(3):
            speaker.say(phrase("Three"))
            room.until_over(speaker)
    assert voice.rendered == ["Three"]


def test_only_so_many_phrases_are_kept_beside_what_is_prepared_and_that_drives_none_out(room: Room) -> None:
    voice = ScriptedSynthesizer()
    with room.speaker(voice, cached=2) as speaker:
        for text in ("one", "two", "one", "three", "one", "two"):
            speaker.say(phrase(text))
            room.until_over(speaker)
        assert voice.rendered == ["one", "two", "three", "two"]
        speaker.prepare(["four", "five", "six"])
        for text in ("four", "five", "six", "one", "two"):
            speaker.say(phrase(text))
            room.until_over(speaker)
        assert voice.rendered == ["one", "two", "three", "two", "four", "five", "six"]


def test_a_set_without_an_end_drives_out_nothing_that_was_prepared_and_keeps_few_counts(room: Room) -> None:
    voice = ScriptedSynthesizer()
    with room.speaker(voice, cached=2) as speaker:
        speaker.prepare(["Heels", "Hold"])
        for text in (*map(str, range(9)), "Heels", "Hold", "8", "7", "0"):
            speaker.say(phrase(text))
            room.until_over(speaker)
    assert sorted(voice.rendered) == ["0", "0", *map(str, range(1, 9)), "Heels", "Hold"]


def test_what_has_waited_too_long_is_not_heard(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        speaker.say(phrase("Set done"))
        room.until_heard("Set done")
        speaker.say(phrase("Heels", Urgency.CORRECTION, patience_s=0.05))
        time.sleep(0.1)
        room.until_over(speaker)
    assert room.heard == ["Set done"]


def test_a_tone_is_heard_at_once_over_the_words(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        speaker.say(phrase(LONG))
        room.until_heard(LONG)
        speaker.say(phrase("", Urgency.NOW, tone=Tone.REP))
        room.until_heard(LONG, "rep")
        assert room.mixer.speaking


def test_who_has_words_has_no_tone_as_long_as_there_is_a_voice(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        speaker.say(phrase("Three", tone=Tone.REP))
        room.until_over(speaker)
    assert room.pulled_s < 0.12 + 0.1 + 0.1
    assert room.heard == ["Three"]


def test_without_a_voice_there_are_tones(room: Room) -> None:
    with room.speaker(None) as speaker:
        assert not speaker.has_voice
        speaker.prepare(["Three"])
        speaker.say(phrase("Heels", Urgency.CORRECTION))
        speaker.say(phrase("Three", Urgency.NOW, tone=Tone.REP))
        assert not speaker.wait(0)
        room.until_over(speaker)
    assert room.heard == ["Three"]


def test_a_voice_that_failed_is_tried_again_with_the_next_phrase(room: Room) -> None:
    voice = Failing()
    with room.speaker(voice) as speaker:
        for text in ("fail 1", "fail 2", "good", "fail 3", "fail 4", "good again"):
            speaker.say(phrase(text))
            room.until_over(speaker)
        assert speaker.has_voice
    assert room.heard == ["good", "good again"]
    assert room.troubles == []


def test_a_voice_that_keeps_failing_is_given_up(room: Room) -> None:
    voice = Failing()
    with room.speaker(voice) as speaker:
        for i in range(6):
            speaker.say(phrase(f"fail {i}", tone=Tone.LOST if i == 5 else None))
            room.until_over(speaker)
        assert not speaker.has_voice
        speaker.prepare(["good"])
    assert room.heard == ["fail 5"], "from now on the tone"
    assert voice.rendered == ["fail 0", "fail 1", "fail 2"]
    assert room.troubles == ["nothing is said any more, the voice has failed 3 times in a row: no breath for fail 2"]


def test_what_waits_for_a_voice_that_is_given_up_waits_no_longer(room: Room) -> None:
    with room.speaker(Failing()) as speaker:
        speaker.say(phrase("fail 0", Urgency.SAFETY))
        speaker.prepare([f"fail {i}" for i in range(1, 9)])
        eventually(lambda: not speaker.has_voice)
        room.until_over(speaker)
    assert len(room.troubles) == 1
    assert room.heard == []


def test_all_can_be_hushed(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        speaker.say(phrase(LONG))
        room.until_heard(LONG)
        speaker.say(phrase("Heels", Urgency.CORRECTION))
        speaker.hush()
        assert not room.mixer.speaking
        assert speaker.wait(5)
        speaker.say(phrase("Three"))
        room.until_heard(LONG, "Three")


def test_waiting_ends_when_the_time_is_up(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer()) as speaker:
        assert speaker.wait(0)
        speaker.say(phrase("nobody pulls"))
        assert not speaker.wait(0.05)


def test_closing_ends_everything(room: Room) -> None:
    voice = ScriptedSynthesizer()
    speaker = room.speaker(voice)
    speaker.say(phrase(LONG))
    room.until_heard(LONG)
    speaker.close()
    speaker.close()
    assert voice.closed
    assert not speaker.has_voice
    speaker.say(phrase("Three"))
    speaker.say(phrase("", tone=Tone.REP))
    assert speaker.wait(1)
    assert not room.mixer.speaking
    assert not {thread.name for thread in threading.enumerate()} & {"voice", "voice rendering"}


def test_closing_does_not_wait_for_a_slow_voice(room: Room) -> None:
    voice = Gated("slow")
    speaker = room.speaker(voice)
    speaker.say(phrase("slow"))
    assert voice.busy.wait(10)
    speaker.close()
    assert room.heard == []


def test_it_may_be_closed_by_whoever_it_tells_something() -> None:
    mixer, told = Mixer(RATE), threading.Event()

    def close(*_: object) -> None:
        speaker.close()
        told.set()

    with NullOutput(mixer):
        speaker = Speaker(ScriptedSynthesizer(), mixer, on_start=close)
        speaker.say(phrase("one"))
        assert told.wait(10)
        told.clear()
        speaker = Speaker(Failing(), mixer, on_trouble=close)
        speaker.prepare(["fail 1", "fail 2", "fail 3"])
        assert told.wait(10)


def test_many_threads_may_speak_at_once(room: Room) -> None:
    with room.speaker(ScriptedSynthesizer(0.001)) as speaker:

        def talk() -> None:
            for i in range(100):
                speaker.say(phrase(f"{i}", list(Urgency)[i % 6], tone=Tone.REP))
                speaker.say(phrase("", tone=Tone.REP))

        talkers = [threading.Thread(target=talk) for _ in range(4)]
        for talker in talkers:
            talker.start()
        room.until(lambda: not any(talker.is_alive() for talker in talkers))
        room.until_over(speaker)
    assert room.heard.count("rep") == 400


@pytest.fixture
def numbers() -> Iterator[tuple[list[str], list[Sound]]]:
    """One to ten, as the voice of this system says them."""
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    voice = find_voice("en", 400)
    yield words, [voice.render(word) for word in words]
    voice.close()


@pytest.mark.skipif(
    sys.platform in {"darwin", "win32"} or not shutil.which("espeak-ng"),
    reason="espeak-ng is not installed, the voice of Linux",
)
def test_ten_numbers_are_heard_in_their_order_and_whole(
    tmp_path: Path, room: Room, numbers: tuple[list[str], list[Sound]]
) -> None:
    words, sounds = numbers
    room.mixer = Mixer(22_050)
    with WavOutput(room.mixer, tmp_path / "heard.wav"), Speaker(find_voice("en", 400), room.mixer) as speaker:
        speaker.prepare(words)
        for word in words:
            speaker.say(phrase(word))
            assert speaker.wait(10)
    with wave.open(str(tmp_path / "heard.wav")) as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), "<i2") / np.float32(32767)
    end = 0
    for sound in sounds:
        # Where the number fits best after the one before, and that it fits to the last sample.
        length = len(sound.samples)
        match = np.correlate(heard[end:][: 22_050 * 2], sound.samples, "valid")
        begin = end + int(match.argmax())
        np.testing.assert_allclose(heard[begin : begin + length], sound.samples, atol=1e-3)
        assert not np.any(np.abs(heard[end:begin]) > 1e-3), "nothing else in between"
        end = begin + length


def test_nothing_heavy_is_loaded_before_there_is_something_to_hear() -> None:
    code = (
        "import sys; import formcheck.feedback.voice.utterance; light = set(sys.modules);"
        "import formcheck.feedback.voice.speaker, formcheck.feedback.voice.loudspeaker;"
        "print([m for m in ('numpy', 'scipy', 'sounddevice') if m in light], "
        "[m for m in ('scipy', 'sounddevice', 'cv2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] []"
