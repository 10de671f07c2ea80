"""Reports and exports, found by what the page calls them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from formcheck.output.history.export import export
from formcheck.output.history.store import History, history_path
from formcheck.output.report.kept_result import report_in
from formcheck.web.clips import Clips
from formcheck.web.sessions import Sessions

VIDEOS = ("annotated.mp4", "video.mp4")


def named_report(said: Mapping[str, Any], sessions: Sessions, clips: Clips, scratch: Path) -> Path | None:
    """The file that the page means; None where it is not there, or not any more.

    Parameters
    ----------
    said
        ``what``: the ``last`` session, a ``session`` of the history or a ``clip`` by its number, or the ``export``.
    sessions, clips
        Those of this program.
    scratch
        Where an export is written.
    """
    what, number = said.get("what"), said.get("id")
    result: tuple[Path, str] | None = None
    if what == "last":
        result = sessions.finished
    elif what == "clip" and isinstance(number, int) and 0 <= number < len(clips.all):
        result = clips.all[number].result
    elif what == "session":
        found = [one for one in History(history_path()).entries() if one.id == number and one.folder]
        result = (Path(found[0].folder), found[0].uuid) if found else None
    elif what == "export":
        kept, path = History(history_path()), scratch / "formcheck-history.json"
        export(kept.entries(), path, kept.goals())
        return path
    return report_in(*result) if result is not None else None


def with_its_video(report: Path, lend: Callable[[Path], str]) -> str:
    """The text of a report, in which the video beside it is the one that is lent."""
    text = report.read_text(encoding="utf-8", errors="replace")
    for video in (report.parent / name for name in VIDEOS):
        if video.is_file():
            text = text.replace(f'src="{video.name}"', f'src="{lend(video)}"')
    return text
