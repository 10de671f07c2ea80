"""Every sentence that is shown or said has a translation, in one file that a translator can copy."""

import re
from importlib import resources

import pytest

from formcheck.feedback.language import ENGLISH, Words, languages
from tools.sentences import in_the_code, translated

OTHERS = [language for language in languages() if language != ENGLISH]


def sentences() -> set[str]:
    """Everything that the program says or shows in the user's language, in English."""
    return {text for texts in translated().values() for text in texts}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))


def test_german_is_there() -> None:
    assert "de" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_no_translation_is_left_over(language: str) -> None:
    assert sentences() == set(Words(language).known)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_same_values(language: str) -> None:
    known = Words(language).known
    assert [key for key, text in known.items() if placeholders(key) != placeholders(text)] == []
    assert all(text.strip() == text and text for text in known.values())


def test_a_sentence_nobody_has_translated_stays_english() -> None:
    assert Words("de")("Wiggle your ears.") == "Wiggle your ears."
    assert Words("de")("Hold, {seconds}.", seconds=2) == "Halten, 2."
    assert Words()("Hold, {seconds}.", seconds=2) == "Hold, 2."


def test_a_translation_is_a_file_beside_the_code() -> None:
    assert (resources.files("formcheck.feedback.language") / "de.toml").is_file()


def test_the_list_of_sentences_has_what_only_the_terminal_and_the_pages_say() -> None:
    texts = {text for found in in_the_code().values() for text in found}
    assert "No difference that can be measured." in texts
    assert "{} with the other leg {} not count" in texts
    assert "How well the camera saw" in texts
