"""From the first word to the page, in English and in German: what is heard and what is printed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from formcheck.app.checkup.keeping import keep
from formcheck.checkup.agenda import agenda
from formcheck.checkup.session import CheckupSession
from formcheck.counting.moment import Moment
from formcheck.feedback.voice.utterance import Utterance
from formcheck.feedback.voice.voice import Voice
from formcheck.output.history.store import History
from formcheck.pose.landmarks import Side
from formcheck.system import language
from formcheck.system.language import Words
from tests.checkup.actor import Actor, everything
from tests.checkup.bodies import FPS
from tests.checkup.test_procedures import NEVER, NIE


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    yield
    language.use("en")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "begins", "ends", "never", "values"),
    [
        ("en", "Chair stand.", "Done. Sit up when you like.", NEVER, ("14", "30", "60", "19")),
        ("de", "Aufstehen vom Stuhl.", "Fertig. Setz dich auf, wenn du magst.", NIE, ("14", "30", "60", "19")),
    ],
)
def test_a_whole_check_up_from_its_first_word_to_its_page(
    tmp_path: Path, code: str, begins: str, ends: str, never: tuple[str, ...], values: tuple[str, ...]
) -> None:
    language.use(code)
    heard: list[Utterance] = []
    voice, actor = Voice(Words(code), heard.append, led=True), Actor(everything())
    session = CheckupSession(agenda(Side.RIGHT, short=False, asked=False), Side.RIGHT)
    time_s = 0.0
    while not session.over:
        pose = actor.at(time_s)
        snapshot = session.update(time_s, pose)
        actor.hear_all(snapshot)
        voice.show(Moment(time_s, pose), snapshot)
        time_s += 1 / FPS
    session.finish()
    texts = [utterance.text for utterance in heard if utterance.text]
    assert any(text.startswith(begins) for text in texts)
    assert texts[-1] == ends
    assert [text for text in texts if "{" in text or any(word in text.lower() for word in never)] == []
    assert time_s < 60 * 9
    page = re.sub(r"<[^>]+>", " ", keep(session.checkup, History(tmp_path / "history.db")).read_text(encoding="utf-8"))
    assert [value for value in values if value not in page] == []
    spoken_of = page.replace("No camera and no home test", "").lower()
    assert [word for word in never if word in spoken_of and word not in ("pelvi", "becken", "gesäß", "glute")] == []
