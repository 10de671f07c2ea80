"""The folder of a result found again by its session, and deleted: what formcheck wrote in it, and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.errors import OutputError
from formcheck.output.report import Source, as_json
from formcheck.output.report.kept_result import FILES, Deleted, delete_result, is_of, report_in
from tests.report_pages import THREE, session

MINE = "11111111-2222-3333-4444-555555555555"
SOURCE = Source("0", session=MINE, started_at=datetime(2026, 3, 2, 7, 30, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole result."""
    made = tmp_path / "2026-03-02_07-30-00_glute_bridge"
    made.mkdir()
    for name in FILES:
        (made / name).write_text("x")
    (made / "summary.json").write_text(as_json(session(THREE), SOURCE))
    return made


def test_the_report_of_a_session_is_found(folder: Path) -> None:
    assert report_in(folder, MINE) == folder / "report.html"
    (folder / "report.html").unlink()
    assert report_in(folder, MINE) is None


@pytest.mark.parametrize("other", ["", "another"])
def test_a_folder_of_another_session_is_neither_shown_nor_deleted(folder: Path, other: str) -> None:
    assert report_in(folder, other) is None
    assert delete_result(folder, other) is None
    assert {path.name for path in folder.iterdir()} == set(FILES)


def test_a_result_is_deleted_with_its_folder(folder: Path) -> None:
    assert delete_result(folder, MINE) == Deleted(len(FILES))
    assert not folder.exists()
    assert delete_result(folder, MINE) is None


def test_what_is_not_of_formcheck_stays(folder: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.txt"
    diary.write_text("mine")
    (folder / "notes.txt").write_text("mine")
    (folder / "annotated.mp4").unlink()
    (folder / "annotated.mp4").symlink_to(diary)
    (folder / "recording.npz").unlink()
    (folder / "recording.npz").mkdir()
    done = delete_result(folder, MINE)
    assert done == Deleted(len(FILES) - 2, ("annotated.mp4", "notes.txt", "recording.npz"))
    assert (folder / "notes.txt").read_text() == diary.read_text() == "mine"


def test_a_link_to_a_result_is_not_followed(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert not is_of(link, MINE)
    assert delete_result(link, MINE) is None
    assert (folder / "summary.json").is_file()


def test_where_a_file_cannot_be_deleted_it_can_be_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def stubborn(path: Path, missing_ok: bool = False) -> None:
        if path.name == "signals.csv":
            raise PermissionError(13, "in use", str(path))
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", stubborn)
        with pytest.raises(OutputError, match=r"cannot delete .*signals\.csv: in use"):
            delete_result(folder, MINE)
    assert is_of(folder, MINE)
    assert delete_result(folder, MINE) is not None
    assert not folder.exists()


def test_what_a_session_is_and_when_stands_in_its_summary() -> None:
    text = as_json(session(THREE), replace(SOURCE, load="8 kg"))
    assert f'"session": "{MINE}"' in text
    assert '"started_at": "2026-03-02T07:30:00Z"' in text
    assert '"load": "8 kg"' in text
