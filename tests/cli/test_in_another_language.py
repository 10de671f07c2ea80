"""Everything that the program shows goes through its language: walks in one that puts each sentence into brackets."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formcheck.cli.main import app
from formcheck.system import language
from formcheck.system.language import Words, use
from tests.replay import FOLDER as RECORDINGS

OPEN, CLOSE = "⟦", "⟧"
NAMES = re.compile(
    r"[\w./-]+\.(?:npz|html|json|sqlite3|task|toml|png|mp4)|/[\w./-]+|formcheck (?:\d[\w.]*|history)|SHA-256 \w+"
)
"""What stays as it is in any language: files and versions."""


class Bracketed(Words):
    """English, each sentence in brackets."""

    def __call__(self, english: str, /, **values: object) -> str:
        return f"{OPEN}{super().__call__(english, **values)}{CLOSE}"

    def plural(self, one: str, many: str, /, count: float, **values: object) -> str:
        return f"{OPEN}{super().plural(one, many, count, **values)}{CLOSE}"

    def retold(self, english: str) -> str:
        return f"{OPEN}{english}{CLOSE}"


def outside(text: str) -> list[str]:
    """Words, two or more together, that stand in no brackets."""
    depth, left = 0, ""
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        left += letter if depth == 0 and letter != CLOSE else " | " if letter == OPEN else ""
    return re.findall(r"[A-Za-z]{2,}(?: [A-Za-z]{2,})+", NAMES.sub("|", left))


class Page(HTMLParser):
    """What a page shows, and what it says to those who do not see it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script", "svg")
        self.texts += [value for name, value in attrs if value and name in ("alt", "title", "aria-label", "data-label")]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script", "svg")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.texts.append(data)


def shown(page: Path) -> str:
    reader = Page()
    reader.feed(page.read_text(encoding="utf-8"))
    return "\n".join(reader.texts)


@pytest.fixture
def bracketed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(language, "_current", Bracketed())
    monkeypatch.setenv("FORMCHECK_HISTORY", str(tmp_path / "history.sqlite3"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    return done.output + (
        "" if done.exception is None or isinstance(done.exception, SystemExit) else str(done.exception)
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("exercises",),
        ("exercises", "donkey_kick"),
        ("exercises", "walk"),
        ("exercises", "handstand"),
        ("exercises", "nowhere.toml"),
        ("routines",),
        ("routines", "wake_up"),
        ("routines", "handstand"),
        ("privacy",),
        ("safety",),
        ("analyze", "nowhere.mp4"),
    ],
    ids=" ".join,
)
def test_no_sentence_is_shown_without_its_language(arguments: tuple[str, ...], bracketed: Path) -> None:
    text = said(*arguments)
    assert OPEN in text
    assert outside(text.replace("\n", " ")) == []


def test_no_sentence_of_an_analysis_its_report_and_the_history_is(bracketed: Path) -> None:
    kicks, bridges = (str(RECORDINGS / f"sample_{name}.npz") for name in ("donkey_kick", "glute_bridge"))
    text = said("analyze", kicks, bridges, "--history", "--jobs", "1")
    assert outside(text.replace("\n", " ")) == []
    out = bracketed / "formcheck-out"
    pages = [out / "index.html", *out.glob("*/report.html")]
    assert len(pages) == 3
    assert outside(said("history", "--no-open").replace("\n", " ")) == []
    assert outside(shown(bracketed / "history.html")) == []
    assert {page.parent.name: outside(shown(page)) for page in pages} == {page.parent.name: [] for page in pages}


def test_what_programs_read_is_english_in_any_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    recording = str(RECORDINGS / "sample_glute_bridge.npz")
    written = {}
    for one in ("en", "de"):
        use(one)
        assert CliRunner().invoke(app, ["analyze", recording, "--exercise", "glute_bridge"]).exit_code == 0
        folder = tmp_path / "formcheck-out" / "sample_glute_bridge.npz"
        written[one] = [(folder / name).read_bytes() for name in ("summary.json", "signals.csv")]
    assert written["de"] == written["en"]
    report = (folder / "report.html").read_text(encoding="utf-8")
    assert '<html lang="de"' in report
    assert "Schulterbrücke" in report
    assert "Wie gut die Kamera sah" in report


def test_help_and_complaints_are_german(monkeypatch: pytest.MonkeyPatch) -> None:
    use("de")
    done = CliRunner().invoke(app, ["live", "--help"])
    assert "Diese Hilfe zeigen." in done.output
    assert "Vor der Kamera üben" in done.output
    done = CliRunner().invoke(app, ["live", "--volume", "101"])
    assert "erwartet 100 oder weniger" in done.output
    done = CliRunner().invoke(app, ["danse"])
    assert "Diesen Befehl gibt es nicht: 'danse'" in done.output
