"""The sentences of one language."""

import re
import tomllib
from functools import cached_property
from importlib import resources

ENGLISH = "en"
_PACKAGE = "formcheck.system.language"

_TELLING = 10
"""So many letters of its own a sentence needs, to be known again where it is filled in."""
_PLACE = re.compile(r"{(\w+)}")

Forms = dict[str, str]
"""The forms of a sentence with a number, by what CLDR calls the kinds of numbers: one, few, many, other."""


def languages() -> list[str]:
    """Codes of all languages, English first."""
    folders = (place for place in resources.files(_PACKAGE).iterdir() if place.is_dir())
    found = [place.name for place in folders if any(file.name.endswith(".toml") for file in place.iterdir())]
    return [ENGLISH, *sorted(found)]


class Words:
    """Translates sentences; those it does not know stay English.

    Parameters
    ----------
    language
        A code of `languages`.

    Attributes
    ----------
    known
        Translations by their English sentences; empty for English. Where a sentence depends on a number, its forms
        by the kind of the number.
    """

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language
        self.known: dict[str, str | Forms] = {}
        if language != ENGLISH:
            folder = resources.files(_PACKAGE) / language
            for file in sorted(folder.iterdir(), key=lambda file: file.name):
                if file.name.endswith(".toml"):
                    for table in tomllib.loads(file.read_text(encoding="utf-8")).values():
                        self.known.update(table)

    def __call__(self, english: str, /, **values: object) -> str:
        """The sentence in this language, with values in the places of their names in braces."""
        text = self.known.get(english, english)
        if isinstance(text, dict):
            text = text["other"]
        return text.format(**values) if values else str(text)

    def plural(self, one: str, many: str, /, count: float, **values: object) -> str:
        """The same of a sentence that depends on a number; it is known by its form for many."""
        forms = self.known.get(many, {"one": one, "other": many})
        if isinstance(forms, dict):
            forms = forms.get(self._kind(count), forms["other"])
        return forms.format(count=count, **values)

    def retold(self, english: str) -> str:
        """A sentence that has been put together in English, as it stands in a file or comes from a library.

        The sentence with the most words of its own that it can have been made of is meant; what has been filled in
        is retold too. One that is not known stays as it is.
        """
        if english in self.known or not self.known:
            return self(english)
        for template, pattern in self._patterns:
            if found := pattern.fullmatch(english):
                values = {name: self.retold(value) for name, value in found.groupdict().items()}
                return self(template, **values)
        return english

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        """Sentences with places to fill, those with the most words of their own first, and how they read filled."""
        own = {template: len("".join(_PLACE.split(template)[::2])) for template in self.known if "{" in template}
        telling = [template for template, letters in own.items() if letters >= _TELLING]
        return [(template, _filled(template)) for template in sorted(telling, key=own.__getitem__, reverse=True)]

    def _kind(self, count: float) -> str:
        """What CLDR calls a number in this language."""
        from babel import Locale

        return str(Locale.parse(self.language).plural_form(count))


def _filled(template: str) -> re.Pattern[str]:
    """Finds what was filled into a sentence; the same twice where a name stands twice."""
    pattern, seen = "", set[str]()
    for odd, part in enumerate(_PLACE.split(template)):
        pattern += re.escape(part) if odd % 2 == 0 else f"(?P={part})" if part in seen else f"(?P<{part}>.+?)"
        seen |= {part} if odd % 2 else set()
    return re.compile(pattern, re.DOTALL)
