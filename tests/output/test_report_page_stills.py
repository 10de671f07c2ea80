"""Pictures of the report: the very frame of the clip, whatever its times and its rotation; or the skeleton alone."""

import base64
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.counting.snapshot import Snapshot, State, View
from formcheck.feedback.overlay.canvas import Image
from formcheck.output.report.moments import Still
from formcheck.output.report.stills import GROUND, WIDEST_PX, frame_of, picture_of
from formcheck.pose.landmarks import Side
from formcheck.video import ffmpeg
from formcheck.video.clip import ClipInfo
from formcheck.video.file import VideoFile
from tests import clips
from tests.report_pages import pose


def frames(path: Path) -> tuple[list[float], list[Image], ClipInfo]:
    with VideoFile(path) as video:
        found = [(frame.time_s, frame.image) for frame in video]
        return [time_s for time_s, _ in found], [image for _, image in found], video.info


def rotated(folder: Path) -> Path:
    upright = clips.plain(folder / "upright.mp4")
    target = folder / "rotated.mp4"
    ffmpeg.run(["-display_rotation", "90", "-i", str(upright), "-c", "copy", str(target)])
    assert frames(target)[2].size == (120, 160)
    return target


def late_picture(folder: Path) -> Path:
    """The sound begins a second before the picture."""
    return clips.clip(
        folder / "late.mkv", *clips.BEEP, "-itsoffset", "1", *clips.MOVING, "-map", "1:v", "-map", "0:a", *clips.YUV
    )


CLIPS: dict[str, Callable[[Path], Path]] = {
    "even": lambda folder: clips.plain(folder / "even.mp4"),
    "variable rate": lambda folder: clips.variable_rate(folder / "variable.mp4"),
    "rotated": rotated,
    "late picture": late_picture,
    "few keyframes": lambda folder: clips.plain(folder / "few.mp4", "-g", "300"),
}


@pytest.mark.parametrize("name", CLIPS)
def test_the_frame_of_a_time_is_the_one_that_was_judged(name: str, tmp_path: Path) -> None:
    times, images, clip = frames(CLIPS[name](tmp_path))
    for row in (0, 7, len(times) - 3):
        found = frame_of(clip, times[row], clip.size)
        assert found is not None
        assert found.shape == images[row].shape
        near = [float(np.abs(found.astype(int) - images[k].astype(int)).mean()) for k in range(len(images))]
        assert int(np.argmin(near)) == row, near


def test_a_clip_that_cannot_be_read_leaves_the_skeleton_alone(tmp_path: Path) -> None:
    broken = ClipInfo(tmp_path / "broken.mp4", (160, 120), 30.0, None, None)
    broken.path.write_bytes(b"nothing")
    assert frame_of(broken, 1.0, (160, 120)) is None
    assert shape_of(picture_of(still(), broken)) == shape_of(picture_of(still(), None))


def still() -> Still:
    snapshot = Snapshot(1.0, State.READY, side=Side.BOTH, measures={"hip_extension_deg": -5.0},
                        view=View(Side.LEFT, 4.0, trusted=True))  # fmt: skip
    return Still(pose(), snapshot)


def decoded(uri: str) -> Image:
    head, data = uri.split(",", 1)
    assert head == "data:image/jpeg;base64"
    image = cv2.imdecode(np.frombuffer(base64.b64decode(data), np.uint8), cv2.IMREAD_COLOR)
    assert image is not None
    return np.asarray(image, np.uint8)


def shape_of(uri: str) -> tuple[int, ...]:
    return decoded(uri).shape


def test_without_a_clip_the_skeleton_stands_on_a_plain_ground() -> None:
    image = decoded(picture_of(still(), None))
    height, width = image.shape[:2]
    assert width <= WIDEST_PX
    assert width / height == pytest.approx(1.5, abs=0.2)
    assert np.abs(image[3, 3].astype(int) - GROUND).max() < 6
    assert (image.min(axis=2) > 230).sum() > 500  # white limbs


def test_a_person_at_the_edge_or_absurdly_placed_is_cut_to_the_picture() -> None:
    wild = pose()
    wild.image_px[0] = (1e6, -1e6)
    wild.image_px[1] = np.nan
    assert decoded(picture_of(Still(wild, Snapshot(1.0, State.READY)), None)).size
