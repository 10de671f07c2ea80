from dataclasses import replace

import numpy as np
import pytest

from formcheck.counting.snapshot import Snapshot, View
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Canvas, Spot
from formcheck.feedback.overlay.colours import YELLOW
from formcheck.feedback.overlay.figure import draw_figure, joints_of
from formcheck.feedback.overlay.sprites import Sprite
from formcheck.pose.landmarks import BONES, COUNT, Side
from tests.overlay_scene import (
    HOLDING,
    KEYS,
    LONG,
    Longer,
    amount,
    at,
    blank,
    changed,
    drawn,
    lying,
    moments,
    moments_of_sets,
    poses,
)

SIZES = [(1, 1), (64, 48), (101, 101), (160, 121), (320, 180), (640, 360), (1280, 720), (608, 1080), (333, 1001)]
READABLE = [size for size in SIZES if min(size) >= 100] + [(480, 270), (720, 1280), (1920, 1080)]


@pytest.mark.parametrize("size", SIZES)
def test_every_moment_is_drawn_on_every_size(size: tuple[int, int]) -> None:
    overlay, image = Overlay(title="Glute bridge", keys=KEYS, mirror=size[0] % 2 == 1), blank(*size, grey=90)
    for snapshot in moments():
        out = overlay.draw(image, lying(*size), snapshot)
        assert out.shape == image.shape
        assert out.dtype == image.dtype
        assert out is not image
    for pose in poses(*size):
        overlay.draw(image, pose, HOLDING)
    assert np.all(image == 90)


@pytest.mark.parametrize("size", READABLE)
def test_no_word_leaves_the_picture(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[tuple[int, int, int, int]] = []
    monkeypatch.setattr(
        Canvas, "paste", lambda self, sprite, x, y: laid.append((x, y, x + sprite.keep.shape[1], y + len(sprite.keep)))
    )
    for snapshot in moments():
        drawn(snapshot, lying(*size), blank(*size))
    for snapshot in moments_of_sets():
        drawn(snapshot, lying(*size), blank(*size), words=Longer())
    for reason in ("The camera sends no picture.", LONG):
        Overlay(title="Glute bridge", keys=KEYS).draw_lost(size, replace(HOLDING, reason=reason))
    good = lying(*size)
    for moved in ((0.7, 0.0), (-0.3, 0.0), (0.0, 0.3), (0.0, -0.7)):  # the hip, and its angle, on each edge
        drawn(HOLDING, replace(good, image_px=good.image_px + np.array(moved) * size), blank(*size))
    boxes = np.array(laid)
    assert len(boxes) > 1000
    assert boxes.min() >= 0
    assert boxes[:, 2].max() <= size[0]
    assert boxes[:, 3].max() <= size[1]


def test_a_sprite_over_the_edge_is_cut() -> None:
    canvas, white = Canvas(blank(20, 10)), np.full((6, 6, 3), 255, np.uint8)
    canvas.paste(Sprite(255 - white, white), 17, -2)
    canvas.paste(Sprite(255 - white, white), 50, 50)
    assert np.all(canvas.image[:4, 17:] == 255)
    assert canvas.image.sum() == 4 * 3 * 3 * 255


def test_a_mirror_turns_picture_and_skeleton_and_no_word() -> None:
    image = blank()
    image[:, :640] = 60
    untrusted = replace(HOLDING, view=replace(HOLDING.view, trusted=False))  # no words at the hip
    plain, mirrored = drawn(untrusted, lying(), image), drawn(untrusted, lying(), image, mirror=True)
    free = np.s_[400:640]  # rows without plates
    assert np.abs(plain[free].astype(int) - mirrored[free, ::-1]).mean() < 0.5
    assert amount(plain[free, :640], (255, 255, 255)) > 1000
    assert amount(plain[free, 640:], (255, 255, 255)) == 0
    assert np.array_equal(drawn(untrusted), drawn(untrusted, mirror=True))


def test_only_the_near_side_is_drawn() -> None:
    out = drawn(HOLDING, lying())
    assert at(out, "knee", Side.LEFT) == (255, 255, 255)
    assert at(out, "knee", Side.RIGHT) == at(out, "ear", Side.RIGHT) == (0, 0, 0)


def test_joints_are_drawn_in_the_order_of_the_bones_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_at: list[Spot] = []
    monkeypatch.setattr(Canvas, "disc", lambda self, at, radius, colour: drawn_at.append(at))
    canvas, pose = Canvas(np.zeros((720, 1280, 3), np.uint8)), lying()
    draw_figure(canvas, pose, replace(HOLDING, view=View()), mirror=False)
    left = joints_of(canvas, pose, Side.LEFT, mirror=False).at
    joints = dict.fromkeys(joint for bone in BONES for joint in bone)
    assert drawn_at[: len(joints)] == [left[joint] for joint in joints]


def test_a_working_leg_on_the_far_side_is_drawn_too() -> None:
    out = drawn(replace(HOLDING, side=Side.RIGHT), lying())
    assert at(out, "knee", Side.RIGHT) == YELLOW
    assert at(out, "knee", Side.LEFT) == (255, 255, 255)
    assert at(out, "ear", Side.RIGHT) == (0, 0, 0)


def test_both_sides_are_drawn_until_the_near_one_is_known() -> None:
    out = drawn(replace(HOLDING, view=View()), lying())
    assert (0, 0, 0) not in (at(out, "knee", Side.LEFT), at(out, "knee", Side.RIGHT))


def test_a_pose_of_a_smaller_picture_is_scaled() -> None:
    assert np.array_equal(drawn(HOLDING, lying(640, 360)), drawn(HOLDING, lying()))


def test_a_guessed_joint_looks_different() -> None:
    unsure = replace(lying(), visibility=np.full(COUNT, 0.2))
    assert amount(drawn(HOLDING, unsure)[400:560], (255, 255, 255)) < amount(
        drawn(HOLDING, lying())[400:560], (255, 255, 255)
    )


@pytest.mark.parametrize(
    "without",
    [
        pytest.param(replace(HOLDING, measures={}), id="not measured"),
        pytest.param(replace(HOLDING, measures={"hip_extension_deg": float("nan")}), id="unknown"),
        pytest.param(replace(HOLDING, view=replace(HOLDING.view, trusted=False)), id="not trusted"),
    ],
)
def test_the_hip_angle_is_shown_only_where_it_is_known(without: Snapshot) -> None:
    around = np.s_[400:560, 300:480]
    assert changed(drawn(HOLDING, lying())[around], drawn(without, lying())[around]).sum() > 500
