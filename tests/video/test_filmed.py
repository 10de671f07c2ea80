"""When a clip was filmed."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from formcheck.video.filmed import filmed_at
from tests.clips import tagged


def filmed(folder: Path, *tags: str, name: str = "clip.mov") -> Path:
    return tagged(folder / name, *tags)


@pytest.mark.parametrize("name", ["clip.mov", "clip.mp4", "clip.mkv"])
def test_the_time_of_the_container_is_told_in_the_local_zone(tmp_path: Path, name: str) -> None:
    at = filmed_at(filmed(tmp_path, "creation_time=2026-11-10T18:30:00Z", name=name))
    assert at == datetime.fromisoformat("2026-11-10T18:30:00+00:00")
    assert at is not None
    assert at.utcoffset() == at.astimezone().utcoffset()


def test_a_zone_that_the_container_names_is_kept(tmp_path: Path) -> None:
    tags = "creation_time=2026-11-10T18:30:00Z", "com.apple.quicktime.creationdate=2026-11-11T03:30:00+0900"
    at = filmed_at(filmed(tmp_path, *tags))
    assert at is not None
    assert (at.isoformat(), at.utcoffset()) == ("2026-11-11T03:30:00+09:00", timedelta(hours=9))


@pytest.mark.parametrize("tag", ["creation_time=1970-01-01T00:00:00Z", "comment=none"])
def test_a_clock_that_was_never_set_says_nothing(tmp_path: Path, tag: str) -> None:
    assert filmed_at(filmed(tmp_path, tag)) is None


def test_what_is_no_video_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.mp4").write_text("creation_time : 2026-11-10T18:30:00Z")
    assert filmed_at(tmp_path / "notes.mp4") is None
