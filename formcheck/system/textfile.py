"""Small text files of the user: read whole, but no pipe, no device, and nothing without end or bottom."""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

LARGEST_BYTES = 1_000_000
"""No text that a person writes is longer."""
SHOWN = 80
"""So many letters of what was found are told."""
DEEPEST = 20
"""No key that a person writes has more dots. What tomllib keeps of one grows with the square of their number."""

_ASIDE = re.compile(
    r'''
    """ (?: [^"\\]++ | \\. | "(?!"") )*+ (?: "{3,5} )?  # a text over several lines; one without end goes to the end
    | \'{3} (?: [^\']++ | \'(?!\'\') )*+ (?: \'{3,5} )?
    | " (?: [^"\\\n]++ | \\[^\n] )*+ "?
    | \' [^\'\n]*+ \'?
    | \# [^\n]*+
    ''',
    re.DOTALL | re.VERBOSE,
)
"""Texts and remarks, in which a dot is a dot. Each is passed over once, also where it is broken."""
_BETWEEN_KEYS = re.compile(r"[=\n\[\]{},]")


class UnreadableError(Exception):
    """What is the matter with a file, in a few words that go after its name."""


def read_text(path: Path, largest_bytes: int = LARGEST_BYTES) -> str:
    """The text of a file in UTF-8.

    Parameters
    ----------
    path
        The file.
    largest_bytes
        A longer one is not read.

    Raises
    ------
    UnreadableError
        There is no such file, it is too long, or it is no text.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnreadableError("cannot be read: it is not a file")
        with path.open("rb") as file:
            content = file.read(largest_bytes + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror or error}: check its name and permissions") from error
    except ValueError as error:  # with a zero in it
        raise UnreadableError("cannot be read: no file can have this name") from error
    if len(content) > largest_bytes:
        raise UnreadableError(f"cannot be read: it is longer than {largest_bytes / 1e6:g} MB")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError("not a text file in UTF-8: save it as one") from error


def parse_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says.

    Raises
    ------
    UnreadableError
        It is none, or has keys inside one another without end.
    """
    dots = max(part.count(".") for part in _BETWEEN_KEYS.split(_ASIDE.sub("", text)))
    if dots > DEEPEST:
        raise UnreadableError(f"not valid TOML: a key of {dots + 1} parts; the most that is read is {DEEPEST + 1}")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError alone: a number of thousands of digits
        raise UnreadableError(f"not valid TOML: {error}") from error


def shown(value: object) -> str:
    """What was found in a file, as it is told: the beginning of it, on one line."""
    try:
        text = str(value)
    except ValueError:  # a number of thousands of digits is not written out
        text = "a number of very many digits"
    except RecursionError:  # dotted keys nest without it
        text = "tables in tables without end"
    return repr(text[:SHOWN])
