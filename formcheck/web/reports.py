"""Reports and exports, found by what the page calls them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from formcheck.app.kept_reports import checkup_sheet, exported, result_of
from formcheck.output.report.kept_result import report_in
from formcheck.web.clips import Clips
from formcheck.web.sessions import Sessions


def named_report(said: Mapping[str, Any], sessions: Sessions, clips: Clips, scratch: Path) -> Path | None:
    """The file that the page means; None where it is not there, or not any more.

    Parameters
    ----------
    said
        ``what``: the ``last`` session, a ``session`` or a ``checkup`` of the history or a ``clip`` by its number, or
        the ``export``.
    sessions, clips
        Those of this program.
    scratch
        Where an export and the page of a check-up are written.
    """
    what, number = said.get("what"), said.get("id")
    result: tuple[Path, str] | None = None
    if what == "last":
        result = sessions.finished
    elif what == "clip" and isinstance(number, int) and 0 <= number < len(clips.all):
        result = clips.all[number].result
    elif what == "session":
        result = result_of(number)
    elif what == "checkup":
        return checkup_sheet(number, scratch)
    elif what == "export":
        return exported(scratch)
    return report_in(*result) if result is not None else None
