"""Finding somebody small: where is looked, what is believed, and whom it follows."""

import numpy as np
import pytest

from formcheck.pose.crop import WIDE_EVERY_S, Crop, CroppingEstimator, crop_around, search_crops
from formcheck.pose.landmarks import COUNT, Pose
from formcheck.video.frame import Frame, Picture
from tests.scripted import ScriptedEstimator

SIZE = (640, 360)


def frame(row: int, marker: tuple[int, int] | None) -> Frame:
    """A dark picture, ten a second, with a small bright person at a place."""
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    if marker is not None:
        x, y = marker
        image[y : y + 20, x : x + 40] = 255
    return Frame(row, row / 10, image, Picture(20.0))


def seen_in(picture: Frame) -> Pose | None:
    """A detector that needs the person to be an eighth of the picture wide, and guesses who is cut off."""
    rows, columns = np.nonzero(picture.image[..., 0])
    width, height = picture.size
    if not len(rows) or width / 8 > 40:
        return None
    left, top = columns.min(), rows.min()
    image_px = np.zeros((COUNT, 2))
    image_px[:, 0] = np.linspace(left, left + 40, COUNT)
    image_px[:, 1] = np.linspace(top, top + 20, COUNT)
    return Pose(image_px, np.zeros((COUNT, 3)), np.ones(COUNT), (width, height))


def close_up() -> CroppingEstimator:
    return CroppingEstimator(ScriptedEstimator(seen_in), lambda: ScriptedEstimator(seen_in))


@pytest.mark.parametrize("place", [(300, 170), (10, 10), (590, 330), (10, 330), (420, 100)])
def test_somebody_small_is_found_within_a_second_or_so_wherever_they_are(place: tuple[int, int]) -> None:
    estimator = close_up()
    found = [estimator.estimate(frame(row, place)) for row in range(20)]
    assert seen_in(frame(0, place)) is None
    last = found[-1]
    assert last is not None
    assert last.image_size == SIZE
    assert last.image_px[0] == pytest.approx(place, abs=1)
    assert all(pose is not None for pose in found[13:])


def test_somebody_who_walks_is_followed() -> None:
    estimator = close_up()
    places = [(100 + 6 * row, 170) for row in range(60)]
    found = [estimator.estimate(frame(row, place)) for row, place in enumerate(places)]
    seen = [(pose, place) for pose, place in zip(found, places, strict=True) if pose is not None]
    assert len(seen) > 50
    for pose, place in seen:
        assert pose.image_px[0] == pytest.approx(place, abs=1)


def test_somebody_near_is_preferred_as_soon_as_the_whole_shows_them() -> None:
    near = seen_in(Frame(0, 0.0, frame(0, (0, 0)).image[:200, :300].copy(), Picture(20.0)))
    wide = ScriptedEstimator(lambda picture: near if picture.time_s > 3 else None)
    estimator = CroppingEstimator(wide, lambda: ScriptedEstimator(seen_in))
    found = [estimator.estimate(frame(row, (300, 170))) for row in range(60)]
    assert found[25] is not near
    assert found[round(10 * (3 + WIDE_EVERY_S)) + 1] is near


def test_nobody_is_nobody_and_the_close_estimator_is_made_only_when_needed() -> None:
    made = []
    nobody = ScriptedEstimator([])
    estimator = CroppingEstimator(nobody, lambda: made.append(1) or nobody)  # type: ignore[func-returns-value]
    assert estimator.estimate(frame(0, None)) is None
    assert made == []
    assert [estimator.estimate(frame(row, None)) for row in range(1, 30)] == [None] * 29
    assert made == [1]


def test_after_losing_somebody_it_looks_everywhere_again() -> None:
    estimator = close_up()
    for row in range(20):
        estimator.estimate(frame(row, (300, 170)))
    gone = [estimator.estimate(frame(row, None)) for row in range(20, 30)]
    assert gone == [None] * 10
    found = [estimator.estimate(frame(row, (10, 10))) for row in range(46, 66)]
    assert found[-1] is not None


def test_who_is_cut_off_by_a_part_is_not_believed() -> None:
    part = Crop(0, 0, 320, 180)
    pose = seen_in(part.cut(frame(0, (300, 100))))
    assert pose is not None
    assert not part.holds(pose)


@pytest.mark.parametrize("size", [(640, 360), (1080, 1920), (641, 361)])
def test_parts_lie_in_the_picture_and_cover_it(size: tuple[int, int]) -> None:
    covered = np.zeros((size[1], size[0]), bool)
    for part in search_crops(*size):
        assert part.left >= 0
        assert part.left + part.width <= size[0]
        assert part.top + part.height <= size[1]
        covered[part.top : part.top + part.height, part.left : part.left + part.width] = True
    assert covered[: size[1] - 1, : size[0] - 1].all()


def test_a_picture_too_small_for_parts_has_none() -> None:
    assert search_crops(160, 120) == []


def test_the_part_that_is_followed_stays_in_the_picture() -> None:
    image_px = np.linspace([590, 330], [630, 350], COUNT)
    part = crop_around(Pose(image_px, np.zeros((COUNT, 3)), np.ones(COUNT), SIZE))
    assert (part.left + part.width, part.top + part.height) == SIZE
    assert part.width == pytest.approx(3 * 40, abs=60)
