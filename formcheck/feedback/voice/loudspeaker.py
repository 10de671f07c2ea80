"""The loudspeaker of this computer, which may come and go unnoticed by the speaker."""

import atexit
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Self

import numpy as np
import numpy.typing as npt

from formcheck.errors import DeviceError
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.outputs import NullOutput
from formcheck.system.language import tr
from formcheck.system.native import native_log_hidden

logger = logging.getLogger(__name__)

LATENCY_S = 0.04  # the least that Python keeps up with while the pose model is at work: less would crackle
REOPEN_S = 5.0

_GLANCE_S = 2.0  # no loudspeaker that works goes so long without asking for samples
_FAREWELL_S = 2.0


class DeviceOutput:
    """Plays a mixer on the loudspeaker that the system has chosen.

    If it disappears, the mixer is emptied in silence at the same pace, so that no thread waits for ever, and every few
    seconds the loudspeaker that the system has then is tried.

    Parameters
    ----------
    mixer
        Where sound comes from.
    on_trouble
        Called once with one sentence, when the loudspeaker has disappeared for the first time; from a thread of this.
    reopen_s
        Pause between two attempts to have sound again, in seconds.
    """

    def __init__(
        self,
        mixer: Mixer,
        *,
        on_trouble: Callable[[str], object] = lambda message: None,
        reopen_s: float = REOPEN_S,
    ) -> None:
        self._mixer = mixer
        self._on_trouble = on_trouble
        self._reopen_s = reopen_s
        self._line: _Line | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="loudspeaker", daemon=True)

    @property
    def silent(self) -> bool:
        """Whether nothing can be heard at present, because the loudspeaker has disappeared or never was opened."""
        return self._line is None

    def start(self) -> None:
        """Open the loudspeaker and begin to play.

        Raises
        ------
        DeviceError
            PortAudio is missing, there is no loudspeaker, or it cannot be opened.
        """
        self._line = _Line(import_sounddevice(), self._mixer)
        self._thread.start()

    def close(self) -> None:
        """Let go of the loudspeaker; a second time does nothing."""
        self._stop.set()
        if (line := self._line) is not None:
            line.gone.set()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(2 * _FAREWELL_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _watch(self) -> None:
        reported = False
        while (line := self._line) is not None:
            if self._stop.is_set():  # closed while it was being opened
                line.gone.set()
            line.watch()
            self._line = None
            closed = line.close()
            if self._stop.is_set():
                return
            logger.info("the loudspeaker has disappeared")
            with NullOutput(self._mixer):
                if not reported:
                    reported = True
                    self._on_trouble(tr("the loudspeaker has disappeared: connect it again, or choose another one"))
                if closed:
                    self._reopen()
                else:
                    self._stop.wait()  # PortAudio cannot start anew around a driver that hangs

    def _reopen(self) -> None:
        while not self._stop.wait(self._reopen_s):
            try:
                sounddevice = import_sounddevice()
                with _troubles_named(sounddevice):
                    # It looks for devices only once; to see those that are there now it has to start anew.
                    with contextlib.suppress(sounddevice.PortAudioError):  # it may not have started the last time
                        sounddevice._terminate()
                    sounddevice._initialize()
                self._line = _Line(sounddevice, self._mixer)
                return
            except DeviceError as error:
                logger.debug("no sound yet: %s", error)


class _Line:
    """One opening of the loudspeaker."""

    def __init__(self, sounddevice: ModuleType, mixer: Mixer) -> None:
        self.gone = threading.Event()
        self._sounddevice = sounddevice
        self._mixer = mixer
        self._asked = 0
        with _troubles_named(sounddevice):
            device = sounddevice.query_devices(kind="output")
            self._stream = sounddevice.OutputStream(
                samplerate=mixer.rate_hz,
                channels=min(2, device["max_output_channels"]),  # one channel may come out on the left alone
                dtype="float32",
                latency=LATENCY_S,
                callback=self._fill,
                finished_callback=self.gone.set,
            )
            self._stream.start()

    def watch(self) -> None:
        """Wait until it is gone; one that asks for no samples is, whatever it says."""
        asked = -1
        while not self.gone.is_set() and self._asked != asked:
            asked = self._asked
            self.gone.wait(_GLANCE_S)
        self.gone.set()

    def close(self) -> bool:
        """Let go of it; False if it hangs."""
        closing = threading.Thread(target=self._close, name="loudspeaker closing", daemon=True)
        closing.start()
        closing.join(_FAREWELL_S)
        if closing.is_alive():
            # At the end of the program this would wait for it once more, and for ever.
            atexit.unregister(self._sounddevice._exit_handler)
        return not closing.is_alive()

    def _close(self) -> None:
        # What was handed over is still played. Of one that is gone, errors say nothing new.
        self._stream.stop(ignore_errors=True)
        self._stream.close(ignore_errors=True)

    def _fill(self, block: npt.NDArray[np.float32], frames: int, _time: object, _status: object) -> None:
        self._asked += 1
        # One that comes back after it was given up would take samples from its successor.
        block[:] = 0 if self.gone.is_set() else self._mixer.mix(frames)[:, np.newaxis]


def import_sounddevice() -> ModuleType:
    """Import sounddevice, which finds the devices.

    Raises
    ------
    DeviceError
        It, or PortAudio, is not installed or does not start.
    """
    try:
        with native_log_hidden():
            import sounddevice
    except ModuleNotFoundError as error:
        raise DeviceError(tr("sounddevice is not installed, though sound needs it: install formcheck again")) from error
    except OSError as error:
        raise DeviceError(
            tr(
                "no sound can be played without PortAudio: install the package libportaudio2 (Debian,"
                " Ubuntu: sudo apt-get install libportaudio2)"
            )
        ) from error
    except Exception as error:
        if type(error).__name__ != "PortAudioError":  # its class goes away with the module
            raise
        raise DeviceError(tr("no sound can be played, PortAudio does not start: {why}", why=error)) from error
    return sounddevice  # type: ignore[no-any-return]


@contextlib.contextmanager
def _troubles_named(sounddevice: ModuleType) -> Iterator[None]:
    try:
        with native_log_hidden():
            yield
    except (sounddevice.PortAudioError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise DeviceError(
            tr(
                "no loudspeaker can be used ({reason}): connect one, or choose one in the system's sound settings",
                reason=reason,
            )
        ) from error
