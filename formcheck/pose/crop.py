"""Finds a person who is small in the picture, by looking at parts of it, and follows them with a part.

The detector of the pose model sees the whole picture shrunk to 224 pixels: a person nine metres away is a few
pixels then, and found in no frame. In a part of the picture they are found in every one.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from formcheck.pose.company import Company, OnePerson
from formcheck.pose.estimator import Estimator, Forgetful, PoseEstimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.repeats import Repeats
from formcheck.video.frame import Frame

SEARCH_AFTER_S = 0.3
"""No person in the whole picture for this long: look at its parts."""
WIDE_EVERY_S = 1.0
"""A nearer person may have come in: look at the whole as often as this while following a person far away."""
GIVE_UP_S = 0.5
"""No person in the part for this long: look everywhere again."""
LEAST_PX = 96
"""Parts with a shorter side show no joint."""
MARGIN = 3.0
"""The part that is followed is this many times as large as the person: room for a kick, and for the detector."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A rectangle of the picture, pixels: left, top, width and height."""

    left: int
    top: int
    width: int
    height: int

    def cut(self, frame: Frame) -> Frame:
        """The frame's part as a frame of its own."""
        rows, columns = slice(self.top, self.top + self.height), slice(self.left, self.left + self.width)
        return Frame(frame.index, frame.time_s, np.ascontiguousarray(frame.image[rows, columns]), frame.picture)

    def placed(self, pose: Pose, image_size: tuple[int, int]) -> Pose:
        """A pose found in the part, in the coordinates of the picture."""
        image_px = pose.image_px + np.array([self.left, self.top], dtype=np.float64)
        return Pose(image_px, pose.world_m, pose.visibility, image_size)

    def holds(self, pose: Pose) -> bool:
        """Whether all of a pose, found in the part, lies in it; one that is cut off is not measured but guessed."""
        return bool((pose.image_px >= 0).all() and (pose.image_px <= [self.width, self.height]).all())


class CroppingEstimator:
    """An estimator that looks closer where it sees no person.

    Parameters
    ----------
    wide
        Looks at whole pictures.
    close
        Makes the estimator that looks at parts; called once, when first needed.
    """

    def __init__(self, wide: Forgetful, close: Callable[[], Estimator]) -> None:
        self._wide = wide
        self._make_close = close
        self._close: Estimator | None = None
        self._crop: Crop | None = None
        self._wide_s = self._seen_s = -np.inf
        self._turn = 0

    def forget(self) -> None:
        """Look anew for a person in the next frame; who was followed until now may be somebody else."""
        self._crop = None
        self._wide.forget()

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where no person is found."""
        if self._crop is None or frame.time_s - self._wide_s >= WIDE_EVERY_S:
            self._wide_s = frame.time_s
            pose = self._wide.estimate(frame)
            if pose is not None:
                self._crop, self._seen_s = None, frame.time_s
                return pose
        if self._crop is None and frame.time_s - max(self._seen_s, 0.0) < SEARCH_AFTER_S:
            return None
        return self._look_closer(frame, self._crop)

    def _look_closer(self, frame: Frame, part: Crop | None) -> Pose | None:
        """Look at the part that is followed, or at the next one in turn."""
        searching = part is None
        if part is None:
            parts = search_crops(*frame.size)
            if not parts:
                return None
            part, self._turn = parts[self._turn % len(parts)], self._turn + 1
        if self._close is None:
            self._close = self._make_close()
        pose = self._close.estimate(part.cut(frame))
        if pose is None or (searching and not part.holds(pose)):
            if frame.time_s - self._seen_s > GIVE_UP_S:
                self._crop = None
            return None
        found = part.placed(pose, frame.size)
        self._seen_s = frame.time_s
        if searching or not part.holds(pose):
            self._crop = crop_around(found)
        return found


@contextmanager
def pose_estimator(model_path: Path, company: Company | None = None) -> Iterator[Estimator]:
    """The estimator of the program, loaded and warm: the pose model, looking closer where it sees no person.

    Where it sees several, it stays with one, see `OnePerson`.

    Nothing is looked at twice, see `Repeats`.

    Parameters
    ----------
    model_path
        A ``.task`` bundle.
    company
        Told of others in the picture.

    Raises
    ------
    ModelError, MissingLibraryError
        The model cannot be loaded.
    """
    with ExitStack() as stack:
        wide = stack.enter_context(PoseEstimator(model_path))
        one = CroppingEstimator(wide, lambda: stack.enter_context(PoseEstimator(model_path)))
        two = partial(PoseEstimator, model_path, people=2)
        glimpse, several = (lambda: stack.enter_context(two(follows=False))), (lambda: stack.enter_context(two()))
        yield Repeats(OnePerson(one, glimpse, several, company))


def search_crops(width: int, height: int) -> list[Crop]:
    """Nine overlapping quarters of a picture, the middle ones first: a person of a sixteenth lies wholly in one."""
    w, h = width // 2, height // 2
    if min(w, h) < LEAST_PX:
        return []
    order = (1, 0, 2)
    return [Crop(column * (width - w) // 2, row * (height - h) // 2, w, h) for row in order for column in order]


def crop_around(pose: Pose) -> Crop:
    """The part of the picture to follow a person in: in its own shape, within its borders."""
    width, height = pose.image_size
    low, high = pose.image_px.min(axis=0), pose.image_px.max(axis=0)
    share = max((high - low) / [width, height]) * MARGIN
    share = float(np.clip(share, LEAST_PX / min(width, height), 1.0))
    w, h = round(width * share), round(height * share)
    left, top = ((low + high) / 2 - [w / 2, h / 2]).round().astype(int).tolist()
    return Crop(min(max(left, 0), width - w), min(max(top, 0), height - h), w, h)
