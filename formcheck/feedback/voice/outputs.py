"""Where sound goes when it goes to no loudspeaker: into a file, or nowhere; at the pace of a loudspeaker."""

import contextlib
import threading
import time
import wave
from pathlib import Path
from typing import Protocol, Self

import numpy as np

from formcheck.errors import OutputError
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.sound import Samples

_BLOCK_S = 0.01
_LONGEST_S = 1.0  # after the computer slept, what was missed is not made up for
_FAREWELL_S = 2.0


class Output(Protocol):
    """Whatever pulls from a mixer and makes it heard."""

    def start(self) -> None:
        """Begin to pull."""

    def close(self) -> None:
        """End; a second time does nothing."""

    def __enter__(self) -> Self:
        """Start."""

    def __exit__(self, *exception: object) -> None:
        """Close."""


class NullOutput:
    """Pulls as fast as a loudspeaker would, and throws it away.

    Parameters
    ----------
    mixer
        Where sound comes from.
    """

    def __init__(self, mixer: Mixer) -> None:
        self._mixer = mixer
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._pull, name="sound", daemon=True)

    def start(self) -> None:
        """Begin to pull."""
        self._thread.start()

    def close(self) -> None:
        """End; a second time does nothing."""
        self._stop.set()
        if self._thread.ident is not None and self._thread is not threading.current_thread():
            self._thread.join(_FAREWELL_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def take(self, block: Samples) -> None:
        """What becomes of the samples: nothing.

        Parameters
        ----------
        block
            float32 array of shape (n,).
        """

    def _pull(self) -> None:
        pulled_s = time.monotonic()
        while not self._stop.wait(_BLOCK_S):
            now_s = time.monotonic()
            if now_s - pulled_s > _LONGEST_S:
                pulled_s = now_s - _LONGEST_S
            frames = int((now_s - pulled_s) * self._mixer.rate_hz)
            pulled_s += frames / self._mixer.rate_hz
            self.take(self._mixer.mix(frames))


class WavOutput(NullOutput):
    """Writes a WAV file of 16-bit samples, as fast as a loudspeaker would play it.

    Parameters
    ----------
    mixer
        Where sound comes from.
    path
        The file; one that exists is replaced.
    """

    def __init__(self, mixer: Mixer, path: Path) -> None:
        super().__init__(mixer)
        self._path = path
        self._open = contextlib.ExitStack()
        self._file: wave.Wave_write | None = None
        self._failure: OSError | None = None

    def start(self) -> None:
        """Create the file and begin to pull.

        Raises
        ------
        OutputError
            The file cannot be created.
        """
        try:
            file = self._open.enter_context(self._path.open("wb"))
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written ({error.strerror})") from error
        self._file = self._open.enter_context(wave.open(file, "wb"))  # noqa: SIM115 - entered right here
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(self._mixer.rate_hz)
        super().start()

    def take(self, block: Samples) -> None:
        """Write the samples; after a failure they are thrown away, so that the speaker is not held up.

        Parameters
        ----------
        block
            float32 array of shape (n,).
        """
        if self._failure is None and self._file is not None:
            try:
                self._file.writeframesraw(np.rint(block * 32767).astype("<i2").tobytes())
            except OSError as error:
                self._failure = error

    def close(self) -> None:
        """End and complete the file; a second time does nothing.

        Raises
        ------
        OutputError
            It could not be written to its end.
        """
        super().close()
        self._file = None
        try:
            self._open.close()
        except OSError as error:
            self._failure = self._failure or error
        failure, self._failure = self._failure, None
        if failure is not None:
            raise OutputError(f"{self._path}: cannot be written ({failure.strerror})") from failure
