"""Ten minutes of other things before the camera: none of them is a repetition."""

from collections.abc import Iterator

import numpy as np
import pytest

from formcheck.counting.session import Session
from formcheck.exercises import catalogue
from formcheck.kinematics.limb import limb
from formcheck.kinematics.measures import measure
from formcheck.pose.landmarks import INDEX, Pose, Side
from formcheck.pose.recording import Recording
from tests.people import SHANK, THIGH, bridging, kicking, standing

FPS = 10
RANDOM = np.random.default_rng(11)


def moved(pose: Pose, x_px: float, y_px: float = 0.0) -> Pose:
    return Pose(pose.image_px + [x_px, y_px], pose.world_m, pose.visibility, pose.image_size)


def trembling(pose: Pose, trunk_share: float = 0.004) -> Pose:
    """A pose as a model sees it: twice the tremble of the recordings."""
    return moved(Pose(pose.image_px + RANDOM.normal(0, 150 * trunk_share, pose.image_px.shape), pose.world_m,
                      pose.visibility, pose.image_size), 0.0)  # fmt: skip


def turned(pose: Pose, joints: tuple[str, ...], about: str, angle_deg: float) -> Pose:
    """Some joints turned about another, as a trunk about the hip; positive is anticlockwise."""
    image_px = pose.image_px.copy()
    angle = np.radians(angle_deg)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    for side in ("left", "right"):
        centre = pose.image_px[INDEX[f"{side}_{about}"]]
        for joint in joints:
            row = INDEX[f"{side}_{joint}"]
            image_px[row] = centre + (pose.image_px[row] - centre) @ rotation
    return Pose(image_px, pose.world_m, pose.visibility, pose.image_size)


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
    return Pose(image_px, pose.world_m, pose.visibility, pose.image_size)


UPPER = ("shoulder", "ear", "elbow", "wrist")


def empty_room() -> Iterator[Pose | None]:
    yield from [None] * (60 * FPS)


def walking_about() -> Iterator[Pose | None]:
    """To and fro, the legs swinging, out of the picture and back."""
    for row in range(90 * FPS):
        swing = 25 * np.sin(2 * np.pi * row / FPS)
        pose = turned(standing(), ("knee", "ankle", "heel", "foot_index"), "hip", swing)
        yield trembling(moved(pose, 500 * np.sin(row / 40))) if row % 300 < 250 else None


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
        yield trembling(turned(kicking(-75, -75), UPPER, "hip", 75 * share))


SCENES = [empty_room, walking_about, sitting_down_and_getting_up, asleep, on_all_fours, kneeling_up]


def test_the_scenes_last_ten_minutes() -> None:
    assert sum(len(list(scene())) for scene in SCENES) == 10 * 60 * FPS


@pytest.mark.parametrize(
    ("exercise", "as_live"),
    [*((name, True) for name in catalogue.names()), ("glute_bridge", False), ("donkey_kick", False), ("squat", False)],
)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_nothing_is_counted(scene: object, exercise: str, as_live: bool) -> None:
    moments = [(row / FPS, pose) for row, pose in enumerate(scene())]  # type: ignore[operator]
    chosen = catalogue.load(exercise)
    session = Session(chosen) if as_live else Session.replay(chosen, Recording.of(moments, (1280, 720)))
    for time_s, pose in moments:
        session.update(time_s, pose)
    assert session.finish().counts.reps == 0


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
def test_the_scenes_show_what_they_say(scene: object, measure_name: str, low: float, high: float) -> None:
    posture = "quadruped" if scene in (kneeling_up, on_all_fours) else "supine"
    values = [measure(limb(pose, Side.LEFT, posture))[measure_name] for pose in scene()]  # type: ignore[operator]
    assert [min(values), max(values)] == pytest.approx([low, high], abs=7)
