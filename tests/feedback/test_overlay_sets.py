"""What somebody on a mat, three metres away, must be able to read of a session of sets."""

from dataclasses import replace
from math import nan
from typing import NamedTuple

import numpy as np
import pytest

from formcheck.counting.advice import Advice
from formcheck.counting.results import Counts, Rep
from formcheck.counting.snapshot import Correction, Cue, Phase, SetProgress, Snapshot, State, View
from formcheck.counting.summary import Offer, Unfinished
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Direction
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Canvas
from formcheck.feedback.overlay.colours import INK, RED
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.overlay.lettering import CAP_HEIGHT
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words
from tests.overlay_scene import (
    ATTEMPT,
    HOLDING,
    KEYS,
    LONG,
    REP,
    SETS,
    STOP,
    Longer,
    amount,
    blank,
    drawn,
    lying,
    moments,
)

AT_REST = replace(HOLDING, progress=nan, measures={}, view=View())
REST = replace(AT_REST, state=State.RESTING, sets=replace(SETS, done=0, rest_left_s=23.4))
PAUSE = replace(AT_REST, state=State.RESTING, sets=SETS, reason="Raise a hand to go on.")
DONE = replace(AT_REST, state=State.DONE, sets=SETS, counts=Counts(reps=24, good=20, left=12, right=12, judged=24))
WAITING = replace(AT_REST, state=State.POSITIONING, sets=SETS, reason="I cannot see your feet.")
LANDSCAPE = [(480, 270), (640, 360), (1280, 720), (1920, 1080)]
SIZES = [*LANDSCAPE, (720, 1280)]

LEFT = Unfinished(2, 7, 4)
STOPPED = replace(DONE, sets=replace(SETS, unfinished=LEFT))
STOPPING = replace(
    AT_REST, state=State.RESTING, reason="Go on your hands and knees.", sets=replace(SETS, ends_in_s=21.4)
)
OFFERED = replace(
    AT_REST, state=State.RESTING, reason=Advice.GO_ON_THERE,
    sets=SetProgress(routine="Wake-up routine", offer=Offer(LEFT, "2026-11-24", 5)),
)  # fmt: skip
IN_ROUTINE = replace(HOLDING, sets=replace(SETS, name="Bridge", routine="Wake-up", left_s=301.0))


class Written(NamedTuple):
    text: str
    cap_px: float


def written(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = (1280, 720), words: Words | None = None
) -> list[Written]:
    """All lines of text of a picture, with the height of their capitals."""
    found: list[Written] = []

    def note(_: Canvas, text: str, at: object, size_px: int, *rest: object, **options: object) -> None:
        found.append(Written(text, size_px * CAP_HEIGHT))

    with monkeypatch.context() as patch:
        patch.setattr(Canvas, "text", note)
        drawn(snapshot, image=blank(*size), words=words)
    return found


def texts(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    return {line.text for line in written(snapshot, monkeypatch)}


def largest(lines: list[Written]) -> Written:
    return max(lines, key=lambda line: line.cap_px)


def test_while_exercising_the_set_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    exercising = replace(HOLDING, sets=SETS, counts=Counts(reps=17, left=9, right=8))
    for state in (State.READY, State.EXERCISING):
        found = texts(replace(exercising, state=state), monkeypatch)
        assert {"7", "of 10", "LEFT leg", "Set 2 of 3"} <= found
        assert "17" not in found


def test_a_single_set_without_end_has_a_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = texts(replace(HOLDING, sets=SetProgress(done=7)), monkeypatch)
    assert "7" in found
    assert not [text for text in found if text.startswith(("of 0", "Set"))]


def test_the_leg_is_the_one_that_is_asked_for_and_not_the_one_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "LEFT leg" in texts(replace(HOLDING, sets=SETS, side=Side.RIGHT), monkeypatch)
    assert "RIGHT leg" not in texts(replace(HOLDING, sets=SETS, side=Side.RIGHT), monkeypatch)


@pytest.mark.parametrize("size", SIZES)
def test_seconds_of_rest_take_a_quarter_of_the_height(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    number = largest(written(REST, monkeypatch, size, Longer()))
    assert number.text == "24"
    assert number.cap_px >= size[1] / 4


@pytest.mark.parametrize(("rest_left_s", "shown"), [(0.0, "0"), (0.1, "1"), (1.0, "1"), (44.2, "45"), (-0.01, "0")])
def test_seconds_that_have_begun_are_left(rest_left_s: float, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resting = replace(REST, sets=replace(SETS, rest_left_s=rest_left_s))
    assert largest(written(resting, monkeypatch)).text == shown


def test_a_rest_tells_what_comes_next(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"Rest", "Set 2 of 3", "LEFT leg"} <= texts(REST, monkeypatch)
    assert "LEFT leg" not in texts(replace(REST, sets=replace(SETS, side=None, rest_left_s=9)), monkeypatch)


def test_a_pause_tells_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = written(PAUSE, monkeypatch)
    assert largest(lines).text == "Pause"
    assert PAUSE.reason in {line.text for line in lines}


def test_the_end_tells_what_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    assert largest(written(DONE, monkeypatch)).text == "Done"
    assert {"24 counted", "20 good", "left 12 · right 12"} <= texts(DONE, monkeypatch)
    together = replace(DONE, counts=Counts(reps=1, good=1, judged=1))
    assert {"1 counted", "1 good"} <= texts(together, monkeypatch)
    assert not [text for text in texts(together, monkeypatch) if text.startswith("left")]
    partly = replace(DONE, counts=Counts(reps=5, good=2, judged=3))
    assert {"5 counted", "3 judged, 2 good"} <= texts(partly, monkeypatch)


def test_the_end_calls_nothing_good_that_was_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    said = texts(replace(DONE, counts=Counts(reps=5)), monkeypatch)
    assert {"5 counted", "form not judged"} <= said
    assert not [text for text in said if "good" in text]


@pytest.mark.parametrize("snapshot", [REST, PAUSE, DONE], ids=["rest", "pause", "done"])
def test_behind_a_poster_the_picture_is_dimmed(snapshot: Snapshot) -> None:
    image = blank(grey=200)
    out = drawn(snapshot, image=image)
    assert 20 < out[5, 5].mean() < 70
    assert out.max() == 255
    assert np.all(image == 200)


def test_a_poster_hides_skeleton_and_flash() -> None:
    assert np.array_equal(drawn(REST, lying()), drawn(REST))
    assert np.array_equal(drawn(replace(REST, finished=REP)), drawn(REST))


def test_a_warning_to_stop_is_seen_on_a_poster_too(monkeypatch: pytest.MonkeyPatch) -> None:
    warned = replace(REST, cue=STOP)
    assert STOP.say in " ".join(line.text for line in written(warned, monkeypatch))
    assert amount(drawn(warned), RED) > 500


def sentences() -> list[str]:
    """Everything somebody may have to do before it can begin."""
    exercises = [catalogue.load(name) for name in catalogue.names()]
    return sorted({*Advice, *(exercise.position.say for exercise in exercises)})


@pytest.mark.parametrize("words", [Words(), Longer()], ids=["english", "a third longer"])
@pytest.mark.parametrize("state", [State.NOBODY, State.POSITIONING])
def test_before_it_begins_what_to_do_is_large(state: State, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    for sentence in sentences():
        lines = written(replace(WAITING, state=state, reason=sentence), monkeypatch, words=words)
        large = [line.text for line in lines if line.cap_px >= 60]
        assert " ".join(large) == words(sentence)


@pytest.mark.parametrize("size", SIZES)
def test_what_to_do_is_never_cut(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    for sentence in sentences():
        lines = written(replace(WAITING, reason=sentence), monkeypatch, size, Longer())
        assert Longer()(sentence) in " ".join(line.text for line in lines)


def test_without_a_reason_the_state_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = written(replace(WAITING, reason=""), monkeypatch)
    assert "Get into position" in {line.text for line in lines if line.cap_px >= 60}


def test_ready_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = replace(HOLDING, state=State.READY, sets=SETS)
    assert max(line.cap_px for line in written(ready, monkeypatch) if line.text == "Ready") > 100


def test_without_sets_only_the_corner_tells_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    for state in State:
        lines = written(replace(HOLDING, state=state, reason="Lie down on your back."), monkeypatch)
        assert largest(lines).text == "3"
        assert all(line.cap_px < 40 for line in lines if line.text != "3")


@pytest.mark.parametrize(
    ("finished", "expected"),
    [
        pytest.param(REP, "7", id="counted"),
        pytest.param(replace(ATTEMPT, reason="other_leg"), "other leg", id="the other leg"),
        pytest.param(replace(ATTEMPT, reason=""), "not counted", id="an attempt"),
    ],
)
def test_the_flash_tells_what_counts(finished: Rep, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = replace(HOLDING, sets=SETS)
    before, after = (written(replace(quiet, finished=rep), monkeypatch) for rep in (None, finished))
    for line in before:
        after.remove(line)
    assert [line.text for line in after] == [expected]


@pytest.mark.parametrize("size", SIZES)
def test_a_lost_camera_leaves_a_dark_picture_with_the_reason(size: tuple[int, int]) -> None:
    overlay = Overlay(title="Glute bridge", keys=KEYS, words=Longer())
    said = overlay.draw_lost(size, replace(HOLDING, reason="The camera sends no picture.", sets=SETS))
    assert said.shape == (size[1], size[0], 3)
    assert tuple(said[2, 2].tolist()) == INK
    other = overlay.draw_lost(size, replace(HOLDING, reason="The camera's picture stands still.", sets=SETS))
    assert not np.array_equal(said, other)


def test_the_end_and_a_rest_are_told_without_a_camera_too() -> None:
    overlay = Overlay(title="Glute bridge", keys=KEYS)
    done = overlay.draw_lost((1280, 720), replace(DONE, reason="The camera sends no picture."))
    assert np.array_equal(done, overlay.draw_lost((1280, 720), DONE))
    rest = overlay.draw_lost((1280, 720), REST)
    assert not np.array_equal(rest, overlay.draw_lost((1280, 720), replace(REST, reason="Gone.")))
    assert overlay.draw_lost((1280, 720), replace(AT_REST, state=State.NOBODY)).max() == 255  # some word, always


class Foreign(Words):
    """A language without any letter of English, that remembers what it was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def __call__(self, english: str, /, **values: object) -> str:
        self.asked.add(english)
        parts = english.replace("{", "}").split("}")  # every second one is a name in braces
        return "".join(str(values[part]) if i % 2 else "-" * len(part) for i, part in enumerate(parts))


def test_every_word_of_the_picture_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    foreign, keys = Foreign(), {key for key, _ in KEYS}
    tip = Cue("x", LONG, STOP.severity)
    scenes = [*moments(), REST, DONE, replace(DONE, counts=Counts(reps=1)), replace(HOLDING, cue=tip, sets=SETS)]
    scenes += [replace(AT_REST, state=state) for state in State]
    scenes += [replace(HOLDING, counts=Counts(attempts=attempts)) for attempts in (1, 2)]
    reasons = ("not_high_enough", "hold_short", "form", "too_fast", "not_returned", "lost_sight", "timer")
    scenes += [replace(HOLDING, finished=replace(REP, reason=reason)) for reason in reasons]
    scenes += [replace(HOLDING, finished=replace(ATTEMPT, reason=reason)) for reason in ("not_high_enough", "too_fast")]
    scenes += [replace(HOLDING, phase=phase, direction=direction) for phase in Phase for direction in Direction]
    scenes += [replace(DONE, counts=Counts(timed=3)), replace(HOLDING, view=View(shows_form=False))]
    scenes += [replace(HOLDING, view=View(yaw_deg=40)), IN_ROUTINE]
    scenes += [STOPPING, STOPPED, replace(HOLDING, correction=Correction(REP, taken_back=True, done=3, target=10))]
    for snapshot in scenes:
        for line in written(snapshot, monkeypatch, words=foreign):
            assert line.text in keys or not any(letter.isalpha() for letter in line.text)
    of_the_window = {label for label in Label if label.name.startswith("KEY_")}
    assert set(Label) - of_the_window <= foreign.asked


def test_the_end_is_counted_down_with_what_to_do_and_says_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {"I stop in", "22"} <= set(texts(STOPPING, monkeypatch))
    assert "Go on your hands and knees." in " ".join(line.text for line in written(STOPPING, monkeypatch))
    assert {"Stopped", "after 2 of 7"} <= set(texts(STOPPED, monkeypatch))


def test_to_go_on_where_it_was_stopped_is_asked_by_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = " ".join(line.text for line in written(OFFERED, monkeypatch))
    assert "You stopped after 2 of 7 on Tuesday. Raise a hand to go on from there." in asked


def test_a_count_that_was_taken_back_flashes_and_a_notice_is_read_on_a_poster_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = replace(HOLDING, correction=Correction(REP, taken_back=True, done=3, target=10))
    assert "taken back: 3" in texts(taken, monkeypatch)
    for scene in (HOLDING, REST):
        assert "thrown away" in " ".join(texts(replace(scene, notice=Advice.SURE), monkeypatch))


def test_of_a_routine_it_says_how_long_it_will_last(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Bridge · 6 min left" in texts(IN_ROUTINE, monkeypatch)
    alone = replace(HOLDING, sets=replace(SETS, name="Bridge", left_s=301.0))
    assert "Bridge" in texts(alone, monkeypatch)
    resting = replace(IN_ROUTINE, state=State.RESTING, sets=replace(SETS, name="Kick", routine="Day", rest_left_s=9))
    assert "Kick" in texts(resting, monkeypatch)
