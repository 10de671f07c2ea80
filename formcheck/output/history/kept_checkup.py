"""A check-up as it is kept: when it was, and what was measured; as a row of its table, and back."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, TypeAdapter, ValidationError

from formcheck.checkup.record import Checkup, Try
from formcheck.output.history.rows import LARGEST, moment, uuid_of
from formcheck.output.report.reading import first_fault
from formcheck.system.language import tr

_CHECKUP = TypeAdapter(Checkup)


def _reckonable(checkup: Checkup) -> Checkup:
    """Refuse numbers with which nobody can reckon."""
    tries = [one for result in checkup.results for one in result.tries]
    numbers = [value for one in tries for value in (one.value or 0.0, *one.setup.values(), *one.details.values())]
    for value in (*numbers, checkup.seat_height_m or 0.0):
        if not (isfinite(value) and abs(value) <= LARGEST):
            raise ValueError(tr("expected a number, found {found}", found=value))
    return checkup


@dataclass(frozen=True, slots=True)
class KeptCheckup:
    """One check-up in the history.

    Attributes
    ----------
    uuid
        The same for the same one, however often it is written.
    started_at
        With the offset from UTC of the place where it was.
    checkup
        What was measured.
    id
        Number by which it is named; 0 before it is in a file.
    """

    uuid: str
    started_at: datetime
    checkup: Checkup
    id: int = 0


class CheckupContent(BaseModel):
    """A check-up as it is kept and exported, but for what is of one computer alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    uuid: Annotated[str, PlainValidator(uuid_of)]
    started_at: Annotated[datetime, PlainValidator(moment)]
    checkup: Annotated[Checkup, AfterValidator(_reckonable)]


def checkup_content(kept: KeptCheckup) -> dict[str, Any]:
    """A check-up as JSON has it."""
    return {
        "uuid": kept.uuid,
        "started_at": kept.started_at.isoformat(timespec="seconds"),
        "checkup": _CHECKUP.dump_python(_known(kept.checkup), mode="json"),
    }


def checkup_from(content: CheckupContent) -> KeptCheckup:
    """The check-up that a content is of."""
    return KeptCheckup(content.uuid, content.started_at, content.checkup)


def checkup_of(row: dict[str, Any]) -> KeptCheckup:
    """A check-up from its row.

    Raises
    ------
    ValueError
        It is none.
    """
    try:
        found = CheckupContent.model_validate({**row, "checkup": json.loads(row["content"])})
    except ValidationError as error:
        raise ValueError(first_fault(error)) from error
    return replace(checkup_from(found), id=row["id"])


def row_of_checkup(kept: KeptCheckup) -> dict[str, Any]:
    """Its row."""
    content = checkup_content(kept)
    text = json.dumps(content.pop("checkup"), ensure_ascii=False, allow_nan=False)
    return {**content, "content": text}


def _known(checkup: Checkup) -> Checkup:
    """Without what is not known of a try: NaN is no JSON."""

    def known(one: Try) -> Try:
        maps = [
            {name: value for name, value in values.items() if isfinite(value)} for values in (one.setup, one.details)
        ]
        return replace(one, setup=maps[0], details=maps[1])

    results = (replace(one, tries=tuple(map(known, one.tries))) for one in checkup.results)
    return replace(checkup, results=tuple(results))
