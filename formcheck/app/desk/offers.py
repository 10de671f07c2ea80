"""What can be done in a break: one TOML file each."""

import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from formcheck.exercises.count import Count

Text = Annotated[str, Field(min_length=1, max_length=300)]
Seconds = Annotated[float, Field(gt=0, le=3600)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Counted(_Table):
    """So many movements of the shoulders within so many seconds."""

    reps: Annotated[int, Field(ge=1, le=100)]
    within_s: Seconds
    count: Count


class Gone(_Table):
    """An empty picture for so many seconds, within so many."""

    lasts_s: Seconds
    within_s: Seconds


class ByEar(_Table):
    """A routine, which takes so many seconds at least."""

    name: Text
    lasts_s: Seconds


class Offer(_Table):
    """One thing to do.

    Attributes
    ----------
    title
        On a button.
    say, none
        At its beginning; and where it was none.
    counted, gone, routine
        One of them: how it is known that it was done.
    """

    title: Text
    say: str = ""
    none: Text
    counted: Counted | None = None
    gone: Gone | None = None
    routine: ByEar | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(way is not None for way in (self.counted, self.gone, self.routine)) != 1:
            raise ValueError("one of counted, gone and routine")
        return self


class Asking(_Table):
    """What is asked after long sitting, and what is said after long standing."""

    question: Text
    stood: Text


@cache
def asking() -> Asking:
    """The words of the question."""
    file = resources.files("formcheck.app.desk") / "asking.toml"
    return Asking.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


@cache
def offers() -> dict[str, Offer]:
    """All of them by their ids, in the order in which they are offered."""
    files = sorted(resources.files("formcheck.app.desk").joinpath("breaks").iterdir(), key=lambda file: file.name)
    found = {
        file.name.removesuffix(".toml"): Offer.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in files
        if file.name.endswith(".toml")
    }
    return dict(sorted(found.items(), key=lambda one: _ORDER.index(_way(one[1]))))


_ORDER = ("counted", "gone", "routine")


def _way(offer: Offer) -> str:
    return next(way for way in _ORDER if getattr(offer, way) is not None)
