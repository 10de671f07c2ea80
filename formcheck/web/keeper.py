"""Keeps the page running: one program a user, found again by the file that lets its browser in."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from formcheck.app.doorstep import Door, page_folder, workplace, write_door
from formcheck.web.clips import Clips
from formcheck.web.feed import Feed
from formcheck.web.keys import Keys
from formcheck.web.serving import Serving
from formcheck.web.sessions import Sessions
from formcheck.web.share import Sharing
from formcheck.web.site import Site, static

TURN_S, LONELY_S = 0.3, 900.0
"""How often it looks whether it is wanted any more; after how long without page, session or analysis it is not."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the page is begun with.

    Attributes
    ----------
    camera, model
        In place of what is chosen on the page.
    share
        A second screen from the beginning.
    """

    camera: str | None = None
    model: Path | None = None
    share: bool = False


def serve(
    wanted: Wanted, opened: Callable[[Door], object], shared: Callable[[str], object], ended: Event | None = None
) -> None:
    """Serve the page until it is not wanted any more, or an interrupt comes; a session under way is saved.

    Parameters
    ----------
    wanted
        What it is begun with.
    opened
        Called as soon as it answers.
    shared
        Called with every address of a second screen.
    ended
        Set from outside to end it.
    """
    with page_folder() as folder, workplace(folder) as place, closing(Serving()) as serving:

        def enter(key: str) -> Door:
            return write_door(folder, f"http://{serving.host}/#key={key}")

        keys, feed = Keys(enter), Feed()
        sessions = Sessions(feed)
        clips = Clips(place.made, feed, sessions, wanted.model)
        sharing = Sharing(feed, sessions.ask, static, shared)
        site = Site(keys, feed, sessions, clips, sharing, place.scratch, wanted.camera, wanted.model)
        site.ended = ended or site.ended
        serving.begin(site.app(serving.host))
        try:
            opened(enter(keys.entry))
            if wanted.share:
                sharing.begin()
            _mind(site)
        finally:
            sharing.close()
            sessions.close()
            clips.close()


def _mind(site: Site) -> None:
    """Wait for the end."""
    wanted_s = time.monotonic()
    while not site.ended.is_set() and time.monotonic() - wanted_s < LONELY_S:
        time.sleep(TURN_S)
        if site.feed.pages or not site.sessions.free.is_set() or site.clips.busy:
            wanted_s = time.monotonic()
