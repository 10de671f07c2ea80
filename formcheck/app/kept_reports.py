"""What was written of past sessions, as the page fetches it: reports with their videos, and the whole history."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from formcheck.app.checkup.keeping import lately
from formcheck.errors import unwritten
from formcheck.output.checkup.page import page
from formcheck.output.history.checkup_rows import id_of
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.entry import Entry
from formcheck.output.history.export import export
from formcheck.output.history.formatting import what
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.store import History, history_path
from formcheck.output.report import PAGE
from formcheck.system.language import tr

VIDEOS = ("annotated.mp4", "video.mp4")


@dataclass(frozen=True, slots=True)
class Called:
    """What a row of the history is called: by the page, in words, by kind and number; whether it has its own page."""

    name: str
    said: str
    kind: str
    number: int
    has_page: bool


def called(entry: Entry | KeptCheckup) -> Called:
    """A session, or a check-up."""
    if isinstance(entry, KeptCheckup):
        return Called(id_of(entry), tr("Check-up"), "checkup", entry.id, has_page=True)
    return Called(str(entry.id), what(entry), "session", entry.id, has_page=bool(entry.folder))


def result_of(number: object) -> tuple[Path, str] | None:
    """Folder and uuid of a session of the history; None where there is none with that number, or it kept no result."""
    found = [one for one in History(history_path()).entries() if one.id == number and one.folder]
    return (Path(found[0].folder), found[0].uuid) if found else None


def checkup_sheet(number: object, folder: Path) -> Path | None:
    """The page of a check-up, written into a folder; None where there is none with that number.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    every = lately()
    found = [place for place, (kept, _) in enumerate(every) if kept.id == number]
    if not found:
        return None
    path = folder / "checkup" / PAGE
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(every[: found[0] + 1]), encoding="utf-8")
    except OSError as error:
        raise unwritten(path, error) from error
    return path


def exported(folder: Path) -> Path:
    """The file of the whole history, written into a folder.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    kept, path = History(history_path()), folder / "formcheck-history.json"
    export(kept.entries(), path, kept.goals(), Checkups(kept).all())
    return path


def with_its_video(report: Path, lend: Callable[[Path], str]) -> str:
    """The text of a report, in which the video beside it is the one that is lent."""
    text = report.read_text(encoding="utf-8", errors="replace")
    for video in (report.parent / name for name in VIDEOS):
        if video.is_file():
            text = text.replace(f'src="{video.name}"', f'src="{lend(video)}"')
    return text
