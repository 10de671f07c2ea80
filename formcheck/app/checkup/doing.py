"""A check-up from what is asked to what is kept of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from formcheck.app.checkup.keeping import keep, past
from formcheck.app.checkup.led import CheckupRequest, LedCheckup, lead
from formcheck.app.live.stage import OpenDisplay
from formcheck.app.settings import settings
from formcheck.checkup.scoring.sides import next_first_side
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.store import History, history_path
from formcheck.pose.landmarks import Side
from formcheck.system.folders import user_folder


@dataclass(frozen=True, slots=True)
class Done:
    """What was measured, its page and its number in the history; None where nothing was that could be kept."""

    led: LedCheckup
    page: Path | None
    number: int = 0


def first_side() -> Side:
    """The side that begins this time.

    Raises
    ------
    HistoryError
        The history cannot be read.
    """
    return next_first_side(past(History(history_path())))


def requested(camera: str | None, model: Path | None, *, short: bool) -> CheckupRequest:
    """What a button of the page asks for, with what is chosen there."""
    chosen = settings(user_folder())
    return CheckupRequest(first_side(), chosen.voice, short=short, camera=camera, model_path=model)


def do_checkup(request: CheckupRequest, out: Console, err: Console, open_display: OpenDisplay | None = None) -> Done:
    """Lead through a check-up, and keep it; the parameters are those of `lead`.

    Raises
    ------
    HistoryError, OutputError
        It cannot be kept, or its page cannot be written.
    """
    history, began = History(history_path()), datetime.now().astimezone().replace(microsecond=0)
    led = lead(request, out, err, open_display)
    if not (led.checkup.complete or any(one.value is not None for one in led.checkup.results)):
        return Done(led, None)
    page = keep(led.checkup, history, began)
    return Done(led, page, Checkups(history).all()[-1].id)
