"""What the operating system must supply to cv2 and mediapipe, and how to keep their native log off the screen."""

import contextlib
import ctypes
import logging
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from types import ModuleType

from formcheck.errors import MissingLibraryError
from formcheck.system.language import tr

logger = logging.getLogger(__name__)

# Shared library on Linux -> Debian package, for what the wheels of cv2 and mediapipe leave to the system.
PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libGLESv2.so.2": "libgles2",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}

_SHARED_OBJECT = re.compile(r"(lib[\w.+-]+?\.so(?:\.\d+)*): ")
_NATIVE_LOG = re.compile(
    r"[IWEF]\d{4} |(?:INFO|WARNING|ERROR|VERBOSE): |libEGL warning|MESA"
    r"|ALSA lib |Expression '|Cannot connect to server |jack server |JackShmReadWritePtr"
)
_redirecting = threading.RLock()


def missing_libraries() -> list[str]:
    """Names of the shared libraries in `PACKAGES` that cannot be loaded; always empty outside Linux."""
    return [name for name in PACKAGES if not _loads(name)] if sys.platform == "linux" else []


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install_command(libraries: list[str]) -> str:
    """The command that installs these shared libraries on Debian and Ubuntu.

    Parameters
    ----------
    libraries
        Keys of `PACKAGES`.
    """
    packages = dict.fromkeys(PACKAGES[name] for name in libraries)
    return "sudo apt-get install " + " ".join(packages)


@contextlib.contextmanager
def missing_libraries_named(module: str) -> Iterator[None]:
    """Turn a linker's message into one that says what to install.

    Parameters
    ----------
    module
        What is being loaded inside the ``with``, for the message.

    Raises
    ------
    MissingLibraryError
        A shared library of the system, or the module itself, is not there. Any other error passes unchanged.
    """
    try:
        yield
    except (ImportError, OSError) as error:
        advice = _advice(module, error)
        if advice is None:
            raise
        raise MissingLibraryError(advice) from error


def _advice(module: str, error: ImportError | OSError) -> str | None:
    if isinstance(error, ModuleNotFoundError):
        if error.name != module:
            return None
        return tr("{module} is not installed, though formcheck needs it: install formcheck again", module=module)
    text = str(error)
    if "DLL load failed" in text or getattr(error, "winerror", None) == 126:
        return tr(
            "{module} cannot be loaded, a DLL of Windows is missing: install the Microsoft Visual"
            " C++ Redistributable (on Windows N also the Media Feature Pack)",
            module=module,
        )
    found = _SHARED_OBJECT.search(text)
    if found is None:
        return None
    name = found[1]
    # All that are missing at once, instead of the next one after each installation.
    known = [library for library in PACKAGES if library == name or library in missing_libraries()]
    if name not in PACKAGES:
        return tr(
            "{module} cannot be loaded without {name}: install the package of your system that contains it",
            module=module,
            name=name,
        )
    return tr(
        "{module} cannot be loaded without {all}: {install_command}",
        module=module,
        all=", ".join(known),
        install_command=install_command(known),
    )


def import_cv2() -> ModuleType:
    """Import cv2.

    Raises
    ------
    MissingLibraryError
        It needs a library of the system that is not installed.
    """
    with missing_libraries_named("cv2"):
        try:
            import cv2
        except ImportError:
            # cv2 leaves this mark behind, and a second attempt would then complain of recursion instead.
            if hasattr(sys, "OpenCV_LOADER"):
                del sys.OpenCV_LOADER
            raise
    return cv2


@contextlib.contextmanager
def cv2_in_one_thread() -> Iterator[None]:
    """Let cv2 work in the thread that asks: where every core is busy, small work that is divided takes longer."""
    cv2 = import_cv2()
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        yield
    finally:
        cv2.setNumThreads(before)


def give_memory_back() -> None:
    """Return to the system what was freed: glibc, the C library of most kinds of Linux, keeps it for later."""
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


def import_mediapipe() -> ModuleType:
    """Import mediapipe, which imports cv2.

    Its own native library is loaded only when a task is created: do that inside `missing_libraries_named` too.

    Raises
    ------
    MissingLibraryError
        It needs a library of the system that is not installed.
    """
    import_cv2()
    with missing_libraries_named("mediapipe"):
        import mediapipe
    return mediapipe  # type: ignore[no-any-return]


@contextlib.contextmanager
def native_log_hidden() -> Iterator[None]:
    """Keep what C++ libraries log on stderr away from the user; it goes to this module's logger at level DEBUG.

    mediapipe logs straight to file descriptor 2 and none of its settings prevents that, so the descriptor points to
    a temporary file meanwhile. That holds for the whole process: lines of other origin that arrive in this time are
    written to stderr afterwards. Keep the ``with`` short. Exceptions pass unchanged.
    """
    with _redirecting, contextlib.ExitStack() as stack:
        if sys.stderr is not None:
            sys.stderr.flush()
        try:
            caught = stack.enter_context(tempfile.TemporaryFile())
            stderr = os.dup(2)
        except OSError:  # no room for it, or no stderr at all, as under pythonw.exe
            yield
            return
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            if sys.stderr is not None:
                sys.stderr.flush()
            os.dup2(stderr, 2)
            os.close(stderr)
            caught.seek(0)
            _sort_out(caught.read().decode(errors="replace"))


def _sort_out(text: str) -> None:
    for line in text.splitlines(keepends=True):
        if _NATIVE_LOG.match(line):
            logger.debug("native log: %s", line.rstrip())
        else:
            os.write(2, line.encode())
