"""Year of birth and sex: asked once, may be left out, kept on this computer alone, and needed for groups only."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from formcheck.checkup.scoring import Person
from formcheck.checkup.scoring.person import Sex
from formcheck.system.language import tr
from formcheck.system.private_file import keep_private
from formcheck.system.textfile import UnreadableError, read_text

FILE = "person.json"
YOUNGEST, OLDEST = 18, 110
"""No group is younger; an age beyond is a slip."""

Ask = Callable[[str], str]
"""Asks a question that is answered by a word; an empty one where nothing is answered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What they have said; None for what they have left out."""

    birth_year: int | None = None
    sex: Sex | None = None

    def on(self, day: date) -> Person:
        """The person on a day: as old as they become in that year."""
        return Person(None if self.birth_year is None else day.year - self.birth_year, self.sex)


def kept(folder: Path) -> Kept | None:
    """What was said; None where it was never asked, or cannot be read."""
    try:
        said = json.loads(read_text(folder / FILE))
        return of_words(str(said["birth_year"] or ""), str(said["sex"] or ""), None)
    except (UnreadableError, ValueError, TypeError, KeyError, RecursionError):
        return None


def keep(folder: Path, said: Kept) -> None:
    """Keep it; the folder is made if need be.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    keep_private(folder / FILE, f"{json.dumps(asdict(said), indent=2)}\n")


def of_words(birth_year: str, sex: str, today: date | None) -> Kept:
    """What was said, from what was typed; what is empty or no answer is left out.

    Parameters
    ----------
    birth_year, sex
        Four digits; "F" or "M".
    today
        Bounds the year; None where it need not be looked at.
    """
    year = int(birth_year) if birth_year.isdecimal() and len(birth_year) == 4 else None
    if year is not None and today is not None and not YOUNGEST <= today.year - year <= OLDEST:
        year = None
    found: Sex | None = "F" if sex == "F" else "M" if sex == "M" else None
    return Kept(year, found)


def ask_once(folder: Path, today: date, ask: Ask) -> Kept:
    """What was said; it is asked where it has not been yet, and never again."""
    known = kept(folder)
    if known is not None:
        return known
    year = ask(tr("In which year were you born? (for groups of your age; leave it out with Enter)")).strip()
    sex = ask(tr("Woman or man? (w or m; leave it out with Enter)")).strip().lower()[:1]
    said = of_words(year, {"w": "F", "f": "F", "m": "M"}.get(sex, ""), today)
    keep(folder, said)
    return said
