"""Keeps mediapipe from reporting to Google how it is used.

The library in the wheels of mediapipe reports to play.googleapis.com once a minute and when a model is closed. There is
no question first and no switch (https://github.com/google-ai-edge/mediapipe/issues/6291). It reports via curl, which
asks the environment for a proxy: as long as a model is loaded, that is one of a kind that does not exist. So curl gives
up before it looks for an address; nothing is resolved, connected or sent.
"""

import os
import threading
from collections.abc import Callable

HOST = "play.googleapis.com"
NOWHERE = "nowhere://nobody"

_changing = threading.Lock()
_quiet = 0  # models that are loaded
_before: dict[str, str | None] = {}


def quiet() -> Callable[[], None]:
    """Keep mediapipe quiet from now on; before a model is loaded.

    Returns
    -------
    callable
        To be called when the model is closed: with the last one the environment is as it was. A second call does
        nothing.
    """
    global _quiet  # noqa: PLW0603 - the environment is one for the whole process
    with _changing:
        if not _quiet:
            _set({"https_proxy": NOWHERE, "no_proxy": _others(_exceptions())})
        _quiet += 1
    left = [_end]

    def end() -> None:
        if left:
            left.pop()()

    return end


def _end() -> None:
    global _quiet  # noqa: PLW0603
    with _changing:
        _quiet -= 1
        if not _quiet:
            for name, value in _before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _set(wanted: dict[str, str]) -> None:
    for name, value in wanted.items():
        _before[name] = os.environ.get(name)
        os.environ[name] = value


def _exceptions() -> str:
    return os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""


def _others(exceptions: str) -> str:
    """Hosts for which a user wants no proxy, but for those that Google's is one of; never empty, or curl looks on."""
    kept = [one for one in exceptions.replace(",", " ").split() if not _covers(one.strip("."))]
    return ",".join(kept) or "localhost"


def _covers(domain: str) -> bool:
    return domain in ("", "*", HOST) or HOST.endswith(f".{domain}")
