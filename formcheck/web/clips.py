"""Clips that are dropped onto the page: taken in as they come, analysed one after another while nobody exercises."""

import asyncio
import shutil
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from formcheck.app.analysis.dropped import analyse_dropped
from formcheck.errors import FormcheckError, OutputError
from formcheck.system.language import later, tr
from formcheck.system.paths import safe_name
from formcheck.system.plain import plainly
from formcheck.system.reasons import reason_of
from formcheck.web.feed import Feed
from formcheck.web.sessions import Sessions

MOST_BYTES, MOST_CLIPS, ROOM_BYTES = 8 * 2**30, 20, 500 * 2**20
"""Of one clip; at once; what has to stay free on the disk."""
TOO_LARGE = later("{name} is larger than {gigabytes} GB: analyse it with formcheck analyze")
TOO_MANY = later("{count} clips are waiting already: add more when some are done")
NO_ROOM = later("there is not enough room on the disk for {name}")


class TooMuchError(OutputError):
    """A clip that is not taken in: there are too many, it is too large, or the disk is too full."""


@dataclass(slots=True)
class Clip:
    """One clip: what it is called, how far it has come, and its result."""

    name: str
    stage: str = ""
    done: int = 0
    total: int = 0
    error: str = ""
    headline: str = ""
    result: tuple[Path, str] | None = None
    ended: bool = False

    def told(self) -> dict[str, object]:
        """As the page is told of it."""
        share = self.done / self.total if self.total else 0
        return {"name": self.name, "stage": self.stage, "share": round(share, 2), "error": self.error,
                "headline": self.headline, "report": self.result is not None, "ended": self.ended}  # fmt: skip


class Clips:
    """Takes them in, and has them analysed.

    Parameters
    ----------
    folder
        Where they lie meanwhile; it goes away with the program.
    feed
        Told how far they are.
    sessions
        While one is under way, nothing is analysed.
    model
        A pose model of one's own.
    """

    def __init__(self, folder: Path, feed: Feed, sessions: Sessions, model: Path | None = None) -> None:
        self._folder, self._feed, self._sessions, self._model = folder, feed, sessions, model
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="analysis")
        self._closing = False
        self._numbers = 0
        self.all: list[Clip] = []

    async def take(self, name: str, size_bytes: int, chunks: AsyncIterator[bytes]) -> None:
        """Take one clip in, piece by piece, and line it up.

        Raises
        ------
        TooMuchError
            There is no room for it.
        """
        clip = self._admitted(name, size_bytes)
        place = self._folder / str(self._numbers) / clip.name
        try:
            await self._write(place, name, chunks)
        except BaseException:
            with self._lock:
                self.all.remove(clip)
            await asyncio.to_thread(shutil.rmtree, place.parent, ignore_errors=True)
            self._tell()
            raise
        self._pool.submit(self._analyse, clip, place)

    @property
    def busy(self) -> bool:
        """Whether any is waiting, or under way."""
        return any(not clip.ended for clip in self.all)

    def close(self) -> None:
        """Analyse no more."""
        self._closing = True
        self._sessions.free.set()
        self._pool.shutdown(cancel_futures=True)

    def _admitted(self, name: str, size_bytes: int) -> Clip:
        name = safe_name(name) or "clip"
        with self._lock:
            if sum(not clip.ended for clip in self.all) >= MOST_CLIPS:
                raise TooMuchError(tr(TOO_MANY, count=MOST_CLIPS))
            if size_bytes > MOST_BYTES:
                raise TooMuchError(tr(TOO_LARGE, name=name, gigabytes=MOST_BYTES // 2**30))
            if shutil.disk_usage(self._folder).free < size_bytes + ROOM_BYTES:
                raise TooMuchError(tr(NO_ROOM, name=name))
            clip = Clip(name, tr("waiting"))
            self._numbers += 1
            self.all = [*self.all[-3 * MOST_CLIPS :], clip]
        self._tell()
        return clip

    async def _write(self, place: Path, name: str, chunks: AsyncIterator[bytes]) -> None:
        written = 0
        try:
            place.parent.mkdir()
            with place.open("xb") as file:
                async for chunk in chunks:
                    written += len(chunk)
                    if written > MOST_BYTES:
                        raise TooMuchError(tr(TOO_LARGE, name=name, gigabytes=MOST_BYTES // 2**30))
                    await asyncio.to_thread(file.write, chunk)
        except OSError as error:
            raise TooMuchError(
                tr("{name} could not be taken in: {why}", name=plainly(name), why=reason_of(error))
            ) from error

    def _analyse(self, clip: Clip, place: Path) -> None:
        def progress(stage: str, done: int, total: int | None) -> None:
            while not self._sessions.free.wait(0.5):  # the session has the computer for itself
                pass
            if self._closing:
                raise KeyboardInterrupt
            clip.stage, clip.done, clip.total = tr(stage), done, total or 0
            self._tell()

        try:
            progress("", 0, None)
            if (found := analyse_dropped(place, progress, self._model)) is not None:
                clip.headline, clip.result = found.headline, (found.folder, found.session)
        except FormcheckError as error:
            clip.error = plainly(str(error))
        except KeyboardInterrupt:
            return
        except BaseException:
            clip.error = tr("It was broken off by a mistake of formcheck.")
            raise
        finally:
            clip.ended = True
            shutil.rmtree(place.parent, ignore_errors=True)
            self._tell()

    def _tell(self) -> None:
        with self._lock:
            told = [clip.told() for clip in self.all]
        self._feed.tell(clips=told)
