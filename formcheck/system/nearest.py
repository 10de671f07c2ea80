"""Of names that are known, those that somebody may have meant."""

import re
from collections.abc import Collection
from difflib import get_close_matches

MOST = 3
_BETWEEN_WORDS = re.compile(r"[\s_-]+")


def nearest(typed: str, known: Collection[str]) -> list[str]:
    """The names that a mistyped one may stand for, the likeliest first: with its words, or of nearly its letters."""
    wanted = set(_BETWEEN_WORDS.split(typed.strip().casefold())) - {""}
    by_words = [name for name in known if wanted and wanted <= _words(name)]
    plural = [name for name in known if wanted and {word.removesuffix("s") for word in wanted} <= _words(name)]
    close = get_close_matches("_".join(_BETWEEN_WORDS.split(typed.strip().casefold())), known, MOST, 0.7)
    return list(dict.fromkeys([*by_words, *plural, *close]))[:MOST]


def did_you_mean(typed: str, known: Collection[str]) -> str:
    """A question to follow what was found, as " did you mean squat?"; empty where nothing is near."""
    found = nearest(typed, known)
    return f" did you mean {' or '.join(found)}?" if found else ""


def _words(name: str) -> set[str]:
    return set(_BETWEEN_WORDS.split(name.casefold()))
