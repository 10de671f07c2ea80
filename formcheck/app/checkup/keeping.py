"""Keeps a check-up in the history, and judges it against those before."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from formcheck.app.checkup import person
from formcheck.checkup.record import Checkup
from formcheck.checkup.scoring import judged
from formcheck.errors import HistoryError, unwritten
from formcheck.output.checkup.page import write_page
from formcheck.output.checkup.pagefile import is_page, page_of
from formcheck.output.history.checkup_steps import Past
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.store import History, history_path
from formcheck.system.folders import user_folder


def keep(checkup: Checkup, history: History, began: datetime | None = None) -> Path:
    """Write a check-up into the history, and its page beside; the path of the page.

    Parameters
    ----------
    checkup, history
        What was measured, and where it is kept.
    began
        When it began, with the offset from UTC; None for now.

    Raises
    ------
    HistoryError, OutputError
        It cannot be kept, or its page cannot be written.
    """
    kept = KeptCheckup(str(uuid4()), began or datetime.now().astimezone(), checkup)
    Checkups(history).keep(kept)
    return page_of_last(history)


def page_of_last(history: History) -> Path:
    """Write the page of the last check-up anew; its path."""
    every = Checkups(history).all()
    return write_page(judgements(every), history.path)


def forget(history: History, ids: Sequence[int]) -> None:
    """Delete check-ups, and what the page of the last one shows of them.

    Raises
    ------
    HistoryError, OutputError
        They cannot be deleted, or the page cannot.
    """
    Checkups(history).delete(ids)
    page = page_of(history.path)
    if not is_page(page):
        return
    if Checkups(history).all():
        page_of_last(history)
        return
    try:
        page.unlink(missing_ok=True)
    except OSError as error:
        raise unwritten(page, error) from error


def past(history: History) -> list[Checkup]:
    """What was measured before, the oldest first: what `judged` compares with."""
    return [kept.checkup for kept in Checkups(history).all()]


def lately() -> Past:
    """All check-ups of this user as they are judged, the oldest first; none where the history cannot be read."""
    try:
        return judgements(Checkups(History(history_path())).all())
    except HistoryError:
        return []


def judgements(every: Sequence[KeptCheckup]) -> Past:
    """Each check-up as it is judged against those before, with the age on its day."""
    said = person.kept(user_folder()) or person.Kept()
    return [
        (kept, judged(kept.checkup, [one.checkup for one in every[:number]], said.on(kept.started_at.date())))
        for number, kept in enumerate(every)
    ]
