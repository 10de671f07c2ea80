"""Who may come in: a key that is used once, a token of each tab, and keys of single files for one tab."""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import Lock

MOST_TABS, MOST_FILES = 200, 64
"""So many tabs, and so many files of one, are known at once; the oldest are forgotten."""


class Keys:
    """All of them; any thread may ask.

    Parameters
    ----------
    on_entry
        Called with every new key that lets one tab in: the last one has been used.
    """

    def __init__(self, on_entry: Callable[[str], object] = lambda _: None) -> None:
        self._lock = Lock()
        self._on_entry = on_entry
        self._tabs: OrderedDict[str, OrderedDict[str, Path]] = OrderedDict()
        self.entry = secrets.token_urlsafe(32)

    def exchange(self, key: str) -> str | None:
        """The token of a new tab for the key that lets it in; None for any other key."""
        with self._lock:
            if not secrets.compare_digest(key.encode(), self.entry.encode()):
                return None
            token, self.entry = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
            self._tabs[token] = OrderedDict()
            if len(self._tabs) > MOST_TABS:
                self._tabs.popitem(last=False)
        self._on_entry(self.entry)
        return token

    def knows(self, token: str) -> bool:
        """Whether a tab has this token."""
        with self._lock:
            return token in self._tabs

    def lend(self, token: str, file: Path) -> str:
        """A key by which this tab gets one file, without its token."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            files = self._tabs[token]
            files[key] = file
            if len(files) > MOST_FILES:
                files.popitem(last=False)
        return key

    def lent(self, key: str) -> tuple[str, Path] | None:
        """Whom a file was lent to, by its token, and the file; None for any other key."""
        with self._lock:
            return next(((token, files[key]) for token, files in self._tabs.items() if key in files), None)
