"""The thread that takes pictures from a source, keeps the newest, and opens a live source in trouble again."""

import threading
from collections.abc import Callable
from math import inf

from formcheck.errors import DeviceError, FormcheckError
from formcheck.system.language import tr
from formcheck.video.capture import Meter
from formcheck.video.frame import Frame
from formcheck.video.health import Health, Limits
from formcheck.video.sources import Shot, Source
from formcheck.video.trouble import Trouble
from formcheck.video.turn import AS_IT_IS, Turn

_FAREWELL_S = 2.0


class Intake:
    """Pictures as they are taken, only the last one kept.

    Parameters
    ----------
    source
        Where pictures come from; closed by the thread, or by `close` if that never started.
    reopen
        Opens it again; None for a source that ends.
    limits
        How long what may last.
    turn
        What is done to every picture.

    Attributes
    ----------
    source
        The one that is open, or was last.
    state
        Why no picture comes, if none does, and what the system says of it (may be empty).
    failure
        What ended the source for good, if it is over and something did.
    apart
        2 or more leaves out the pictures right after one that was handed out: it is the 2nd after it, or a later one,
        that is handed out next.
    """

    def __init__(
        self, source: Source, reopen: Callable[[], Source] | None, limits: Limits, turn: Turn = AS_IT_IS
    ) -> None:
        self.source = source
        self.state = Trouble.SILENT, ""
        self.failure: FormcheckError | None = None
        self.apart = 1
        self.turn = turn
        self._reopen = reopen
        self._meter = Meter()
        self._health = Health(limits)
        self._newest: Frame | None = None
        self._first_index = 0  # of the source as it was opened last
        self._last_index = -1
        self._out_index = -inf  # of the picture handed out last
        self._taken = self._handed_out = 0
        self._ended = False
        self._stop = threading.Event()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=f"camera {source.name}", daemon=True)

    @property
    def stopped(self) -> bool:
        """Whether it was closed."""
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        """Whether the last picture there will ever be has been handed out."""
        with self._news:
            return self._ended and self._newest is None

    @property
    def dropped(self) -> int:
        """How many pictures were taken and never handed out."""
        with self._news:
            return self._taken - self._handed_out - (self._newest is not None)

    def start(self) -> None:
        """Begin to take pictures; a second time does nothing."""
        if self._thread.ident is None and not self.stopped:
            self._thread.start()

    def newest(self, wait_s: float) -> Frame | None:
        """The newest picture that was not handed out yet, with its index and time in the source.

        Parameters
        ----------
        wait_s
            How long to wait for one if there is none; less if the source ends or gets stuck.
        """
        with self._news:
            if self._newest is None and not self._ended and not self.stopped:
                self._news.wait(wait_s)
            frame, self._newest = self._newest, None
            if frame is not None:
                self._handed_out += 1
                self._out_index = frame.index
            return frame

    def close(self) -> None:
        """Let go of the source; a second time does nothing."""
        with self._news:
            self._stop.set()
            self._newest = None
            self._news.notify_all()
        if self._thread.ident is None:
            self.source.close()
        elif self._thread is not threading.current_thread():
            # A driver that hangs must not hang us: its thread closes the source whenever it gets back.
            self._thread.join(_FAREWELL_S)

    def _run(self) -> None:
        try:
            trouble = self._take()
            while self._reopen is not None and self._open_again(self._reopen, trouble):
                trouble = self._take()
        finally:
            with self._news:
                self._ended = True
                self._news.notify_all()

    def _take(self) -> Trouble:
        """Take pictures until the source ends, fails or is in trouble for too long; return what is wrong."""
        reason, detail = Trouble.SILENT, ""
        try:
            for shot in self.source.shots(self._stop):
                if self.stopped:
                    break
                trouble = self._put(shot)
                if trouble is not None and self._reopen is not None and self._health.due:
                    reason = trouble
                    break
        except FormcheckError as error:
            detail = str(error)
            if self._reopen is None:
                self.failure = error
        finally:
            self.source.close()
        self.state = reason, detail
        return reason

    def _put(self, shot: Shot) -> Trouble | None:
        picture = self._meter.measure(shot.image)
        # A video file may stand still.
        trouble = self._health.look(shot.time_s, picture) if self.source.live else None
        reason = Trouble.STUCK if trouble is Trouble.STUCK else Trouble.SILENT
        frame = Frame(self._first_index + shot.index, shot.time_s, self.turn.apply(shot.image), picture)
        with self._news:
            self._taken += 1
            self._last_index = frame.index
            if reason is Trouble.SILENT and frame.index - self._out_index >= self.apart:
                self._newest = frame
            if self._newest is frame or self.state[0] is not reason:
                self._news.notify_all()
            self.state = reason, ""
        return trouble

    def _open_again(self, reopen: Callable[[], Source], trouble: Trouble) -> bool:
        """Try until it works; whether it did, before it was closed."""
        pause_s = self._health.again(trouble)
        while not self._stop.wait(pause_s):
            try:
                self.source = _live(reopen())
            except FormcheckError as error:
                self.state = Trouble.SILENT, str(error)
                pause_s = self._health.again(Trouble.SILENT)
            else:
                self._first_index = self._last_index + 1
                return True
        return False


def _live(source: Source) -> Source:
    if source.live:
        return source
    source.close()
    raise DeviceError(tr("{name} delivers a recording now, and no live pictures any more", name=source.name))
