"""Small programs of the system that are asked for one thing and may hang, fail or not be there."""

import shutil
import subprocess
import sys

TIMEOUT_S = 3.0


def said(*command: str) -> str | None:
    """What a program writes to standard output; None where it is not there, fails, or takes too long."""
    if shutil.which(command[0]) is None:
        return None
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=TIMEOUT_S,
            creationflags=flags,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout if ended.returncode == 0 else None
