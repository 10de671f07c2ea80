"""One test in a recording, as it is counted for whoever has only a clip."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.app.analysis.options import Options
from formcheck.app.checkup.looked_at import look_at
from formcheck.checkup.catalogue import load
from formcheck.checkup.recorded import recorded
from formcheck.checkup.stands import Event
from formcheck.errors import InputError
from formcheck.pose.landmarks import Side
from tests.checkup.actor import three
from tests.checkup.bodies import Film, chair, lifting, on_one_leg, path, stands

BENCH = Path(__file__).parents[1] / "recordings" / "bench"
PEOPLE = BENCH.parent / "people" / "sit_to_stand.npz"
COUNT = {"chair_000": 4, "chair_120_armchair": 5, "chair_330": 4}
"""Stands of clips that the pose model has seen: in the first one there is half a stand too."""


@pytest.mark.parametrize(("azimuth_deg", "noise"), [(0, None), (45, 1), (90, 2)])
def test_the_clock_begins_with_the_first_rise(azimuth_deg: float, noise: int | None) -> None:
    found = recorded(load("chair_stand"), chair(stands(14, 2.0, 2.0), 36.0).seen(azimuth_deg, noise=noise))
    assert found.go_s == pytest.approx(2.25, abs=0.15)
    assert [one.value for one in found.results] == [14]


@pytest.mark.parametrize("name", COUNT)
def test_real_landmarks_are_counted_and_hands_named(name: str) -> None:
    seen = look_at(BENCH / f"{name}.npz", load("chair_stand"), None, Options())
    assert seen.found.how_many(Event.STOOD) + seen.found.how_many(Event.HANDS) == COUNT[name]
    assert [one.not_judged for one in seen.found.results] == ["recording_ended"]


@pytest.mark.parametrize("azimuth_deg", [0, 45, 90])
@pytest.mark.parametrize(("person", "noise"), [("s02_good", None), ("s08_faulty", 1), ("s10_good", 1)])
def test_stands_of_people_are_counted_from_any_view(person: str, noise: int | None, azimuth_deg: float) -> None:
    people = np.load(PEOPLE)
    film = Film(people[f"sit_to_stand_{person}.time_s"], people[f"sit_to_stand_{person}.m"] / 1000)
    found = recorded(load("chair_stand"), film.seen(azimuth_deg, noise=noise))
    assert found.how_many(Event.STOOD) + found.how_many(Event.HANDS) == 10


def test_the_leg_that_does_it_is_found() -> None:
    film = on_one_leg(path((0, 0), (3, 0), (3.5, 1), (15, 1), (15.3, 0)), 20.0, standing="left")
    (result,) = recorded(load("one_leg_stand"), film.seen(90)).results
    assert result.side is Side.LEFT
    assert result.value == pytest.approx(11.8, abs=0.3)
    (lift,) = recorded(load("prone_leg_lift"), lifting(three(3, 10), 19.0).seen(0)).results
    assert lift.side is Side.RIGHT
    assert lift.value == pytest.approx(10, abs=2)


def test_who_only_sits_has_no_number() -> None:
    found = recorded(load("chair_stand"), chair(path((0, 0)), 10.0).seen(0))
    assert [one.not_judged for one in found.results] == ["no_practice"]


def test_a_video_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pose model"):
        look_at(tmp_path / "clip.mp4", load("chair_stand"), None, Options())
