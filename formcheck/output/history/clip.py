"""Puts an analysed clip into the history, under the day on which it was filmed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from formcheck.counting.summary import Summary
from formcheck.errors import HistoryError
from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.store import History
from formcheck.output.report import Source
from formcheck.video.filmed import filmed_at


def keep_clip(
    history: History,
    path: Path,
    summary: Summary,
    source: Source,
    practices: Mapping[str, AnyExercise],
    filmed: datetime | None = None,
) -> bool:
    """Keep what was found in a clip; the same file analysed again replaces what is there of it.

    Parameters
    ----------
    history
        Where it is kept.
    path
        The clip.
    summary, source
        What was found, and what is said about the file.
    practices
        The exercises it may be, by their ids.
    filmed
        When it was filmed; None for the time that its container names, else for that of the file's last change.

    Returns
    -------
    bool
        False where nothing was done in it, of which nothing is kept.

    Raises
    ------
    HistoryError
        It cannot be written.
    """
    try:
        place, modified_s = path.resolve(), path.stat().st_mtime
    except OSError as error:
        raise HistoryError(f"{path} is not in the history: {error.strerror or error}") from error
    uuid = str(uuid5(NAMESPACE_URL, f"{place.as_uri()}#{modified_s!r}"))
    began = filmed or filmed_at(place) or datetime.fromtimestamp(int(modified_s))
    begun = Entry.begun(
        uuid, began.astimezone(began.tzinfo).replace(microsecond=0), Kind.ANALYSIS, path.name, str(place)
    )
    entry = begun.with_summary(summary, replace(source, name=str(place)), practices)
    if entry.worth_keeping:
        history.keep(entry)
    return entry.worth_keeping
