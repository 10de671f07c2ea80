"""All that is said of a check-up, test by test and at its end: on its page, and by the voice."""

from collections.abc import Iterator, Mapping

from formcheck.checkup.catalogue import reasons
from formcheck.checkup.record import TestResult
from formcheck.checkup.scoring.changes_said import change_said, on_side, slope_said, stood_out
from formcheck.checkup.scoring.judged import Judged, JudgedTest
from formcheck.checkup.scoring.saying import said
from formcheck.checkup.scoring.sides import Verdict
from formcheck.pose.landmarks import Side
from formcheck.system.language import later, tr

ASKED_ABOUT_GLUTES = later(
    "No camera and no home test shows whether a muscle is switched on. What you can do, and whether it grows, is what"
    " counts."
)
"""The answer to whoever asks."""
_NO_NUMBER: Mapping[Side | None, str] = {
    None: later("There is no number."),
    Side.LEFT: later("The left side has no number."),
    Side.RIGHT: later("The right side has no number."),
}
_NO_NUMBER_SINCE: Mapping[Side | None, str] = {
    None: later("{why}, so there is no number."),
    Side.LEFT: later("{why}, so the left side has no number."),
    Side.RIGHT: later("{why}, so the right side has no number."),
}
_LEFT_OUT: Mapping[Side | None, str] = {
    None: later("Left out."),
    Side.LEFT: later("The left side was left out."),
    Side.RIGHT: later("The right side was left out."),
}


def outcomes(test: JudgedTest, judged: Judged) -> Iterator[str]:
    """What is said of one test: what it is, left against right, and what has become of it."""
    yield from said(test, judged.person)
    yield from sides_said(test)
    yield from changes_of(test, judged)
    yield from missing_said(test)


def sides_said(test: JudgedTest) -> Iterator[str]:
    """Left against right."""
    rule, found = test.score.sides, test.sides
    if rule is None or found is None:
        return
    words = {Verdict.EVEN: None, Verdict.ONCE: rule.shorter, Verdict.CONFIRMED: rule.confirmed}[found.verdict]
    if words is None or found.behind is None:
        yield tr(rule.even)
    else:
        yield tr(words.left if found.behind is Side.LEFT else words.right, by=round(found.by))


def changes_of(test: JudgedTest, judged: Judged) -> Iterator[str]:
    """What has become of its values; of the real changes only those that are told."""
    told = [id(value) for _, value in judged.told]
    for value in test.values:
        side = value.result.side
        what = change_said(test.score, value)
        if what and value.change is not None and (not value.change.real or id(value) in told):
            yield on_side(side, what)
        if slope := slope_said(value):
            yield on_side(side, slope)
    yield from _otherwise(test)


def _otherwise(test: JudgedTest) -> Iterator[str]:
    """Why values are not compared with the last ones; what holds of all of them is said once."""
    whys = {value.result.side: " ".join(map(tr, value.otherwise)) for value in test.values}
    if len(set(whys.values())) == 1:
        whys = {None: next(iter(whys.values()))}
    for side, why in whys.items():
        if why:
            yield tr("{why} So it is not compared with that.", why=on_side(side, why))


def missing_said(test: JudgedTest) -> Iterator[str]:
    """What has no number, and why."""
    for result in test.missing:
        if result.left_out:
            yield tr(_LEFT_OUT[result.side])
        else:
            yield _why_not(test, result)


def closing(judged: Judged) -> str:
    """What is said at the end."""
    again = tr("Next check-up in four weeks.")
    found = list(stood_out(judged))
    if judged.number == 1:
        return tr("This is where you start from. {again}", again=again)
    compared = [value for test in judged.tests for value in test.values if value.change is not None]
    if not compared:
        return tr("None of it can be compared with what was before. {again}", again=again)
    if not found:
        return tr("All of it is about as before. {again}", again=again)
    if judged.untold:
        return tr("What stood out: {what} {again}", what=" ".join(found), again=again)
    return tr("What stood out: {what} The rest is about as before. {again}", what=" ".join(found), again=again)


def _why_not(test: JudgedTest, result: TestResult) -> str:
    ended = (result.not_judged, *(one.ended for one in reversed(result.tries)))
    for reason in filter(None, ended):
        if reason in test.score.without:
            return tr(test.score.without[reason])
        if reason in reasons():
            return tr(_NO_NUMBER_SINCE[result.side], why=tr(reasons()[reason]).rstrip("."))
    return tr(_NO_NUMBER[result.side])
