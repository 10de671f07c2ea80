"""The folder of a result, found again by its session: its report, what is noted in it, and how it is deleted."""

import stat
from dataclasses import dataclass
from pathlib import Path

from formcheck.errors import InputError, OutputError
from formcheck.output.report.page import PAGE
from formcheck.output.report.plain import TEXT
from formcheck.output.report.reading import read_document
from formcheck.system.language import tr
from formcheck.system.output_folder import MARK
from formcheck.system.paths import is_file
from formcheck.system.reasons import reason_of

FILES = (
    PAGE, TEXT, "signals.csv", "annotated.mp4", "video.mp4", "recording.npz", "angles.mot", "markers.trc", MARK,
)  # fmt: skip
"""Everything that is ever written into the folder of a result; last what tells whose it is."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted of a result.

    Attributes
    ----------
    files
        How many files.
    left
        Names of what lies in its folder and is not formcheck's; the folder stays with it.
    """

    files: int
    left: tuple[str, ...] = ()


def report_in(folder: Path, session: str) -> Path | None:
    """The report of a session; None where it is gone, or the folder holds another result by now."""
    page = folder / PAGE
    return page if is_file(page) and is_of(folder, session) else None


def session_of(file: Path) -> str:
    """The session of which a file was written, as its video; empty where it is none of formcheck's."""
    if file.name not in FILES:
        return ""
    try:
        return read_document(file.parent).session
    except InputError:
        return ""


def is_of(folder: Path, session: str) -> bool:
    """Whether a folder holds the result of this session, and is one itself and no link."""
    try:
        return bool(session) and stat.S_ISDIR(folder.lstat().st_mode) and read_document(folder).session == session
    except (OSError, InputError):
        return False


def delete_result(folder: Path, session: str) -> Deleted | None:
    """Delete what formcheck wrote of a session; None where the folder is not, or no more, that of its result.

    Raises
    ------
    OutputError
        Something cannot be deleted; with it stays what tells whose it is, so that it can be tried again.
    """
    if not is_of(folder, session):
        return None
    try:
        ours = [folder / name for name in FILES if _is_plain(folder / name)]
        for file in ours:
            file.unlink(missing_ok=True)
        left = tuple(sorted(path.name for path in folder.iterdir()))
        if not left:
            folder.rmdir()
    except OSError as error:
        raise OutputError(
            tr(
                "cannot delete {place}: {why}; close what uses it, and try again",
                place=error.filename or folder,
                why=reason_of(error),
            )
        ) from error
    return Deleted(len(ours), left)


def _is_plain(path: Path) -> bool:
    """Whether it is a file itself: what is behind a link was not written by us."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
