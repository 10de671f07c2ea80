"""The tests that come with the program, the order in which they are done, and the words for why a try ended."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from pydantic import Field

from formcheck.checkup.procedure import Procedure
from formcheck.checkup.tables import Spoken
from formcheck.exercises.schema import Table, Text
from formcheck.system.textfile import parse_toml


class Step(Table):
    """One test of the order: with which side, and what is said in place of the test's own words."""

    test: Text
    side: str = Field(default="first", pattern="^(first|second)$")
    asked: bool = False
    say: tuple[Spoken, ...] | None = None


class Order(Table):
    """What is said at the beginning and at the end, and the tests in their order."""

    welcome: tuple[Text, ...]
    left_out: Text
    fallen: Text
    done: Text
    full: tuple[Step, ...]
    short: tuple[Step, ...]


def names() -> list[str]:
    """Ids of the tests, sorted."""
    folder = resources.files("formcheck") / "checkup" / "tests"
    return sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))


@cache
def load(name: str) -> Procedure:
    """A test by its id."""
    return Procedure.model_validate({**_table(f"tests/{name}.toml"), "id": name})


@cache
def order() -> Order:
    """The order of a check-up."""
    return Order.model_validate(_table("order.toml"))


@cache
def reasons() -> Mapping[str, str]:
    """Why a try ended, or has no value, in a sentence, by the word for it in the record."""
    return {str(word): str(text) for word, text in _table("reasons.toml").items()}


def _table(name: str) -> dict[str, Any]:
    file = resources.files("formcheck") / "checkup" / name
    return parse_toml(file.read_text(encoding="utf-8"))
