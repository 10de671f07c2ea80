from pathlib import Path

import cv2
import numpy as np
import pytest

from formcheck.video import ffmpeg, matroska
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile
from tests import clips
from tests.clips import rewritten, times

SAMPLE = Path(__file__).parents[2] / "sample_videos" / "glute_bridge.mp4"


def levels(path: Path) -> list[float]:
    with VideoFile(path) as video:
        return [frame.picture.brightness for frame in video]


def test_the_sample_comes_out_as_it_went_in(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "er" / "annotated.mp4"
    with VideoFile(SAMPLE) as video, H264Writer(target, video.info.size, fps=video.info.fps) as writer:
        for frame in video:
            writer.write(frame.image, frame.time_s)
        assert writer.duration_s == pytest.approx(295 / 12, abs=0.001)
    assert times(target) == pytest.approx(times(SAMPLE), abs=0.001)
    assert clips.duration_s(target) == pytest.approx(295 / 12, abs=0.02)
    with VideoFile(SAMPLE) as before, VideoFile(target) as after:
        for one, other in zip(before, after, strict=True):
            assert np.abs(one.image.astype(int) - other.image).mean() < 4


def test_it_plays_in_a_browser(tmp_path: Path) -> None:
    target = rewritten(clips.plain(tmp_path / "plain.mp4"))
    said = clips.said_of(target)
    assert "Video: h264" in said
    assert "yuv420p(tv, smpte170m/bt709/bt709" in said
    content = target.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")  # it starts before it is loaded


def test_variable_rate_is_kept_to_the_millisecond(tmp_path: Path) -> None:
    source = clips.variable_rate(tmp_path / "vfr.mkv")
    target = rewritten(source)
    assert times(target) == pytest.approx(times(source), abs=0.0005)
    assert clips.duration_s(target) == pytest.approx(7.0, abs=0.1)


def test_each_picture_is_shown_at_its_own_time(tmp_path: Path) -> None:
    shown_s = [10.0, 10.01, 10.5, 10.5334, 14.0]
    with H264Writer(tmp_path / "out.mp4", (160, 120), fps=4) as writer:
        image = clips.grey(0)
        for i, time_s in enumerate(shown_s):
            image[:] = 20 + 50 * i
            writer.write(image, time_s)
            image[:] = 255  # the picture is free for other use
    assert times(tmp_path / "out.mp4") == pytest.approx([time_s - 10 for time_s in shown_s], abs=0.0005)
    assert levels(tmp_path / "out.mp4") == pytest.approx([20, 70, 120, 170, 220], abs=4)
    assert clips.duration_s(tmp_path / "out.mp4") == pytest.approx(4.25, abs=0.02)


def test_repeated_times_lose_no_picture(tmp_path: Path) -> None:
    with H264Writer(tmp_path / "out.mp4", (160, 120)) as writer:
        for i, time_s in enumerate([0.0, 0.1, 0.1, 0.05, 0.2]):
            writer.write(clips.grey(20 + 50 * i), time_s)
    assert times(tmp_path / "out.mp4") == pytest.approx([0, 0.1, 0.1, 0.1, 0.2], abs=0.001)
    assert levels(tmp_path / "out.mp4") == pytest.approx([20, 70, 120, 170, 220], abs=4)


@pytest.mark.parametrize(("size", "expected"), [((321, 241), (320, 240)), ((160, 121), (160, 120)), ((2, 3), (2, 2))])
def test_odd_sizes_lose_one_line(tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]) -> None:
    with H264Writer(tmp_path / "out.mp4", size) as writer:
        writer.write(clips.grey(90, size), 0.0)
    with VideoFile(tmp_path / "out.mp4") as video:
        assert video.info.size == expected


def test_one_picture_lasts_as_long_as_the_rate_says(tmp_path: Path) -> None:
    with H264Writer(tmp_path / "out.mp4", (160, 120), fps=2) as writer:
        writer.write(clips.grey(90), 3.0)
    assert clips.duration_s(tmp_path / "out.mp4") == pytest.approx(0.5, abs=0.01)


def test_colours_are_kept(tmp_path: Path) -> None:
    image = np.zeros((120, 160, 3), np.uint8)
    image[:, :80], image[:, 80:] = (30, 60, 200), (180, 120, 20)
    with H264Writer(tmp_path / "out.mp4", (160, 120)) as writer:
        writer.write(image, 0.0)
    # Not read by cv2: before OpenCV 5 it takes the colours of all videos for those of standard definition.
    out = cv2.imread(str(clips.clip(tmp_path / "out.png", "-i", tmp_path / "out.mp4", "-frames:v", "1")))
    assert out is not None
    assert np.abs(out[60, 40].astype(int) - (30, 60, 200)).max() < 8
    assert np.abs(out[60, 120].astype(int) - (180, 120, 20)).max() < 8


@pytest.mark.parametrize(
    ("image", "time_s"),
    [
        (clips.grey(90, (120, 160)), 0.0),
        (clips.grey(90).astype(np.float32), 0.0),
        (clips.grey(90)[:, :, 0], 0.0),
        (clips.grey(90), float("nan")),
    ],
    ids=["turned", "float", "grey", "no time"],
)
def test_wrong_pictures_are_refused_and_the_rest_is_kept(tmp_path: Path, image: np.ndarray, time_s: float) -> None:
    with H264Writer(tmp_path / "out.mp4", (160, 120)) as writer:
        writer.write(clips.grey(90), 0.0)
        with pytest.raises(ValueError, match="expected"):
            writer.write(image, time_s)
    assert len(times(tmp_path / "out.mp4")) == 1


@pytest.mark.parametrize(("size", "fps"), [((1, 100), 30.0), ((160, 120), 0.0), ((160, 120), float("nan"))])
def test_impossible_settings_are_refused(tmp_path: Path, size: tuple[int, int], fps: float) -> None:
    with pytest.raises(ValueError, match="expected"):
        H264Writer(tmp_path / "out.mp4", size, fps=fps)
    assert list(tmp_path.iterdir()) == []


def test_the_stream_is_what_ffmpeg_reads(tmp_path: Path) -> None:
    pixels = clips.grey(90, (16, 16)).tobytes()
    stream = matroska.header(16, 16)
    for tick, ticks in ((0, 5000), (5000, 25000)):
        stream += matroska.before_picture(tick, len(pixels)) + pixels + matroska.after_picture(ticks)
    (tmp_path / "raw.mkv").write_bytes(stream)
    assert times(tmp_path / "raw.mkv") == pytest.approx([0.0, 0.5])


def test_the_last_line_that_says_something() -> None:
    log = "[in#0 @ 0x1] [dec @ 0x2] first\n[out#0/mp4 @ 0x3] No space left on device\n\nConversion failed!\n"
    assert ffmpeg.last_line(log) == "No space left on device"
    assert ffmpeg.last_line("") == ""
