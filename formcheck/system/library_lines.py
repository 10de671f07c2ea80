"""What libraries write on the screen: their log lines and warnings, which nobody sees who has not asked for them.

mediapipe and others write straight to file descriptor 2, some of it only when the program has ended. So the descriptor
leads nowhere, and this program's own stderr is another one.
"""

import logging
import os
import sys
import warnings


def hide_library_lines() -> None:
    """From now on only what this program says itself is seen on stderr; also of the processes that it starts."""
    logging.getLogger().addHandler(logging.NullHandler())  # else warnings without a handler are printed
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
    if sys.stderr is None:  # as under pythonw.exe
        return
    try:
        if sys.stderr.fileno() != 2:  # somebody else reads what is said here, and reads it there
            return
        sys.stderr.flush()
        own, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    except (OSError, ValueError):  # it is no file, or closed by the program that began it: nothing is seen anyhow
        return
    sys.stderr = os.fdopen(own, "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")


def show_library_lines() -> None:
    """Show what libraries log, also what they write on file descriptor 2."""
    logging.basicConfig(format="%(name)s: %(message)s")
    logging.getLogger("formcheck").setLevel(logging.DEBUG)
