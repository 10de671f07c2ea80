"""Every error of `video` that a user can meet says what was found, and what to do about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.video.address import is_address
from formcheck.video.camera import open_camera
from formcheck.video.file import VideoFile
from tests import clips
from tests.messages import WHERE, Met, check_words, written


def video(content: str | bytes, name: str = "clip.mp4") -> Callable[[Path], object]:
    return written(name, content, VideoFile)


MET = [
    Met(
        "video gone", lambda folder: VideoFile(folder / "v.mp4"), '"{}/v.mp4" does not exist: check its name and folder'
    ),
    Met(
        "video name too long",
        lambda folder: VideoFile(folder / ("x" * 300)),
        '"{}/xxx..." cannot be opened (File name too long): ' + WHERE,
    ),
    Met("video is a folder", VideoFile, '"{}" is a folder: name the video files in it'),
    Met(
        "video is a device",
        lambda _: VideoFile("/dev/null"),
        '"/dev/null" is not a file that holds a video: give an MP4, MOV, MKV, WebM or AVI file',
    ),
    Met("video empty", video(b""), '"{}/clip.mp4" is empty (0 bytes): record or copy it again'),
    Met(
        "video is a photo",
        video(b"\xff\xd8\xff" + bytes(99)),
        '"{}/clip.mp4" is a photo (JPEG): a movement can only be judged in a video',
    ),
    Met(
        "video of text",
        video("not a video at all\n" * 40),
        '"{}/clip.mp4" is not a video, whatever its name says: give an MP4, MOV, MKV, WebM or AVI file',
    ),
    Met(
        "video is a list",
        video("#EXTM3U\nhttp://x/y.ts"),
        '"{}/clip.mp4" is a list of other files, and no video itself: name the videos that it lists',
    ),
    Met(
        "video unfinished",
        lambda folder: VideoFile(clips.cut_off(clips.plain(folder / "v.mp4"), 0.6)),
        '"{}/broken_v.mp4" was never finished: its index is missing, so nothing of it can be read; record it again',
    ),
    Met(
        "video is sound",
        lambda folder: VideoFile(clips.clip(folder / "v.m4a", *clips.BEEP)),
        '"{}/v.m4a" has sound but no picture: a video is needed',
    ),
    Met(
        "no camera of that name",
        lambda _: open_camera("kitchen"),
        '"kitchen" is no camera number, no name of a camera, no address (http...) and no file that exists; th...',
    ),
    Met(
        "camera of another kind",
        lambda _: is_address("ftp://x/y"),
        "ftp://x/y: expected an address with http, ..., found ftp",
    ),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
