"""The result of one check, and how something is tried out that may print, hang or crash."""

import subprocess
import sys
from dataclasses import dataclass
from typing import NamedTuple

PROBE_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one thing.

    Attributes
    ----------
    name
        What was looked at.
    ok
        Whether it is as it should be.
    needed
        Whether formcheck works only with it; the rest is for some commands, or comfort.
    found
        What is there.
    advice
        What to do; empty where it is ok.
    own
        What in `found` and `advice` is the person's own, and nothing for strangers: places, and names of devices.
    """

    name: str
    ok: bool
    needed: bool
    found: str
    advice: str = ""
    own: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What a small program said: the last line of its output, None where it failed; and everything on stderr."""

    line: str | None
    complaints: str = ""


def probe(program: str) -> Answer:
    """Run a small Python program in a process of its own: drivers print, hang and crash."""
    try:
        ended = subprocess.run(
            [sys.executable, "-c", program],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=PROBE_TIMEOUT_S,
        )
    except (OSError, subprocess.SubprocessError):
        return Answer(None)
    lines = ended.stdout.strip().splitlines()
    return Answer(lines[-1] if lines and ended.returncode == 0 else None, ended.stderr)


def one_line(error: Exception) -> str:
    """What an error says, without line breaks."""
    return " ".join(str(error).split())
