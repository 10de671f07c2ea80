"""What is being said, to be read: as long as it is spoken and a moment longer; in its turn where nobody speaks it."""

import threading
import time
from collections.abc import Callable

from formcheck.feedback.voice.speech_queue import SpeechQueue
from formcheck.feedback.voice.utterance import Utterance

LINGER_S = 1.0
"""What was said stays for so long, unless something else is said."""
LONGEST_S = 15.0
"""Whatever happens to a voice, its words stay no longer."""
READING_S = 0.6
"""To find the words takes so long; then people read about as fast as others speak."""
LETTERS_A_WORD = 6.0


class Captions:
    """The words of the moment. Every method may be called from any thread.

    Parameters
    ----------
    rate_wpm
        How fast is read what nobody speaks, words a minute.
    clock
        Tells the time, seconds.
    """

    def __init__(self, rate_wpm: int = 170, clock: Callable[[], float] = time.monotonic) -> None:
        self._letter_s = 60.0 / (rate_wpm * LETTERS_A_WORD)
        self._clock = clock
        self._lock = threading.Lock()
        self._queue = SpeechQueue()
        self._shown: Utterance | None = None
        self._spoken_until_s = self._gone_s = 0.0

    def begin(self, utterance: Utterance) -> None:
        """A voice begins to say something."""
        with self._lock:
            self._show(utterance, LONGEST_S)

    def end(self, utterance: Utterance) -> None:
        """A voice has said it, or was cut off."""
        with self._lock:
            if self._shown is utterance:
                self._spoken_until_s = self._clock()
                self._gone_s = self._spoken_until_s + LINGER_S

    def read(self, utterance: Utterance) -> None:
        """Nobody says it: it is shown in its turn, as it would have been said."""
        if utterance.text:
            with self._lock:
                self._queue.offer(utterance, self._clock())

    @property
    def current(self) -> str:
        """What stands there now; empty for nothing."""
        with self._lock:
            now_s = self._clock()
            speaking = self._shown if now_s < self._spoken_until_s else None
            if (due := self._queue.next(now_s, speaking)) is not None:
                self._show(due, READING_S + self._letter_s * len(due.text))
            return self._shown.text if self._shown is not None and now_s < self._gone_s else ""

    def _show(self, utterance: Utterance, lasts_s: float) -> None:
        if utterance.text:
            self._shown = utterance
            self._spoken_until_s = self._clock() + lasts_s
            self._gone_s = self._spoken_until_s + LINGER_S
