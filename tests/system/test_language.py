"""Every sentence that is shown or said has a translation, in one file that a translator can copy."""

import ast
import re
import subprocess
import sys
import tomllib
from datetime import date
from importlib import resources

import pytest
from babel import Locale

from formcheck.system.language import ENGLISH, Words, languages, plural, tr, use
from formcheck.system.language.chosen import chosen
from formcheck.system.language.local import brief, day, number
from tools.sentences import in_the_code, named, translated

OTHERS = [language for language in languages() if language != ENGLISH]


def sentences() -> set[str]:
    """Everything that the program says or shows in the user's language, in English."""
    return {text for texts in translated().values() for text in texts}


def forms_of(text: str | dict[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))


def test_german_is_there() -> None:
    assert "de" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_no_translation_is_left_over(language: str) -> None:
    assert sentences() == set(Words(language).known)


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_same_values(language: str) -> None:
    known = [(key, form) for key, text in Words(language).known.items() for form in forms_of(text)]
    assert [key for key, form in known if placeholders(key) != placeholders(form) and "{count}" not in key] == []
    assert [key for key, form in known if not set(placeholders(form)) <= set(placeholders(key))] == []
    assert all(form.strip() == form and form for _, form in known)


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_with_a_number_has_the_forms_that_its_language_has(language: str) -> None:
    kinds = {*Locale.parse(language).plural_form.tags, "other"}
    assert {kind for text in Words(language).known.values() if isinstance(text, dict) for kind in text} <= kinds


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_is_translated_in_one_way(language: str) -> None:
    files = (resources.files("formcheck.system.language") / language).iterdir()
    tables = [table for file in files for table in tomllib.loads(file.read_text("utf-8")).values()]
    ways: dict[str, list[object]] = {}
    for table in tables:
        for english, text in table.items():
            ways.setdefault(english, []).append(text)
    assert [english for english, found in ways.items() if len({str(text) for text in found}) > 1] == []


def test_a_sentence_nobody_has_translated_stays_english() -> None:
    assert Words("de")("Wiggle your ears.") == "Wiggle your ears."
    assert Words("de")("Hold, {seconds}.", seconds=2) == "Halten, 2."
    assert Words()("Hold, {seconds}.", seconds=2) == "Hold, 2."


def test_the_program_speaks_one_language_and_so_do_the_processes_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tr("Good.") == "Good."
    use("de")
    assert tr("Good.") == "Gut."
    code = "from formcheck.system.language import tr; print(tr('Good.'))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "Gut.\n"


def test_numbers_choose_the_form_and_are_written_as_the_language_does() -> None:
    seen = [
        (plural("{count} ear", "{count} ears", n), number(1.25, 1), brief(2.0), day(date(2026, 3, 9))) for n in (1, 3)
    ]
    assert seen == [("1 ear", "1.2", "2", "9 March 2026"), ("3 ears", "1.2", "2", "9 March 2026")]
    use("de")
    assert (number(1.25, 1), brief(2.5), day(date(2026, 3, 9)), day(date(2026, 3, 9), "MMM")) == (
        "1,2",
        "2,5",
        "9. März 2026",
        "Mär",
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "de_DE.UTF-8"}, "de"),
        ([], {"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_AT"}, "de"),
        ([], {"LANG": "xx_XX"}, "en"),
        ([], {"LANG": "de_DE", "FORMCHECK_LANGUAGE": "en"}, "en"),
        (["history", "--language", "de"], {"LANG": "en_GB", "FORMCHECK_LANGUAGE": "en"}, "de"),
        (["--language=de", "history"], {}, "de"),
        (["--language", "de", "history", "--language", "en"], {}, "en"),
        (["--language"], {"LANG": "de_DE"}, "de"),
    ],
)
def test_what_was_asked_for_goes_before_what_the_computer_speaks(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    assert chosen(arguments, environment) == expected


def test_a_sentence_that_is_put_together_is_refused() -> None:
    with pytest.raises(ValueError, match="put together"):
        list(named(ast.parse("tr(f'{count} ears')")))
    assert list(named(ast.parse("tr('ear'); plural('{count} ear', '{count} ears', 2); later('nose')"))) == [
        "ear",
        "{count} ears",
        "nose",
    ]


def test_no_sentence_stands_in_the_code_that_nobody_can_translate() -> None:
    known = sentences()
    found = [(file, text) for file, texts in in_the_code().items() for text in texts if text not in known]
    assert found == []
