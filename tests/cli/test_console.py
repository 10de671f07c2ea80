"""A line on the terminal, whatever stands in it."""

from io import StringIO

import pytest

from formcheck.cli import console
from formcheck.errors import FormcheckError


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("two\nlines", "two lines"),
        ("clip\x1b[2J.mp4", "clip\\x1b[2J.mp4"),
        ("clip\u202e4pm.exe", "clip\\u202e4pm.exe"),
        ("a\udcffb", "a\\udcffb"),
        ("[bold]x :leg:", "[bold]x :leg:"),
        ("über 30° – gut", "über 30° – gut"),
    ],
)
def test_a_line_on_the_terminal_can_do_nothing_but_be_read(
    capsys: pytest.CaptureFixture[str], message: str, line: str
) -> None:
    assert console.complain(FormcheckError(message)) == line
    assert capsys.readouterr().err == f"formcheck: {line}\n"


def test_a_line_that_nobody_would_read_loses_its_middle(capsys: pytest.CaptureFixture[str]) -> None:
    told = console.complain(FormcheckError(f"{'x' * 5000}: record it again"))
    assert len(told) < 1000
    assert told.endswith("record it again")
    assert capsys.readouterr().err.count("\n") == 1


def test_a_terminal_gets_lines_that_are_broken_between_words_and_a_pipe_one() -> None:
    text = "a sentence of some words, then /a/path/without/a/space/in/it/however/long/it/is"
    shown = {
        wide: console._Terminal(file=StringIO(), force_terminal=wide, width=30, highlight=False)
        for wide in (True, False)
    }
    for one in shown.values():
        one.print(text, markup=False, soft_wrap=True)
    assert shown[True].file.getvalue().splitlines() == [  # type: ignore[attr-defined]
        "a sentence of some words, then",
        "/a/path/without/a/space/in/it/however/long/it/is",
    ]
    assert shown[False].file.getvalue() == f"{text}\n"  # type: ignore[attr-defined]
