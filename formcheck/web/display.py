"""A live session on the page: the same picture as in the window, as a JPEG, and the same moment in words."""

import time
from collections.abc import Callable

from formcheck.app.live.stage import Stage
from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.drawing import Drawing, jpeg
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.status import status_of
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.system.language import later, tr
from formcheck.web.feed import Feed

LEFT_S = 4.0
"""A page that is away for longer was closed, and is not just loaded anew."""
LEFT = later("The page is closed. I go on by ear: raise a hand to pause; stay away for a minute to end.")
MIRROR = "mirror"


class PageDisplay:
    """A display for `formcheck.app.live.run.live`; drawn by the thread that began the session.

    Parameters
    ----------
    stage
        The session.
    feed
        To whom it is shown.
    """

    def __init__(self, stage: Stage, feed: Feed) -> None:
        self._stage, self._feed = stage, feed
        overlay = Overlay(title=stage.title, mirror=stage.mirror, words=stage.words)
        self._drawing = Drawing(overlay, stage.captions)
        self._seen_s = time.monotonic()
        self._said = True
        self._closed = False

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Leave a moment to be drawn."""
        self._drawing.show(moment, snapshot)

    def mirror(self) -> None:
        """Show the picture the other way round."""
        self._drawing.overlay.mirror = not self._drawing.overlay.mirror

    def close(self) -> None:
        """End the session, whatever it is at."""
        self._closed = True

    def wants_no_more(self) -> bool:
        """Whether the program itself is ended."""
        return self._closed

    def run(self, ended: Callable[[], bool]) -> None:
        """Draw what comes for whoever looks; where nobody does any more, say that it goes on."""
        while not ended():
            news = self._drawing.take()
            self._mind_the_page()
            if news is None:
                continue
            moment, snapshot = news
            caption = self._stage.captions.current
            self._feed.tell(now=status_of(snapshot, self._stage.title, caption, self._stage.words))
            if self._feed.watched:
                self._feed.picture(jpeg(self._drawing.drawn(moment, snapshot)))

    def _mind_the_page(self) -> None:
        now_s = time.monotonic()
        if self._feed.pages:
            self._seen_s, self._said = now_s, False
        elif not self._said and now_s - self._seen_s > LEFT_S:
            self._said = True
            self._stage.say(Utterance(0.0, tr(LEFT), Urgency.STEP, 20.0))
