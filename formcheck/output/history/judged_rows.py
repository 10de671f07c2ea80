"""What a check-up was judged by, for programs: bands with their sources, changes with the thresholds that were used."""

from typing import Any

from formcheck.checkup.scoring import Judged, JudgedTest, JudgedValue


def judged_content(judged: Judged) -> list[dict[str, Any]]:
    """One row a value, as JSON has it; not for exports, since the groups tell an age."""
    told = [id(value) for _, value in judged.told]
    return [
        {"test": test.score.id, **_value(test, value), "told": id(value) in told}
        for test in judged.tests
        for value in test.values
    ]


def _value(test: JudgedTest, value: JudgedValue) -> dict[str, Any]:
    change = value.change
    return {
        "side": value.result.side,
        "value": value.value,
        "band": value.band.value,
        "sources": list(dict.fromkeys(norm.source.id for norm in test.groups)),
        "change": None if change is None else change.direction.value,
        "by": None if change is None else change.by,
        "base": None if change is None else change.base,
        "threshold": None if change is None else change.threshold,
        "kept": change is not None and change.kept,
        "not_compared": list(value.otherwise),
        "sides": None if test.sides is None else test.sides.verdict.value,
    }
