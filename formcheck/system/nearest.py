"""Of names that are known, those that somebody may have meant."""

import re
from collections.abc import Collection
from difflib import get_close_matches

from formcheck.system.language import tr

MOST = 3
_BETWEEN_WORDS = re.compile(r"[\s_-]+")


def nearest(typed: str, known: Collection[str]) -> list[str]:
    """The names that a mistyped one may stand for, the likeliest first: with its words, or of nearly its letters."""
    wanted = set(_BETWEEN_WORDS.split(typed.strip().casefold())) - {""}
    by_words = [name for name in known if wanted and wanted <= _words(name)]
    plural = [name for name in known if wanted and {word.removesuffix("s") for word in wanted} <= _words(name)]
    close = get_close_matches("_".join(_BETWEEN_WORDS.split(typed.strip().casefold())), known, MOST, 0.7)
    misspelt = [name for name in known if wanted and all(_is_nearly_in(word, _words(name)) for word in wanted)]
    return list(dict.fromkeys([*by_words, *plural, *close, *misspelt]))[:MOST]


def did_you_mean(typed: str, known: Collection[str]) -> str:
    """A question to follow what was found, as " did you mean squat?"; empty where nothing is near."""
    found = nearest(typed, known)
    return " " + tr("did you mean {all}?", all=f" {tr('or')} ".join(found)) if found else ""


def _is_nearly_in(word: str, words: Collection[str]) -> bool:
    return bool(get_close_matches(word, words, 1, 0.8))


def _words(name: str) -> set[str]:
    return set(_BETWEEN_WORDS.split(name.casefold()))
