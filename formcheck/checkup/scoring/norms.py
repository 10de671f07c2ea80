"""Published values, as they lie in ``norms/``: whose, of whom, and where they come from."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import isnan, nan

from formcheck.checkup.scoring.person import Person

ANY, BOTH = "any", "both"
"""Of an age and a sex that do not matter."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: its number, how it is cited, what it is, and its address."""

    id: str
    cite: str
    what: str
    address: str


@dataclass(frozen=True, slots=True)
class Norm:
    """What is published of one group.

    Attributes
    ----------
    group
        Whose values they are.
    ages
        From which age to which, in years, as it is written; "any" where it does not matter.
    sex
        "F", "M" or "both".
    p25, p50, p75
        The middle half and the middle; NaN where they are not known.
    below
        Of fewer it is warned; NaN where of none.
    source, basis
        Where they come from, and how they have been made.
    """

    group: str
    ages: str
    sex: str
    p25: float
    p50: float
    p75: float
    below: float
    source: Source
    basis: str

    @property
    def has_range(self) -> bool:
        """Whether its middle half is known."""
        return not isnan(self.p25) and not isnan(self.p75)

    def is_of(self, person: Person) -> bool:
        """Whether somebody is of this group."""
        if self.sex not in (BOTH, person.sex):
            return False
        if self.ages == ANY:
            return True
        first, last = map(int, self.ages.split("-"))
        return person.age_years is not None and first <= person.age_years <= last


@cache
def sources() -> dict[str, Source]:
    """All of them, by their numbers."""
    return {row["id"]: Source(row["id"], row["cite"], row["what"], row["address"]) for row in _rows("sources")}


@cache
def norms(test: str) -> tuple[Norm, ...]:
    """All that is published of a test; nothing where there is no such file."""
    return tuple(map(_norm, _rows(test)))


def norms_of(test: str, person: Person) -> tuple[Norm, ...]:
    """What is published of the groups that somebody is of."""
    return tuple(norm for norm in norms(test) if norm.is_of(person))


def _norm(row: dict[str, str]) -> Norm:
    p25, p50, p75, below = (_number(row[name]) for name in ("p25", "p50", "p75", "below"))
    source = sources()[row["source"]]
    return Norm(row["group"], row["age"], row["sex"], p25, p50, p75, below, source, row["basis"])


def _number(text: str) -> float:
    return float(text or nan)


def _rows(name: str) -> Iterator[dict[str, str]]:
    file = resources.files("formcheck.checkup.scoring") / "norms" / f"{name}.csv"
    if file.is_file():
        yield from csv.DictReader(io.StringIO(file.read_text(encoding="utf-8")))
