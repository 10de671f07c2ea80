"""Small text files of the user: read whole, but no pipe, no device, and nothing without end or bottom."""

import stat
import tomllib
from pathlib import Path
from typing import Any

from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.system.paths import is_file
from formcheck.system.reasons import reason_of

LARGEST_BYTES = 1_000_000
"""No text that a person writes is longer."""
SHOWN = 80
"""So many letters of what was found are shown."""
LONGEST_TOML = 16_000
"""Characters; the longest of ours has 3,400. What tomllib keeps of a key grows with the square of the dots in it, so
does its time: a file of this length that is one key takes it half a second and 260 MB [M]."""


class UnreadableError(Exception):
    """What is the matter with a file, in a few words that go after its name."""


def own_file(name: str) -> Path | None:
    """The TOML file that is meant by a name, with or without its ending; None where the name is of no such file."""
    path = Path(name)
    if path.suffix == ".toml":
        return path
    with_ending = Path(f"{name}.toml")
    return with_ending if is_file(with_ending) else None


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
            raise UnreadableError(tr("cannot be read: it is not a file"))
        with path.open("rb") as file:
            content = file.read(largest_bytes + 1)
    except OSError as error:
        raise UnreadableError(
            tr("cannot be read: {why}: check its name and permissions", why=reason_of(error))
        ) from error
    except ValueError as error:  # with a zero in it
        raise UnreadableError(tr("cannot be read: no file can have this name")) from error
    if len(content) > largest_bytes:
        raise UnreadableError(tr("cannot be read: it is longer than {most} MB", most=brief(largest_bytes / 1e6)))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(tr("not a text file in UTF-8: save it as one")) from error


def parse_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says.

    Raises
    ------
    UnreadableError
        It is none, or longer than `LONGEST_TOML`.
    """
    if len(text) > LONGEST_TOML:
        raise UnreadableError(
            tr("cannot be read: it is longer than {longest_toml} characters: shorten it", longest_toml=LONGEST_TOML)
        )
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError alone: a number of thousands of digits
        raise UnreadableError(tr("not valid TOML: {why}", why=error)) from error


def shown(value: object) -> str:
    """What was found in a file, as a message shows it: the beginning of it, on one line."""
    try:
        text = str(value)
    except ValueError:  # a number of thousands of digits is not written out
        text = tr("a number of very many digits")
    except RecursionError:  # dotted keys nest without it
        text = tr("tables in tables without end")
    return repr(text[:SHOWN])
