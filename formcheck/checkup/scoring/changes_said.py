"""What is said of a change: how much, against what, and that chance may do as much."""

from collections.abc import Iterator

from formcheck.checkup.scoring.change import Change, Direction
from formcheck.checkup.scoring.judged import Judged, JudgedValue
from formcheck.checkup.scoring.score import Score
from formcheck.pose.landmarks import Side
from formcheck.system.language import plural, tr
from formcheck.system.language.local import brief


def stood_out(judged: Judged) -> Iterator[str]:
    """The changes that are told, each with its test and its side."""
    for test, value in judged.told:
        name = tr(test.score.short)
        if value.result.side is not None:
            left = value.result.side is Side.LEFT
            name = tr("{test}, left", test=name) if left else tr("{test}, right", test=name)
        yield tr("{test}: {what}", test=name, what=change_said(test.score, value))


def on_side(side: Side | None, what: str) -> str:
    """A sentence with its side before it."""
    if side is Side.LEFT:
        return tr("Left: {what}", what=what)
    return tr("Right: {what}", what=what) if side is Side.RIGHT else what


def change_said(score: Score, value: JudgedValue) -> str:
    """What has become of a value; empty where it is the first, or nobody can tell."""
    change = value.change
    if change is None or change.direction is Direction.FULL:
        return ""
    if score.classes is not None:
        return _class_said(change, score.classes.names) if change.real else ""
    amount, base = _amount(value.result.unit, change.by), _base(value, change)
    if change.direction is Direction.SAME:
        alike = round(abs(change.by)) == 0
        scatter = tr("{amount} than {base}: within the usual scatter.", amount=amount, base=base)
        return tr("The same as {base}.", base=base) if alike else scatter
    return _more(change, amount, base) if change.direction is Direction.MORE else _less(score, change, amount)


def _more(change: Change, amount: str, base: str) -> str:
    if change.kept:
        return tr("{amount} than before, and so it has stayed.", amount=amount)
    return tr("{amount} than {base}: more than chance explains. Let us see whether it stays.", amount=amount, base=base)


def _less(score: Score, change: Change, amount: str) -> str:
    if change.kept:
        return tr("{amount}, and so it has stayed. For no reason you know? Ask somebody.", amount=amount)
    assert score.change is not None
    again = tr("If it stays, and for no reason you know, ask somebody.")
    return tr("{amount}. {because} {again}", amount=amount, because=tr(score.change.worse), again=again)


def slope_said(value: JudgedValue) -> str:
    """The way over many check-ups; empty where it may be nothing."""
    if value.slope is None:
        return ""
    many = len(value.earlier) + 1
    if value.slope > 0:
        return tr("Up over {many} check-ups, more steadily than chance goes.", many=many)
    return tr("Down over {many} check-ups, more steadily than chance goes.", many=many)


def _class_said(change: Change, names: tuple[str, ...]) -> str:
    before = tr(names[round(change.base)])
    now = tr(names[round(change.base + change.by)])
    if not change.kept:
        return tr("{before} before, {now} now: more than chance explains. Let us see whether it stays.",
                  before=before, now=now)  # fmt: skip
    if change.by > 0:
        return tr("More twice running: {before} before, {now} now.", before=before, now=now)
    return tr("Less twice running: {before} before, {now} now.", before=before, now=now)


def _amount(unit: str, by: float) -> str:
    """How much more or less; of stands against a mean of two also the half."""
    many = abs(by)
    if unit == "stands":
        count = brief(round(2 * many) / 2)
        return tr("{count} more", count=count) if by > 0 else tr("{count} fewer", count=count)
    if unit == "s":
        if by > 0:
            return plural("{count} second longer", "{count} seconds longer", round(many))
        return plural("{count} second shorter", "{count} seconds shorter", round(many))
    if by > 0:
        return plural("{count} degree further", "{count} degrees further", round(many))
    return plural("{count} degree less far", "{count} degrees less far", round(many))


def _base(value: JudgedValue, change: Change) -> str:
    """What it is compared with, after "than"."""
    if change.count > 1:
        return tr("the mean of your last two") if value.since_last else tr("the mean of the last two seen like this")
    return tr("last time") if value.since_last else tr("the last time that was seen like this")
