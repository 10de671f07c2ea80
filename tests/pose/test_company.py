"""Who was there first is followed, or who exercises; the other one is told, and looked for only while suspected."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from formcheck.pose.company import GLIMPSE_S, LOST_S, SUSPECTED_S, Company, OnePerson
from formcheck.pose.landmarks import Pose
from formcheck.pose.recording import Recording
from formcheck.video.frame import Frame, Picture
from tests import clips
from tests.replay import FOLDER

FPS = 20
Scene = Callable[[float], list[Pose]]


def pose_of(name: str, at_s: float = 3.0) -> Pose:
    """Somebody as they were seen at a time of a recording."""
    return next(pose for time_s, pose in Recording.load(FOLDER / f"{name}.npz") if pose is not None and time_s >= at_s)


def moved(pose: Pose, right_px: float = 0.0, up_px: float = 0.0) -> Pose:
    return replace(pose, image_px=pose.image_px + [right_px, -up_px])


def hips_up(pose: Pose, up_px: float) -> Pose:
    """The same with hips and knees higher."""
    image_px = pose.image_px.copy()
    image_px[23:27, 1] -= up_px
    return replace(pose, image_px=image_px)


LYING, STANDING = pose_of("sample_glute_bridge", 0.5), pose_of("squat_1", 0.5)
MIDDLE_PX = float(LYING.image_px[[11, 12, 23, 24], 0].mean())
STANDING = moved(STANDING, MIDDLE_PX - float(STANDING.image_px[[11, 12, 23, 24], 0].mean()))


class Model:
    """Finds everybody of a scene; for one person it takes whoever is nearest to the last, as the pose model does."""

    def __init__(self, scene: Scene, *, takes_last: bool = False) -> None:
        self._scene, self._takes_last = scene, takes_last
        self._last: Pose | None = None
        self.looks: list[float] = []

    def everybody(self, frame: Frame) -> list[Pose]:
        self.looks.append(frame.time_s)
        return self._scene(frame.time_s)

    def estimate(self, frame: Frame) -> Pose | None:
        there = self._scene(frame.time_s)
        if self._last is not None and not self._takes_last:
            last = self._last
            there = sorted(there, key=lambda pose: float(np.abs(pose.image_px - last.image_px).sum()))
        elif self._takes_last:
            there = there[::-1]
        self._last = there[0] if there else None
        return self._last

    def forget(self) -> None:
        self._last = None


def watched(
    scene: Scene, lasts_s: float, *, one: Scene | None = None, takes_last: bool = False
) -> tuple[list[Pose | None], Company, Model]:
    """What is made of a scene of which the first model sees another one."""
    company, several = Company(), Model(scene)
    estimator = OnePerson(Model(one or scene, takes_last=takes_last), lambda: several, lambda: several, company)
    image = clips.grey(90)
    frames = [Frame(row, row / FPS, image, Picture(90.0)) for row in range(round(lasts_s * FPS))]
    return [estimator.estimate(frame) for frame in frames], company, several


def bridging(time_s: float) -> Pose:
    return hips_up(LYING, 60 * max(0.0, np.sin(2 * time_s)))


def middles(poses: list[Pose | None]) -> list[float]:
    return [float(pose.image_px[[11, 12, 23, 24], 0].mean()) for pose in poses if pose is not None]


def test_somebody_who_walks_through_is_not_followed_and_told() -> None:
    def scene(time_s: float) -> list[Pose]:
        walker = moved(STANDING, 400 * (time_s - 4.0))
        return [bridging(time_s), *([walker] if 2.5 < time_s < 5.5 else [])]

    def taken_along(time_s: float) -> list[Pose]:
        """The model of one person goes with the walker from where the two cross."""
        return scene(time_s)[-1:] if 4.0 < time_s < 5.5 else scene(time_s)[:1]

    poses, company, several = watched(scene, 9.0, one=taken_along)
    assert None not in poses
    assert max(abs(x - MIDDLE_PX) for x in middles(poses)) < 1
    assert 1.5 < company.lasted_s < 3.5
    assert "somebody else was in the picture for" in company.note
    assert not [time_s for time_s in several.looks if 5.5 + SUSPECTED_S + 0.1 < time_s < 9.0][2:]


def test_who_was_hidden_by_a_walker_is_followed_again_as_soon_as_they_are_seen_where_they_exercised() -> None:
    def scene(time_s: float) -> list[Pose]:
        squatting = hips_up(STANDING, 60 * max(0.0, np.sin(2 * time_s)))
        walker = moved(STANDING, 400 * (time_s - 4.0))
        hidden = abs(time_s - 4.0) < 0.4
        return [*([] if hidden else [squatting]), *([walker] if 1.5 < time_s < 5.5 else [])]

    def taken_along(time_s: float) -> list[Pose]:
        return scene(time_s)[-1:] if 3.8 < time_s < 5.5 else scene(time_s)[:1]

    poses, _, _ = watched(scene, 7.0, one=taken_along)
    followed = [pose for row, pose in enumerate(poses) if row / FPS > 5.0]
    assert None not in followed
    assert max(abs(x - MIDDLE_PX) for x in middles(followed)) < 30


def test_alone_it_is_looked_for_another_now_and_then_and_every_pose_is_the_models_own() -> None:
    poses, company, several = watched(lambda time_s: [bridging(time_s)], 8.0)
    assert all(
        pose is not None and np.array_equal(pose.image_px, bridging(row / FPS).image_px)
        for row, pose in enumerate(poses)
    )
    assert len(several.looks) == pytest.approx(8.0 / GLIMPSE_S, abs=1)
    assert (company.lasted_s, company.note) == (0.0, "")


def test_whoever_is_suddenly_elsewhere_and_alone_is_followed_at_once() -> None:
    poses, company, _ = watched(lambda time_s: [moved(LYING, 0 if time_s < 3 else 500)], 5.0)
    assert None not in poses
    assert middles(poses)[-1] == pytest.approx(MIDDLE_PX + 500)
    assert company.note == ""


def test_a_trainer_who_stands_beside_is_left_for_who_exercises() -> None:
    def scene(time_s: float) -> list[Pose]:
        return [moved(bridging(max(0.0, time_s - 3.5)), 600), STANDING]

    poses, company, _ = watched(scene, 10.0, takes_last=True)
    found = middles(poses)
    assert found[0] == pytest.approx(MIDDLE_PX)
    assert found[round(5.5 * FPS)] == found[-1] == pytest.approx(MIDDLE_PX + 600, abs=1)
    assert company.note


def test_who_exercises_is_not_left_for_another_who_does() -> None:
    poses, *_ = watched(lambda time_s: [bridging(time_s), moved(bridging(time_s + 0.7), 600)], 10.0)
    assert max(abs(x - MIDDLE_PX) for x in middles(poses)) < 1


def test_hidden_behind_another_there_is_nobody_until_it_is_too_long() -> None:
    def scene(time_s: float) -> list[Pose]:
        beside = moved(STANDING, 500)
        return [bridging(time_s), beside] if time_s < 3 else [beside, moved(STANDING, 900)]

    poses, *_ = watched(scene, 8.0)
    at = [row / FPS for row, pose in enumerate(poses) if pose is None]
    assert at[0] == pytest.approx(3.0, abs=0.1)
    assert at[-1] - at[0] == pytest.approx(LOST_S, abs=0.3)
    assert poses[-1] is not None
