import contextlib
import dataclasses
import itertools
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from formcheck.errors import DeviceError
from formcheck.video import ffmpeg, intake
from formcheck.video.camera import Camera, open_camera
from formcheck.video.capture import Image
from formcheck.video.frame import Frame, Gap, Picture
from formcheck.video.health import Health, Limits
from formcheck.video.sources import Shot
from formcheck.video.trouble import Trouble
from tests import clips

Commentary = Callable[[threading.Event], Iterator[Image]]

QUICK = Limits(
    gap_after_s=0.05,
    gap_every_s=0.02,
    stuck_s=0.05,
    silent_pauses_s=(0.1, 0.1),
    stuck_pauses_s=(0.1, 0.1),
    black_pauses_s=(0.1, 0.1),
)
# For those that are never silent: a busy computer may seem so.
UNHURRIED = dataclasses.replace(QUICK, gap_after_s=5)
SILENT, STUCK = str(Trouble.SILENT), str(Trouble.STUCK)


class Source:
    """A live source that follows a script."""

    name, size, fps, live = "script", (160, 120), 30.0, True

    def __init__(self, script: Commentary) -> None:
        self._script, self.closed = script, False

    def shots(self, stop: threading.Event) -> Iterator[Shot]:
        for index, image in enumerate(self._script(stop)):
            yield Shot(index, time.monotonic(), image)
            stop.wait(0.01)

    def close(self) -> None:
        assert not self.closed
        self.closed = True


def lively(stop: threading.Event, size: tuple[int, int] = (160, 120)) -> Iterator[Image]:
    for level in itertools.cycle(range(100, 120)):
        if stop.is_set():
            return
        yield clips.grey(level, size)


def some(stop: threading.Event) -> Iterator[Image]:
    return itertools.islice(lively(stop), 5)


def fails(stop: threading.Event) -> Iterator[Image]:
    yield from some(stop)
    raise DeviceError("the cable is out")


def freezes(stop: threading.Event) -> Iterator[Image]:
    yield from some(stop)
    while not stop.is_set():
        yield clips.grey(77)


def goes_black(stop: threading.Event) -> Iterator[Image]:
    yield from some(stop)
    while not stop.is_set():
        yield clips.grey(0)


def pauses(stop: threading.Event) -> Iterator[Image]:
    yield from some(stop)
    stop.wait(0.2)
    yield from lively(stop)


def silent(stop: threading.Event) -> Iterator[Image]:
    yield from some(stop)
    stop.wait()


def grows(stop: threading.Event) -> Iterator[Image]:
    yield from itertools.islice(lively(stop), 20)
    yield from lively(stop, (320, 240))


def dies_at_once(stop: threading.Event) -> Iterator[Image]:
    return iter(())


class Openings:
    """One source after the other, each with its script; None refuses to open."""

    def __init__(self, *scripts: Commentary | None) -> None:
        self._scripts = iter(scripts)
        self.sources: list[Source] = []

    def __call__(self) -> Source:
        script = next(self._scripts, None)
        if script is None:
            raise DeviceError("nobody answers")
        self.sources.append(Source(script))
        return self.sources[-1]

    def camera(self, limits: Limits = QUICK) -> Camera:
        return Camera(self(), reopen=self, limits=limits)


def watched(camera: Camera, enough: Callable[[list[Frame | Gap]], bool]) -> list[Frame | Gap]:
    """What a camera yields until that is enough; time and index never run backwards."""
    moments = []
    for moment in camera:
        moments.append(moment)
        if enough(moments):
            break
    assert np.all(np.diff([moment.time_s for moment in moments]) >= 0)
    assert np.all(np.diff([moment.index for moment in moments if isinstance(moment, Frame)]) > 0)
    return moments


def story(moments: list[Frame | Gap]) -> list[str]:
    """What came after what: frames, or the sentence of a gap."""
    told = [moment.picture.lost or "frames" for moment in moments]
    return [str(said) for said, _ in itertools.groupby(told)]


@pytest.mark.parametrize(
    ("scripts", "limits", "told"),
    [
        pytest.param([some, lively], QUICK, SILENT, id="ends"),
        pytest.param([fails, lively], QUICK, SILENT, id="fails"),
        pytest.param([fails, None, None, lively], QUICK, SILENT, id="cannot be opened for a while"),
        pytest.param([some, dies_at_once, lively], QUICK, SILENT, id="opens and ends at once"),
        pytest.param([pauses], QUICK, SILENT, id="pauses"),
        pytest.param([freezes, lively], UNHURRIED, STUCK, id="stuck until opened again"),
        pytest.param([freezes, freezes, lively], UNHURRIED, STUCK, id="stuck twice"),
    ],
)
def test_frames_gaps_frames(scripts: list[Commentary | None], limits: Limits, told: str) -> None:
    openings = Openings(*scripts)
    expected = len(scripts) - scripts.count(None)

    def enough(moments: list[Frame | Gap]) -> bool:
        return len(openings.sources) == expected and told in story(moments) and story(moments[-5:]) == ["frames"]

    with openings.camera(limits) as camera:
        moments = watched(camera, enough)
    gaps = [moment for moment in moments if isinstance(moment, Gap)]
    assert isinstance(moments[0], Frame)
    assert {gap.picture.lost for gap in gaps} == {told}
    assert all(np.isnan(gap.picture.brightness) for gap in gaps)
    assert [source.closed for source in openings.sources] == [True] * expected


def test_a_stuck_source_may_recover_by_itself() -> None:
    told = threading.Event()

    def thaws(stop: threading.Event) -> Iterator[Image]:
        yield from some(stop)
        while not told.is_set():
            yield clips.grey(77)
        yield from lively(stop)

    def enough(moments: list[Frame | Gap]) -> bool:
        if isinstance(moments[-1], Gap):
            told.set()
        return len(story(moments)) == 3

    with Camera(Source(thaws), limits=UNHURRIED) as camera:
        moments = watched(camera, enough)
        assert camera.dropped > 0
    assert story(moments) == ["frames", STUCK, "frames"]


def test_what_the_system_says_goes_along() -> None:
    with Openings(fails, None, None).camera() as camera:
        moments = watched(camera, lambda moments: getattr(moments[-1], "detail", "") == "nobody answers")
    details = [moment.detail for moment in moments if isinstance(moment, Gap)]
    assert [detail for detail, _ in itertools.groupby(details)] == ["the cable is out", "nobody answers"]


def test_black_pictures_are_passed_on_and_the_source_is_opened_again_quietly() -> None:
    openings = Openings(goes_black, goes_black, lively)
    with openings.camera(UNHURRIED) as camera:
        moments = watched(camera, lambda moments: len(openings.sources) == 3 and not moments[-1].picture.black)
    assert story(moments) == ["frames"]
    assert sum(moment.picture.black for moment in moments) > 5


def test_darkness_is_told_while_a_black_source_is_opened_again() -> None:
    openings, told = Openings(goes_black, lively), threading.Event()

    def slowly() -> Source:
        told.wait(10)
        return openings()

    def enough(moments: list[Frame | Gap]) -> bool:
        if moments[-1].picture.lost == Trouble.DARK:
            told.set()
        return len(openings.sources) == 2 and moments[-1].picture.brightness > 90

    with Camera(openings(), reopen=slowly, limits=QUICK) as camera:
        watched(camera, enough)
    assert told.is_set()


def test_a_camera_may_change_its_size() -> None:
    with Openings(grows).camera(UNHURRIED) as camera:
        moments = watched(camera, lambda moments: isinstance(moments[-1], Frame) and moments[-1].size == (320, 240))
        assert camera.size == (160, 120)  # as it was opened
    assert story(moments) == ["frames"]


@pytest.mark.parametrize(
    ("script", "message"),
    [(silent, "script has delivered no picture for 0.3 s"), (freezes, "script has delivered no new picture for 0.3 s")],
    ids=["silent", "stuck"],
)
def test_what_never_comes_back_is_given_up(script: Commentary, message: str) -> None:
    limits = dataclasses.replace(QUICK, give_up_s=0.3, stuck_pauses_s=(30, 30))
    with Openings(script).camera(limits) as camera, pytest.raises(DeviceError, match=message):
        watched(camera, lambda moments: False)


@pytest.mark.parametrize("script", [fails, freezes, silent], ids=["during a pause", "while stuck", "while silent"])
def test_closing_ends_the_gaps(script: Commentary) -> None:
    limits = dataclasses.replace(QUICK, silent_pauses_s=(30, 30))
    openings = Openings(script)
    camera = openings.camera(limits)
    moments = iter(camera)
    next(moment for moment in moments if isinstance(moment, Gap))
    threading.Timer(0.1, camera.close).start()
    begin_s = time.monotonic()
    assert len([moment for moment in moments if isinstance(moment, Gap)]) < 50
    assert time.monotonic() - begin_s < 3
    camera.close()
    assert [source.closed for source in openings.sources] == [True]
    assert list(camera) == []


def test_a_driver_that_never_returns_hangs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_FAREWELL_S", 0.1)
    let_go = threading.Event()

    def hangs(stop: threading.Event) -> Iterator[Image]:
        yield from some(stop)
        let_go.wait(30)

    openings = Openings(hangs)
    with openings.camera() as camera:
        moments = watched(camera, lambda moments: sum(isinstance(moment, Gap) for moment in moments) == 3)
        begin_s = time.monotonic()
    assert time.monotonic() - begin_s < 2
    assert SILENT in story(moments)
    assert not openings.sources[0].closed
    let_go.set()
    eventually(lambda: openings.sources[0].closed)


def test_what_is_opened_too_late_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "_FAREWELL_S", 0.1)
    openings, asked, answer = Openings(some, lively), threading.Event(), threading.Event()

    def late() -> Source:
        asked.set()
        answer.wait(30)
        return openings()

    with Camera(openings(), reopen=late, limits=QUICK):
        assert asked.wait(10)
    answer.set()
    eventually(lambda: [source.closed for source in openings.sources] == [True, True])


def eventually(true: Callable[[], bool]) -> None:
    until_s = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until_s
        time.sleep(0.01)


def test_what_has_become_a_recording_is_no_live_source_any_more() -> None:
    class Film(Source):
        live = False

    with Camera(Source(some), reopen=lambda: Film(some), limits=QUICK) as camera:
        moments = watched(camera, lambda moments: "a recording now" in getattr(moments[-1], "detail", ""))
    assert moments[-1].picture.lost == Trouble.SILENT


NEW, SAME, BLACK = Picture(100.0), Picture(100.0, frozen=True), Picture(3.0, frozen=True)


@pytest.mark.parametrize(
    ("pictures", "ailment", "due"),
    [
        ([(0, NEW), (0.5, NEW), (9, NEW)], None, False),
        ([(0, NEW), (0.4, SAME)], None, False),
        ([(0, NEW), (0.5, SAME)], Trouble.STUCK, False),
        ([(0, NEW), (0.5, SAME), (3.4, SAME)], Trouble.STUCK, False),
        ([(0, NEW), (0.5, SAME), (3.5, SAME)], Trouble.STUCK, True),
        ([(0, NEW), (0.5, SAME), (3.4, NEW), (3.8, SAME)], None, False),
        ([(0, NEW), (30, SAME)], Trouble.STUCK, False),
        ([(0, NEW), (0.2, BLACK), (5.1, BLACK)], Trouble.DARK, False),
        ([(0, NEW), (0.2, BLACK), (5.2, BLACK)], Trouble.DARK, True),
        ([(0, BLACK), (4, NEW), (4.1, BLACK), (9, BLACK)], Trouble.DARK, False),
        ([(0, SAME), (0.1, SAME)], None, False),
    ],
    ids=[
        *(
            "lively",
            "the same for a moment",
            "stuck",
            "stuck for long",
            "stuck for too long",
            "thawed",
            "slow and stuck",
        ),
        *("black", "black for too long", "not only black", "the first picture"),
    ],
)
def test_health(pictures: list[tuple[float, Picture]], ailment: Trouble | None, due: bool) -> None:
    health = Health(Limits(stuck_s=0.5))
    found = [health.look(time_s, picture) for time_s, picture in pictures]
    assert (found[-1], health.due) == (ailment, due)


def test_the_pauses_grow_and_begin_anew_after_steady_pictures() -> None:
    health = Health(Limits(stuck_s=0.5))
    silent_s = [health.again(Trouble.SILENT) for _ in range(7)]
    assert silent_s == [0.5, 1, 2, 4, 8, 10, 10]
    for time_s in (0, 9.9):
        health.look(time_s, NEW)
    assert health.again(Trouble.SILENT) == 10
    for time_s in (20, 30):
        health.look(time_s, NEW)
    assert health.again(Trouble.SILENT) == 0.5


@pytest.mark.parametrize(
    ("picture", "ailment", "expected_s"),
    [(SAME, Trouble.STUCK, [3, 6, 12, 24, 30, 30]), (BLACK, Trouble.DARK, [5, 10, 20, 40, 60, 60])],
    ids=["stuck", "black"],
)
def test_a_source_that_delivers_in_vain_is_opened_again_less_and_less(
    picture: Picture, ailment: Trouble, expected_s: list[float]
) -> None:
    health = Health(Limits(stuck_s=0.5))
    health.look(0, NEW)
    found_s, opened_s = [], 1.0
    for time_s in itertools.count(1, 0.5):
        assert health.look(time_s, picture) is ailment
        if health.due:
            assert health.again(ailment) == 0
            found_s.append(time_s - opened_s)
            opened_s = time_s + 0.5
        if len(found_s) == len(expected_s):
            break
    assert found_s == expected_s


class NetworkCamera:
    """A camera in the network that can be switched off: ffmpeg serves moving pictures as JPEG after JPEG."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}/"

    @contextlib.contextmanager
    def on(self) -> Iterator[None]:
        pictures = ["-re", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25", "-f", "mpjpeg"]
        command = [ffmpeg.executable(), "-v", "quiet", *pictures, "-listen", "1", self.address]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
            try:
                yield
            finally:
                process.kill()

    def opened(self, limits: Limits) -> Camera:
        """As soon as ffmpeg listens."""
        until_s = time.monotonic() + 20
        while True:
            try:
                return open_camera(self.address, limits=limits)
            except DeviceError:
                assert time.monotonic() < until_s
                time.sleep(0.05)


def test_a_network_camera_that_is_switched_off_and_on() -> None:
    limits = Limits(gap_after_s=0.2, gap_every_s=0.05, silent_pauses_s=(0.1, 0.2))
    network = NetworkCamera()
    with contextlib.ExitStack() as stack:
        with network.on():
            camera = stack.enter_context(network.opened(limits))
            before = watched(camera, lambda moments: len(moments) == 10)
        gone = watched(camera, lambda moments: "nothing answers at port" in getattr(moments[-1], "detail", ""))
        with network.on():
            back = watched(camera, lambda moments: sum(isinstance(moment, Frame) for moment in moments) == 10)
            camera.close()
    assert gone[-1].picture.lost == Trouble.SILENT
    assert np.all(np.diff([moment.time_s for moment in before + gone + back]) >= 0)
    assert list(camera) == []
