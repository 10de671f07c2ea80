"""The desk companion as a program that runs all day: a tick every few seconds, and nothing else."""

import itertools
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from formcheck.app.desk.attendant import Attendant
from formcheck.app.desk.companion import Companion
from formcheck.app.desk.event import Event
from formcheck.app.desk.hours import Hours, Pace
from formcheck.app.desk.keeping import END, LOCK, load, save, state_path, take_answer
from formcheck.app.desk.looker import WATCHING, Looker
from formcheck.app.desk.offers import offers
from formcheck.errors import FormcheckError, unwritten
from formcheck.system.desktop import this_desktop
from formcheck.system.folders import user_folder
from formcheck.system.language import tr

LISTEN_S = 1.0
"""An answer is heard within this."""
TICK_EVERY, SAVE_EVERY = 10, 60
"""So often, in times that it listens, the computer is asked how things stand, and that is written down."""
PROBED_S = 0.5
"""Whoever looks whether one runs has its lock for a moment."""
OPENS_S, ROUTINE_S = 30.0, 1800.0
"""So long the model and the camera may take to open, and a routine in all."""


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """How the user wants it.

    Attributes
    ----------
    hours, pace
        When it works, and after how long it asks.
    camera, model
        As everywhere; a camera that is not wanted is told by `look`.
    look, glances
        Whether the camera may open for a break that was accepted, and for a glance now and then.
    voice
        Whether it speaks.
    """

    hours: Hours = field(default_factory=Hours)
    pace: Pace = field(default_factory=Pace)
    camera: str | None = None
    model: Path | None = None
    look: bool = True
    glances: bool = True
    voice: bool = True


@contextmanager
def only_one() -> Iterator[None]:
    """Within this no other companion of this user runs.

    Raises
    ------
    FormcheckError
        One runs already.
    """
    folder = user_folder()
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=PROBED_S):
            take_answer()  # which was meant for another one, that has not heard it
            yield
    except Timeout:
        running = tr("a desk companion is running already, all is well: formcheck desk off ends it for today")
        raise FormcheckError(running) from None
    except OSError as error:
        raise unwritten(folder, error) from error


def run(request: DeskRequest, keep: Callable[[Event], object], show: Callable[[Event], object]) -> None:
    """Run until the system or the user ends it; then how things stand is written down.

    Parameters
    ----------
    keep, show
        Take every event: to be kept, and to be shown.
    """
    path = state_path()
    state, taught = load(path)
    companion = Companion(request.hours, request.pace, glances=request.look and request.glances, state=state)
    begin_look = starter(request) if request.look else None
    say = _say if request.voice else _say_nothing
    attendant = Attendant(companion, this_desktop(), begin_look, say, taught, _checkup_due)
    ended = threading.Event()
    with _told_to_end(ended):
        try:
            for count in itertools.count():
                now = datetime.now().astimezone()
                answer = take_answer()
                if answer == END:
                    break
                events = attendant.answer(now, answer) if answer is not None else []
                events += attendant.listen(now)
                if count % TICK_EVERY == 0 or attendant.doing is not None:
                    events += attendant.tick(now)
                for event in events:
                    keep(event)
                    show(event)
                if events or answer is not None or count % SAVE_EVERY == 0:
                    save(path, companion.state, attendant.taught, attendant.doing)
                if ended.wait(LISTEN_S):
                    break
        finally:
            attendant.close()
            save(path, companion.state, attendant.taught)


def look_command(what: str, camera: str | None, model: Path | None) -> tuple[list[str], float]:
    """The program that looks, and after how many seconds it is ended."""
    options = [*(["--camera", camera] if camera else []), *(["--model", str(model)] if model else [])]
    offer = offers().get(what)
    if offer is not None and offer.routine is not None:
        return [sys.executable, "-m", "formcheck", "routine", offer.routine.name, *options], ROUTINE_S
    timed = None if offer is None else offer.counted or offer.gone
    return [*WATCHING, what, *options], OPENS_S + (0.0 if timed is None else timed.within_s)


def starter(request: DeskRequest) -> Callable[[str], Looker]:
    """Begins looks."""
    return lambda what: Looker(*look_command(what, request.camera, request.model))


def _say(text: str) -> None:
    """In a process of its own, which is waited for by nobody: sound and voice are large."""
    speaking = subprocess.Popen(
        [sys.executable, "-m", "formcheck.app.desk.words", text],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    threading.Thread(target=speaking.wait, daemon=True).start()


def _checkup_due() -> str:
    """That the next check-up is due; read when it is needed, since the companion runs for days."""
    from formcheck.app.checkup.keeping import lately
    from formcheck.output.history.checkup_steps import reminder

    return reminder(lately(), date.today())


def _say_nothing(text: str) -> None:
    pass


@contextmanager
def _told_to_end(ended: threading.Event) -> Iterator[None]:
    """Ctrl-C and the end of the desktop session end it in good order."""
    signals = [signal.SIGINT, signal.SIGTERM]
    before = [signal.signal(number, lambda *_: ended.set()) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)
