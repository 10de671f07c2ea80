"""Draws the moments of a live session for what shows them; of those that come meanwhile only the newest."""

from dataclasses import replace
from threading import Condition

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.captions import Captions
from formcheck.feedback.overlay import Overlay
from formcheck.feedback.overlay.canvas import Image
from formcheck.system.native import import_cv2

LEAST_HEIGHT = 720
"""Smaller pictures are enlarged before anything is written on them, or the letters would be enlarged with them."""
QUALITY = 82
"""Of JPEGs, per cent."""
IDLE_S = 0.03
"""Where nothing new comes, whoever draws looks after the rest this often."""

News = tuple[Moment, Snapshot]


class Drawing:
    """Between the thread of the session, which is never kept waiting, and the one that draws.

    Parameters
    ----------
    overlay
        What is drawn on every picture.
    captions
        What is being said: it stands on the picture as well.
    """

    def __init__(self, overlay: Overlay, captions: Captions) -> None:
        self._cv2 = import_cv2()
        self.overlay, self.captions = overlay, captions
        self._size = (1280, 720)
        self._news = Condition()
        self._newest: News | None = None

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Leave a moment to be drawn, in place of the last one if that is still waiting."""
        with self._news:
            waiting = self._newest[1] if self._newest is not None else snapshot
            if snapshot.finished is None and waiting.finished is not None:
                snapshot = replace(snapshot, finished=waiting.finished)  # that it has ended has not been seen yet
            if snapshot.correction is None and waiting.correction is not None:
                snapshot = replace(snapshot, correction=waiting.correction)
            self._newest = moment, snapshot
            self._news.notify()

    def take(self) -> News | None:
        """What has come, waiting for it a short while."""
        with self._news:
            self._news.wait_for(lambda: self._newest is not None, IDLE_S)
            news, self._newest = self._newest, None
        return news

    def drawn(self, moment: Moment, snapshot: Snapshot) -> Image:
        """The picture of a moment with everything on it."""
        frame, pose = moment.frame, moment.pose
        self.overlay.caption = self.captions.current
        if frame is None:
            return self.overlay.draw_lost(self._size, snapshot)
        image: Image = frame.image
        self._size = frame.size
        if frame.size[1] < LEAST_HEIGHT:
            self._size = round(frame.size[0] * LEAST_HEIGHT / frame.size[1]), LEAST_HEIGHT
            image = self._cv2.resize(image, self._size, interpolation=self._cv2.INTER_LINEAR)
            pose = pose and pose.scaled(self._size)
        return self.overlay.draw(image, pose, snapshot)


def jpeg(image: Image) -> bytes:
    """A picture as a browser takes it."""
    cv2 = import_cv2()
    _, found = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return bytes(found)
