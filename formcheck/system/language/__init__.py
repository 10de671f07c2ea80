"""Everything a person reads or hears, in their language.

English stands in the code, where it is said, and in the exercise files. Every other language is a folder of tables
here that has each English sentence and its translation; ``docs/translating.md`` says how another one is added.

A program chooses its language once, at its start, with `use`; so do the processes it begins, through the
environment. Whoever uses formcheck from Python gets English unless FORMCHECK_LANGUAGE says otherwise. What programs
read (JSON, CSV) is English in any.
"""

import os

from formcheck.system.language.words import ENGLISH, Words, languages

__all__ = ["ENGLISH", "ENVIRONMENT_VARIABLE", "Words", "current", "languages", "later", "plural", "retold", "tr", "use"]

ENVIRONMENT_VARIABLE = "FORMCHECK_LANGUAGE"

_asked = os.environ.get(ENVIRONMENT_VARIABLE, ENGLISH)
_current = Words(_asked if _asked in languages() else ENGLISH)


def use(language: str) -> Words:
    """Say and show everything from now on in one of `languages`, here and in processes that are begun from here."""
    global _current  # noqa: PLW0603 - a program has one language
    if language != _current.language:
        _current = Words(language)
    os.environ[ENVIRONMENT_VARIABLE] = language
    return _current


def current() -> Words:
    """The language of this program."""
    return _current


def tr(english: str, /, **values: object) -> str:
    """A sentence in the language of this program, with values in the places of their names in braces.

    >>> tr("cannot write {place}: {why}", place="a.csv", why="disk full")
    'cannot write a.csv: disk full'

    The sentence has to stand in the call, with no ``f`` before it: it is looked up, and tests read it from there.
    One that is kept in a table or an `Enum` is named with `later` there, and translated where it is shown.
    """
    return _current(english, **values)


def plural(one: str, many: str, /, count: float, **values: object) -> str:
    """A sentence that depends on a number, which stands in it as ``{count}``; translations know it by the second.

    >>> plural("{count} minute", "{count} minutes", 1)
    '1 minute'
    """
    return _current.plural(one, many, count, **values)


def retold(english: str) -> str:
    """A sentence that has been put together in English, as it stands in a file or comes from a library."""
    return _current.retold(english)


def later(english: str) -> str:
    """The sentence itself, which `tr` is given later: this names it, so that it is known to need a translation."""
    return english
