import subprocess
import sys
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest

from formcheck.video import probe
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame
from formcheck.video.timeline import timeline
from tests import clips

SAMPLE = Path(__file__).parents[2] / "sample_videos" / "glute_bridge.mp4"


def times(path: Path) -> list[float]:
    with VideoFile(path) as video:
        return [frame.time_s for frame in video]


def test_the_sample_is_read_whole() -> None:
    with VideoFile(SAMPLE) as video:
        assert (video.info.size, video.info.fps, video.info.frame_estimate) == ((640, 360), 12.0, 295)
        assert video.info.duration_s == pytest.approx(24.583, abs=0.001)
        frames = list(video)
        assert not video.ended_early
    assert [frame.index for frame in frames] == list(range(295))
    assert [frame.time_s for frame in frames] == pytest.approx([i / 12 for i in range(295)])
    assert {frame.image.shape for frame in frames} == {(360, 640, 3)}


def test_iterating_again_starts_again(tmp_path: Path) -> None:
    with VideoFile(clips.plain(tmp_path / "plain.mp4")) as video:
        next(iter(video))
        second = [(frame.index, frame.time_s) for frame in video]
        third = [(frame.index, frame.time_s) for frame in video]
    assert len(second) == 30
    assert third == second


def test_closing_twice_ends_the_iteration(tmp_path: Path) -> None:
    video = VideoFile(clips.plain(tmp_path / "plain.mp4"))
    frames = iter(video)
    next(frames)
    video.close()
    video.close()
    assert list(frames) == []
    with pytest.raises(ValueError, match="after close"):
        list(video)


def test_variable_rate_keeps_its_times(tmp_path: Path) -> None:
    expected = [i / 30 for i in range(30)] + [1 + i / 10 for i in range(60)]
    assert times(clips.variable_rate(tmp_path / "vfr.mkv")) == pytest.approx(expected, abs=0.001)


def test_time_counts_from_the_first_picture_not_from_the_start_of_the_file(tmp_path: Path) -> None:
    late = clips.plain(tmp_path / "late.mkv", "-vf", "setpts=PTS+1.5/TB", "-copyts", "-fps_mode", "passthrough")
    with VideoFile(late) as video:
        assert video.info.sound is None
        assert video.info.first_picture_s == pytest.approx(1.5)
    assert times(late) == pytest.approx([i / 10 for i in range(30)])


def test_what_is_known_of_a_clip_is_not_found_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with VideoFile(clips.plain(tmp_path / "plain.mp4")) as video:
        info = video.info
    describe = Mock(return_value="")
    monkeypatch.setattr(probe, "describe", describe)
    with VideoFile(info) as again:
        assert again.info is info
        assert [frame.time_s for frame in again] == pytest.approx([i / 10 for i in range(30)])
    assert (info.sound, info.first_picture_s) == (None, 0.0)
    describe.assert_not_called()


def test_a_file_without_times_gets_its_nominal_rate(tmp_path: Path) -> None:
    found = times(clips.plain(tmp_path / "raw.h264", "-c:v", "libx264"))
    assert len(found) == 30
    assert found[0] == 0
    assert np.ptp(np.diff(found)) < 1e-9
    assert 0.02 < found[1] < 0.11  # the rate that cv2 takes for given


@pytest.mark.parametrize(("degrees", "corner"), [(90, (0, -1)), (-90, (-1, 0)), (180, (-1, -1))])
def test_rotation_noted_by_a_phone_is_applied(tmp_path: Path, degrees: int, corner: tuple[int, int]) -> None:
    # Blue all over but for a red top left quarter; (row, column) of the corner where it has to arrive.
    pattern = "color=blue:s=160x120:r=10:d=1,drawbox=w=80:h=60:color=red:t=fill"
    lying = clips.clip(tmp_path / "lying.mp4", "-f", "lavfi", "-i", pattern, *clips.YUV)
    turned = clips.clip(
        tmp_path / "turned.mp4",
        "-display_rotation",
        str(degrees if degrees == 180 else -degrees),
        "-i",
        lying,
        "-c",
        "copy",
    )
    with VideoFile(turned) as video:
        image = next(iter(video)).image
        assert video.info.size == (image.shape[1], image.shape[0])
        assert video.info.size == ((160, 120) if degrees == 180 else (120, 160))
    row, column = corner
    blue, _, red = image[10 if row == 0 else -10, 10 if column == 0 else -10]
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize("rotation", [0, 90])
def test_pixels_are_made_square(tmp_path: Path, rotation: int) -> None:
    wide = clips.plain(tmp_path / "wide.mp4", "-vf", "setsar=2")
    turned = clips.clip(tmp_path / "turned.mp4", "-display_rotation", str(rotation), "-i", wide, "-c", "copy")
    with VideoFile(turned) as video:
        assert video.info.size == ((320, 120) if rotation == 0 else (120, 320))
        assert {frame.size for frame in video} == {video.info.size}


@pytest.mark.parametrize(
    ("name", "arguments", "size"),
    [
        ("odd.mp4", ("-vf", "scale=321:241", "-pix_fmt", "yuv444p"), (321, 241)),
        ("grey.mkv", ("-pix_fmt", "gray", "-c:v", "ffv1"), (160, 120)),
        ("grey16.mkv", ("-pix_fmt", "gray16le", "-c:v", "ffv1"), (160, 120)),
        ("rgba.mov", ("-pix_fmt", "rgba", "-c:v", "png"), (160, 120)),
        ("film.webm", ("-c:v", "libvpx"), (160, 120)),
        ("film.avi", ("-c:v", "mpeg4"), (160, 120)),
    ],
)
def test_every_pixel_format_comes_as_bgr(
    tmp_path: Path, name: str, arguments: tuple[str, ...], size: tuple[int, int]
) -> None:
    with VideoFile(clips.plain(tmp_path / name, *arguments)) as video:
        frames = list(video)
    assert len(frames) == 30
    assert {frame.size for frame in frames} == {size}
    assert 110 < frames[0].picture.brightness < 140


def test_a_clip_of_one_frame_is_a_clip(tmp_path: Path) -> None:
    with VideoFile(clips.plain(tmp_path / "one.mp4", "-frames:v", "1")) as video:
        assert [frame.time_s for frame in video] == [0.0]
        assert not video.ended_early


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("front.mp4", ("-movflags", "+faststart")),
        ("film.mkv", ()),
        ("film.avi", ("-c:v", "mpeg4")),
        ("browser.webm", ("-c:v", "libvpx", "-live", "1")),  # says nothing of its length
    ],
)
def test_of_a_broken_clip_is_read_what_is_there(tmp_path: Path, name: str, arguments: tuple[str, ...]) -> None:
    whole = clips.plain(tmp_path / name, *arguments)
    with VideoFile(whole) as video:
        assert len(list(video)) == 30
        assert not video.ended_early
    with VideoFile(clips.cut_off(whole, 0.6)) as video:
        assert 5 < len(list(video)) < 28
        assert video.ended_early


def test_sound_that_outlasts_the_picture_is_no_missing_end(tmp_path: Path) -> None:
    with VideoFile(clips.flash_and_beep(tmp_path / "long.mkv", "-vf", "trim=end=2")) as video:
        assert len(list(video)) == 50
        assert video.info.duration_s == pytest.approx(4, abs=0.1)
        assert not video.ended_early


def test_a_picture_that_cannot_be_decoded_is_one_missing_picture(tmp_path: Path) -> None:
    whole = clips.plain(tmp_path / "film.mp4", "-bf", "0", "-g", "5")
    with VideoFile(whole) as video, VideoFile(clips.damaged(whole, 12)) as broken:
        wanted_s = [frame.time_s for frame in video]
        found_s = [frame.time_s for frame in broken]
        assert not broken.ended_early
        assert [frame.time_s for frame in broken.between(0.5, 2.0)] == pytest.approx(
            [at_s for at_s in found_s if 0.5 <= at_s < 2.0]
        )
    assert found_s == pytest.approx([at_s for row, at_s in enumerate(wanted_s) if row != 12], abs=1e-6)


def test_of_pictures_that_are_passed_only_the_time_is_known(tmp_path: Path) -> None:
    with VideoFile(clips.variable_rate(tmp_path / "film.mp4")) as video:
        whole = list(video)
        found = list(video.glance(lambda time_s: time_s >= 2.0))
        part = list(video.glance_between(lambda time_s: time_s >= 2.0, 1.5, 2.5))
    assert [one.time_s for one in found] == [frame.time_s for frame in whole]
    assert [isinstance(one, Frame) for one in found] == [one.time_s >= 2.0 for one in found]
    images = {one.time_s: one.image for one in found if isinstance(one, Frame)}
    assert all((images[frame.time_s] == frame.image).all() for frame in whole if frame.time_s in images)
    assert [one.time_s for one in part] == pytest.approx([one.time_s for one in found if 1.5 <= one.time_s < 2.5])
    assert sum(isinstance(one, Frame) for one in part) == 5


def test_slow_motion_has_the_times_of_what_was_filmed(tmp_path: Path) -> None:
    path = clips.flash_and_beep(tmp_path / "slow.mp4")
    with VideoFile(path) as slow, VideoFile(path, speed=4) as video:
        assert [frame.time_s for frame in video] == pytest.approx([frame.time_s / 4 for frame in slow])
        assert video.info.fps == pytest.approx(100)
        assert video.info.duration_s == pytest.approx(1, abs=0.02)
        part = [frame.time_s for frame in video.between(0.5, 0.75)]
        assert part == pytest.approx([number / 100 for number in range(50, 75)], abs=1e-3)
        assert slow.info.sound is not None
        assert video.info.sound is None
        assert not video.ended_early
    again = timeline(path, speed=4)
    assert again is not None
    assert again[-1] == pytest.approx(0.99, abs=1e-3)


def test_nothing_is_spilled_on_the_screen(tmp_path: Path) -> None:
    broken = clips.cut_off(clips.plain(tmp_path / "film.mkv"), 0.6)
    text = tmp_path / "text.mp4"
    text.write_text("no video")
    code = f"""
import contextlib
from formcheck.video.camera import open_camera
from formcheck.errors import FormcheckError
from formcheck.video.file import VideoFile
from formcheck.video.timeline import timeline
assert len(list(VideoFile({str(broken)!r}))) > 5
for attempt in (lambda: VideoFile({str(text)!r}), lambda: open_camera(9), lambda: open_camera("http://127.0.0.1:9/")):
    with contextlib.suppress(FormcheckError):
        attempt()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_importing_the_module_does_not_import_cv2() -> None:
    code = (
        "import formcheck.video, formcheck.video.camera, formcheck.video.encoder, sys; sys.exit('cv2' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["woven.mp4", "woven.ts"])
def test_an_interlaced_film_is_seen_as_it_would_be_without(tmp_path: Path, name: str) -> None:
    """Its pictures are taken apart; cv2 by itself leaves whatever was in its memory."""
    brighter = ("-f", "lavfi", "-i", "testsrc=s=160x120:r=10:d=3,geq=lum='lum(X,Y)/4+5*N':cb=128:cr=128")
    plain = clips.clip(tmp_path / "plain.mp4", *brighter, *clips.YUV)
    woven = ("-c:v", "mpeg2video", "-q:v", "2") if name.endswith("ts") else ("-c:v", "libx264", "-x264opts", "tff=1")
    path = clips.clip(tmp_path / name, "-i", plain, "-vf", "setfield=tff", "-flags", "+ildct+ilme", *woven)
    with VideoFile(plain) as ordinary, VideoFile(path) as video:
        meant, seen = list(ordinary), list(video)
        between = list(video.between(1.05, 2.0))
        third = [one for one in video.glance(lambda time_s: round(time_s * 10) % 3 == 0) if isinstance(one, Frame)]
    assert len(seen) == len(meant) == 30
    for part, rows in ((seen, range(30)), (between, range(11, 20)), (third, range(0, 30, 3))):
        for one, row in zip(part, rows, strict=True):
            off = [abs(one.image.mean() - other.image.mean()) for other in meant]
            assert int(np.argmin(off)) == row
            assert np.abs(one.image.astype(int) - meant[row].image).mean() < 8
