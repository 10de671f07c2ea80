"""The ffmpeg program that imageio-ffmpeg brings, run as a process of its own."""

import contextlib
import re
import subprocess
import sys
import threading
from collections import deque

from formcheck.errors import MissingLibraryError
from formcheck.system.language import tr
from formcheck.video import protocols

_ORIGIN = re.compile(r"^(\[[^\]]*\] )+")


def executable() -> str:
    """Path of the ffmpeg program.

    Raises
    ------
    MissingLibraryError
        imageio-ffmpeg brought none for this platform, and none is installed.
    """
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MissingLibraryError(
            "no ffmpeg was found, which videos are written with: install ffmpeg, or name one in IMAGEIO_FFMPEG_EXE"
        ) from error


def start(arguments: list[str], *, piped: bool = False, read: bool = False) -> subprocess.Popen[bytes]:
    """Start ffmpeg so that Ctrl-C in the terminal does not reach it; its log comes through ``stderr``.

    It reads files and what it is fed, and nothing that those name, see `formcheck.video.protocols`.

    Parameters
    ----------
    arguments
        All but the program's name.
    piped
        Whether its input comes through ``stdin``; otherwise it has none.
    read
        Whether its output comes through ``stdout``; otherwise it is lost.

    Raises
    ------
    MissingLibraryError
        There is no ffmpeg, or it cannot be started.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    program = executable()
    try:
        return subprocess.Popen(
            [program, "-hide_banner", *protocols.bound(arguments)],
            stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
            stdout=subprocess.PIPE if read else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )
    except OSError as error:
        raise MissingLibraryError(
            tr(
                "{program} cannot be started ({why}): install ffmpeg anew",
                program=program,
                why=error.strerror,
            )
        ) from error


def run(arguments: list[str], patience_s: float | None = None) -> tuple[int, str]:
    """Run ffmpeg to its end and return its exit status and its log.

    Parameters
    ----------
    arguments
        All but the program's name.
    patience_s
        After so many seconds it is ended; None to wait for ever.

    Raises
    ------
    MissingLibraryError
        There is no ffmpeg, or it cannot be started.
    """
    process = start(arguments)
    try:
        log = process.communicate(timeout=patience_s)[1]
    except subprocess.TimeoutExpired:
        process.kill()
        log = process.communicate()[1]
    except BaseException:  # Ctrl-C: the program would go on without us
        process.kill()
        process.communicate()
        raise
    return process.returncode, log.decode(errors="replace")


def last_line(log: str) -> str:
    """The last line of a log that says something, without the name of the part of ffmpeg that wrote it."""
    lines = [_ORIGIN.sub("", line).strip() for line in log.splitlines()]
    said = [line for line in lines if line and line != "Conversion failed!"]
    return said[-1] if said else ""


class Feed:
    """An ffmpeg that is being fed through its standard input.

    Parameters
    ----------
    arguments
        All but the program's name; its input is ``pipe:0``.

    Raises
    ------
    MissingLibraryError
        There is no ffmpeg, or it cannot be started.
    """

    def __init__(self, arguments: list[str]) -> None:
        self._process = start(arguments, piped=True)
        self._log: deque[str] = deque(maxlen=50)
        # Read all the time: a full pipe would stop ffmpeg, and then us.
        self._reader = threading.Thread(target=self._listen, name="ffmpeg log", daemon=True)
        self._reader.start()

    def send(self, *parts: bytes | memoryview) -> None:
        """Write to its input.

        Raises
        ------
        OSError
            It has stopped; `stop` says why.
        """
        assert self._process.stdin is not None
        for part in parts:
            self._process.stdin.write(part)

    def finish(self) -> str:
        """End its input and wait until it is done; return what went wrong, empty if nothing did."""
        self._hang_up()
        status = self._process.wait()
        self._reader.join()
        return "" if status == 0 else self._complaint(status)

    def stop(self) -> str:
        """End it at once, if it still runs; return what it said last."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.5)  # it may be about to say why it stops
        self._process.kill()
        return self.finish()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self.finish()

    def _hang_up(self) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has gone already
            self._process.stdin.close()

    def _listen(self) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            self._log.extend(line.decode(errors="replace") for line in lines)

    def _complaint(self, status: int) -> str:
        return last_line("".join(self._log)) or tr("ffmpeg stopped with status {status}", status=status)
