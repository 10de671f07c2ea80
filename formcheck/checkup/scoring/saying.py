"""What is said of a test: the sentences of its file that fit, with its values in them."""

from collections.abc import Iterator
from math import floor, isnan

from formcheck.checkup.scoring.judged import JudgedTest, JudgedValue
from formcheck.checkup.scoring.person import Person
from formcheck.checkup.scoring.score import Say, When, Which
from formcheck.pose.landmarks import SIDES, Side
from formcheck.system.language import tr
from formcheck.system.language.local import brief


def said(test: JudgedTest, person: Person) -> Iterator[str]:
    """What it is, in sentences."""
    if not test.values:
        return
    parts = dict.fromkeys(one.part for one in test.score.say)
    for part in parts:
        fitting = (one for one in test.score.say if one.part == part and fits(one.when, test, person))
        found = next(fitting, None)
        if found is not None:
            yield _filled(found, test)


def fits(when: When, test: JudgedTest, person: Person) -> bool:
    """Whether something is said of a test; never of one without a value."""
    age, ranged = person.age_years, [norm for norm in test.groups if norm.has_range]
    ends = [value.result.best.ended for value in test.values if value.result.best is not None]
    known = (
        (when.band, test.band),
        (when.groups, len(ranged)),
        (when.judged, which(test, list(test.values))),
        (when.capped, which(test, [value for value in test.values if value.capped])),
        (when.below, which(test, [value for value in test.values if value.value < when.under])),
        (when.aged, age is not None),
        (when.first, test.first),
        (when.line, line(test) is not None),
    )
    aged = (when.age_from is None and when.age_to is None) or (
        age is not None and (when.age_from or 0) <= age <= (when.age_to or age)
    )
    ended = when.ended is None or when.ended in ends
    return bool(test.values) and aged and ended and all(asked is None or asked == found for asked, found in known)


def which(test: JudgedTest, some: list[JudgedValue]) -> Which:
    """On which sides some of its values are."""
    sides = {value.result.side for value in some}
    if not sides:
        return "none"
    return "both" if sides == {None} or len(sides) == len(SIDES) else "left" if Side.LEFT in sides else "right"


def line(test: JudgedTest) -> float | None:
    """The line of safety that its value is under; None where it is not, or where there is none."""
    lines = [norm.below for norm in test.groups if not isnan(norm.below)]
    return next((one for one in lines if any(value.value < one for value in test.values)), None)


def shown(value: float, test: JudgedTest) -> str:
    """A value as it is told: seconds and stands that are full, degrees rounded."""
    step = test.score.round_to
    whole = value if test.values and test.values[0].result.unit == "deg" else floor(value + 1e-9)
    return brief(round(whole / step) * step)


def value_text(test: JudgedTest, value: JudgedValue) -> str:
    """A value with its unit, as it stands on pages: a plus where the test ended before the person did."""
    unit = value.result.unit
    if unit == "passed" and test.score.classes is not None:
        return tr(test.score.classes.names[round(value.value)])
    number = shown(test.score.zero + value.value, test)
    if unit == "s":
        return tr("{seconds}+ s", seconds=number) if value.capped else tr("{seconds} s", seconds=number)
    return f"{number}°" if unit == "deg" else number


def _filled(say: Say, test: JudgedTest) -> str:
    ranged = [norm for norm in test.groups if norm.has_range]
    names = ",".join(dict.fromkeys(norm.group for norm in ranged))
    first = test.values[0].value
    values = {
        "value": shown(first, test),
        "short": shown(-first, test),
        "where": tr(test.score.groups[names]) if names in test.score.groups else "",
        "low": brief(min((norm.p25 for norm in ranged), default=0)),
        "high": brief(max((norm.p75 for norm in ranged), default=0)),
        "line": brief(line(test) or 0),
    }
    for side in SIDES:
        value = test.of(side)
        values[side.value] = "" if value is None else shown(value.value, test)
    return tr(say.one if say.one and values["value"] == "1" else say.text, **values)
