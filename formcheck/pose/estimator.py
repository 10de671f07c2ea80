"""Finds the joints of one person in a picture, with mediapipe; and a scripted stand-in for tests."""

import contextlib
import math
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt

from formcheck.errors import ModelError
from formcheck.pose.landmarks import FloatArray, Pose
from formcheck.pose.scene_cuts import CutWatch
from formcheck.pose.telemetry import quiet
from formcheck.system.native import import_cv2, import_mediapipe, missing_libraries_named, native_log_hidden
from formcheck.video.frame import Frame

LONGEST_PX = 640
"""Longest side of what the model is shown. It works on 256 pixels of the person, and takes them one by one, without
averaging, out of a larger picture: that costs more and shows no more."""
_LONGEST_STEP_S = 3600.0
_EMPTY = np.zeros((64, 64, 3), np.uint8)


class Estimator(Protocol):
    """Whatever finds a person in a picture."""

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where nobody is found."""


class ScriptedEstimator:
    """Answers with poses that were prepared; for tests, instead of `PoseEstimator`.

    Parameters
    ----------
    poses
        One answer for each frame, by its index (None beyond the end), or a function of the frame.
    """

    def __init__(self, poses: Sequence[Pose | None] | Callable[[Frame], Pose | None]) -> None:
        self._poses = poses

    def estimate(self, frame: Frame) -> Pose | None:
        """The prepared pose for this frame."""
        if callable(self._poses):
            return self._poses(frame)
        return self._poses[frame.index] if frame.index < len(self._poses) else None


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


@contextlib.contextmanager
def load_ahead() -> Iterator[None]:
    """Import mediapipe, which takes half a second, while something else is waited for, like a camera.

    What goes wrong is told to whoever needs it later. Nobody leaves before it is done: the import turns stderr away for
    a moment (sounddevice does), and what is told then is lost.
    """
    loading = threading.Thread(target=_imported, name="load ahead")
    loading.start()
    try:
        yield
    finally:
        loading.join()


def _imported() -> None:
    with contextlib.suppress(Exception):
        import_mediapipe()


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
    ) -> None:
        self.model_path = model_path
        self._confidences = {
            "min_pose_detection_confidence": detection_confidence,
            "min_pose_presence_confidence": presence_confidence,
            "min_tracking_confidence": tracking_confidence,
        }
        self._clock = Clock()
        self._cuts = CutWatch()
        self._mediapipe: Any = None
        self._landmarker: Any = None
        self._release: Callable[[], object] = lambda: None
        self._closed = False
        self._found_somebody = False

    def warm_up(self) -> None:
        """Load the model and run it once on an empty picture, which takes a good quarter of a second.

        Where nobody is found nothing is remembered, so what is tracked later is the same as without. The second call
        does nothing.
        """
        if self._closed:
            raise ValueError("this estimator is closed")
        if self._landmarker is not None:
            return
        self._cv2, self._mediapipe = import_cv2(), import_mediapipe()
        with native_log_hidden(), contextlib.ExitStack() as stack:
            unneeded = stack.callback(quiet())
            self._landmarker = self._load()
            stack.pop_all()
            # In a thread of its own: an interrupt then ends the waiting and not the call, which goes on writing into
            # memory that would be gone.
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="pose")
            self._release = weakref.finalize(self, _close, self._landmarker, self._thread, unneeded)
            # Still with the log hidden: mediapipe loads in threads that go on after it has said it is ready.
            self._detect(_EMPTY, 0)

    def estimate(self, frame: Frame) -> Pose | None:
        """Where the joints are in this frame; None where nobody is found.

        Parameters
        ----------
        frame
            The upright, unmirrored picture. Its time may repeat or go back, see `Clock`.
        """
        self.warm_up()
        shown = _as_shown(self._cv2, frame.image)
        # The model of the joints runs, and logs, first where somebody is found first.
        with contextlib.nullcontext() if self._found_somebody else native_log_hidden():
            if self._cuts.update(shown):
                # Whoever was followed is elsewhere now, and would be looked for upside down: an empty picture makes
                # the model look anew.
                self._detect(_EMPTY, self._clock.tick(frame.time_s))
            result = self._detect(shown, self._clock.tick(frame.time_s))
        if not result.pose_landmarks or not result.pose_world_landmarks:
            return None
        self._found_somebody = True
        return _pose(result.pose_landmarks[0], result.pose_world_landmarks[0], frame.size)

    def close(self) -> None:
        """Free the model; a second call does nothing. `estimate` raises ValueError from then on."""
        self._closed = True
        self._landmarker = None
        self._release()

    def __enter__(self) -> Self:
        self.warm_up()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _load(self) -> Any:  # noqa: ANN401 - mediapipe is not typed
        tasks = self._mediapipe.tasks
        vision = tasks.vision
        try:
            # The content, not the path: mediapipe cannot open every path on Windows, and would keep the file locked.
            options = vision.PoseLandmarkerOptions(
                base_options=tasks.BaseOptions(model_asset_buffer=self.model_path.read_bytes()),
                running_mode=vision.RunningMode.VIDEO,
                num_poses=1,
                **self._confidences,
            )
        except OSError as error:
            raise ModelError(f"{self.model_path}: cannot be read ({error.strerror or error})") from error
        with missing_libraries_named("mediapipe"):
            try:
                return vision.PoseLandmarker.create_from_options(options)
            except (RuntimeError, ValueError) as error:
                reason = str(error).splitlines()[0] if str(error) else "no reason given"
                raise ModelError(f"{self.model_path}: mediapipe cannot load this pose model ({reason})") from error

    def _detect(self, image_rgb: npt.NDArray[np.uint8], time_ms: int) -> Any:  # noqa: ANN401 - mediapipe is not typed
        picture = self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=image_rgb)
        return self._thread.submit(self._landmarker.detect_for_video, picture, time_ms).result()


def _close(landmarker: Any, thread: ThreadPoolExecutor, closed: Callable[[], object]) -> None:  # noqa: ANN401
    thread.shutdown(wait=True)
    try:
        landmarker.close()
    except RuntimeError:
        # The interpreter is ending and the landmarker's thread is gone already. Without its handle the landmarker
        # does not try again when it is deleted, which would print a traceback.
        landmarker._handle = None
    else:
        closed()


def _as_shown(cv2: ModuleType, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The picture as the model is shown it: red-green-blue, and no larger than is of use."""
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
