"""The pages for people name the folders and files that there are."""

import re
from pathlib import Path

import pytest

from tests.test_architecture import FOLDERS, PACKAGE

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
PATH = re.compile(r"`((?:formcheck|tests|tools|docs|examples|benchmarks|sample_videos)/[^`* ]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_in_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [path for path in PATH.findall(text) if not (ROOT / path).exists()]
    assert missing + [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_the_house_is_drawn_as_it_stands() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.findall(r"^\| `(\w+)/` \|", page, flags=re.MULTILINE)
    assert drawn == [folder for folder in FOLDERS if (PACKAGE / folder).is_dir()]
