"""The sentences of one language."""

import tomllib
from importlib import resources

ENGLISH = "en"
_PACKAGE = "formcheck.system.language"

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

    def _kind(self, count: float) -> str:
        """What CLDR calls a number in this language."""
        from babel import Locale

        return str(Locale.parse(self.language).plural_form(count))
