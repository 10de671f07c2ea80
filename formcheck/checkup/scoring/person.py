"""Whose check-up it is, as far as they have said: without an age or a sex there is no group to lie in."""

from dataclasses import dataclass
from typing import Literal

Sex = Literal["F", "M"]


@dataclass(frozen=True, slots=True)
class Person:
    """Age in whole years on the day of the check-up, and sex; None where they did not say."""

    age_years: int | None = None
    sex: Sex | None = None
