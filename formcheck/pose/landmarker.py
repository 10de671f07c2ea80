"""MediaPipe's pose landmarker: loaded with its log hidden, called in its own thread, closed without a traceback."""

import contextlib
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from formcheck.errors import ModelError
from formcheck.pose.model.bundle import to_load
from formcheck.pose.telemetry import quiet
from formcheck.system.language import tr
from formcheck.system.native import give_memory_back, import_mediapipe, missing_libraries_named, native_log_hidden

EMPTY = np.zeros((64, 64, 3), np.uint8)
"""A picture with no person in it."""


@contextlib.contextmanager
def load_ahead() -> Iterator[None]:
    """Import mediapipe, which takes half a second, while something else is waited for, like a camera.

    Its errors are left to the caller who needs it later. The ``with`` is not left before it is done: the import turns
    stderr away for a moment (sounddevice does), and a message that is written then is lost.
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


class Landmarker:
    """The model, loaded, and run once on an empty picture, which takes a good quarter of a second.

    Where no person is found nothing is remembered, so what is tracked later is the same as without that run.

    Parameters
    ----------
    model_path
        A ``.task`` bundle.
    confidences
        What mediapipe is asked for, by the names of its options.
    people
        How many it looks for.
    follows
        Whether it looks for people near where they were in the picture before; otherwise in each picture anew.

    Raises
    ------
    ModelError
        mediapipe refuses the file.
    MissingLibraryError
        A library of the system is not installed.
    """

    def __init__(
        self, model_path: Path, confidences: Mapping[str, float], people: int = 1, *, follows: bool = True
    ) -> None:
        self._mediapipe: Any = import_mediapipe()
        self._model_path, self._follows = model_path, follows
        with native_log_hidden(), contextlib.ExitStack() as stack:
            unneeded = stack.callback(quiet())
            self._landmarker = _loaded(
                self._mediapipe, model_path, {**confidences, "num_poses": people}, follows=follows
            )
            stack.pop_all()
            # In a thread of its own: an interrupt then ends the waiting and not the call, which goes on writing into
            # memory that would be gone.
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="pose")
            self._release = weakref.finalize(self, _close, self._landmarker, self._thread, unneeded)
            stack.callback(self._release)
            # Still with the log hidden: mediapipe loads in threads that go on after it has said it is ready.
            self.detect(EMPTY, 0)
            stack.pop_all()

    def detect(self, image_rgb: npt.NDArray[np.uint8], time_ms: int) -> Any:  # noqa: ANN401 - mediapipe is not typed
        """What mediapipe finds in the next picture; its time in milliseconds must be later than that of the last.

        Raises
        ------
        ModelError
            mediapipe cannot do with what the model makes of the picture: of some other models it finds that out only
            now, and where it runs the second part of it at the first person.
        """
        picture = self._mediapipe.Image(image_format=self._mediapipe.ImageFormat.SRGB, data=image_rgb)
        if self._follows:
            found = self._thread.submit(self._landmarker.detect_for_video, picture, time_ms)
        else:
            found = self._thread.submit(self._landmarker.detect, picture)
        with _model_named(self._model_path, RuntimeError):
            return found.result()

    def close(self) -> None:
        """Free the model; a second call does nothing."""
        self._release()


def _loaded(mediapipe: Any, model_path: Path, wanted: Mapping[str, float], *, follows: bool) -> Any:  # noqa: ANN401
    vision = mediapipe.tasks.vision
    # The content, not the path: mediapipe cannot open every path on Windows, and would keep the file locked.
    options = vision.PoseLandmarkerOptions(
        base_options=mediapipe.tasks.BaseOptions(model_asset_buffer=to_load(model_path)),
        running_mode=vision.RunningMode.VIDEO if follows else vision.RunningMode.IMAGE,
        **wanted,
    )
    with missing_libraries_named("mediapipe"), _model_named(model_path, RuntimeError, ValueError):
        return vision.PoseLandmarker.create_from_options(options)


@contextlib.contextmanager
def _model_named(model_path: Path, *kinds: type[Exception]) -> Iterator[None]:
    """Name the model where mediapipe fails with an error of one of these kinds."""
    try:
        yield
    except kinds as error:
        reason = str(error).splitlines()[0] if str(error) else tr("no reason given")
        raise ModelError(
            tr("{model_path}: mediapipe cannot use this pose model ({reason})", model_path=model_path, reason=reason)
        ) from error


def _close(landmarker: Any, thread: ThreadPoolExecutor, closed: Callable[[], object]) -> None:  # noqa: ANN401
    thread.shutdown(wait=True)
    try:
        with native_log_hidden():  # from mediapipe 1.2.3 on it says goodbye
            landmarker.close()
    except RuntimeError:
        # It had failed, or the interpreter is ending and the landmarker's thread is gone already. Without its handle
        # the landmarker does not try again when it is deleted, which would print a traceback.
        landmarker._handle = None
        if not threading.main_thread().is_alive():
            return  # what mediapipe has not closed may still want to report
    give_memory_back()  # of a video a new one is loaded every minute
    closed()
