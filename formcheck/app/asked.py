"""What a button of the page begins, and how it is run: a session, or a check-up."""

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from formcheck.app import beginning
from formcheck.app.checkup import doing
from formcheck.app.checkup.led import CheckupRequest
from formcheck.app.live.request import Request
from formcheck.app.live.stage import OpenDisplay
from formcheck.system.language import tr

Asked = Request | CheckupRequest
"""What can be begun."""
CHECKUP, SHORT = "checkup", "short"


@dataclass(frozen=True, slots=True)
class Came:
    """What came of it.

    Attributes
    ----------
    kept
        Folder and uuid of a session that is saved.
    checkup
        Number of a check-up in the history; 0 for none.
    stopped_by
        What broke it off.
    """

    kept: tuple[Path, str] | None = None
    checkup: int = 0
    stopped_by: BaseException | None = None


def asked_for(kind: str, name: str, camera: str | None, model: Path | None) -> tuple[Asked, str]:
    """What is begun by a button, and what it is called; as `beginning.requested`.

    Raises
    ------
    ExerciseError, RoutineError, HistoryError
        There is no such exercise or routine, or the history cannot be read.
    """
    if kind == CHECKUP:
        return doing.requested(camera, model, short=name == SHORT), tr("Check-up")
    return beginning.requested(kind, name, camera, model)


def run(asked: Asked, out: Console, err: Console, open_display: OpenDisplay) -> Came:
    """Run it to its end; the parameters are those of `run_session`."""
    if isinstance(asked, CheckupRequest):
        done = doing.do_checkup(asked, out, err, open_display)
        return Came(None, done.number, done.led.stopped_by)
    from formcheck.app.live.setup import run_session

    finished = run_session(asked, out, err, open_display)
    kept = None if finished.folder is None else (finished.folder, finished.session)
    return Came(kept, 0, finished.stopped_by)
