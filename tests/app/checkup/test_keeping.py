"""A check-up kept and judged: with the person who has said who they are, and the page beside the history."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from formcheck.app.checkup import keeping, person
from formcheck.checkup.agenda import agenda
from formcheck.checkup.record import Checkup
from formcheck.checkup.scoring import Person
from formcheck.checkup.session import CheckupSession
from formcheck.output.checkup.pagefile import page_of
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.store import History
from formcheck.pose.landmarks import Side
from formcheck.system.language import use
from tests.checkup.actor import everything, led
from tests.checkup.checkups import a_checkup, stands
from tests.past import DAY

TODAY = date(2026, 3, 2)


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> History:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path)
    monkeypatch.setenv("FORMCHECK_HISTORY", str(tmp_path / "history.sqlite3"))
    return History(tmp_path / "history.sqlite3")


def asked(*answers: str) -> tuple[person.Ask, list[str]]:
    """Somebody who answers so, and what they were asked."""
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return answers[len(questions) - 1]

    return ask, questions


def test_what_was_measured_is_kept_and_its_page_lies_beside(history: History) -> None:
    first = keeping.keep(a_checkup(stands(20)), history, DAY)
    assert first == page_of(history.path)
    keeping.keep(a_checkup(stands(30)), history, DAY + timedelta(days=28))
    assert "10 more than last time" in first.read_text(encoding="utf-8")
    assert keeping.past(history) == [a_checkup(stands(20)), a_checkup(stands(30))]
    assert [judged.number for _, judged in keeping.lately()] == [1, 2]


def test_groups_are_those_of_the_age_on_the_day(history: History, tmp_path: Path) -> None:
    person.keep(tmp_path, person.Kept(1986, "F"))
    path = keeping.keep(a_checkup(stands(24)), history, datetime(2026, 3, 2).astimezone())
    assert "women of 40 to 49" in path.read_text(encoding="utf-8")
    assert keeping.lately()[0][1].person == Person(40, "F")


def test_what_is_deleted_goes_from_the_page_or_with_it(history: History) -> None:
    path = keeping.keep(a_checkup(stands(20)), history, DAY)
    keeping.keep(a_checkup(stands(30)), history, DAY + timedelta(days=28))
    keeping.forget(history, [1])
    assert "10 more" not in path.read_text(encoding="utf-8")
    keeping.forget(history, [2])
    assert not path.exists()
    assert Checkups(history).all() == []


def test_a_history_that_cannot_be_read_has_no_check_ups(history: History) -> None:
    history.path.write_bytes(b"no database at all")
    assert keeping.lately() == []


def test_it_is_asked_once_and_only_its_owner_may_read_the_answer(tmp_path: Path) -> None:
    ask, questions = asked("1986", "w")
    assert person.ask_once(tmp_path, TODAY, ask) == person.Kept(1986, "F")
    assert person.ask_once(tmp_path, TODAY, ask) == person.Kept(1986, "F")
    assert len(questions) == 2
    assert (tmp_path / person.FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("year", "sex"), [("", ""), ("86", "x"), ("1900", ""), ("2020", ""), ("born", "?")])
def test_either_may_be_left_out_and_a_slip_is_left_out(tmp_path: Path, year: str, sex: str) -> None:
    ask, _ = asked(year, sex)
    assert person.ask_once(tmp_path, TODAY, ask) == person.Kept(None, None)
    assert person.kept(tmp_path) == person.Kept(None, None)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"birth_year": 1986}', '{"birth_year": {}, "sex": []}'])
def test_what_cannot_be_read_is_asked_again(tmp_path: Path, text: str) -> None:
    (tmp_path / person.FILE).write_text(text, encoding="utf-8")
    known = person.kept(tmp_path)
    assert known is None or known == person.Kept(None, None)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Left to the end of the test, as about half of the students did."),
        ("de", "Links bis zum Ende des Tests, wie etwa die Hälfte der Studierenden."),
    ],
)
def test_from_a_body_that_does_as_it_is_told_to_the_page(history: History, language: str, said: str) -> None:
    checkup = as_told()
    use(language)
    text = keeping.keep(checkup, history, DAY).read_text(encoding="utf-8")
    assert said in text
    missing = {"en": "so the right side has no number", "de": "deshalb hat die rechte Seite keine Zahl"}
    assert missing[language] in text  # nobody lay down with it to the camera
    assert text.count('<section class="card test">') == 3
    assert Checkups(history).all()[0].checkup == checkup


@cache
def as_told() -> Checkup:
    """The short form of a body that does as it is told."""
    session = CheckupSession(agenda(Side.RIGHT, short=True, asked=False), Side.RIGHT, short=True, model="full")
    assert list(led(session, everything("right")))
    return session.checkup
