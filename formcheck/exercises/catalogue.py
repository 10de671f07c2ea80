"""Where exercises are found: those that come with the program, and files of one's own."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from formcheck.errors import ExerciseError, TimedOnlyError, UnknownExerciseError
from formcheck.exercises.exercise import Exercise
from formcheck.exercises.timed import AnyExercise, TimedExercise
from formcheck.system import mistakes
from formcheck.system.language import tr
from formcheck.system.nearest import did_you_mean
from formcheck.system.textfile import UnreadableError, own_file, parse_toml, read_text, shown


def names() -> list[str]:
    """Ids of the exercises that come with the program and that a camera can count, sorted."""
    return [name for name in _files() if not _is_timed(_built_in(name))]


def timers() -> list[str]:
    """Ids of those that are paced and not measured, sorted."""
    return [name for name in _files() if _is_timed(_built_in(name))]


def load(name_or_path: str) -> Exercise:
    """An exercise that a camera can count, by its id or from a file of one's own.

    A file with ``based_on = "glute_bridge"`` starts from that exercise and changes only what it names.

    Raises
    ------
    ExerciseError
        No such exercise, one that is only timed, or a mistake in the file: which file, which key, what was found,
        what is allowed.
    """
    found = find(name_or_path)
    if found.timer is not None:
        raise TimedOnlyError(
            tr("{id} is a timer, of which a camera shows nothing; there are {all}", id=found.id, all=", ".join(names()))
        )
    return found


def find(name_or_path: str) -> AnyExercise:
    """Any exercise, as `load`: also one that is paced and not measured.

    Raises
    ------
    ExerciseError
        No such exercise, or a mistake in the file.
    """
    if name_or_path in _files():
        return _check(name_or_path, name_or_path, _built_in(name_or_path), "")
    path = own_file(name_or_path)
    if path is None:
        raise UnknownExerciseError(
            tr(
                "no exercise '{name_or_path}';{meant} there are {all}, or give a .toml file",
                name_or_path=name_or_path,
                meant=did_you_mean(name_or_path, _files()),
                all=", ".join(_files()),
            )
        )
    try:
        text = read_text(path)
        table = parse_toml(text)
    except UnreadableError as error:
        raise ExerciseError(f"{path}: {error}") from error
    base = table.pop("based_on", None)
    if base is not None:
        if base not in _files():
            found = tr("based_on: found {found};{meant}", found=shown(base), meant=did_you_mean(str(base), _files()))
            raise ExerciseError(
                tr("{path}: {found} allowed are {all}", path=path, found=found, all=", ".join(_files()))
            )
        _check_faults(path, text, table, base)
        table = _merge(_built_in(base), table)
    return _check(path.stem, str(path), table, text)


@cache
def _files() -> tuple[str, ...]:
    folder = resources.files("formcheck") / "exercises"
    return tuple(sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")))


def _is_timed(table: Mapping[str, Any]) -> bool:
    return "timer" in table


@cache
def _built_in(name: str) -> dict[str, Any]:
    file = resources.files("formcheck") / "exercises" / f"{name}.toml"
    return parse_toml(file.read_text(encoding="utf-8"))


def _merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, faults by their id; everything else is replaced."""
    result = dict(base)
    for key, value in changes.items():
        old = result.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            result[key] = _merge(old, value)
        elif key == "fault" and isinstance(old, list) and isinstance(value, list):
            faults, nameless = {fault["id"]: fault for fault in old}, []
            for fault in value:
                name = fault.get("id") if isinstance(fault, dict) else None
                if isinstance(name, str):
                    faults[name] = _merge(faults.get(name, {}), fault)
                else:
                    nameless.append(fault)  # refused later, with its place
            result[key] = [*faults.values(), *nameless]
        else:
            result[key] = value
    return result


def _check_faults(path: Path, text: str, table: Mapping[str, Any], base: str) -> None:
    """A fault that is new has all it needs; one that lacks it is one of the base, mistyped."""
    known = [fault["id"] for fault in _built_in(base).get("fault", [])]
    given = table.get("fault")
    for number, fault in enumerate(given if isinstance(given, list) else []):
        name = fault.get("id") if isinstance(fault, dict) else None
        if isinstance(name, str) and name not in known and not {"say", "measure", "during"} <= fault.keys():
            asked = tr(
                "no fault {found} in {base};{meant} there are {all};",
                found=shown(name),
                base=base,
                meant=did_you_mean(name, known),
                all=", ".join(known),
            )
            message = tr("{asked} a new one needs say, measure and during", asked=asked)
            raise ExerciseError(f"{path}:{mistakes.at(('fault', number, 'id'), message, text)}")


def _check(name: str, source: str, table: Mapping[str, Any], text: str) -> AnyExercise:
    kind: type[TimedExercise] | type[Exercise] = TimedExercise if _is_timed(table) else Exercise
    try:
        return kind.model_validate({**table, "id": name})
    except ValidationError as error:
        raise ExerciseError(f"{source}:{mistakes.explain(error, kind, text)}") from error
