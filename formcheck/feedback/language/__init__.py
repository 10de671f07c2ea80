"""Everything that is said, in the language of the user.

English stands where it is said: in the exercise files and in the code. Every other language is one file here that
has each English sentence and its translation; a translator copies one and changes its right-hand sides.
"""

import tomllib
from importlib import resources

ENGLISH = "en"


def languages() -> list[str]:
    """Codes of all languages, English first."""
    files = resources.files("formcheck.feedback.language").iterdir()
    return [ENGLISH, *sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))]


class Words:
    """Translates sentences; those it does not know stay English.

    Parameters
    ----------
    language
        A code of `languages`.

    Attributes
    ----------
    known
        Translations by their English sentences; empty for English.
    """

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language
        self.known: dict[str, str] = {}
        if language != ENGLISH:
            file = resources.files("formcheck.feedback.language") / f"{language}.toml"
            for table in tomllib.loads(file.read_text(encoding="utf-8")).values():
                self.known.update(table)

    def __call__(self, english: str, /, **values: object) -> str:
        """The sentence in this language, with values in the places of their names in braces."""
        text = self.known.get(english, english)
        return text.format(**values) if values else str(text)
