"""How numbers of results are kept and written: NaN where one is missing, in a file null; each says what it means."""

from math import isfinite, nan
from typing import Annotated, Final, Literal

from pydantic import (
    Field,
    PlainSerializer,
    SerializationInfo,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

DIGITS: Final = 3
"""Decimals in a file, unless its context asks for others; None for all of them."""
ALL_DIGITS: Final = {"digits": None}
"""The context that asks for all of them."""
MOST: Final = 2**53 - 1
"""Whole numbers up to here are exact wherever JSON is read."""


def _read(value: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> float:
    """Null is NaN; a file that says NaN itself is refused."""
    missing = value is None or (info.mode == "python" and isinstance(value, float) and not isfinite(value))
    return nan if missing else float(read(value))


def _written(value: float, info: SerializationInfo) -> float | None:
    digits = info.context.get("digits", DIGITS) if isinstance(info.context, dict) else DIGITS
    return None if not isfinite(value) else value if digits is None else round(value, digits)


def meaning(text: str) -> object:
    """What a field says, with its unit, in the schema of the files."""
    return Field(description=text)


Number = Annotated[float, WrapValidator(_read), PlainSerializer(_written, return_type=float | None)]
Seconds = Annotated[Number, meaning("seconds; null where unknown")]
Degrees = Annotated[Number, meaning("degrees; null where unknown")]
_UNIT_INTERVAL = Field(ge=0, le=1)
Share = Annotated[
    float,
    _UNIT_INTERVAL,
    WrapValidator(_read),
    PlainSerializer(_written, return_type=Annotated[float, _UNIT_INTERVAL] | None),
]
Count = Annotated[int, Field(ge=0, le=MOST)]
Pain = Annotated[
    Literal["", "pain"],
    WrapValidator(lambda value, read: read("" if value is None else value)),
    PlainSerializer(lambda value: value or None, return_type=Literal["pain"] | None),
]
