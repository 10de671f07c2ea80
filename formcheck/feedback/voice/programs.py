"""Programs that speak: how they are started, given their words, and listened to."""

import re
import subprocess
import sys
import threading

import numpy as np

from formcheck.errors import DeviceError
from formcheck.feedback.voice.sound import Sound, read_wav
from formcheck.system.language import tr
from formcheck.system.language.local import brief

TIMEOUT_S = 10.0
RATE_HZ = 22050

# Brackets introduce commands to say and phonemes to espeak, control characters commands to espeak.
_COMMANDS = re.compile(r"[\[\]\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def plain(text: str) -> str:
    """One line of words, without anything that a voice could take for a command."""
    return " ".join(_COMMANDS.sub(" ", text).split())


def start(command: list[str], *, stderr: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    """Start a voice's program so that Ctrl-C in the terminal does not reach it and no window opens.

    Parameters
    ----------
    command
        The program and its arguments.
    stderr
        Where its complaints go, as `subprocess` has it.

    Raises
    ------
    DeviceError
        It cannot be started.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )
    except OSError as error:
        raise DeviceError(
            tr(
                "the voice {command} cannot be started ({why}): install it anew",
                command=command[0],
                why=error.strerror,
            )
        ) from error


class Program:
    """A program that is given its text through standard input, where nothing is taken for an option.

    Parameters
    ----------
    path
        The program.
    timeout_s
        After so many seconds it is ended.
    """

    def __init__(self, path: str, timeout_s: float = TIMEOUT_S) -> None:
        self.path = path
        self._timeout_s = timeout_s
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def run(self, arguments: list[str], text: str = "") -> bytes:
        """Run it to its end and return what it wrote to standard output.

        Parameters
        ----------
        arguments
            All but the program's name.
        text
            What it reads from standard input.

        Raises
        ------
        DeviceError
            It cannot be started, fails, or takes too long.
        """
        with self._lock:
            if self._closed:
                raise DeviceError(tr("the voice {path} is closed", path=self.path))
            process = self._process = start([self.path, *arguments])
        with process:
            try:
                output, log = process.communicate(text.encode(), timeout=self._timeout_s)
            except subprocess.TimeoutExpired as error:
                process.kill()
                raise DeviceError(
                    tr(
                        "the voice {path} has not answered for {timeout_s} s",
                        path=self.path,
                        timeout_s=brief(self._timeout_s),
                    )
                ) from error
        if process.returncode:
            said = log.decode(errors="replace").strip().splitlines()
            reason = said[-1] if said else f"status {process.returncode}"
            raise DeviceError(tr("the voice {path} failed: {reason}", path=self.path, reason=reason))
        return output

    def close(self) -> None:
        """End it, should it run; from now on it cannot be run. A second time does nothing."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()


def sound_of(name: str, data: bytes) -> Sound:
    """What a voice wrote, from the first word to the last.

    Parameters
    ----------
    name
        Of the voice, for the message.
    data
        A WAV file.

    Raises
    ------
    DeviceError
        It is none.
    """
    try:
        return read_wav(data).trimmed()
    except ValueError as error:
        raise DeviceError(tr("the voice {name} failed: {why}", name=name, why=error)) from error


def silence() -> Sound:
    """What becomes of a text without words."""
    return Sound(np.zeros(0, np.float32), RATE_HZ)
