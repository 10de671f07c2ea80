"""Routines: whole plans of several exercises, as a TOML file describes them, built in or of one's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from formcheck.errors import ExerciseError, RoutineError, UnknownRoutineError
from formcheck.exercises import catalogue
from formcheck.exercises.schema import Text
from formcheck.system.textfile import SHOWN, UnreadableError, parse_toml, read_text, shown
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
    path = Path(name_or_path)
    if path.suffix != ".toml":
        raise UnknownRoutineError(f"no routine '{name_or_path}'; there are {', '.join(names())}, or give a .toml file")
    try:
        return _Reader(path, read_text(path)).routine()
    except UnreadableError as error:
        raise RoutineError(f"{path}: {error}") from error


def dose_of(block: Sequence[PlannedSet]) -> str:
    """One line about a block: what, how much of it, and how it is counted."""
    first, exercise = block[0], block[0].exercise
    seconds, timed = exercise.hold_s, exercise.timer is not None
    sides = {AskedSide.LEFT: " left", AskedSide.RIGHT: " right", AskedSide.ANY: ""}
    both = len({planned.side for planned in block}) > 1
    side = " a side" if both else sides.get(first.side, " a side")
    hold = f", {seconds:g} s each" if timed else f", hold {seconds:g} s" if seconds else ""
    rest = f", rest {max(planned.rest_s for planned in block[:-1]):g} s" if first.total > 1 else ""
    return f"{exercise.name}: {first.total} x {first.reps}{side}{hold}{rest}{' (a timer)' if timed else ''}"


class _Reader:
    """Reads one file, and says of a mistake where it stands."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._lines = path, text.splitlines()
        self._table = parse_toml(text)

    def routine(self) -> Routine:
        try:
            file = _File.model_validate(self._table)
        except ValidationError as error:
            raise self._refused(error) from error
        blocks = [self._planned(number, block, file.title) for number, block in enumerate(file.block)]
        # After the last set of a block comes the way to the next exercise.
        ways = [(*sets[:-1], replace(sets[-1], rest_s=file.transition_s)) for sets in blocks]
        return Routine(self._path.stem, file.title, file.about, tuple(ways))

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
        first = replace(sets[0], say_first=block.say_first or "")
        return tuple(replace(planned, routine=title) for planned in (first, *sets[1:]))

    def _refused(self, error: ValidationError) -> RoutineError:
        first = error.errors()[0]
        if first["type"] == "extra_forbidden":
            model = Block if len(first["loc"]) > 1 else _File
            return self._error(first["loc"], f"unknown key; allowed are {', '.join(model.model_fields)}")
        found = "" if first["type"] == "missing" else f" (found {shown(first['input'])})"
        return self._error(first["loc"], f"{first['msg']}{found}")

    def _error(self, place: Sequence[str | int], message: str) -> RoutineError:
        block = next((part for part in place if isinstance(part, int)), None)
        key = next((part for part in reversed(place) if isinstance(part, str)), "")
        key = key[:SHOWN]
        where = key if block is None else f"block {block + 1}" if key == "block" else f"block {block + 1}, {key}"
        return RoutineError(f"{self._path}:{self._line(block, key)}: {where or 'file'}: {message}")

    def _line(self, block: int | None, key: str) -> int:
        """Where a key stands, or else the block it is missing in; lines are numbered from 1."""
        heads = [row for row, line in enumerate(self._lines) if re.match(r"\s*+\[\[\s*+block\s*+\]\]", line)]
        inside = block is not None and block < len(heads)
        first = heads[block] if inside and block is not None else 0
        last = next((row for row in heads if row > first), len(self._lines)) if inside else len(self._lines)
        named = re.compile(rf"\s*+\[*+\s*+[\"']?{re.escape(key)}\b")
        return 1 + next((row for row in range(first, last) if named.match(self._lines[row])), first)
