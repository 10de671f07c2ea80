"""Every sentence that is shown or said has a translation, in one file that a translator can copy."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest

from formcheck.app import safety
from formcheck.counting.advice import Advice, Extent, Keep
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import TimedExercise
from formcheck.feedback.language import ENGLISH, Words, languages
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.reasons import UNJUDGED, WORDS
from formcheck.feedback.voice.phrases import Phrase
from formcheck.video.trouble import Trouble
from formcheck.workout import routine

OTHERS = [language for language in languages() if language != ENGLISH]


def sentences() -> Iterator[str]:
    """Everything that the program says or shows, in English."""
    yield from (*Advice, *Extent, *Keep, *Trouble)
    yield from Phrase
    yield from Label
    yield from Trouble
    yield from (*WORDS.values(), *UNJUDGED.values())
    yield str(Exercise.model_fields["plural"].default)
    for name in catalogue.names():
        exercise = catalogue.load(name)
        yield from (exercise.name, exercise.plural, exercise.camera)
        yield exercise.position.say
        yield from (fault.say for fault in exercise.fault)
        yield from (str(say) for say in exercise.cues.model_dump().values())
        yield from filter(None, [exercise.transition])
    for name in catalogue.timers():
        timed = catalogue.find(name)
        assert isinstance(timed, TimedExercise)
        yield from (timed.name, timed.plural, timed.camera, timed.timer.say, timed.timer.release, timed.timer.unseen)
        yield from (limit.say for limit in (*timed.start, *timed.during))
        yield from (still.say for still in timed.still)
        yield from filter(None, [timed.transition])
    for name in routine.names():
        chosen = routine.load(name)
        yield chosen.title
        yield from (planned.say_first for planned in chosen.sets() if planned.say_first)
    yield from (safety.ABOUT, safety.BEFORE, *safety.QUESTIONS, safety.APPLIES, safety.SEE_A_DOCTOR, safety.GO_ON)
    yield safety.UNASKED


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))


def test_german_is_there() -> None:
    assert "de" in OTHERS


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_translated_and_no_translation_is_left_over(language: str) -> None:
    assert set(sentences()) == set(Words(language).known)


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
