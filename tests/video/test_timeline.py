"""Where a file may be divided, and that its parts hold just the pictures of the whole."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from formcheck.video import timeline as rooms
from formcheck.video.file import VideoFile
from formcheck.video.timeline import SHORTEST_S, parts_of, timeline
from tests import clips
from tests.program import SAMPLES

MAKERS: dict[str, Callable[[Path], Path]] = {
    "plain": lambda folder: clips.plain(folder / "a.mp4"),
    "few key pictures, pictures out of order": lambda folder: clips.plain(folder / "a.mp4", "-g", "250", "-bf", "3"),
    "variable rate": lambda folder: clips.variable_rate(folder / "a.mkv"),
    "with sound that begins first": lambda folder: clips.flash_and_beep(folder / "a.mp4"),
    "begins late": lambda folder: clips.plain(folder / "a.mkv", "-output_ts_offset", "7"),
    "WebM": lambda folder: clips.clip(folder / "a.webm", *clips.MOVING, "-c:v", "libvpx", "-g", "12"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_parts_hold_the_pictures_of_the_whole_to_the_last_pixel(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = MAKERS[name](tmp_path)
    with VideoFile(path) as video:
        whole = [(frame.time_s, frame.image.tobytes()) for frame in video]
    time_s = timeline(path)
    assert time_s is not None
    assert time_s == pytest.approx([moment_s for moment_s, _ in whole], abs=1e-3)
    monkeypatch.setattr(rooms, "SHORTEST_S", 0.4)
    parts = parts_of(time_s)
    assert len(parts) >= 4
    found = []
    for part in parts:
        with VideoFile(path) as video:
            found += [(frame.time_s, frame.image.tobytes()) for frame in video.between(part.begin_s, part.end_s)]
    assert [moment_s for moment_s, _ in found] == pytest.approx([moment_s for moment_s, _ in whole], abs=1e-6)
    assert [image for _, image in found] == [image for _, image in whole]


def test_a_clock_that_jumps_back_or_says_nothing_is_no_timeline(tmp_path: Path) -> None:
    stream = clips.clip(tmp_path / "raw.h264", *clips.MOVING, *clips.YUV, "-f", "h264")
    (tmp_path / "song.mp4").write_bytes(b"nothing")
    assert timeline(tmp_path / "song.mp4") is None
    found = timeline(stream)
    if found is not None:  # some versions count the pictures
        with VideoFile(stream) as video:
            assert len(found) == sum(1 for _ in video)


@pytest.mark.parametrize(("duration_s", "count"), [(5, 1), (59, 1), (60, 2), (119, 2), (300, 8), (3600, 64)])
def test_a_clip_is_halved_until_a_part_would_be_too_short(duration_s: float, count: int) -> None:
    time_s = np.linspace(0, duration_s, int(duration_s * 25) + 1)
    parts = parts_of(time_s)
    assert len(parts) == count
    assert [part.first for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == len(time_s)
    assert all(one.end_s == other.begin_s for one, other in pairwise(parts))
    assert count == 1 or duration_s / count >= SHORTEST_S


def test_a_sample_is_a_single_part() -> None:
    time_s = timeline(SAMPLES / "donkey_kick.mp4")
    assert time_s is not None
    assert len(parts_of(time_s)) == 1
