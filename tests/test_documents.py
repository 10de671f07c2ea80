"""The pages for people name the folders and files that there are."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.test_architecture import FOLDERS, PACKAGE

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
PATH = re.compile(r"`((?:formcheck|tests|tools|docs|examples|benchmarks|sample_videos)/[^`* ]*)`")
MODULE = re.compile(r"python -m ((?:benchmarks|formcheck|tests|tools)[\w.]*)")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
BLOCK = re.compile(r"^```(sh|powershell)\n(.*?)^```", re.MULTILINE | re.DOTALL)
BASH_ALONE = re.compile(r"&&|\|\||\$\(|\\$|^\s*(export|source|\w+=)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_who_has_powershell_finds_lines_to_type(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = BLOCK.findall(text)
    if any(kind == "sh" and BASH_ALONE.search(lines) for kind, lines in blocks):
        assert "powershell" in [kind for kind, _ in blocks]
    if any(kind == "sh" and ".venv/bin/" in lines for kind, lines in blocks):
        assert ".venv\\Scripts\\" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_in_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    assert missing + [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_program_that_a_page_names_is_there(page: Path) -> None:
    named = set(MODULE.findall(page.read_text(encoding="utf-8")))
    assert [module for module in sorted(named) if find_spec(module) is None] == []


def test_the_house_is_drawn_as_it_stands() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^\| `(\w+)/` \|", page, flags=re.MULTILINE)
    assert drawn == [folder for folder in FOLDERS if (PACKAGE / folder).is_dir()]
