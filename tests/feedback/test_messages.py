"""Every error of `feedback` that a user can meet says what was found, and what to do about it."""

from pathlib import Path

import pytest

from formcheck.feedback.voice.programs import Program, sound_of
from formcheck.feedback.voice.synthesis import find_voice
from tests.messages import Met, check_words

MET = [
    Met(
        "voice of no language",
        lambda _: find_voice("klingon!"),
        'no voice was found: expected a language such as en or pt-br, found "klingon!"',
    ),
    Met(
        "voice gone",
        lambda folder: Program(f"{folder}/say").run([]),
        "the voice {}/say cannot be started (No such file or directory): install it anew",
    ),
    Met("voice failing", lambda _: Program("/bin/false").run([]), "the voice /bin/false failed: status 1"),
    Met("voice of noise", lambda _: sound_of("say", b"x"), "the voice say failed: ..."),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    check_words(met, tmp_path)
