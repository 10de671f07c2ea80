"""The companion as something that is switched on and off, and answered, by another program of this user."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from formcheck.app.desk.keeping import END, answer_path, answers, is_running, leave_answer
from formcheck.app.settings import settings
from formcheck.errors import DeviceError
from formcheck.system.folders import user_folder
from formcheck.system.language import later, tr

BEGIN = "begin"
STARTS_S, ENDS_S, HEARS_S, TURN_S = 20.0, 8.0, 4.0, 0.1
"""So long it may take to begin, to end, and to hear an answer; so often is looked whether it has."""
NOT_BEGUN = later("The desk companion does not begin: formcheck desk in a terminal says why.")


def tell(word: str, camera: str | None = None, model: Path | None = None) -> None:
    """Have it begin, end, or hear one of its `answers`, and wait a moment until it has; else nothing.

    Parameters
    ----------
    word
        `BEGIN`, or an answer.
    camera, model
        What it is begun with; its voice is that of the settings.

    Raises
    ------
    DeviceError
        It does not begin.
    """
    if word == BEGIN and not is_running():
        given = {"--camera": camera, "--model": model}
        options = [part for option, value in given.items() if value is not None for part in (option, str(value))]
        _begin(options if settings(user_folder()).words else [*options, "--no-voice"])
    elif word in answers() and is_running():
        _answer(word)


def _begin(options: Sequence[str]) -> None:
    """Begin it as a program that outlives this one."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
    begun = subprocess.Popen(
        [sys.executable, "-m", "formcheck", "desk", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        creationflags=flags,
    )
    threading.Thread(target=begun.wait, name="desk", daemon=True).start()
    if not _becomes(lambda: is_running() or begun.poll() is not None, STARTS_S) or not is_running():
        raise DeviceError(tr(NOT_BEGUN))


def _answer(word: str) -> None:
    leave_answer(word)
    if word == END:
        _becomes(lambda: not is_running(), ENDS_S)
    elif _becomes(lambda: not answer_path().exists(), HEARS_S):
        time.sleep(TURN_S)  # and has written down what comes of it


def _becomes(so: Callable[[], bool], within_s: float) -> bool:
    until_s = time.monotonic() + within_s
    while not so():
        if time.monotonic() > until_s:
            return False
        time.sleep(TURN_S)
    return True
