"""What the clips of the check-up need of a body: arms crossed, a leg stretched at the top, hips that sink late."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.pose.recording import Recording
from tests.render.made import clip_of
from tools.landmarks.checkup import packed, unpacked
from tools.render.body import SIDES
from tools.render.clip import Clip
from tools.render.expected import expected
from tools.render.listing import load_all
from tools.render.rotation import angle_at_deg
from tools.render.truth import truth_of

SHAPES = ("fem", "male", "heavy", "heavyf")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("exercise", ["chair_stand_crossed", "one_leg_stand_crossed", "glute_bridge", "hip_hinge"])
def test_crossed_arms_have_each_wrist_before_the_chest_beyond_its_middle(exercise: str, shape: str) -> None:
    clip = clip_of(exercise, shape=shape, arms="crossed")
    clip.exercise.rest("left")
    joints, skeleton = clip.exercise.skeleton.joints(), clip.exercise.skeleton
    chest = skeleton.rotations[skeleton.body.number("spine01")]
    for side, sign in zip(SIDES, (1, -1), strict=True):
        left, back, up = chest.T @ (joints[f"wrist_{side}"] - skeleton.middle("shoulder"))
        assert -sign * left > 0.03
        assert back < -0.1
        assert -0.2 < up < -0.05


def knees_deg(clip: Clip, time_s: float) -> tuple[float, float]:
    """Angles of the working and of the free knee."""
    clip.pose(time_s)
    skeleton = clip.exercise.skeleton
    left, right = (
        angle_at_deg(*(skeleton.joint(name, side) for name in ("hip", "knee", "ankle"))) for side in ("left", "right")
    )
    return left, right


def test_a_bridge_is_lifted_with_both_feet_and_then_the_free_leg_is_stretched() -> None:
    clip = clip_of("single_leg_bridge", work="left", reps=1, stretch_s=1.0, lead_s=1.0, move_s=1.0, hold_s=3.0)
    before, after = knees_deg(clip, 2.0), knees_deg(clip, 3.2)
    assert before[0] == pytest.approx(before[1], abs=4)
    assert after[0] == pytest.approx(before[0], abs=1)
    assert after[1] > 170


def test_hips_sink_when_and_as_far_as_they_shall() -> None:
    times = {"lead_s": 1.0, "move_s": 1.0, "hold_s": 9.0, "sinks_after_s": 2.0, "sinks_s": 4.0}
    clip = clip_of("single_leg_bridge", work="left", reps=1, peak=178, amounts={"hip_drops": -12}, **times)

    def hip_deg(time_s: float) -> float:
        clip.pose(time_s)
        return clip.exercise.hip_angle_deg("left")

    assert [hip_deg(at_s) for at_s in (2.0, 4.0, 6.0, 8.0, 10.9)] == pytest.approx([178, 178, 173, 168, 168], abs=0.3)


@pytest.mark.parametrize(
    ("exercise", "keys", "test", "side", "value", "ended"),
    [
        ("one_leg_stand_crossed", {"hold_s": 4, "return_s": 0.4}, "one_leg_stand", "right", 4.5, "foot_down"),
        ("one_leg_stand_hop_ahead", {}, "one_leg_stand", "right", 6.5, "foot_moved"),
        ("one_leg_stand_arms", {}, "one_leg_stand", "right", 6.4, "arms_open"),
        (
            "single_leg_bridge",
            {"stretch_s": 1, "hold_s": 9, "sinks_after_s": 4, "sinks_s": 4, "amounts": {"hip_drops": -24}},
            "single_leg_bridge_hold",
            "left",
            5.3,
            "hips_down",
        ),
    ],
)
def test_what_has_to_be_found_is_worked_out_from_the_joints(
    exercise: str, keys: dict[str, object], test: str, side: str, value: float, ended: str
) -> None:
    clip = clip_of(exercise, work="left", fps=12, **keys)
    found = expected(truth_of(clip), clip.config)
    assert (found.test, found.side, found.ended) == (test, side, ended)
    assert found.values == pytest.approx((value,), abs=0.25)


def test_stands_with_half_ones_are_counted_from_the_joints() -> None:
    clip = clip_of("chair_stand_crossed", reps=3, peak=[1, 0.8, 1], hold_s=0.2, fps=12)
    found = expected(truth_of(clip), clip.config)
    assert (found.stands, found.values, found.ended) == (2, (), "")


def test_every_clip_of_the_list_can_be_made() -> None:
    clips = load_all(Path(__file__).parents[2] / "tools" / "render" / "checkup.json")
    assert len(clips) == 40
    assert {Clip(config).camera.height_m for config in clips.values()} == {0.55}


def test_landmarks_are_packed_and_unpacked(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    shapes = {"image_px": (5, 33, 2), "world_m": (5, 33, 3), "visibility": (5, 33)}
    size = {"image_px": 600, "world_m": 1, "visibility": 1}
    made = {key: random.uniform(0, size[key], shape) for key, shape in shapes.items()}
    given = Recording(np.arange(5) / 12, **made, image_size=(640, 360))
    np.savez_compressed(tmp_path / "some.npz", **packed("some", given))  # type: ignore[arg-type]
    found = unpacked(tmp_path / "some.npz")["some"]
    assert found.image_size == (640, 360)
    for key, exact in (("time_s", 0.0006), ("image_px", 0.13), ("world_m", 0.004), ("visibility", 0.063)):
        assert getattr(found, key) == pytest.approx(getattr(given, key), abs=exact)
