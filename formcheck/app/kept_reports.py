"""What was written of past sessions, as the page fetches it: reports with their videos, and the whole history."""

from collections.abc import Callable
from pathlib import Path

from formcheck.output.history.export import export
from formcheck.output.history.store import History, history_path

VIDEOS = ("annotated.mp4", "video.mp4")


def result_of(number: object) -> tuple[Path, str] | None:
    """Folder and uuid of a session of the history; None where there is none with that number, or it kept no result."""
    found = [one for one in History(history_path()).entries() if one.id == number and one.folder]
    return (Path(found[0].folder), found[0].uuid) if found else None


def exported(folder: Path) -> Path:
    """The file of the whole history, written into a folder.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    kept, path = History(history_path()), folder / "formcheck-history.json"
    export(kept.entries(), path, kept.goals())
    return path


def with_its_video(report: Path, lend: Callable[[Path], str]) -> str:
    """The text of a report, in which the video beside it is the one that is lent."""
    text = report.read_text(encoding="utf-8", errors="replace")
    for video in (report.parent / name for name in VIDEOS):
        if video.is_file():
            text = text.replace(f'src="{video.name}"', f'src="{lend(video)}"')
    return text
