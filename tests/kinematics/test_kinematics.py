"""Geometry: known angles, and what must not change them."""

from math import cos, isnan, nan, radians, sin

import numpy as np
import pytest

from formcheck.kinematics.heights import Body, climb
from formcheck.kinematics.limb import limb
from formcheck.kinematics.measures import MEASURES, Measures
from formcheck.pose.landmarks import COUNT, SWAPPED, Pose, Side, index


def pose_of(points: dict[str, tuple[float, float]], side: Side = Side.LEFT) -> Pose:
    """A pose whose other joints lie at the origin; coordinates in pixels, y down."""
    image_px = np.zeros((COUNT, 2))
    for joint, place in points.items():
        image_px[index(joint, side)] = place
    return Pose(image_px, np.zeros((COUNT, 3)), np.ones(COUNT), (640, 480))


def measured(pose: Pose, side: Side, posture: str, **known: float) -> Measures:
    """All measures of one side."""
    body = limb(pose.image_px.tolist(), side, posture, **known)
    return Measures(lambda: body)


def lying(extension_deg: float, up: float) -> Pose:
    """Trunk level with the head to the left; the thigh at a hip extension. ``up`` is -1 supine, +1 prone."""
    turn = radians(extension_deg)
    hip = (300.0, 300.0)
    knee = (300 + 170 * cos(turn), 300 - up * 170 * sin(turn))
    ankle = (knee[0], knee[1] + 160)
    return pose_of({"shoulder": (100, 300), "hip": hip, "knee": knee, "ankle": ankle})


@pytest.mark.parametrize("extension_deg", [-120, -60, -1, 0, 1, 10, 45])
@pytest.mark.parametrize(("posture", "up"), [("supine", -1), ("prone", 1), ("quadruped", 1)])
def test_hip_extension_is_signed_with_the_side_of_the_back(extension_deg: float, posture: str, up: float) -> None:
    found = measured(lying(extension_deg, up), Side.LEFT, posture)["hip_extension_deg"]
    assert found == pytest.approx(extension_deg, abs=1e-9)


def _moved(pose: Pose) -> Pose:
    return Pose(pose.image_px + np.array([31.5, -77.0]), pose.world_m, pose.visibility, pose.image_size)


def _doubled(pose: Pose) -> Pose:
    return Pose(pose.image_px * 2, pose.world_m, pose.visibility, pose.image_size)


def _mirrored(pose: Pose) -> Pose:
    return Pose(pose.image_px * [-1, 1], pose.world_m, pose.visibility, pose.image_size)


@pytest.mark.parametrize("change", [_moved, _doubled, _mirrored])
@pytest.mark.parametrize("name", list(MEASURES))
def test_no_measure_changes_when_the_picture_is_moved_enlarged_or_mirrored(change: object, name: str) -> None:
    points = np.random.default_rng(3).uniform(0, 400, (COUNT, 2))
    pose = Pose(points, np.zeros((COUNT, 3)), np.ones(COUNT), (640, 480))
    before = measured(pose, Side.RIGHT, "supine")[name]
    after = measured(change(pose), Side.RIGHT, "supine")[name]  # type: ignore[operator]
    assert after == pytest.approx(before, abs=1e-9, nan_ok=True)


def test_hip_extension_does_not_change_when_the_camera_is_tilted() -> None:
    pose, turn = lying(-40, -1), radians(12)
    rotation = np.array([[cos(turn), sin(turn)], [-sin(turn), cos(turn)]])
    tilted = Pose(pose.image_px @ rotation, pose.world_m, pose.visibility, pose.image_size)
    assert measured(tilted, Side.LEFT, "supine")["hip_extension_deg"] == pytest.approx(-40)


def test_the_other_side_measures_the_same_once_left_and_right_are_exchanged() -> None:
    points = np.random.default_rng(4).uniform(0, 400, (COUNT, 2))
    pose = Pose(points, np.zeros((COUNT, 3)), np.ones(COUNT), (640, 480))
    found, other = measured(pose, Side.LEFT, "prone"), measured(pose.swapped(), Side.RIGHT, "prone")
    assert dict(found) == pytest.approx(dict(other))
    assert (SWAPPED[SWAPPED] == np.arange(COUNT)).all()


LOOKING_RIGHT = {"foot_index": (20.0, 0.0), "heel": (0.0, 0.0)}
LOOKING_LEFT = {"foot_index": (-20.0, 0.0), "heel": (0.0, 0.0)}


@pytest.mark.parametrize(
    ("name", "points", "expected"),
    [
        ("knee_flexion_deg", {"hip": (0, 0), "knee": (100, 0), "ankle": (200, 0)}, 0),
        ("knee_flexion_deg", {"hip": (0, 0), "knee": (100, 0), "ankle": (100, 90)}, 90),
        ("knee_flexion_deg", {"hip": (0, 0), "knee": (100, 0), "ankle": (100, -90)}, 90),
        ("trunk_inclination_deg", {"hip": (100, 200), "shoulder": (100, 100)}, 90),
        ("trunk_inclination_deg", {"hip": (100, 200), "shoulder": (0, 300)}, -45),
        ("thigh_elevation_deg", {"hip": (100, 100), "knee": (100, 200)}, -90),
        ("elbow_flexion_deg", {"shoulder": (0, 0), "elbow": (0, 50), "wrist": (40, 50)}, 90),
        ("knee_height", {"hip": (0, 0), "knee": (0, 100)}, -1),
        ("knee_height", {"hip": (0, 0), "knee": (80, -60)}, 0.6),
        ("hip_height", {"hip": (0, 0), "knee": (100, 0), "ankle": (100, 50)}, 0.5),
        ("ankle_height", {"shoulder": (0, 0), "hip": (50, 0), "knee": (150, 0), "ankle": (150, -80)}, 0.8),
        ("heel_height", {"knee": (0, 0), "ankle": (0, 100), "heel": (0, 90), "foot_index": (20, 100)}, 0.1),
        ("hip_over_wrist", {"hip": (0, 0), "knee": (0, 100), "wrist": (150, 50)}, 0.75),  # the other side is at 0
        ("leg_elevation_deg", {"hip": (0, 0), "ankle": (-100, -100)}, 45),
        ("arm_elevation_deg", {"shoulder": (0, 0), "wrist": (0, 80)}, -90),
        ("trunk_lean_deg", {**LOOKING_RIGHT, "hip": (0, 0), "shoulder": (100, -100)}, 45),
        ("trunk_lean_deg", {**LOOKING_LEFT, "hip": (0, 0), "shoulder": (100, -100)}, -45),
        ("thigh_tilt_deg", {**LOOKING_RIGHT, "knee": (0, 0), "hip": (50, -50)}, 45),
        ("thigh_tilt_deg", {**LOOKING_LEFT, "knee": (0, 0), "hip": (50, -50)}, -45),
        ("shin_lean_deg", {**LOOKING_RIGHT, "ankle": (0, 0), "knee": (-50, -50)}, -45),
        ("shins_lean_deg", {**LOOKING_RIGHT, "ankle": (0, 0), "knee": (-50, -50)}, -45),
        ("foot_ahead", {**LOOKING_RIGHT, "hip": (0, 0), "knee": (0, 100), "ankle": (70, 190)}, 0.7),
        ("foot_ahead", {**LOOKING_LEFT, "hip": (0, 0), "knee": (0, 100), "ankle": (70, 190)}, -0.7),
        ("knee_over_ankle", {"knee": (0, 0), "ankle": (0, 100)}, 1),
        ("knee_over_ankle", {"knee": (0, 0), "ankle": (100, 0)}, 0),
    ],
)
def test_measures_of_points_worked_out_by_hand(
    name: str, points: dict[str, tuple[float, float]], expected: float
) -> None:
    assert measured(pose_of(points), Side.LEFT, "supine")[name] == pytest.approx(expected)


def test_a_lean_is_stretched_by_what_the_view_shortens_it() -> None:
    points = {"hip": (0.0, 0.0), "shoulder": (50.0, -100.0), "ankle": (0.0, 100.0), "knee": (50.0, 0.0)}
    found = measured(pose_of({**LOOKING_RIGHT, **points}), Side.LEFT, "upright", ahead_seen=0.5)
    assert found["trunk_lean_deg"] == pytest.approx(45)
    assert found["shin_lean_deg"] == pytest.approx(45)


def test_a_trunk_leans_as_the_mean_of_both_sides_or_as_the_one_that_is_known() -> None:
    pose = pose_of({**LOOKING_RIGHT, "hip": (0, 0), "shoulder": (100, -100)})
    pose.image_px[[index("hip", Side.RIGHT), index("shoulder", Side.RIGHT)]] = [(0, 0), (-100, -100)]
    assert measured(pose, Side.LEFT, "upright")["trunk_lean_deg"] == pytest.approx(0)
    pose.image_px[index("hip", Side.RIGHT)] = nan
    assert measured(pose, Side.RIGHT, "upright")["trunk_lean_deg"] == pytest.approx(45)


@pytest.mark.parametrize("looking", [LOOKING_RIGHT, LOOKING_LEFT], ids=["right", "left"])
def test_standing_the_back_is_where_the_face_does_not_look(looking: dict[str, tuple[float, float]]) -> None:
    ahead = looking["foot_index"][0] / 20
    points = {**looking, "shoulder": (0.0, -100.0), "hip": (0.0, 0.0), "knee": (ahead * 50, 50.0)}
    found = measured(pose_of(points), Side.LEFT, "upright")
    assert found["hip_extension_deg"] == pytest.approx(-45)
    assert found["hip_flexion_deg"] == pytest.approx(45)


def test_a_knee_shares_in_the_bend_of_the_hip_only_where_there_is_one() -> None:
    squatting = {
        **LOOKING_RIGHT,
        "shoulder": (0.0, -100.0),
        "hip": (0.0, 0.0),
        "knee": (100.0, 0.0),
        "ankle": (100.0, 90.0),
    }
    assert measured(pose_of(squatting), Side.LEFT, "upright")["knee_share"] == pytest.approx(1)
    upright = {
        **LOOKING_RIGHT,
        "shoulder": (0.0, -100.0),
        "hip": (0.0, 0.0),
        "knee": (0.0, 90.0),
        "ankle": (0.0, 180.0),
    }
    assert isnan(measured(pose_of(upright), Side.LEFT, "upright")["knee_share"])


def test_the_head_bent_back_is_neck_extension() -> None:
    points = {"hip": (0.0, 0.0), "shoulder": (200.0, 0.0), "ear": (280.0, -80.0)}
    assert measured(pose_of(points), Side.LEFT, "quadruped")["neck_extension_deg"] == pytest.approx(45)


def test_a_missing_joint_leaves_only_the_measures_that_do_not_need_it() -> None:
    pose = lying(-20, -1)
    pose.image_px[index("ankle", Side.LEFT)] = nan
    found = measured(pose, Side.LEFT, "supine")
    assert found["hip_extension_deg"] == pytest.approx(-20)
    assert isnan(found["knee_flexion_deg"])
    assert isnan(found["hip_height"])


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_side_of_which_nothing_is_seen_has_no_measure(name: str) -> None:
    pose = lying(-20, -1)
    pose.image_px[:] = nan
    assert isnan(measured(pose, Side.LEFT, "supine", thigh_px=100, shank_px=90)[name])


def test_joints_in_one_place_give_no_angle_and_no_error() -> None:
    found = measured(pose_of({}), Side.LEFT, "supine")
    assert isnan(found["hip_extension_deg"])
    assert isnan(found["knee_height"])


def test_heights_are_in_the_lengths_of_the_person_when_those_are_known() -> None:
    pose = pose_of({"hip": (0, 0), "knee": (0, -50)})
    assert measured(pose, Side.LEFT, "supine", thigh_px=100, shank_px=90)["knee_height"] == pytest.approx(0.5)


def test_the_floor_climbs_where_a_camera_looks_down_from_the_head_end() -> None:
    def lying(feet: float) -> Body:
        return Body(shoulders=-500.0, hips=-440.0, knees=(-300.0, -300.0), feet=(feet, feet), thigh=100.0, shank=100.0)

    assert climb("shoulders_over_lower_foot", lying(-420.0)) == pytest.approx(80.0)
    assert climb("shoulders_over_lower_foot", lying(-510.0)) == 0.0
    assert climb("hips_over_shoulders", lying(-420.0)) == pytest.approx(60.0)
