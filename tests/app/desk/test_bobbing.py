"""Squats of which the picture shows the upper end only: counted to the last one, and nothing counted at a desk."""

import json

import numpy as np
import pytest

from benchmarks.desk import CUTS, FOLDER, counted, cut_px, recordings, seated
from formcheck.app.desk.bobbing import BobCounter
from formcheck.app.desk.lowering import Lowering
from formcheck.app.desk.offers import offers
from formcheck.app.desk.situation import Seen
from formcheck.pose.landmarks import COUNT, Pose, Side, index
from formcheck.pose.recording import Recording

TRUTH: dict[str, tuple[int, int]] = json.loads((FOLDER / "truth.json").read_text("utf-8"))
KNOWN = recordings()
AT_A_DESK = [name for name in KNOWN if name not in TRUTH]
EDGE_PX = 400


def pose(head_px: float, shoulders_px: float, visibility: float = 1.0) -> Pose:
    """Ears and shoulders so far below the upper edge of the picture; the shoulders are 100 wide."""
    image_px = np.full((COUNT, 2), 900.0)
    for side, x_px in ((Side.LEFT, 350.0), (Side.RIGHT, 250.0)):
        image_px[index("ear", side)] = x_px, head_px
        image_px[index("shoulder", side)] = x_px, shoulders_px
    return Pose(image_px, np.zeros((COUNT, 3)), np.full(COUNT, visibility), (600, EDGE_PX))


@pytest.mark.parametrize("name", [name for name in TRUTH if name.startswith("rendered")])
def test_ten_squats_are_ten_where_the_picture_ends_above_the_hips(name: str) -> None:
    assert counted(KNOWN[name]) == 10


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("name", [name for name in TRUTH if name.startswith("front")])
def test_people_are_counted_wherever_their_picture_ends(name: str, cut: str) -> None:
    least, most = TRUTH[name]
    assert least <= counted(KNOWN[name], CUTS[cut]) <= most


def test_the_pictures_of_six_rendered_people_end_at_their_hips_and_half_way_up_their_chests() -> None:
    names = [name for name in TRUTH if name.startswith("rendered")]
    assert len({name[:10] for name in names}) == 6
    for name in names:  # rendered shoulders are narrower than those of people: it is an upper bound
        assert KNOWN[name].image_size[1] < cut_px(KNOWN[name], 1.5 if name.endswith("waist") else 0.7)


@pytest.mark.parametrize("name", AT_A_DESK)
def test_nobody_at_a_desk_is_taken_for_somebody_who_squats_stands_or_is_away(name: str) -> None:
    found = seated(name, KNOWN[name])
    assert found.squats == 0
    assert found.seen
    for seen in found.seen.values():
        assert sum(seen.values()) >= 4
        assert seen[Seen.STANDING] == seen[Seen.AWAY] == 0


def test_head_and_shoulders_go_down_together_and_each_stands_for_the_other() -> None:
    lowering = Lowering()
    assert lowering.update(0.0, pose(100, 160)) == (130, 100)
    assert lowering.update(0.2, pose(300, 360)) == (330, 100)
    assert lowering.update(0.4, pose(380, 440)) == (410, 100), "the shoulders are below the picture"
    assert lowering.update(0.6, pose(380, 150, visibility=0.2))[0] == 410, "and hidden ones are not believed"
    assert lowering.update(0.8, pose(-20, 40))[0] == 10, "the head is above it"


def test_what_is_below_the_picture_is_no_lower_than_its_edge() -> None:
    lowering = Lowering()
    lowering.update(0.0, pose(100, 160))
    assert lowering.update(0.2, pose(450, 510))[0] == lowering.update(0.4, pose(700, 760))[0] == EDGE_PX + 30


def test_nothing_is_told_before_somebody_was_seen_and_of_somebody_above_the_picture() -> None:
    lowering = Lowering()
    assert np.isnan(lowering.update(0.0, None)[0])
    assert np.isnan(lowering.update(0.1, pose(450, 510))).all()
    lowering.update(0.2, pose(100, 160))
    assert np.isnan(lowering.update(0.4, pose(-90, -30))[0])


def test_nods_and_shrugs_are_no_squats() -> None:
    limits = offers()["squats"].counted
    assert limits is not None
    counter = BobCounter(limits.count)
    for number in range(300):
        swing = np.sin(number / 5)
        counter.update(number / 15, pose(100 + 30 * swing, 160))
        counter.update(number / 15 + 0.03, pose(100, 160 + 30 * swing))
    assert counter.finish() == 0


def test_squats_at_whose_bottom_nobody_is_found_are_counted() -> None:
    whole = KNOWN["front_1"]
    edge_px = cut_px(whole, CUTS["shoulders"])
    below = whole.image_px[:, index("ear", Side.LEFT), 1] > edge_px
    image_px = whole.image_px.copy()
    image_px[below] = np.nan
    lost = Recording(whole.time_s, image_px, whole.world_m, whole.visibility, whole.image_size)
    assert below.any()
    assert counted(lost, CUTS["shoulders"]) == 6


def test_who_is_lost_at_the_lower_edge_is_below_it_for_a_moment_and_who_is_lost_elsewhere_is_gone() -> None:
    lowering = Lowering()
    lowering.update(0.0, pose(100, 160))
    assert np.isnan(lowering.update(0.2, None)[0])
    lowering.update(0.4, pose(380, 440))
    assert lowering.update(0.6, None) == (EDGE_PX + 30, 100)
    assert np.isnan(lowering.update(9.0, None)[0])
