"""What was noted of a value besides: its tries, how it ended, and how the person was placed; for who reads closely."""

from collections.abc import Iterator

from formcheck.checkup.catalogue import reasons
from formcheck.checkup.scoring.judged import JudgedTest, JudgedValue
from formcheck.checkup.scoring.saying import shown
from formcheck.system.language import tr
from formcheck.system.language.local import brief

EXPECTED = ("time", "measured")
"""Ends that need no words."""


def noted(test: JudgedTest, value: JudgedValue) -> Iterator[str]:
    """In short phrases."""
    tries = [one.value for one in value.result.tries]
    if len(tries) > 1 and value.result.unit != "passed":
        known = ", ".join("–" if one is None else shown(test.score.zero + one, test) for one in tries)
        yield tr("tries {values}", values=known)
    best = value.result.best
    if best is None:
        return
    if best.ended not in EXPECTED and best.ended in reasons():
        yield tr(reasons()[best.ended]).rstrip(".")
    for name, say in test.score.noted.items():
        number = {**best.setup, **best.details}.get(name)
        if number is not None:
            yield tr(say, number=brief(round(number)))
