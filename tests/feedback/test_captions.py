"""Whatever is said stands there to be read: while it is spoken and a moment longer, and in turn where nobody speaks."""

import time
from dataclasses import replace

import pytest

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import State
from formcheck.exercises import catalogue
from formcheck.feedback.captions import LINGER_S, LONGEST_S, Captions
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Canvas
from formcheck.feedback.overlay.lettering import CAP_HEIGHT
from formcheck.feedback.voice.commentary import Commentary
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.setup import sayer
from formcheck.feedback.voice.speaker import Speaker
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.system.language import Words
from formcheck.workout.plan import plan_sets
from formcheck.workout.workout import Workout
from tests.movements import act, bridges, lasting_s, stand
from tests.overlay_scene import HOLDING, SETS, blank
from tests.sounds import ScriptedSynthesizer

READY = Utterance(0.0, "Ready. Left leg.", Urgency.STEP, 5.0)
COUNT = Utterance(0.0, "3.", Urgency.NOW, 1.0, Tone.REP)
ADVICE = Utterance(0.0, "Bring your heels closer.", Urgency.ADVICE, 3.0)


class Clock:
    """A time that goes on when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def captions(clock: Clock) -> Captions:
    return Captions(clock=clock)


def test_what_is_spoken_stands_until_it_has_been_said_and_a_moment_longer(clock: Clock, captions: Captions) -> None:
    assert captions.current == ""
    captions.begin(READY)
    clock.now_s += 4
    assert captions.current == READY.text
    captions.end(READY)
    clock.now_s += LINGER_S - 0.01
    assert captions.current == READY.text
    clock.now_s += 0.02
    assert captions.current == ""


def test_the_next_words_take_the_place_of_the_last(clock: Clock, captions: Captions) -> None:
    captions.begin(READY)
    captions.begin(COUNT)
    captions.end(READY)  # it was cut off: what cut it off goes on
    clock.now_s += 2
    assert captions.current == COUNT.text


def test_a_tone_takes_no_words_away(captions: Captions) -> None:
    captions.begin(READY)
    captions.begin(Utterance(0.0, "", Urgency.NOW, 1.0, Tone.REP))
    assert captions.current == READY.text


def test_words_of_a_voice_that_never_ends_go_after_a_while(clock: Clock, captions: Captions) -> None:
    captions.begin(READY)
    clock.now_s += LONGEST_S + LINGER_S + 0.01
    assert captions.current == ""


def test_in_silence_everything_comes_in_its_turn_and_long_enough_to_be_read(clock: Clock, captions: Captions) -> None:
    captions.read(ADVICE)
    captions.read(READY)
    seen: dict[str, float] = {}
    for _ in range(100):
        seen[captions.current] = seen.get(captions.current, 0.0) + 0.1
        clock.now_s += 0.1
    assert list(seen)[:2] == [READY.text, ADVICE.text]  # what happens next before what may be better
    assert seen[READY.text] > 1.5
    assert seen[ADVICE.text] > 2.5
    assert captions.current == ""


def test_a_count_is_not_kept_waiting_by_advice(clock: Clock, captions: Captions) -> None:
    captions.read(ADVICE)
    assert captions.current == ADVICE.text
    clock.now_s += 0.3
    captions.read(COUNT)
    assert captions.current == COUNT.text


def test_quiet_loses_nothing_that_would_have_been_said(clock: Clock, captions: Captions) -> None:
    """A whole set in silence: every word that a voice would have been given stands there for a while."""
    parts = [(2.0, stand), (lasting_s(2), bridges(2)), (10.0, stand)]
    snapshots, _ = act(Workout(plan_sets(catalogue.load("glute_bridge"), sets=1, reps=2)), parts)
    voice, script = Voice(Words(), sayer(None, captions)), Commentary(Words())
    said, read = [], []
    for snapshot in snapshots:
        clock.now_s = 100.0 + snapshot.time_s
        said += [one for one in script.update(snapshot) if one.text]
        voice.show(Moment(snapshot.time_s, None), snapshot)
        read.append(captions.current)
    # The way into position is dropped where the person has arrived meanwhile.
    instructions = {one.text for one in said if one.urgency is not Urgency.COURTESY and not one.guides}
    assert "2 bridges, hold for 2 seconds." in instructions
    assert instructions <= set(read)


def test_a_voice_shows_its_words_when_they_are_heard() -> None:
    captions, begun = Captions(), []
    mixer = Mixer()

    def begins(said: Utterance, time_s: float) -> None:
        captions.begin(said)
        begun.append(captions.current)

    with Speaker(ScriptedSynthesizer(), mixer, on_start=begins, on_end=captions.end) as speaker:
        sayer(speaker, captions)(READY)
        assert captions.current == ""  # not before
        for _ in range(2000):
            mixer.mix(80)
            time.sleep(0.001)
            if begun:
                break
    assert begun == [READY.text]


def test_without_a_voice_the_words_are_read() -> None:
    captions = Captions()
    with Speaker(None, Mixer()) as speaker:
        sayer(speaker, captions)(READY)
        assert captions.current == READY.text


@pytest.mark.parametrize("text", ["Other leg.", "Hold, 2.", "Turn round: your left side should face the camera."])
def test_a_caption_can_be_read_from_three_metres(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, float] = {}

    def note(_: Canvas, line: str, at: object, size_px: int, *rest: object, **options: object) -> None:
        found[line] = size_px * CAP_HEIGHT

    monkeypatch.setattr(Canvas, "text", note)
    overlay = Overlay(title="Bridge")
    overlay.caption = text
    for snapshot in (HOLDING, replace(HOLDING, state=State.RESTING, sets=SETS)):  # beside the person, and on a poster
        found.clear()
        overlay.draw(blank(1280, 720), None, snapshot)
        lines = [line for line in found if line in text]
        assert " ".join(lines) == text
        # A tenth of a screen 19 cm high at three metres: 18 minutes of arc, where an eye needs 5.
        assert min(found[line] for line in lines) >= 60 - 1
