"""Where sound goes when there is no loudspeaker: nowhere, at the pace of one."""

import threading
import time
from typing import Self

from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.sound import Samples

_BLOCK_S = 0.01
_LONGEST_S = 1.0  # after the computer slept, what was missed is not made up for
_FAREWELL_S = 2.0


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
        """What becomes of the samples, float32 of shape (n,): nothing."""

    def _pull(self) -> None:
        pulled_s = time.monotonic()
        while not self._stop.wait(_BLOCK_S):
            now_s = time.monotonic()
            if now_s - pulled_s > _LONGEST_S:
                pulled_s = now_s - _LONGEST_S
            frames = int((now_s - pulled_s) * self._mixer.rate_hz)
            pulled_s += frames / self._mixer.rate_hz
            self.take(self._mixer.mix(frames))
