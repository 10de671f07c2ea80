from pathlib import Path

import numpy as np
import pytest

from formcheck.errors import InputError
from formcheck.video.file import VideoFile
from tests import clips


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.mp4", b"", "is empty"),
        ("text.mp4", b"not a video at all\n" * 40, "is not a video"),
        ("noise.mp4", np.random.default_rng(0).bytes(5000), "is not a video"),
        ("photo.heic", b"\0\0\0\x18ftypheic" + bytes(40), r"is a photo \(HEIC\)"),
        ("photo.webp", b"RIFF\x24\0\0\0WEBPVP8 " + bytes(40), r"is a photo \(WebP\)"),
    ],
)
def test_what_is_no_video_is_refused(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused(path, message)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.mp4", "does not exist")
    refused(tmp_path, "is a folder")
    refused(tmp_path / ("x" * 5000), "cannot be opened")


@pytest.mark.parametrize(("suffix", "kind"), [("jpg", "JPEG"), ("png", "PNG"), ("bmp", "BMP"), ("tiff", "TIFF")])
def test_a_photo_is_refused_whatever_its_name(tmp_path: Path, suffix: str, kind: str) -> None:
    photo = clips.clip(tmp_path / f"photo.{suffix}", *clips.MOVING, "-frames:v", "1")
    refused(photo.rename(tmp_path / "photo.mp4"), rf"is a photo \({kind}\)")


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    song = clips.clip(tmp_path / "song.m4a", *clips.BEEP)
    refused(song, "has sound but no picture")
    cover = clips.clip(tmp_path / "cover.png", *clips.MOVING, "-frames:v", "1")
    both = ("-i", song, "-i", cover, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic")
    refused(clips.clip(tmp_path / "album.m4a", *both), "has sound but no picture")


def refused(path: Path, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        VideoFile(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def test_a_recording_without_its_index_is_refused(tmp_path: Path) -> None:
    refused(clips.cut_off(clips.plain(tmp_path / "film.mp4"), 0.6), "never finished")
