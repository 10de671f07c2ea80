"""What a camera sees, for a while, to choose it by."""

import threading
from collections.abc import Iterator

from formcheck.video.camera import open_camera
from formcheck.video.capture import Image

PREVIEW_S = 60.0


def preview(spec: str, stop: threading.Event) -> Iterator[Image]:
    """Its pictures, until somebody stops it.

    Raises
    ------
    DeviceError
        It does not open, or shows nothing.
    """
    with open_camera(spec) as camera:
        for frame in camera:
            if stop.is_set() or frame.time_s > PREVIEW_S:
                return
            image = getattr(frame, "image", None)
            if image is not None:
                yield image
