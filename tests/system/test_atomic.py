"""Files that appear when they are complete: who may read them, and that their names too are on the disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE, S_ISDIR

import pytest

from formcheck.system.atomic import replacing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes as on Unix")


@pytest.fixture(params=[0o022, 0o077, 0o002], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """What this user keeps from others."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def written(path: Path, mode: int | None = None) -> int:
    """The mode of a file that was written; it never was wider on the way."""
    with replacing(path) if mode is None else replacing(path, mode) as file:
        file.write(b"all")
        (part,) = path.parent.glob(".*.part")
        before = S_IMODE(part.stat().st_mode)
    assert before == S_IMODE(path.stat().st_mode)
    return before


def test_a_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path, umask: int) -> None:
    assert written(tmp_path / "export.json") == 0o666 & ~umask


def test_a_file_of_its_owner_alone_is_that_from_the_beginning(tmp_path: Path, umask: int) -> None:
    (tmp_path / "safety.json").write_text("read by all before")
    assert written(tmp_path / "safety.json", 0o600) == 0o600
    assert (tmp_path / "safety.json").read_text() == "all"


def test_the_name_is_on_the_disk_as_well_after_the_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = os.fsync, list[tuple[bool, bool]]()

    def fsync(handle: int) -> None:
        seen.append((S_ISDIR(os.fstat(handle).st_mode), (tmp_path / "a").exists()))
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    with replacing(tmp_path / "a") as file:
        file.write(b"all")
    assert seen == [(False, False), (True, True)]


def test_a_disk_that_cannot_tell_of_its_names_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        real(handle)

    monkeypatch.setattr("os.fsync", fsync)
    with replacing(tmp_path / "a") as file:
        file.write(b"all")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize("place", ["..", "nowhere/a", "x" * 300])
def test_a_place_where_no_file_can_be_is_an_error_of_the_system(tmp_path: Path, place: str) -> None:
    with pytest.raises(OSError), replacing(tmp_path / place) as file:
        file.write(b"all")
    assert list(tmp_path.iterdir()) == []
