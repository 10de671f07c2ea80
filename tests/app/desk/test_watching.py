"""What the process that looks makes of what it sees, and that no picture of it is left anywhere."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from benchmarks.desk import recordings
from formcheck.app.desk.looker import WATCHING
from formcheck.app.desk.offers import Counted, Gone, offers
from formcheck.app.desk.watching import GLANCE_S, Look, Looks, counted, glance, gone
from formcheck.pose.landmarks import COUNT, Pose, Side, index

FILM = Path(__file__).parents[2] / "recordings" / "bench" / "chair_000.mp4"


def somebody(height: float = 0.5) -> Pose:
    """Shoulders so high, in heights of a picture of 400 pixels."""
    image_px = np.full((COUNT, 2), 900.0)
    for side, x_px in ((Side.LEFT, 350.0), (Side.RIGHT, 250.0)):
        image_px[index("shoulder", side)] = x_px, 400 * (1 - height)
    return Pose(image_px, np.zeros((COUNT, 3)), np.ones(COUNT), (600, 400))


def looks(seen: Callable[[float], tuple[Pose | None, bool]], lasts_s: float = 1000.0) -> Looks:
    """Looks at somebody who is there or not, and in the dark or not, by the seconds."""

    def look(apart_s: float) -> Iterator[Look]:
        for number in range(int(lasts_s / apart_s) + 1):
            yield number * apart_s, *seen(number * apart_s)

    return look


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[], dict[str, object]]:
    """The last that was told."""
    return lambda: json.loads(capsys.readouterr().out.splitlines()[-1])


Told = Callable[[], dict[str, object]]


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        pytest.param(lambda _: (somebody(), False), {"seen": {"height": 0.5, "width": 0.25}}, id="somebody"),
        pytest.param(lambda _: (None, False), {"seen": None, "dark": False}, id="nobody"),
        pytest.param(lambda _: (None, True), {"seen": None, "dark": True}, id="the dark"),
        pytest.param(lambda s: (somebody() if s > 0.15 else None, False), {"seen": {"height": 0.5, "width": 0.25}}),
    ],
)
def test_a_glance_tells_what_most_of_a_few_pictures_show(
    seen: Callable[[float], tuple[Pose | None, bool]], says: dict[str, object], told: Told
) -> None:
    glance(looks(seen))
    assert told() == says


def test_a_glance_in_the_dark_is_over_in_two_seconds() -> None:
    taken: list[float] = []

    def dark(time_s: float) -> tuple[Pose | None, bool]:
        taken.append(time_s)
        return None, True

    glance(looks(dark))
    assert GLANCE_S <= taken[-1] < GLANCE_S + 0.5


def test_squats_are_counted_aloud(told: Told) -> None:
    asked, said = offers()["squats"].counted, list[str]()
    assert isinstance(asked, Counted)
    counted(asked, lambda _: ((time_s, pose, False) for time_s, pose in recordings()["rendered_a_waist"]), said.append)
    assert said == [str(number) for number in range(1, 11)]
    assert told() == {"count": 10}


@pytest.mark.parametrize(
    ("seen", "gone_s"),
    [
        pytest.param(lambda s: (None if s > 20 else somebody(), False), 180.0, id="left after 20 seconds"),
        pytest.param(lambda s: (None if s % 100 < 60 else somebody(), False), 58.0, id="came back every minute"),
        pytest.param(lambda _: (None, True), 0.0, id="the light went out"),
    ],
)
def test_a_walk_is_an_empty_picture_for_three_minutes_at_a_stretch(
    seen: Callable[[float], tuple[Pose | None, bool]], gone_s: float, told: Told
) -> None:
    asked = offers()["walk"].gone
    assert isinstance(asked, Gone)
    gone(asked, looks(seen))
    assert told() == {"gone_s": gone_s}


@pytest.mark.slow
@pytest.mark.parametrize("what", ["glance", "squats"])
def test_no_picture_is_written_anywhere(what: str, tmp_path: Path, model_path: Path) -> None:
    places = {name: tmp_path / name.lower() for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR", "WORK")}
    for place in places.values():
        place.mkdir()
    home = {name: str(place) for name, place in places.items()}
    command = [*WATCHING, what, "--camera", str(FILM), "--model", str(model_path), "--silent"]
    root = str(Path(__file__).parents[3])
    done = subprocess.run(
        command, env={**os.environ, **home, "TEMP": home["TMPDIR"], "TMP": home["TMPDIR"], "PYTHONPATH": root},
        cwd=places["WORK"], capture_output=True, check=True,
    )  # fmt: skip
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert {name for name in left if not name.startswith("fontlist-")} == set()  # matplotlib lists the fonts there are
    assert set(json.loads(done.stdout.splitlines()[-1])) <= {"seen", "dark", "count"}
    assert len(done.stdout) < 1000
