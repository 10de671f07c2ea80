"""A check-up that something comes between: hands, the camera, somebody else, a fall."""

from collections.abc import Callable
from math import nan

import pytest

from formcheck.checkup.agenda import agenda
from formcheck.checkup.catalogue import order, reasons
from formcheck.checkup.fall import FallWatch
from formcheck.checkup.record import TestResult
from formcheck.checkup.session import CheckupSession
from formcheck.checkup.signals import Reader
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble
from tests.checkup.actor import FRONT, Actor, Acts, everything, led, shown
from tests.checkup.bodies import FPS, Film, Frames, bridge, chair, joined, on_one_leg, path, stands
from tests.people import with_raised_hand

Seen = Callable[[float, Pose | None], tuple[Pose | None, Picture | None]]
"""What the camera makes of somebody, by the seconds since the last "go"."""
ACTS = everything()
STANDS = 14
SILENT = Picture(nan, lost=Trouble.SILENT)
BLACK = Picture(2.0)
"""A covered lens."""


def led_by(acts: Acts, seen: Seen) -> tuple[TestResult, list[str]]:
    """The first test of a check-up, and what was said until the next began."""
    session, actor = CheckupSession(agenda(Side.RIGHT, short=True, asked=False), Side.RIGHT), Actor(acts)
    heard, time_s, go_s = list[str](), 0.0, nan
    while time_s < 200.0 and not (heard and heard[-1].startswith("Turn to face me")):
        heard += actor.hear_all(session.update(time_s, *seen(time_s - go_s, actor.at(time_s))))
        go_s = time_s if heard and heard[-1] == "Go!" else go_s
        time_s += 1 / FPS
    session.finish()
    return session.checkup.results[0], heard


def twice() -> Acts:
    """Who does the chair stand a second time as well as the first."""
    return {**ACTS, "Once more: sit": [*ACTS["Chair stand."]], "Go!": ACTS["Go!"] * 2}


def raised(frames: Frames) -> Frames:
    """The same with both hands up from the first second to the third."""
    return [
        (time_s, pose if pose is None or not 1 <= time_s < 3 else with_raised_hand(pose, "left", "right"))
        for time_s, pose in frames
    ]


def as_it_is(since_s: float, pose: Pose | None) -> tuple[Pose | None, Picture | None]:
    return pose, None


def gone(trouble: Picture, until_s: float = 11.0, tries: int = 1) -> Seen:
    """A camera that fails from the eighth second on, in so many tries."""
    failed: set[bool] = set()
    left = [tries]

    def seen(since_s: float, pose: Pose | None) -> tuple[Pose | None, Picture | None]:
        fails = 8 <= since_s < until_s and left[0] > 0
        if since_s >= until_s and failed:
            left[0] -= 1
            failed.clear()
        if fails:
            failed.add(True)
        return (None, trouble) if fails else (pose, None)

    return seen


def test_both_hands_repeat_a_test_once() -> None:
    up = shown([chair(path((0, 0)), 5)], 0)
    result, heard = led_by({**twice(), f"{STANDS}.": [raised(frames) for frames in up * 2]}, as_it_is)
    assert heard.count("Once more: sit, arms crossed.") == 1
    assert heard.count(f"{STANDS}.") == 2
    assert [one.value for one in result.tries] == [STANDS, STANDS]


@pytest.mark.parametrize("trouble", [SILENT, BLACK], ids=["silent", "black"])
def test_a_camera_that_fails_makes_a_try_void_and_it_is_done_once_more(trouble: Picture) -> None:
    result, heard = led_by(twice(), gone(trouble))
    assert heard.count(reasons()["camera"]) == 1
    assert [(one.value, one.ended) for one in result.tries] == [(None, "camera"), (STANDS, "time")]
    assert (result.value, result.not_judged) == (STANDS, None)


def test_a_camera_that_fails_again_gives_no_number() -> None:
    result, heard = led_by(twice(), gone(SILENT, tries=2))
    assert heard.count(reasons()["camera"]) == 2
    assert (result.value, result.not_judged) == (None, "camera")


def test_a_moment_without_a_picture_costs_the_stand_in_it() -> None:
    result, heard = led_by(ACTS, gone(SILENT, until_s=8.6))
    assert reasons()["camera"] not in heard
    assert [(one.value, one.ended) for one in result.tries] == [(STANDS - 1, "time")]


def child(pose: Pose | None) -> Pose | None:
    """Somebody of six tenths of the size, beside."""
    if pose is None:
        return None
    return Pose(pose.image_px * 0.6 + [60, 250], pose.world_m, pose.visibility, pose.image_size)


def test_somebody_else_makes_a_try_void() -> None:
    there = [True]

    def seen(since_s: float, pose: Pose | None) -> tuple[Pose | None, Picture | None]:
        there[0] = there[0] and not since_s >= 14
        return (child(pose) if there[0] and since_s >= 8 else pose), None

    result, heard = led_by(twice(), seen)
    assert heard.count(reasons()["somebody_else"]) == 1
    assert [(one.value, one.ended) for one in result.tries] == [(None, "somebody_else"), (STANDS, "time")]


def falling(over_s: float) -> Film:
    """From standing onto the back: the hips go down in so many seconds."""
    stand, lie = on_one_leg(path((0, 0)), 2 + over_s), bridge(path((0, -60)), 2 + over_s)
    share = path((0, 0), (2, 0), (2 + over_s, 1))(stand.time_s)[:, None, None]
    return joined(Film(stand.time_s, stand.points * (1 - share) + lie.points * share), bridge(path((0, -60)), 4))


def sees_a_fall(frames: Frames) -> bool:
    """Whether one is seen at any moment."""
    watch, perception, reader = FallWatch(), Perception(), Reader()
    return any([watch.update(reader.read(perception.update(*moment), "upright")) for moment in frames])


@pytest.mark.parametrize("azimuth_deg", range(0, 360, 45))
@pytest.mark.parametrize(("over_s", "fallen"), [(0.5, True), (2.5, False)])
def test_a_drop_to_the_floor_is_a_fall_and_lying_down_is_none(over_s: float, fallen: bool, azimuth_deg: float) -> None:
    assert sees_a_fall(falling(over_s).seen(azimuth_deg)) is fallen


@pytest.mark.parametrize("azimuth_deg", [0, 90])
def test_quick_stands_are_no_falls(azimuth_deg: float) -> None:
    assert not sees_a_fall(chair(stands(10, 0.79), 12).seen(azimuth_deg))


def test_after_a_fall_it_asks_and_ends_and_what_was_measured_stays() -> None:
    session = CheckupSession(agenda(Side.RIGHT, short=True, asked=False), Side.RIGHT)
    acts = {**ACTS, "Lift the left foot": shown([falling(0.5)], FRONT)}
    heard = [text for _, text in led(session, acts, most_s=200.0)]
    found = {result.test: result for result in session.checkup.results}
    assert session.over
    assert heard[-1] == order().fallen
    assert not session.checkup.complete
    assert found["chair_stand"].value == STANDS
    assert "one_leg_stand" not in found or found["one_leg_stand"].value is None
