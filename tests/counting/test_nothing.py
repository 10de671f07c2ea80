"""Ten minutes of other things before the camera: none of them is a repetition."""

from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from formcheck.counting.results import Counts
from formcheck.counting.session import Session
from formcheck.exercises import catalogue
from formcheck.kinematics.limb import limb
from formcheck.kinematics.measures import MEASURES
from formcheck.kinematics.perception import Perception
from formcheck.pose.landmarks import INDEX, Pose, Side
from formcheck.workout.recognition.candidates import candidates
from formcheck.workout.recognition.recorded import Recognised
from tests.people import SHANK, THIGH, TRUNK, UPPER, bridging, kicking, moved, standing, turned

Scene = Callable[[], Iterator[Pose | None]]
FPS = 10
RANDOM = np.random.default_rng(11)


def trembling(pose: Pose, x_px: float = 0.0, trunk_share: float = 0.004) -> Pose:
    """A pose as a model sees it, somewhere in the room: twice the tremble of the recordings."""
    noise_px = RANDOM.normal(0, TRUNK * trunk_share, pose.image_px.shape)
    return Pose(pose.image_px + noise_px + [x_px, 0], pose.world_m, pose.visibility, pose.image_size)


def slid_out(share: float) -> Pose:
    """On the back, the heels slid along the floor until the legs are nearly straight (share 1)."""
    pose = bridging(-50)
    image_px = pose.image_px.copy()
    hip, ankle = image_px[INDEX["left_hip"]], image_px[INDEX["left_ankle"]].copy()
    way = THIGH + SHANK - 3 - (hip[0] - ankle[0])
    ankle[0] -= share * way
    reach = float(np.hypot(*(ankle - hip)))
    bend = np.arccos(np.clip((THIGH**2 + reach**2 - SHANK**2) / (2 * THIGH * reach), -1, 1))
    along = np.arctan2(hip[1] - ankle[1], ankle[0] - hip[0]) - bend
    for side in ("left", "right"):
        step = ankle - pose.image_px[INDEX[f"{side}_ankle"]]
        image_px[INDEX[f"{side}_knee"]] = hip + THIGH * np.array([np.cos(along), -np.sin(along)])
        for joint in ("ankle", "heel", "foot_index"):
            image_px[INDEX[f"{side}_{joint}"]] += step
    return moved(pose, image_px)


def empty_room() -> Iterator[Pose | None]:
    yield from [None] * (60 * FPS)


def walking_about() -> Iterator[Pose | None]:
    """To and fro, the legs swinging, out of the picture and back."""
    for row in range(90 * FPS):
        swing = 25 * np.sin(2 * np.pi * row / FPS)
        pose = turned(standing(), ("knee", "ankle", "heel", "foot_index"), "hip", swing)
        yield trembling(pose, 500 * np.sin(row / 40)) if row % 300 < 250 else None


def sitting_down_and_getting_up() -> Iterator[Pose | None]:
    """From lying to sitting and back, a few times, with the knees bent."""
    for row in range(90 * FPS):
        share = 0.5 - 0.5 * np.cos(2 * np.pi * row / (6 * FPS))
        yield trembling(turned(bridging(-50), UPPER, "hip", 80 * share))


def asleep() -> Iterator[Pose | None]:
    """On the back, breathing; every half minute the knees go a little up or down, or the legs slide out and back."""
    for row in range(180 * FPS):
        at_s = row / FPS % 30
        fidget = np.interp(at_s, [0, 10, 11, 14, 15, 30], [0, 0, 1, 1, 0, 0])
        breath = 1.5 * np.sin(2 * np.pi * row / (4 * FPS))
        if row // (30 * FPS) % 2:
            pose = slid_out(fidget)
        else:
            pose = turned(bridging(-50 + breath), ("knee",), "hip", -6 * fidget)
        yield trembling(pose)


def on_all_fours() -> Iterator[Pose | None]:
    """Rocking back and forth, arching and rounding the back, looking under the sofa."""
    for row in range(120 * FPS):
        rock = np.sin(2 * np.pi * row / (3 * FPS))
        pose = kicking(-80 + 12 * rock, -80 + 12 * rock)
        yield trembling(turned(pose, UPPER, "hip", 10 * np.sin(2 * np.pi * row / (5 * FPS))))


def kneeling_up() -> Iterator[Pose | None]:
    """From hands and knees up to kneeling and down again."""
    for row in range(60 * FPS):
        share = np.clip(1.5 - 3 * abs(row / (8 * FPS) % 1 - 0.5) * 2, 0, 1)
        yield trembling(turned(kicking(-75, -75), UPPER, "hip", -75 * share))


def moments(scene: Scene) -> list[tuple[float, Pose | None]]:
    return [(row / FPS, pose) for row, pose in enumerate(scene())]


@cache
def counted(scene: Scene) -> dict[str, Counts]:
    """Of each exercise, what a session named for it counts: all look at the same perception."""
    perception, sessions = Perception(), {name: Session(catalogue.load(name)) for name in catalogue.names()}
    for moment in moments(scene):
        seen = perception.update(*moment)
        for session in sessions.values():
            session.see(seen)
    return {name: session.finish().counts for name, session in sessions.items()}


SCENES: list[Scene] = [
    empty_room, walking_about, sitting_down_and_getting_up, asleep, on_all_fours, kneeling_up,
]  # fmt: skip


def test_the_scenes_last_ten_minutes() -> None:
    assert sum(len(list(scene())) for scene in SCENES) == 10 * 60 * FPS


@pytest.mark.parametrize("exercise", catalogue.names())
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_nothing_is_counted(scene: Scene, exercise: str) -> None:
    """Neither under the name of another class of posture, nor of the scene's own."""
    assert counted(scene)[exercise].reps == 0


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_nothing_is_recognised(scene: Scene) -> None:
    judge = Recognised(candidates())
    for time_s, pose in moments(scene):
        judge.update(time_s, pose)
    assert judge.finish().counts.reps == 0


@pytest.mark.parametrize(
    ("scene", "measure_name", "low", "high"),
    [
        (sitting_down_and_getting_up, "trunk_inclination_deg", 0, 80),
        (asleep, "hip_extension_deg", -57, -5),
        (kneeling_up, "trunk_inclination_deg", 15, 89),
        (kneeling_up, "hip_extension_deg", -75, 0),
        (on_all_fours, "hip_extension_deg", -100, -58),
    ],
)
def test_the_scenes_show_what_they_say(scene: Scene, measure_name: str, low: float, high: float) -> None:
    posture = "quadruped" if scene in (kneeling_up, on_all_fours) else "supine"
    measure = MEASURES[measure_name]
    values = [measure(limb(pose.image_px.tolist(), Side.LEFT, posture)) for pose in scene() if pose is not None]
    assert [min(values), max(values)] == pytest.approx([low, high], abs=7)
