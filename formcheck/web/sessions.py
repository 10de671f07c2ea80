"""The one session that may be under way: begun and steered from the page, run in a thread of its own."""

import threading
from pathlib import Path

from rich.console import Console

from formcheck.app.asked import Asked, run
from formcheck.app.live.stage import Stage
from formcheck.app.preview import preview
from formcheck.errors import FormcheckError
from formcheck.feedback.drawing import jpeg
from formcheck.system.language import tr
from formcheck.system.plain import Notes, plainly
from formcheck.web.display import MIRROR, PageDisplay
from formcheck.web.feed import Feed
from formcheck.workout.command import Command

SAVING_S = 60.0


class Sessions:
    """Begins sessions, one at a time.

    Parameters
    ----------
    feed
        Where they are shown.

    Attributes
    ----------
    free
        Set while none is under way.
    finished
        Folder and uuid of the last one; None before the first, or where it was not saved.
    """

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._lock = threading.Lock()
        self._stage: Stage | None = None
        self._display: PageDisplay | None = None
        self._looking = threading.Event()
        self._thread: threading.Thread | None = None
        self.free = threading.Event()
        self.free.set()
        self.finished: tuple[Path, str] | None = None
        feed.tell(phase="idle")

    def begin(self, request: Asked, title: str) -> bool:
        """Begin a session; False where one is under way."""
        self.look_no_more()
        with self._lock:
            if not self.free.is_set():
                return False
            self.free.clear()
        self.finished = None
        self._feed.picture(b"")
        self._feed.tell(phase="starting", title=title, note="", came="", now=None, checkup=0)
        self._thread = threading.Thread(target=self._run, args=(request,), name="session")
        self._thread.start()
        return True

    def ask(self, what: str) -> None:
        """Want something of the session under way, if there is one."""
        stage, display = self._stage, self._display
        if what == MIRROR and display is not None:
            display.mirror()
        elif stage is not None and what in set(Command):
            stage.controls.ask(Command(what))

    def close(self) -> None:
        """End the session under way, and wait until it is saved."""
        self.look_no_more()
        if self._display is not None:
            self._display.close()
        if self._thread is not None:
            self._thread.join(SAVING_S)

    def look(self, spec: str) -> bool:
        """Show what a camera sees for a while, to choose it by; False where a session is under way."""
        self.look_no_more()
        if not self.free.is_set():
            return False
        self._looking = threading.Event()
        self._thread = threading.Thread(target=self._look, args=(spec, self._looking), name="camera")
        self._thread.start()
        return True

    def look_no_more(self) -> None:
        """Let go of a camera that is only looked through."""
        self._looking.set()
        if self._thread is not None and self._thread.name == "camera":
            self._thread.join(SAVING_S)

    def _run(self, request: Asked) -> None:
        out = Console(file=Notes(lambda line: self._feed.tell(came=line)), width=1000)  # type: ignore[arg-type]
        err = Console(file=Notes(lambda line: self._feed.tell(note=line)), width=1000)  # type: ignore[arg-type]
        told: dict[str, object] = {"phase": "ended"}
        try:
            came = run(request, out, err, self._open)
            self.finished, told["checkup"] = came.kept, came.checkup
            if came.stopped_by is not None:
                told["note"] = plainly(str(came.stopped_by))
        except FormcheckError as error:
            told = {"phase": "failed", "note": plainly(str(error))}
        except BaseException:
            told = {"phase": "failed", "note": tr("The session was broken off by a mistake of formcheck.")}
            raise
        finally:
            self._stage = self._display = None
            self._feed.tell(**told, saved=bool(self.finished or told.get("checkup")))
            self._feed.picture(b"")
            self.free.set()

    def _open(self, stage: Stage) -> PageDisplay:
        display = PageDisplay(stage, self._feed)
        self._stage, self._display = stage, display
        self._feed.tell(phase="running")
        return display

    def _look(self, spec: str, stop: threading.Event) -> None:
        try:
            for image in preview(spec, stop):
                self._feed.tell(look="")
                if self._feed.ready:
                    self._feed.picture(jpeg(image))
        except FormcheckError as error:
            self._feed.tell(look=plainly(str(error)))
        finally:
            self._feed.picture(b"")
