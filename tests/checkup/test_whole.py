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
from tests.checkup import clips
from tests.checkup.actor import Actor, Acts, everything
from tests.checkup.bodies import FPS
from tests.checkup.test_procedures import NEVER, NIE


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    yield
    language.use("en")


IN_ENGLISH = ("en", "Chair stand.", "Done. Sit up when you like.", NEVER)
IN_GERMAN = ("de", "Aufstehen vom Stuhl.", "Fertig. Setz dich auf, wenn du magst.", NIE)


def page_of(acts: Acts, history: Path, spoken: tuple[str, str, str, tuple[str, ...]]) -> tuple[CheckupSession, str]:
    """Who acts is led through the whole check-up; it, and the words of its page, after a look at all that is heard."""
    code, begins, ends, never = spoken
    language.use(code)
    heard: list[Utterance] = []
    voice, actor = Voice(Words(code), heard.append, led=True), Actor(acts)
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
    page = re.sub(r"<[^>]+>", " ", keep(session.checkup, History(history)).read_text(encoding="utf-8"))
    spoken_of = page.replace("No camera and no home test", "").lower()
    assert [word for word in never if word in spoken_of and word not in ("pelvi", "becken", "gesäß", "glute")] == []
    return session, page


@pytest.mark.slow
@pytest.mark.parametrize("spoken", [IN_ENGLISH, IN_GERMAN], ids=["en", "de"])
def test_a_whole_check_up_from_its_first_word_to_its_page(
    tmp_path: Path, spoken: tuple[str, str, str, tuple[str, ...]]
) -> None:
    _, page = page_of(everything(), tmp_path / "history.db", spoken)
    assert [value for value in ("14", "30", "60", "19") if value not in page] == []


@pytest.mark.slow
@pytest.mark.parametrize("spoken", [IN_ENGLISH, IN_GERMAN], ids=["en", "de"])
def test_a_whole_check_up_stitched_from_clips_that_the_pose_model_has_seen(
    tmp_path: Path, spoken: tuple[str, str, str, tuple[str, ...]]
) -> None:
    session, page = page_of(clips.everything(), tmp_path / "history.db", spoken)
    assert session.checkup.complete
    found = {(one.test, str(one.side or "both")): one for one in session.checkup.results}
    values = {key: one.value for key, one in found.items()}
    assert values["chair_stand", "both"] == 13
    assert values["one_leg_stand", "right"] == pytest.approx(clips.only("one_leg_fem_090_down"), abs=0.3)
    assert values["one_leg_stand", "left"] == 30
    assert values["bridge_reach", "both"] == pytest.approx(-6, abs=4)
    for side, name in (("right", "hold_fem_000_sag12"), ("left", "hold_fem_180_sag12")):
        assert values["single_leg_bridge_hold", side] == pytest.approx(clips.only(name), abs=0.5)
        assert found["single_leg_bridge_hold", side].tries[-1].ended == "hips_down"
    for side in ("left", "right"):
        lift_deg = values["prone_leg_lift", side]
        assert lift_deg is not None
        assert clips.LEAST_OF_A_LIFT_DEG <= lift_deg - 12 <= clips.MOST_OF_A_LIFT_DEG
    assert [
        word for word in ("13", "30", f"{int(values['single_leg_bridge_hold', 'left'] or 0)}") if word not in page
    ] == []
