"""What a check-up suggests to do until the next one: a program, an exercise before others, a side to begin with."""

from collections.abc import Iterator

from formcheck.checkup.scoring.judged import Judged
from formcheck.checkup.scoring.saying import fits
from formcheck.checkup.scoring.score import Next
from formcheck.checkup.scoring.sides import Verdict
from formcheck.pose.landmarks import Side


def next_steps(judged: Judged) -> Iterator[Next]:
    """What to do next, in the order of the tests."""
    for test in judged.tests:
        yield from (one for one in test.score.next if fits(one.when, test, judged.person))


def begin_with(judged: Judged) -> dict[str, Side]:
    """The side to begin with, by the ids of the exercises of which that holds."""
    found: dict[str, Side] = {}
    for test in judged.tests:
        if test.score.sides is not None and test.sides is not None and test.sides.verdict is Verdict.CONFIRMED:
            assert test.sides.behind is not None
            found |= dict.fromkeys(test.score.sides.begin_with, test.sides.behind)
    return found
