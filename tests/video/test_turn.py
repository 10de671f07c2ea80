"""Pictures turned upright."""

from pathlib import Path

import numpy as np
import pytest

from formcheck.video.camera import open_camera
from formcheck.video.capture import Image
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame
from formcheck.video.turn import Turn
from tests.clips import YUV, clip

CORNER = ("-f", "lavfi", "-i", "color=black:s=160x120:r=10:d=1,drawbox=0:0:40:30:color=white:t=fill")
"""White in the upper left corner."""


def bright(image: Image) -> str:
    """The corner that is bright."""
    rows, columns = np.nonzero(image[:, :, 0] > 128)
    height, width = image.shape[:2]
    vertical = "upper" if rows.mean() < height / 2 else "lower"
    return f"{vertical} {'left' if columns.mean() < width / 2 else 'right'}"


TURNS = [
    (Turn(), "upper left", (160, 120)),
    (Turn(90), "upper right", (120, 160)),
    (Turn(180), "lower right", (160, 120)),
    (Turn(270), "lower left", (120, 160)),
    (Turn(0, mirrored=True), "upper right", (160, 120)),
    (Turn(90, mirrored=True), "lower right", (120, 160)),
]


@pytest.mark.parametrize(("turn", "corner", "size"), TURNS)
def test_a_file_is_turned_and_whoever_opens_it_again_sees_it_so(
    tmp_path: Path, turn: Turn, corner: str, size: tuple[int, int]
) -> None:
    with VideoFile(clip(tmp_path / "corner.mp4", *CORNER, *YUV), turn) as video:
        frame = next(iter(video))
        assert (bright(frame.image), frame.size, video.info.size) == (corner, size, size)
    with VideoFile(video.info) as again:
        frame = next(iter(again))
        assert (bright(frame.image), frame.size, again.info.size) == (corner, size, size)


@pytest.mark.parametrize(("turn", "corner", "size"), TURNS[1:3])
def test_a_camera_is_turned(tmp_path: Path, turn: Turn, corner: str, size: tuple[int, int]) -> None:
    with open_camera(str(clip(tmp_path / "corner.mp4", *CORNER, *YUV)), turn=turn) as camera:
        frame = next(moment for moment in camera if isinstance(moment, Frame))
        assert (bright(frame.image), frame.size, camera.size) == (corner, size, size)


def test_there_are_right_angles_only() -> None:
    with pytest.raises(ValueError, match="expected one of"):
        Turn(45)
