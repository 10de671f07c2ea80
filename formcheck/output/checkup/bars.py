"""One test as bars: the person's own values, and under them the groups, on one scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from formcheck.checkup.scoring import JudgedTest
from formcheck.checkup.scoring.norms import ANY, BOTH, Norm
from formcheck.checkup.scoring.saying import value_text
from formcheck.pose.landmarks import Side
from formcheck.system.language import later, tr
from formcheck.system.language.local import brief

_OF = {None: later("You"), Side.LEFT: later("Left"), Side.RIGHT: later("Right")}
_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: of which kind, its name, its number in words, and where it begins, ends and has its mark, per cent."""

    kind: str
    name: str
    text: str
    begins: float
    ends: float
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """All of one test: bars, the person's own places, the end of the test, and the numbers of the scale with places."""

    own: tuple[Bar, ...]
    groups: tuple[Bar, ...]
    cap: float | None
    scale: tuple[tuple[str, float], ...]


def bars(test: JudgedTest) -> Bars:
    """The bars of a test that has a value."""
    own = tuple(
        Bar(
            "own" if value.result.side is None else value.result.side.value,
            tr(_OF[value.result.side]),
            value_text(test, value),
            0.0,
            _place(value.value, test),
        )
        for value in test.values
    )
    cap = None if test.score.cap is None else _place(test.score.cap, test)
    groups = (*_goal(test), *(_of_group(norm, test) for norm in test.groups))
    return Bars(own, groups, cap, tuple(_scale(test)))


def whose(norm: Norm) -> str:
    """Of whom a group is, in a few words; empty where of everybody."""
    if norm.ages == ANY:
        return ""
    first, last = norm.ages.split("-")
    people = {
        BOTH: tr("{first} to {last} years", first=first, last=last),
        "F": tr("women of {first} to {last}", first=first, last=last),
        "M": tr("men of {first} to {last}", first=first, last=last),
    }
    return people[norm.sex]


def _goal(test: JudgedTest) -> Iterator[Bar]:
    goal = test.score.goal
    if goal is not None:
        begins, ends = test.score.zero + goal.at_least, test.score.zero + goal.at_most
        text = f"{brief(begins)} – {brief(ends)}"
        yield Bar("group", tr(goal.say), text, _place(goal.at_least, test), _place(goal.at_most, test))


def _of_group(norm: Norm, test: JudgedTest) -> Bar:
    name = ", ".join(filter(None, (tr(test.score.group_names[norm.group]), whose(norm))))
    if not isnan(norm.below):
        place = _place(norm.below, test)
        return Bar("limit", name, brief(norm.below), place, place, place)
    numbers = [one for one in (norm.p25, norm.p50, norm.p75) if not isnan(one)]
    text = " – ".join(brief(round(one)) for one in numbers)
    places = [_place(one, test) for one in numbers]
    mark = None if isnan(norm.p50) else _place(norm.p50, test)
    return Bar("group", name, text, places[0], places[-1], mark)


def _scale(test: JudgedTest) -> Iterator[tuple[str, float]]:
    first, last = (test.score.zero + end for end in test.score.axis)
    step = next(one for one in _STEPS if (last - first) / one <= _MOST_MARKS)
    at = -(-first // step) * step
    while at <= last:
        yield brief(at), _place(at - test.score.zero, test)
        at += step


def _place(value: float, test: JudgedTest) -> float:
    """Where a value is on the scale, per cent."""
    first, last = test.score.axis
    return round(min(max((value - first) / (last - first), 0.0), 1.0) * 100, 2)
