"""Makes utterances heard, each in its turn, while the caller goes on."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Self

from formcheck.errors import DeviceError
from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.rendering import CACHED_PHRASES, PATIENCE, Renderer
from formcheck.feedback.voice.sound import Sound
from formcheck.feedback.voice.speech_queue import SpeechQueue
from formcheck.feedback.voice.synthesis import Synthesizer
from formcheck.feedback.voice.tones import tone_sound
from formcheck.feedback.voice.utterance import Utterance
from formcheck.system.language import tr

_GLANCE_S = 0.1  # the end of a patience wakes no thread
_FAREWELL_S = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class _Running:
    """One time that something is heard; the same heard again is another."""

    utterance: Utterance


class Speaker:
    """Speaks through a mixer, in threads of its own. Every method may be called from any thread.

    Words are for the voice. The tone of an utterance is heard instead of its words where there are none, or no voice;
    at once, over whatever is being said.

    Parameters
    ----------
    synthesizer
        The voice, closed together with this; None for tones alone.
    mixer
        Where the sound goes; something has to pull from it, see `formcheck.feedback.voice.outputs`.
    on_start
        Called with an utterance and the monotonic time at which its first sample was handed to the output; from a
        thread of this, so it must not fail.
    on_end
        Called with an utterance that has been heard or was cut off; at once, so it must not wait.
    on_trouble
        Called once with one sentence, when a voice that keeps failing is given up; from a thread of this.
    cached
        How many rendered phrases are kept for the next time, beside those that were prepared.
    """

    def __init__(
        self,
        synthesizer: Synthesizer | None,
        mixer: Mixer,
        *,
        on_start: Callable[[Utterance, float], object] = lambda utterance, time_s: None,
        on_end: Callable[[Utterance], object] = lambda utterance: None,
        on_trouble: Callable[[str], object] = lambda message: None,
        cached: int = CACHED_PHRASES,
    ) -> None:
        self._mixer = mixer
        self._on_start, self._on_end, self._on_trouble = on_start, on_end, on_trouble
        self._queue = SpeechQueue()
        self._running: _Running | None = None
        self._tones: set[_Running] = set()
        self._started: deque[tuple[Utterance, float]] = deque()
        self._closed = False
        self._news = threading.Condition()
        self._renderer: Renderer | None = None
        if synthesizer is not None:
            self._renderer = Renderer(
                synthesizer, mixer.rate_hz, on_news=self._rendered, on_failure=self._failed, cached=cached
            )
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    @property
    def has_voice(self) -> bool:
        """Whether words are spoken: not without a voice, after it was given up, or after this was closed."""
        return self._renderer is not None and self._renderer.alive

    def say(self, utterance: Utterance) -> None:
        """Let an utterance be heard in its turn; returns at once, and does nothing after `close`."""
        with self._news:
            if self._closed:
                return
            if utterance.text and self._renderer is not None and self._renderer.alive:
                now_s = time.monotonic()
                self._queue.offer(utterance, now_s)
                self._renderer.wish([waiting.text for waiting in self._queue.waiting(now_s)])
                self._news.notify_all()
            elif utterance.tone is not None:
                tone = _Running(utterance)
                self._tones.add(tone)
                sound = tone_sound(utterance.tone, self._mixer.rate_hz)
                self._mixer.play(sound, partial(self._began, utterance), partial(self._ended, tone))

    def prepare(self, texts: Iterable[str]) -> None:
        """Render phrases ahead, first things first, while there is nothing to say; returns at once."""
        if self._renderer is not None:
            self._renderer.prepare(texts)

    def hush(self) -> None:
        """Break off what is being heard and forget what waits."""
        with self._news:
            self._queue.drop()
        self._mixer.hush()

    def wait(self, timeout_s: float) -> bool:
        """Wait until everything was heard or dropped, `timeout_s` seconds at most; False if the time was up before."""
        until_s = time.monotonic() + timeout_s
        with self._news:
            while self._running or self._tones or self._started or self._queue.waiting(time.monotonic()):
                left_s = until_s - time.monotonic()
                if left_s <= 0:
                    return False
                self._news.wait(min(left_s, _GLANCE_S))
        return True

    def close(self) -> None:
        """Break off and end the voice; a second time does nothing."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        self.hush()
        if self._renderer is not None:
            self._renderer.close()
        if self._thread is not threading.current_thread():
            self._thread.join(_FAREWELL_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _run(self) -> None:
        while True:
            with self._news:
                while not self._started:
                    if self._closed:
                        return
                    self._news.wait(_GLANCE_S if self._take_turn() else None)
                utterance, time_s = self._started[0]
            self._on_start(utterance, time_s)
            with self._news:
                self._started.popleft()  # only now: until here `wait` waits
                self._news.notify_all()

    def _take_turn(self) -> bool:
        """Start the phrase whose turn it is, should there be one; return whether others wait."""
        if (renderer := self._renderer) is None:
            return False
        sounds: dict[str, Sound | None] = {}

        def ready(utterance: Utterance) -> bool:
            sound = sounds[utterance.text] = renderer.sound(utterance.text)
            return sound is not None

        now_s = time.monotonic()
        running = self._running.utterance if self._running else None
        utterance = self._queue.next(now_s, running, ready)
        if utterance is not None and (sound := sounds[utterance.text]) is not None:
            turn = _Running(utterance)
            self._mixer.say(sound, partial(self._began, utterance), partial(self._ended, turn))
            self._running = turn  # its end waits for the lock that is held here
        return bool(self._queue.waiting(now_s))

    def _began(self, utterance: Utterance) -> None:
        time_s = time.monotonic()
        with self._news:
            self._started.append((utterance, time_s))
            self._news.notify_all()

    def _ended(self, turn: _Running, heard: bool) -> None:
        with self._news:
            if self._running is turn:
                self._running = None
            self._tones.discard(turn)
            self._news.notify_all()
        self._on_end(turn.utterance)

    def _rendered(self) -> None:
        with self._news:
            self._news.notify_all()

    def _failed(self, text: str, error: DeviceError) -> None:
        with self._news:
            self._queue.drop(text if self.has_voice else None)
            self._news.notify_all()
            if self.has_voice or self._closed:
                return
        self._on_trouble(
            tr(
                "nothing is said any more, the voice has failed {patience} times in a row: {why}",
                patience=PATIENCE,
                why=error,
            )
        )
