"""Phrases turned into sound in a thread of their own, and kept for the next time."""

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable

from formcheck.errors import DeviceError
from formcheck.feedback.voice.sound import Sound
from formcheck.feedback.voice.synthesis import Synthesizer

logger = logging.getLogger(__name__)

CACHED_PHRASES = 25
"""A quarter of a megabyte each, and in a set without an end every count is another."""
PATIENCE = 3  # failures in a row until a voice is given up

_FAREWELL_S = 2.0


class Renderer:
    """Renders what is wished for now before what may be needed later, one phrase at a time.

    Parameters
    ----------
    synthesizer
        The voice; it is closed together with this, or as soon as it is given up.
    rate_hz
        Samples a second of the sounds.
    on_news
        Called from the thread of this, when a phrase is ready.
    on_failure
        Called from the thread of this with a text that could not be rendered and the reason. The last failure in a row
        that is borne is reported after `alive` has become False.
    cached
        How many phrases are kept beside those that were prepared; more than ever wait at once.
    """

    def __init__(
        self,
        synthesizer: Synthesizer,
        rate_hz: int,
        *,
        on_news: Callable[[], object],
        on_failure: Callable[[str, DeviceError], object],
        cached: int = CACHED_PHRASES,
    ) -> None:
        self._synthesizer = synthesizer
        self._rate_hz = rate_hz
        self._on_news, self._on_failure = on_news, on_failure
        self._cached = cached
        self._sounds: OrderedDict[str, Sound] = OrderedDict()
        self._wished: list[str] = []
        self._prepared: deque[str] = deque()
        self._needed: set[str] = set()
        self._failures = 0
        self._closed = False
        self._work = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="voice rendering", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether phrases can still be rendered: not after it was closed or the voice given up."""
        return not self._closed and self._failures < PATIENCE

    def sound(self, text: str) -> Sound | None:
        """The sound of a phrase that is ready; None of one that is not."""
        with self._work:
            if text in self._sounds:
                self._sounds.move_to_end(text)
            return self._sounds.get(text)

    def wish(self, texts: list[str]) -> None:
        """What is to be rendered now, in this order; it replaces every earlier wish. What is ready does no harm."""
        with self._work:
            self._wished = texts
            self._work.notify_all()

    def prepare(self, texts: Iterable[str]) -> None:
        """What may be needed later, first things first, to be rendered when nothing is wished for."""
        with self._work:
            needed = [text for text in texts if text]
            self._needed.update(needed)
            self._prepared.extend(needed)
            self._work.notify_all()

    def close(self) -> None:
        """End the voice and the thread; a second time does nothing."""
        with self._work:
            self._closed = True
            self._work.notify_all()
        self._synthesizer.close()
        if self._thread is not threading.current_thread():
            self._thread.join(_FAREWELL_S)

    def _run(self) -> None:
        while (text := self._next()) is not None:
            try:
                sound = self._synthesizer.render(text).at(self._rate_hz)
            except DeviceError as error:
                self._fail(text, error)
            else:
                self._keep(text, sound)
                self._on_news()

    def _next(self) -> str | None:
        with self._work:
            while self.alive:
                for text in self._wished:
                    if text not in self._sounds:
                        return text
                while self._prepared:
                    text = self._prepared.popleft()
                    if text not in self._sounds:
                        return text
                self._work.wait()
        return None

    def _keep(self, text: str, sound: Sound) -> None:
        with self._work:
            self._failures = 0
            self._sounds[text] = sound
            self._grant(text)
            others = [kept for kept in self._sounds if kept not in self._needed]
            if len(others) > self._cached:
                del self._sounds[others[0]]

    def _fail(self, text: str, error: DeviceError) -> None:
        with self._work:
            if self._closed:
                return
            self._failures += 1
            self._grant(text)  # not again by itself: the caller learns of it, and may wish for it anew
        logger.info("%r was not rendered: %s", text, error)
        if not self.alive:
            self._synthesizer.close()
        self._on_failure(text, error)

    def _grant(self, text: str) -> None:
        self._wished = [wished for wished in self._wished if wished != text]
