import subprocess
import sys
from pathlib import Path

import pytest

from formcheck.errors import MissingLibraryError, OutputError
from formcheck.video import ffmpeg
from formcheck.video.encoder import H264Writer
from formcheck.video.file import VideoFile
from tests import clips


def times(path: Path) -> list[float]:
    with VideoFile(path) as video:
        return [frame.time_s for frame in video]


def test_nothing_is_there_before_the_end_and_the_old_file_until_then(tmp_path: Path) -> None:
    target = tmp_path / "out.mp4"
    target.write_text("old")
    writer = H264Writer(target, (160, 120))
    writer.write(clips.grey(90), 0.0)
    assert target.read_text() == "old"
    writer.close()
    writer.close()
    writer.abort()
    assert len(times(target)) == 1
    assert list(tmp_path.iterdir()) == [target]
    with pytest.raises(ValueError, match="after close"):
        writer.write(clips.grey(90), 1.0)


def test_an_error_inside_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyError), H264Writer(tmp_path / "out.mp4", (160, 120)) as writer:
        writer.write(clips.grey(90), 0.0)
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_without_a_picture_there_is_no_file(tmp_path: Path) -> None:
    H264Writer(tmp_path / "out.mp4", (160, 120)).close()
    assert list(tmp_path.iterdir()) == []


def test_interrupted_in_the_middle_of_a_picture_the_others_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = H264Writer(tmp_path / "out.mp4", (160, 120))
    for i in range(5):
        writer.write(clips.grey(90), i / 10)
    assert writer._feed is not None
    pipe = writer._feed._process.stdin
    assert pipe is not None
    write = pipe.write

    def interrupted(part: bytes | memoryview) -> int:
        if len(part) < 1000:
            return write(part)
        write(part[:-4])
        raise KeyboardInterrupt

    monkeypatch.setattr(pipe, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        writer.write(clips.grey(90), 0.5)
    monkeypatch.undo()
    writer.close()
    assert times(tmp_path / "out.mp4") == pytest.approx([0, 0.1, 0.2, 0.3, 0.4], abs=0.001)


@pytest.mark.parametrize("moment", ["write", "close"])
def test_a_killed_encoder_is_one_clear_error(tmp_path: Path, moment: str) -> None:
    writer = H264Writer(tmp_path / "out.mp4", (640, 480))
    writer.write(clips.grey(90, (640, 480)), 0.0)
    assert writer._feed is not None
    writer._feed._process.kill()
    with pytest.raises(OutputError, match=r"out\.mp4") as caught:
        for i in range(1, 50 if moment == "write" else 1):
            writer.write(clips.grey(90, (640, 480)), i / 10)
        writer.close()
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    writer.close()


def test_what_ffmpeg_said_last_is_in_the_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formcheck.video.encoder.MP4", ("-f", "no_such_format"))
    writer = H264Writer(tmp_path / "out.mp4", (160, 120))
    with pytest.raises(OutputError, match=r"no_such_format|Invalid argument"):
        for i in range(50):
            writer.write(clips.grey(90), i / 10)
        writer.close()
    assert list(tmp_path.iterdir()) == []


def test_a_talkative_ffmpeg_does_not_block() -> None:
    # Far more log than a pipe holds, while nobody asks for it.
    noisy = ["-v", "trace", "-f", "rawvideo", "-pix_fmt", "gray", "-s", "64x64", "-i", "pipe:0", "-f", "null", "-"]
    feed = ffmpeg.Feed(noisy)
    for _ in range(2000):
        feed.send(bytes(64 * 64))
    assert feed.finish() == ""


def test_where_nothing_can_be_written_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        H264Writer(tmp_path / "file" / "out.mp4", (160, 120))
    (tmp_path / "out.mp4").mkdir()
    writer = H264Writer(tmp_path / "out.mp4", (160, 120))
    writer.write(clips.grey(90), 0.0)
    with pytest.raises(OutputError, match="cannot be written"):
        writer.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "out.mp4"]


def test_without_ffmpeg_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "none"))
    with pytest.raises(MissingLibraryError, match="ffmpeg"):
        H264Writer(tmp_path / "out.mp4", (160, 120))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a console, not to a process group")
def test_ctrl_c_in_the_terminal_does_not_reach_the_encoder(tmp_path: Path) -> None:
    code = f"""
import os, signal, numpy as np
from formcheck.video.encoder import H264Writer
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
writer = H264Writer({str(tmp_path / "out.mp4")!r}, (160, 120))
try:
    for i in range(10):
        writer.write(np.zeros((120, 160, 3), np.uint8), i / 10)
    os.killpg(0, signal.SIGINT)
    signal.pause()
except KeyboardInterrupt:
    writer.close()
"""
    done = subprocess.run([sys.executable, "-c", code], start_new_session=True, check=False, timeout=60)
    assert done.returncode == 0
    assert len(times(tmp_path / "out.mp4")) == 10
