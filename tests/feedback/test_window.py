import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from formcheck.counting.moment import Moment
from formcheck.counting.results import Rep, Verdict
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.feedback.overlay.canvas import Image
from formcheck.feedback.window import Window
from formcheck.pose.landmarks import Side
from formcheck.system.native import import_cv2
from formcheck.video.frame import Frame, Picture
from formcheck.workout.command import Command
from tests.overlay_scene import blank, lying

REP = Rep(1, Side.LEFT, Verdict.REP, "", 0, 1, 2, 1, 0, 0, 0)


class Screen:
    """cv2 without a display: remembers what it is shown, and presses keys."""

    class error(Exception):  # noqa: N801, N818
        """Raised by backends whose window is gone."""

    def __init__(self, *keys: str) -> None:
        self.keys = [ord(key) for key in keys]
        self.shown: list[Image] = []
        self.opened: list[tuple[int, int]] = []
        self.listened = self.destroyed = 0
        self.visible: float | None = 1.0

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(import_cv2(), name)

    def namedWindow(self, name: str, flags: int) -> None:  # noqa: N802
        assert name.startswith("formcheck")

    def resizeWindow(self, name: str, width: int, height: int) -> None:  # noqa: N802
        self.opened.append((width, height))

    def imshow(self, name: str, image: Image) -> None:
        self.shown.append(image.copy())

    def waitKey(self, delay_ms: int) -> int:  # noqa: N802
        assert delay_ms == 1
        self.listened += 1
        return self.keys.pop(0) if self.keys else -1

    def getWindowProperty(self, name: str, which: int) -> float:  # noqa: N802
        if self.visible is None:
            raise self.error
        return self.visible

    def destroyAllWindows(self) -> None:  # noqa: N802
        self.destroyed += 1


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    screen = Screen()
    monkeypatch.setattr("formcheck.feedback.window.import_cv2", lambda: screen)
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


def test_nothing_is_opened_before_the_first_moment(screen: Screen) -> None:
    window = Window("Glute bridge", mirror=False)
    window.run(after(2))
    window.close()
    assert (screen.opened, screen.shown, screen.destroyed) == ([], [], 0)


def test_only_the_newest_moment_is_drawn(screen: Screen) -> None:
    seen: list[Moment] = []
    window = Window("Glute bridge", mirror=False, on_shown=seen.append)
    for time_s in (0.0, 0.1, 0.2):
        window.show(moment(time_s), exercising(time_s))
    window.run(after(2))
    assert [shown.time_s for shown in seen] == [0.2]
    assert len(screen.shown) == 1


def test_a_moment_is_told_when_it_is_on_the_screen(screen: Screen) -> None:
    pictures: list[int] = []
    window = Window("Glute bridge", mirror=False, on_shown=lambda _: pictures.append(len(screen.shown)))
    window.show(moment(), exercising())
    window.run(after(3))
    assert pictures == [1]


def test_every_moment_is_drawn_when_it_comes(screen: Screen) -> None:
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


def test_a_repetition_whose_moment_was_not_drawn_flashes_all_the_same(screen: Screen) -> None:
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


def test_a_repetition_flashes_for_one_moment_after_the_other_no_longer_than_it_should(screen: Screen) -> None:
    window = Window("Glute bridge", mirror=False)
    for time_s, finished in ((0.0, REP), (1.0, None)):
        window.show(moment(time_s), replace(exercising(time_s), finished=finished))
        window.run(after(1))
    flashing, over = screen.shown
    assert not np.array_equal(flashing, over)


def test_an_idle_window_stays_alive(screen: Screen) -> None:
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    end_s = time.monotonic() + 0.5
    window.run(lambda: time.monotonic() > end_s)
    assert screen.listened >= 10
    assert len(screen.shown) == 1


@pytest.mark.parametrize("key", ["q", "Q", "\x1b"])
def test_keys_that_end(screen: Screen, key: str) -> None:
    screen.keys = [ord(key)]
    window = Window("Glute bridge", mirror=False)
    assert not window.wants_no_more()
    window.show(moment(), exercising())
    window.run(lambda: False)
    assert window.closed
    assert window.wants_no_more()


@pytest.mark.parametrize("visible", [0.0, -1.0, None], ids=["hidden", "unknown", "an error"])
def test_clicking_the_window_away_ends_too(screen: Screen, visible: float | None) -> None:
    screen.visible = visible
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    window.run(lambda: False)
    assert window.closed


def test_start_again_is_told_once(screen: Screen) -> None:
    screen.keys = [ord("r")]
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    window.run(after(1))
    assert window.wants_no_more()
    assert not window.closed
    assert (window.restarted(), window.restarted()) == (True, False)
    assert not window.wants_no_more()


def test_what_waits_is_forgotten_when_it_starts_again(screen: Screen) -> None:
    screen.keys = [ord("r")]
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    window.run(after(1))
    window.show(moment(1.0), replace(exercising(1.0), finished=REP))
    window.restarted()
    window.run(after(1))
    assert len(screen.shown) == 1


def test_m_mirrors_what_comes_next(screen: Screen) -> None:
    image = blank()
    image[:, :640] = 200
    window = Window("Glute bridge", mirror=False)
    screen.keys = [ord("m")]
    for _ in range(2):
        window.show(moment(image=image), exercising())
        window.run(after(1))
    first, second = (shown[450] for shown in screen.shown)
    assert first[10].mean() > 150 > second[10].mean()


def test_without_a_frame_the_picture_is_dark_and_as_large_as_the_last(screen: Screen) -> None:
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
def test_small_pictures_are_enlarged(screen: Screen, size: tuple[int, int], shown: tuple[int, int]) -> None:
    window = Window("Glute bridge", mirror=False)
    window.show(moment(image=blank(*size)), exercising())
    window.run(after(1))
    assert screen.shown[0].shape == (shown[1], shown[0], 3)


@pytest.mark.parametrize("size", [(640, 360), (1280, 720)])
def test_the_frame_itself_is_left_as_it_is(screen: Screen, size: tuple[int, int]) -> None:
    image = blank(*size, grey=90)
    window = Window("Glute bridge", mirror=False)
    window.show(moment(image=image), exercising())
    window.run(after(1))
    assert np.all(image == 90)


def test_it_can_be_closed_twice(screen: Screen) -> None:
    window = Window("Glute bridge", mirror=False)
    window.show(moment(), exercising())
    window.run(after(1))
    window.close()
    window.close()
    assert screen.destroyed == 1
    window.show(moment(), exercising())  # the session may not know yet
    window.run(lambda: False)
    assert len(screen.shown) == 1


def test_keys_are_commands_for_the_session_and_told_once(screen: Screen) -> None:
    window = Window("Glute bridge", mirror=False)
    screen.keys = [ord(key) for key in "n Bx"]
    for _ in range(4):
        window.show(moment(), exercising())
        window.run(after(1))
    assert window.commands() == [Command.NEXT, Command.PAUSE, Command.AGAIN]
    assert window.commands() == []
