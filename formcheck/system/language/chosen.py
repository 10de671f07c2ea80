"""In which language a program speaks: as asked for, else as this computer does."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from formcheck.system.language import ENGLISH, ENVIRONMENT_VARIABLE, languages

OPTION = "--language"
_POSIX = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen(arguments: Sequence[str], environment: Mapping[str, str] = os.environ, kept: str = "") -> str:
    """The language that is asked for on the command line, else by the environment, the settings, or this computer.

    Parameters
    ----------
    arguments
        Of the command line; it is read before anything else, since help and complaints are in this language too.
    environment
        The variables of the environment.
    kept
        What the user's settings say; empty for nothing.
    """
    asked = [
        *_after_the_option(arguments),
        environment.get(ENVIRONMENT_VARIABLE, ""),
        kept,
        _of_the_computer(environment),
    ]
    return next((code for one in asked if (code := known(one))), ENGLISH)


def kept_language(settings: Path) -> str:
    """What a file of settings says of it; empty where that is nothing, or cannot be read."""
    try:
        found = json.loads(settings.read_text(encoding="utf-8"))["language"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return found if isinstance(found, str) else ""


def refused(environment: Mapping[str, str] = os.environ) -> str | None:
    """What the environment asks for where it is no language that there is."""
    asked = environment.get(ENVIRONMENT_VARIABLE, "")
    return asked if asked and known(asked) is None else None


def known(tag: str) -> str | None:
    """The code of the language that a tag such as ``de``, ``de-AT`` or ``de_DE.UTF-8`` means; None for another."""
    code = tag.strip().lower().replace("-", "_").partition(".")[0].partition("_")[0]
    return code if code in languages() else None


def _after_the_option(arguments: Sequence[str]) -> list[str]:
    """The last value that is given to the option, if it is there, in either way of writing it."""
    given = [one.partition("=")[2] for one in arguments if one.startswith(f"{OPTION}=")]
    given += [after for one, after in pairwise(arguments) if one == OPTION]
    return given[-1:]


def _of_the_computer(environment: Mapping[str, str]) -> str:
    """Its language, as POSIX systems name it in the environment; Windows knows a number."""
    if named := next((environment[name] for name in _POSIX if environment.get(name)), ""):
        return named
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
