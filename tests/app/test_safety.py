"""The safety questions: asked once, kept on this computer, and never in anybody's way."""

import os
from datetime import date
from pathlib import Path
from stat import S_IMODE

import pytest

from formcheck.app import safety
from formcheck.errors import OutputError
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.voice.phrases import Phrase
from formcheck.system.language import Words

DAY = date(2026, 11, 22)


class Person:
    """Answers in this order, and remembers what was shown and asked."""

    def __init__(self, *answers: bool) -> None:
        self._answers = list(answers)
        self.seen: list[str] = []
        self.asked: list[str] = []

    def tell(self, line: str) -> None:
        self.seen.append(line)

    def confirm(self, question: str) -> bool:
        self.asked.append(question)
        return self._answers.pop(0)


def ask(folder: Path, person: Person, language: str = "en") -> bool:
    return safety.ask(folder, DAY, Words(language), person.tell, person.confirm)


def test_nothing_applies_and_it_is_kept(tmp_path: Path) -> None:
    person = Person(False)
    assert safety.kept(tmp_path / "new") is None
    assert ask(tmp_path / "new", person)
    assert safety.kept(tmp_path / "new") == safety.Answer("2026-11-22", False, safety.VERSION)
    assert person.asked == [safety.APPLIES]
    assert any("dizziness" in line for line in person.seen)


def test_who_says_yes_is_sent_to_somebody_and_decides(tmp_path: Path) -> None:
    person = Person(True, False)
    assert not ask(tmp_path, person)
    assert safety.kept(tmp_path) is None
    assert person.seen[-1] == "Talk to a doctor or physiotherapist first."
    assert ask(tmp_path, Person(True, True))
    answer = safety.kept(tmp_path)
    assert answer is not None
    assert answer.applies


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"date": "2020-01-01", "applies": false, "version": 0}', "\xff"])
def test_what_cannot_be_read_or_answers_other_questions_is_no_answer(tmp_path: Path, text: str) -> None:
    (tmp_path / safety.FILE).write_text(text, encoding="latin-1")
    assert safety.kept(tmp_path) is None


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        safety.keep(tmp_path / "file", safety.Answer("2026-11-22", False))


@pytest.mark.skipif(os.name != "posix", reason="modes as on Unix")
def test_nobody_else_may_read_the_answer(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        safety.keep(tmp_path / "new", safety.Answer("2026-11-22", True))
    finally:
        os.umask(before)
    assert S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert S_IMODE((tmp_path / "new" / safety.FILE).stat().st_mode) == 0o600


def test_the_questions_come_in_the_language_of_the_session(tmp_path: Path) -> None:
    person = Person(False)
    ask(tmp_path, person, "de")
    assert person.asked == ["Trifft etwas davon auf dich zu?"]


def test_nothing_that_is_said_or_shown_claims_what_a_camera_cannot_see() -> None:
    said = " ".join([*Phrase, *Label]).lower()
    assert not any(word in said for word in ("activat", "firing", "muscle", "neutral", "perfect", "safe form"))
