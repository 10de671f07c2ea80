"""The last check-up in a few lines, for the terminal and the pages: each test with its values."""

from typing import NamedTuple

from formcheck.checkup.scoring import Judged, JudgedTest
from formcheck.checkup.scoring.saying import value_text
from formcheck.output.history.checkup_steps import Past
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.pose.landmarks import Side
from formcheck.system.language import tr

NOTHING = "–"


class CheckupRow(NamedTuple):
    """One test: what it is called, its values, and those of the last time; a dash where there are none."""

    name: str
    now: str
    before: str


def id_of(kept: KeptCheckup) -> str:
    """How it is named on the command line."""
    return f"c{kept.id}"


def checkup_rows_of(past: Past) -> list[CheckupRow]:
    """The tests of the last check-up, with what they were the time before."""
    last = past[-1][1]
    before = {test.score.id: test for _, judged in past[:-1] for test in judged.tests if test.values}
    return [CheckupRow(tr(test.score.short), values(test), values(before.get(test.score.id))) for test in last.tests]


def values(test: JudgedTest | None) -> str:
    """Its values with their sides."""
    if test is None or not test.values:
        return NOTHING
    sides = {None: "", Side.LEFT: tr("left"), Side.RIGHT: tr("right")}
    shown = ((value_text(test, one), sides[one.result.side]) for one in test.values)
    return ", ".join(f"{side} {text}".strip() for text, side in shown)


def short(judged: Judged) -> str:
    """A check-up in a few words: its values, test by test."""
    return "; ".join(f"{tr(test.score.short)} {values(test)}" for test in judged.tests if test.values)
