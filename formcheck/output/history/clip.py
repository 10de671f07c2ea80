"""Puts an analysed clip into the history, under the day on which it was filmed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from formcheck.counting.summary import Summary
from formcheck.errors import HistoryError
from formcheck.exercises.timed import AnyExercise
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.filing import filing_of
from formcheck.output.history.store import History
from formcheck.output.report import Source
from formcheck.system.language import tr
from formcheck.system.reasons import reason_of


class Kept(Enum):
    """What came of keeping a clip."""

    NOTHING = auto()
    ADDED = auto()
    REPLACED = auto()


def keep_clip(  # noqa: PLR0913, PLR0917 - all that is known of a clip
    history: History,
    path: Path,
    summary: Summary,
    source: Source,
    practices: Mapping[str, AnyExercise],
    filmed: datetime | None = None,
    folder: Path | None = None,
) -> Kept:
    """Keep what was found in a clip; the same content analysed again replaces what is there of it.

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
        When it was filmed; None for what its source or its container says, else for its last change.
    folder
        Where its result lies; None where none was written.

    Returns
    -------
    Kept
        Whether it is new there; nothing is kept where nothing was done.

    Raises
    ------
    HistoryError
        It cannot be written.
    """
    try:
        place, filing = path.resolve(), filing_of(path, filmed or source.started_at)
    except OSError as error:
        raise HistoryError(tr("{path} is not in the history: {why}", path=path, why=reason_of(error))) from error
    begun = Entry.begun(filing.uuid, filing.started_at, Kind.ANALYSIS, path.name, str(place))
    filed = replace(source, name=str(place), session=filing.uuid, started_at=filing.started_at)
    entry = begun.with_summary(summary, filed, practices)
    if not entry.worth_keeping:
        return Kept.NOTHING
    known = history.keep(entry)
    if folder is not None:
        history.placed(filing.uuid, folder)
    return Kept.REPLACED if known else Kept.ADDED
