"""Finds the joints of one person in a picture, with mediapipe."""

import contextlib
import math
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt

from formcheck.pose.landmarker import EMPTY, Landmarker
from formcheck.pose.landmarks import FloatArray, Pose
from formcheck.pose.scene_cuts import CutDetector
from formcheck.system.native import import_cv2, native_log_hidden
from formcheck.video.frame import Frame

LONGEST_PX = 640
"""Longest side of what the model is shown. It works on 256 pixels of the person, and takes them one by one, without
averaging, out of a larger picture: that costs more and shows no more."""
_LONGEST_STEP_S = 3600.0


class Estimator(Protocol):
    """Finds a person in a picture."""

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where no person is found."""


class Forgetful(Estimator, Protocol):
    """Follows a person from frame to frame, and can be told to look anew."""

    def forget(self) -> None:
        """Look anew for a person in the next frame."""


class Glimpsing(Protocol):
    """Finds more than one person in a picture."""

    def everybody(self, frame: Frame) -> list[Pose]:
        """All who are found."""


class Several(Glimpsing, Protocol):
    """Follows more than one person from frame to frame, and can be told to look anew."""

    def forget(self) -> None:
        """Look anew in the next frame."""


class Clock:
    """Turns the times of frames into the strictly increasing whole milliseconds that mediapipe asks for."""

    def __init__(self) -> None:
        self._previous_s: float | None = None
        self._elapsed_s = 0.0
        self._last_ms = 0

    def tick(self, time_s: float) -> int:
        """Milliseconds for a frame: 1 for the first, and one more than before for one that is not later.

        Parameters
        ----------
        time_s
            Time of the frame in seconds. One that repeats, goes back or is NaN counts as no time gone by; after it
            the intervals are right again. Gaps are cut to an hour.
        """
        if math.isfinite(time_s):
            if self._previous_s is not None:
                self._elapsed_s += min(max(time_s - self._previous_s, 0.0), _LONGEST_STEP_S)
            self._previous_s = time_s
        self._last_ms = max(self._last_ms + 1, 1 + round(self._elapsed_s * 1000))
        return self._last_ms


class PoseEstimator:
    """MediaPipe's pose landmarker, following one person from frame to frame.

    Frames must come in the order of their time. The model is loaded on entering ``with``, by `warm_up` or with the
    first frame, whichever comes first.

    Parameters
    ----------
    model_path
        A ``.task`` bundle, see `formcheck.pose.model.find_or_obtain`.
    detection_confidence
        0 to 1. Lower finds smaller and half-hidden people, and sooner a person where there is none.
    presence_confidence
        0 to 1. Lower follows a person longer, higher looks anew for one sooner.
    tracking_confidence
        0 to 1. The same for the overlap with the frame before.
    people
        How many are looked for.
    follows
        Whether people are followed from frame to frame; otherwise each frame is looked at as if it were the first.

    Raises
    ------
    ModelError
        On loading: mediapipe refuses the file.
    MissingLibraryError
        On loading: a library of the system is not installed.
    """

    def __init__(
        self,
        model_path: Path,
        *,
        detection_confidence: float = 0.3,
        presence_confidence: float = 0.3,
        tracking_confidence: float = 0.3,
        people: int = 1,
        follows: bool = True,
    ) -> None:
        self.model_path, self._people, self._follows = model_path, people, follows
        self._confidences = {
            "min_pose_detection_confidence": detection_confidence,
            "min_pose_presence_confidence": presence_confidence,
            "min_tracking_confidence": tracking_confidence,
        }
        self._clock = Clock()
        self._cuts = CutDetector()
        self._landmarker: Landmarker | None = None
        self._closed = False
        self._found_person = self._forgets = False

    def warm_up(self) -> None:
        """Load the model and run it once on an empty picture; the second call does nothing."""
        self._loaded()

    def _loaded(self) -> Landmarker:
        if self._closed:
            raise ValueError("this estimator is closed")
        if self._landmarker is None:
            self._landmarker = Landmarker(self.model_path, self._confidences, self._people, follows=self._follows)
        return self._landmarker

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where no person is found.

        Parameters
        ----------
        frame
            The upright, unmirrored picture. Its time may repeat or go back, see `Clock`.
        """
        found = self.everybody(frame)
        return found[0] if found else None

    def everybody(self, frame: Frame) -> list[Pose]:
        """All who are found in this frame, as many as are looked for."""
        landmarker, shown = self._loaded(), _as_shown(frame.image)
        # The model of the joints runs, and logs, first where a person is found first.
        with contextlib.nullcontext() if self._found_person else native_log_hidden():
            if self._follows and (self._cuts.update(shown) or self._forgets):
                # The person who was followed is elsewhere now, and would be looked for upside down: an empty picture
                # makes the model look anew.
                landmarker.detect(EMPTY, self._clock.tick(frame.time_s))
            result = landmarker.detect(shown, self._clock.tick(frame.time_s))
        self._forgets = False
        found = zip(result.pose_landmarks, result.pose_world_landmarks, strict=True)
        poses = [_pose(landmarks, world, frame.size) for landmarks, world in found]
        self._found_person |= bool(poses)
        return poses

    def forget(self) -> None:
        """Look anew for a person in the next frame; who was followed until now may be somebody else."""
        self._forgets = True

    def close(self) -> None:
        """Free the model; a second call does nothing. `estimate` raises ValueError from then on."""
        self._closed = True
        landmarker, self._landmarker = self._landmarker, None
        if landmarker is not None:
            landmarker.close()

    def __enter__(self) -> Self:
        self.warm_up()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _as_shown(image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The picture as the model is shown it: red-green-blue, and no larger than is of use."""
    cv2 = import_cv2()
    height, width = image.shape[:2]
    while max(width, height) >= 2 * LONGEST_PX:  # by halves, which is several times as fast as at once
        width, height = max(1, width // 2), max(1, height // 2)
        image = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    if max(width, height) > LONGEST_PX:
        factor = LONGEST_PX / max(width, height)
        size = max(1, round(width * factor)), max(1, round(height * factor))
        image = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
    return cv2.cvtColor(image, cv2.COLOR_BGR2RGB)  # type: ignore[no-any-return]


def _pose(landmarks: Iterable[Any], world: Iterable[Any], size: tuple[int, int]) -> Pose:
    found = _array([(p.x, p.y, p.visibility) for p in landmarks])
    world_m = _array([(p.x, p.y, p.z) for p in world])
    # Recordings are saved in single precision: rounded here, a replay sees what the session saw, to the last digit.
    image_px = (found[:, :2] * size).astype(np.float32).astype(np.float64)
    return Pose(image_px, world_m, found[:, 2], size)


def _array(rows: list[tuple[float | None, ...]]) -> FloatArray:
    """Float array in which None, mediapipe's "not given", and infinities are NaN."""
    values = np.array(rows, dtype=np.float64)
    values[~np.isfinite(values)] = np.nan
    return values
