"""Routines: whole plans of several exercises, as a TOML file describes them, built in or of one's own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from formcheck.errors import ExerciseError, RoutineError, UnknownRoutineError
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Text
from formcheck.system import mistakes
from formcheck.system.language import tr
from formcheck.system.language.local import brief
from formcheck.system.nearest import did_you_mean
from formcheck.system.textfile import UnreadableError, own_file, parse_toml, read_text
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet, lasting_s, plan_sets


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Block(_Table):
    """Some sets of one exercise; what is not given is the exercise's own dose."""

    exercise: Text
    sets: Annotated[int, Field(ge=1, le=20)] | None = None
    reps: Annotated[int, Field(ge=1, le=200)] | None = None
    side: Literal["left", "right", "each", "any", "alternate"] | None = None
    hold_s: Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)] | None = None
    rest_s: Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)] | None = None
    say_first: Text | None = None
    in_first_week: Text | None = None


class _File(_Table):
    title: Text
    about: Text
    transition_s: Annotated[float, Field(ge=0, le=600, allow_inf_nan=False)] = 10.0
    block: Annotated[list[Block], Field(min_length=1, max_length=50)]


@dataclass(frozen=True, slots=True)
class Routine:
    """A plan of several exercises.

    Attributes
    ----------
    id, title, about
        Its file's name without ending, what it is called, and what it is for.
    blocks
        The sets of each of its blocks.
    """

    id: str
    title: str
    about: str
    blocks: tuple[tuple[PlannedSet, ...], ...]

    @property
    def minutes(self) -> int:
        """About how long it lasts."""
        return round(lasting_s(self.sets()) / 60)

    def sets(self, first: int = 1) -> tuple[PlannedSet, ...]:
        """All sets from a block on; blocks are numbered from 1."""
        return tuple(planned for block in self.blocks[first - 1 :] for planned in block)


@cache
def names() -> tuple[str, ...]:
    """Ids of the routines that come with the program, sorted."""
    folder = resources.files("formcheck.workout") / "routines"
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


def load(name_or_path: str) -> Routine:
    """A routine by its id, or from a file of one's own.

    Raises
    ------
    RoutineError
        No such routine, or a mistake in the file: which file, which line, which key, what was found, what is allowed.
    """
    if name_or_path in names():
        file = resources.files("formcheck.workout") / "routines" / f"{name_or_path}.toml"
        return _Reader(Path(f"{name_or_path}.toml"), file.read_text(encoding="utf-8")).routine()
    path = own_file(name_or_path)
    if path is None:
        near = did_you_mean(name_or_path, names())
        known = tr(
            "no routine '{name_or_path}';{near} there are {all}",
            name_or_path=name_or_path,
            near=near,
            all=", ".join(names()),
        )
        raise UnknownRoutineError(tr("{known}, or give a .toml file", known=known))
    try:
        return _Reader(path, read_text(path)).routine()
    except UnreadableError as error:
        raise RoutineError(f"{path}: {error}") from error


def by_length() -> list[Routine]:
    """Those that come with the program, the shortest first."""
    return sorted(map(load, names()), key=lambda one: one.minutes)


def dose_of(block: Sequence[PlannedSet]) -> str:
    """One line about a block: what, how much of it, and how it is counted."""
    first, exercise = block[0], block[0].exercise
    seconds, timed = exercise.hold_s, exercise.timer is not None
    sides = {AskedSide.LEFT: f" {tr('left')}", AskedSide.RIGHT: f" {tr('right')}", AskedSide.ANY: ""}
    both = len({planned.side for planned in block}) > 1
    each = f" {tr('a side')}"
    side = each if both else sides.get(first.side, each)
    parts = [f"{tr(exercise.name)}: {first.total} x {first.reps}{side}"]
    if timed or seconds:
        held = (
            tr("{seconds} s each", seconds=brief(seconds)) if timed else tr("hold {seconds} s", seconds=brief(seconds))
        )
        parts.append(held)
    if first.total > 1:
        parts.append(tr("rest {seconds} s", seconds=brief(max(planned.rest_s for planned in block[:-1]))))
    return ", ".join(parts) + (f" ({tr('a timer')})" if timed else "")


def _placed(blocks: Sequence[Sequence[PlannedSet]]) -> Iterator[tuple[PlannedSet, ...]]:
    """The same sets, each knowing where in the routine it is."""
    place = 0
    for part, block in enumerate(blocks, 1):
        yield tuple(
            replace(planned, part=part, parts=len(blocks), place=place + number)
            for number, planned in enumerate(block, 1)
        )
        place += len(block)


class _Reader:
    """Reads one file, and says of a mistake where it stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._table = parse_toml(text)

    def routine(self) -> Routine:
        try:
            file = _File.model_validate(self._table)
        except ValidationError as error:
            raise RoutineError(f"{self._path}:{mistakes.explain(error, _File, self._text)}") from error
        blocks = [self._planned(number, block, file.title) for number, block in enumerate(file.block)]
        # After the last set of a block comes the way to the next exercise.
        ways = [(*sets[:-1], replace(sets[-1], rest_s=file.transition_s)) for sets in blocks]
        return Routine(self._path.stem, file.title, file.about, tuple(_placed(ways)))

    def _planned(self, number: int, block: Block, title: str) -> tuple[PlannedSet, ...]:
        name = str(self._path.parent / block.exercise) if block.exercise.endswith(".toml") else block.exercise
        try:
            exercise = catalogue.find(name)
        except ExerciseError as error:
            raise self._error(("block", number, "exercise"), str(error)) from error
        if block.hold_s is not None:
            exercise = exercise.held_for(block.hold_s)
        side = None if block.side is None else AskedSide(block.side)
        try:
            sets = plan_sets(exercise, sets=block.sets, reps=block.reps, rest_s=block.rest_s, sides=side)
        except ValueError as error:
            raise self._error(("block", number, "side"), str(error)) from error
        first = replace(sets[0], say_first=block.say_first or "", say_newcomer=block.in_first_week or "")
        return tuple(replace(planned, routine=title) for planned in (first, *sets[1:]))

    def _error(self, place: Sequence[str | int], message: str) -> RoutineError:
        return RoutineError(f"{self._path}:{mistakes.at(place, message, self._text)}")
