"""What a file in ``scores/`` may say: how the values of one test are compared, and in which words."""

from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from formcheck.checkup.catalogue import load
from formcheck.exercises.schema import Number, Table, Text
from formcheck.system.textfile import parse_toml

Sentence = Annotated[str, Field(min_length=1, max_length=400)]
Which = Literal["both", "left", "right", "none"]


class When(Table):
    """When a sentence is said; what is not given does not matter.

    Attributes
    ----------
    band, groups
        Where the value lies among the groups, and how many groups there are.
    judged, capped, below
        Which sides have a value, reached the end of the test, are under `under`; of a test of both sides "both".
    under
        The limit of `below`.
    age_from, age_to, aged
        Age in years; whether it is known.
    first
        Whether it is the first time.
    line
        Whether the value is under the line of safety for this age.
    ended
        How one of the values ended.
    """

    band: Literal["fewer", "like", "more", "none"] | None = None
    groups: int | None = None
    judged: Which | None = None
    capped: Which | None = None
    below: Which | None = None
    under: Number = 0.0
    age_from: int | None = None
    age_to: int | None = None
    aged: bool | None = None
    first: bool | None = None
    line: bool | None = None
    ended: Text | None = None


class Say(Table):
    """A sentence; of each part of what is said the first that fits. `one` is said where the value is 1."""

    part: int = 1
    when: When = When()
    text: Sentence
    one: Sentence = ""


class ChangeRule(Table):
    """From where on two values are told apart.

    Attributes
    ----------
    least, share
        The smallest real change of one value against one earlier: at least so much, and such a share of the earlier.
    whole
        It is rounded up to a whole number.
    learning
        So much more is asked for from the first check-up to the second.
    worse
        What is said of a value that is less.
    """

    least: Number
    share: Number = 0.0
    whole: bool = False
    learning: Number = 0.0
    worse: Sentence


class Classes(Table):
    """Values that are compared by class: where each but the lowest begins, and what all of them are called."""

    at: tuple[Number, ...]
    names: tuple[Sentence, ...]
    at_once: int = 2


class Limit(Table):
    """A difference between the sides: at least so much, and such a share of the larger."""

    least: Number
    share: Number = 0.0

    def of(self, larger: float) -> float:
        """From where on it is one."""
        return max(self.least, self.share * larger)


class BySide(Table):
    """A sentence for each side."""

    left: Sentence
    right: Sentence


class SidesRule(Table):
    """Left against right: the limit at one check-up, that at two running, and the words."""

    once: Limit
    again: Limit
    even: Sentence
    shorter: BySide
    confirmed: BySide
    begin_with: tuple[Text, ...] = ()


class Within(Table):
    """How much of the set-up may differ between two values that are compared, and what is said where more does."""

    at_most: Number
    say: Sentence


class Goal(Table):
    """What the body is asked for, drawn beside the values, and what it is called."""

    at_least: Number
    at_most: Number
    say: Sentence


class Next(Table):
    """What to do next, and what of the program it is: a routine or an exercise, by its id."""

    when: When
    text: Sentence
    routine: Text = ""
    exercise: Text = ""


class Score(Table):
    """The file of one test.

    Attributes
    ----------
    title, about
        What it is called, and what it looks at.
    banded
        Whether it is told where the value lies among the groups.
    axis
        From where to where its values are drawn.
    zero
        What is shown is this and the value: 180 where a straight joint is 0.
    round_to
        To what its values are rounded where they are shown.
    cap
        Where the test ends, drawn as a line; None where it does not.
    goal
        What is drawn beside its values where there is no group.
    sources
        Numbers of those of its limits and sentences; those of groups stand beside their values.
    change, classes
        How it is compared with earlier ones: one of them.
    groups
        How a sentence about groups begins, by their names with commas between.
    group_names
        What each group is called beside its bar.
    noted
        What is noted of the set-up and of the rest that was measured, by name, for who reads closely.
    without
        What is said in place of a number, by the reason; otherwise it is why the test's own words say there is none.
    """

    id: Text
    title: Text
    about: Sentence
    banded: bool = False
    axis: tuple[Number, Number]
    zero: Number = 0.0
    round_to: Number = 1.0
    cap: Number | None = None
    goal: Goal | None = None
    sources: tuple[Text, ...] = ()
    change: ChangeRule | None = None
    classes: Classes | None = None
    setup: dict[str, Within] = Field(default_factory=dict)
    sides: SidesRule | None = None
    groups: dict[str, Sentence] = Field(default_factory=dict)
    group_names: dict[str, Sentence] = Field(default_factory=dict)
    noted: dict[str, Sentence] = Field(default_factory=dict)
    without: dict[str, Sentence] = Field(default_factory=dict)
    say: tuple[Say, ...]
    next: tuple[Next, ...] = ()

    @property
    def short(self) -> str:
        """What the test itself is called."""
        return load(self.id).name

    model_config = ConfigDict(extra="forbid", frozen=True)


@cache
def scores() -> dict[str, Score]:
    """All of them, by the id of their test."""
    folder = resources.files("formcheck.checkup.scoring") / "scores"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    names = [file.name.removesuffix(".toml") for file in files]
    tables = [parse_toml(file.read_text(encoding="utf-8")) for file in files]
    return {name: Score.model_validate({**table, "id": name}) for name, table in zip(names, tables, strict=True)}
