import threading
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from formcheck.counting.moment import Moment
from formcheck.counting.results import Rep, Verdict
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.feedback.overlay.canvas import Image
from formcheck.feedback.screen import ScreenLostError
from formcheck.feedback.window import Window
from formcheck.pose.landmarks import Side
from formcheck.video.frame import Frame, Picture
from formcheck.workout.command import Command, Controls
from tests.overlay_scene import blank, lying

REP = Rep(1, Side.LEFT, Verdict.REP, "", 0, 1, 2, 1, 0, 0, 0)


class FakeScreen:
    """A screen without a display: remembers what it is shown, and presses a key a turn."""

    def __init__(self, *keys: str) -> None:
        self.keys = [ord(key) for key in keys]
        self.shown: list[Image] = []
        self.opened = self.listened = self.destroyed = 0
        self.closed = self.fails = False

    def open(self, name: str) -> "FakeScreen":
        assert name.startswith("formcheck")
        self.opened += 1
        return self

    def show(self, image: Image) -> None:
        if self.fails:
            raise ScreenLostError
        self.shown.append(image.copy())

    def pressed(self) -> list[int]:
        self.listened += 1
        return [self.keys.pop(0)] if self.keys else []

    def close(self) -> None:
        self.destroyed += 1


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> FakeScreen:
    screen = FakeScreen()
    monkeypatch.setattr("formcheck.feedback.window.Screen", screen.open)
    return screen


def moment(time_s: float = 0.0, image: Image | None = None) -> Moment:
    image = blank(grey=90) if image is None else image
    frame = Frame(0, time_s, image, Picture(90.0))
    return Moment(time_s, lying(*frame.size), frame.picture, frame)


def exercising(time_s: float = 0.0) -> Snapshot:
    return Snapshot(time_s, State.EXERCISING, sets=SetProgress(done=1))


def after(turns: int) -> Callable[[], bool]:
    """True from the given call on."""
    left = iter(range(turns))
    return lambda: next(left, None) is None


def test_nothing_is_opened_before_the_first_moment(screen: FakeScreen) -> None:
    window = Window("Glute bridge", mirror=False)
    window.run(after(2))
    window.close()
    assert (screen.opened, screen.shown, screen.destroyed) == (0, [], 0)


def test_only_the_newest_moment_is_drawn(screen: FakeScreen) -> None:
    seen: list[Moment] = []
    window = Window("Glute bridge", mirror=False, on_shown=seen.append)
    for time_s in (0.0, 0.1, 0.2):
        window.show(moment(time_s), exercising(time_s))
    window.run(after(2))
    assert [shown.time_s for shown in seen] == [0.2]
    assert len(screen.shown) == 1


def test_a_moment_is_told_when_it_is_on_the_screen(screen: FakeScreen) -> None:
    pictures: list[int] = []
    window = Window("Glute bridge", mirror=False, on_shown=lambda _: pictures.append(len(screen.shown)))
    window.show(moment(), exercising())
    window.run(after(3))
    assert pictures == [1]


def test_every_moment_is_drawn_when_it_comes(screen: FakeScreen) -> None:
    shown, ended, late = threading.Event(), threading.Event(), []
    window = Window("Glute bridge", mirror=False, on_shown=lambda _: shown.set())

    def work() -> None:
        for i in range(5):
            window.show(moment(i / 10), exercising(i / 10))
            late.append(not shown.wait(10))
            shown.clear()
        ended.set()

    worker = threading.Thread(target=work)
    worker.start()
    window.run(ended.is_set)
    worker.join()
    assert late == [False] * 5
    assert len(screen.shown) == 5


def test_a_repetition_whose_moment_was_not_drawn_flashes_all_the_same(screen: FakeScreen) -> None:
    def last(*finished: Rep | None) -> Image:
        window = Window("Glute bridge", mirror=False)
        for i, rep in enumerate(finished):
            window.show(moment(i / 10), replace(exercising(i / 10), finished=rep))
        window.run(after(1))
        return screen.shown[-1]

    attempt = replace(REP, verdict=Verdict.ATTEMPT, reason="too_fast")
    assert np.array_equal(last(REP, None, None), last(REP))
    assert not np.array_equal(last(REP, None), last(None, None))
    assert np.array_equal(last(REP, attempt), last(attempt))


def test_a_repetition_flashes_for_one_moment_after_the_other_no_longer_than_it_should(screen: FakeScreen) -> None:
    window = Window("Glute bridge", mirror=False)
    for time_s, finished in ((0.0, REP), (1.0, None)):
        window.show(moment(time_s), replace(exercising(time_s), finished=finished))
        window.run(after(1))
    flashing, over = screen.shown
    assert not np.array_equal(flashing, over)


def test_an_idle_window_stays_alive(screen: FakeScreen) -> None:
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    end_s = time.monotonic() + 0.5
    window.run(lambda: time.monotonic() > end_s)
    assert screen.listened >= 10
    assert len(screen.shown) == 1


@pytest.mark.parametrize("key", ["q", "Q", "\x1b"])
def test_keys_that_end(screen: FakeScreen, key: str) -> None:
    screen.keys = [ord(key)]
    window = Window("Glute bridge", mirror=False)
    assert not window.wants_no_more()
    window.show(moment(), exercising())
    window.run(lambda: False)
    assert window.closed
    assert window.wants_no_more()


def test_clicking_the_window_away_ends_too(screen: FakeScreen) -> None:
    screen.closed = True
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    window.run(lambda: False)
    assert window.closed


def test_without_a_screen_the_session_goes_on_and_it_is_told_once(screen: FakeScreen) -> None:
    told: list[str] = []
    window = Window("Glute bridge", mirror=False, on_lost=lambda: told.append("lost"))
    window.show(moment(), exercising())
    window.run(after(1))
    screen.fails = True
    for _ in range(2):
        window.show(moment(), exercising())
        window.run(after(2))
    assert told == ["lost"]
    assert not window.wants_no_more()
    window.close()
    assert screen.destroyed == 1


def test_m_mirrors_what_comes_next(screen: FakeScreen) -> None:
    image = blank()
    image[:, :640] = 200
    window = Window("Glute bridge", mirror=False)
    screen.keys = [ord("m")]
    for _ in range(2):
        window.show(moment(image=image), exercising())
        window.run(after(1))
    first, second = (shown[450] for shown in screen.shown)
    assert first[10].mean() > 150 > second[10].mean()


def test_without_a_frame_the_picture_is_dark_and_as_large_as_the_last(screen: FakeScreen) -> None:
    window = Window("Glute bridge", mirror=False)
    lost = Moment(0.0, None, Picture(0.0, lost="The camera sends no picture."))
    snapshot = Snapshot(0.0, State.POSITIONING, "The camera sends no picture.")
    for news in (lost, moment(image=blank(1920, 1080, grey=90)), lost):
        window.show(news, snapshot)
        window.run(after(1))
    assert [shown.shape for shown in screen.shown] == [(720, 1280, 3), (1080, 1920, 3), (1080, 1920, 3)]
    assert np.median(screen.shown[2]) < 40
    assert screen.shown[2].max() == 255


@pytest.mark.parametrize(
    ("size", "shown"), [((640, 360), (1280, 720)), ((360, 640), (405, 720)), ((1280, 720), (1280, 720))]
)
def test_small_pictures_are_enlarged(screen: FakeScreen, size: tuple[int, int], shown: tuple[int, int]) -> None:
    window = Window("Glute bridge", mirror=False)
    window.show(moment(image=blank(*size)), exercising())
    window.run(after(1))
    assert screen.shown[0].shape == (shown[1], shown[0], 3)


@pytest.mark.parametrize("size", [(640, 360), (1280, 720)])
def test_the_frame_itself_is_left_as_it_is(screen: FakeScreen, size: tuple[int, int]) -> None:
    image = blank(*size, grey=90)
    window = Window("Glute bridge", mirror=False)
    window.show(moment(image=image), exercising())
    window.run(after(1))
    assert np.all(image == 90)


def test_it_can_be_closed_twice(screen: FakeScreen) -> None:
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    window.run(after(1))
    window.close()
    window.close()
    assert screen.destroyed == 1
    window.show(moment(), exercising())  # the session may not know yet
    window.run(lambda: False)
    assert len(screen.shown) == 1


def test_keys_are_commands_for_the_session_and_told_once(screen: FakeScreen) -> None:
    controls = Controls()
    window = Window("Glute bridge", mirror=False, controls=controls)
    screen.keys = [ord(key) for key in "n BxR-+="]
    for _ in range(8):
        window.show(moment(), exercising())
        window.run(after(1))
    assert controls.take() == [
        Command.NEXT, Command.PAUSE, Command.AGAIN, Command.ANEW, Command.TAKE_BACK, Command.ADD, Command.ADD,
    ]  # fmt: skip
    assert controls.take() == []
    assert not window.wants_no_more()
