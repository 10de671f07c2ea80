"""The pages load nothing and run nothing, whatever the names and sentences of others in them are."""

import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from formcheck.exercises.exercise import Exercise
from formcheck.exercises.severity import Severity
from formcheck.output.history.overview import overview
from formcheck.output.history.page import page as history_page
from formcheck.output.report import Source
from formcheck.output.report.index import Entry, entry_of, index_page
from tests.chromium import BROWSER
from tests.listener import Listener
from tests.past import DAY, GOOD, a_set, an_entry
from tests.report_pages import THREE, fault, page, renamed, rep, session


def hostile(host: str) -> str:
    """Words that would load something, if they were taken for anything but words."""
    return (
        f'"><img src=http://{host}/img onerror="document.title=1"><script src=//{host}/script></script>'
        f'<link rel=stylesheet href=http://{host}/link><style>@import "http://{host}/import";</style>'
        f"<iframe src=http://{host}/frame></iframe><meta http-equiv=refresh content='0;url=http://{host}/go'>"
        f"</script></style></svg><svg><use href='http://{host}/use#a'/></svg> url(http://{host}/url) {{{{ 7 * 7 }}}}"
    )


def hostile_pages(host: str) -> dict[str, str]:
    """The three pages, with such words wherever a name or a sentence of somebody else can come to."""
    bad = hostile(host)
    exercise: Exercise = renamed(name=bad, plural=bad)
    reps = (*THREE[:2], rep(3, "form", faults=[fault(bad, Severity.FIX, 14.5)]))
    source = Source(f"/clips/{bad}.mp4", notes=[bad])
    done = replace(a_set([GOOD] * 3, "mine"), title=bad)
    clips = [entry_of(Path(f"/{bad}.mp4"), session(reps), exercise), Entry(Path(bad), failed=bad)]
    return {
        "report.html": page(session(reps), [exercise], source=source, video=f"{bad}.mp4"),
        "index.html": index_page(clips),
        "history.html": history_page(overview([an_entry(0, done, name=bad), an_entry(1, done, name=bad)], DAY.date())),
    }  # fmt: skip


class Loads(HTMLParser):
    """Everything in a page that would be loaded or run."""

    LOADING = (
        "src",
        "href",
        "srcset",
        "poster",
        "data",
        "action",
        "formaction",
        "background",
        "xlink:href",
        "manifest",
    )

    def __init__(self) -> None:
        super().__init__()
        self.policy = ""
        self.foreign: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given["content"]
        elif "http-equiv" in given or tag in ("iframe", "object", "embed", "base", "form"):
            self.foreign.append(tag)
        self.scripts += tag == "script" and given.get("type") != "application/json"
        self.foreign += [f"{tag} {name}" for name in given if name.startswith("on")]
        for name in self.LOADING:
            value = given.get(name, "")
            scheme = value.partition("/")[0]
            if (":" in scheme and not scheme.startswith(("data:image", "data:,"))) or value.startswith("//"):
                self.foreign.append(f"{tag} {name}={value}")
        style = given.get("style", "")
        if "url(" in style or "@import" in style:
            self.foreign.append(style)


@pytest.mark.parametrize("name", ["report.html", "index.html", "history.html"])
def test_a_page_loads_nothing_whatever_the_names_in_it_are(name: str) -> None:
    text = hostile_pages("evil.example")[name]
    found = Loads()
    found.feed(text)
    assert found.foreign == []
    assert "default-src 'none'" in found.policy
    assert "http" not in found.policy
    assert "connect-src" not in found.policy
    if found.scripts:
        assert "script-src 'sha256-" in found.policy
        assert "unsafe" not in found.policy.partition("script-src")[2].partition(";")[0]
    assert text.index("Content-Security-Policy") < text.index("<style")
    assert "evil.example" in text
    assert "{{ 7 * 7 }}" in text


def test_the_search_for_what_is_loaded_finds_it() -> None:
    found = Loads()
    found.feed(hostile("evil.example").removeprefix('">'))
    assert {one.split()[0] for one in found.foreign} >= {"img", "script", "link", "iframe", "meta", "use"}


@pytest.mark.skipif(BROWSER is None, reason="there is no browser")
def test_a_browser_that_opens_the_pages_asks_nobody(tmp_path: Path, listener: Listener) -> None:
    from playwright.sync_api import sync_playwright

    for name, text in hostile_pages(listener.host).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "open.html").write_text(f"<img src=http://{listener.host}/seen>")
    with sync_playwright() as play, play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"]) as browser:
        opened = browser.new_page()
        for path in sorted(tmp_path.glob("*.html")):
            if path.name != "open.html":
                opened.goto(path.as_uri())
                assert opened.title() != "1"
        assert listener.asked == []
        opened.goto((tmp_path / "open.html").as_uri())
        until_s = time.monotonic() + 20
        while not listener.asked and time.monotonic() < until_s:
            opened.wait_for_timeout(50)
    assert listener.asked == ["/seen"]
