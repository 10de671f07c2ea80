"""A stick figure whose heights are told: what the counter is tested with."""

from collections.abc import Callable, Iterator

import numpy as np

from formcheck.pose.landmarks import INDEX, FloatArray, Pose

THIGH_PX = 100.0
FLOOR_PX = 600.0


def standing(drop: float, scale: float = 1.0, x_px: float = 400.0, seed: int = 0) -> Pose:
    """Somebody on their feet, the hips `drop` thighs lower than upright, seen from the side."""
    hip = FLOOR_PX - (2.0 - drop) * THIGH_PX * scale
    knee = FLOOR_PX - THIGH_PX * scale
    forward = np.sqrt(max(0.0, 1.0 - (1.0 - drop) ** 2)) * THIGH_PX * scale
    return _pose(
        {
            "shoulder": (x_px, hip - 150 * scale),
            "hip": (x_px, hip),
            "knee": (x_px + forward, knee),
            "ankle": (x_px, FLOOR_PX),
        },
        {},
        scale,
        seed,
    )


def on_all_fours(left: float, right: float, far_px: float = 40.0) -> Pose:
    """Somebody on hands and knees, each foot lifted by so many thighs; the right one is the far one."""
    feet = {"left_ankle": (500.0, 500 - left * THIGH_PX), "right_ankle": (500.0, 500 - far_px - right * THIGH_PX)}
    joints = {"shoulder": (250.0, 400.0), "hip": (400.0, 400.0), "knee": (400.0, 500.0), "ankle": (500.0, 500.0)}
    return _pose(joints, feet, 1.0, 0)


def _pose(
    joints: dict[str, tuple[float, float]], given: dict[str, tuple[float, float]], scale: float, seed: int
) -> Pose:
    image_px = np.full((33, 2), 300.0)
    for joint, place in joints.items():
        for side in ("left", "right"):
            image_px[INDEX[f"{side}_{joint}"]] = given.get(f"{side}_{joint}", place)
    image_px += np.random.default_rng(seed).normal(scale=0.5, size=image_px.shape)
    world_m = np.zeros((33, 3))
    world_m[:, :2] = (image_px - image_px[23:25].mean(axis=0)) / (THIGH_PX * scale) * 0.4
    return Pose(image_px, world_m, np.ones(33), (800, 700))


def course(*parts: tuple[float, float], rate: float = 30.0) -> tuple[FloatArray, FloatArray]:
    """Times and heights: from the first height on, each part goes smoothly to a height in some seconds."""
    (_, height), *rest = parts
    heights = [height]
    for seconds, goal in rest:
        way = np.arange(1, max(1, round(seconds * rate)) + 1) / max(1, round(seconds * rate))
        heights.extend(heights[-1] + (goal - heights[-1]) * (1 - np.cos(np.pi * way)) / 2)
    return np.arange(len(heights)) / rate, np.array(heights)


def poses(times: FloatArray, heights: FloatArray, of: Callable[..., Pose]) -> Iterator[tuple[float, Pose]]:
    """The poses of a course, each with noise of its own."""
    for i, (time_s, height) in enumerate(zip(times.tolist(), heights.tolist(), strict=True)):
        yield time_s, of(height, seed=i)
