"""What every command takes, and how a command is given its options in groups."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_type_hints

import typer

from formcheck.system.language import ENVIRONMENT_VARIABLE, languages, tr
from formcheck.system.language.chosen import OPTION, known

VERBOSE = "--verbose"
WITH_EVERY = "With every command"


def _language(value: str | None) -> str | None:
    """The language that is asked for, if there is it; `formcheck.system.language.chosen` has already heeded it.

    Raises
    ------
    typer.BadParameter
        There is no such language.
    """
    if value is not None and known(value) is None:
        raise typer.BadParameter(tr("found {found}; there are {all}", found=repr(value), all=", ".join(languages())))
    return value


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What every command takes; it is heeded before any command begins."""

    language: Annotated[
        str | None,
        typer.Option(
            OPTION,
            metavar="CODE",
            rich_help_panel=WITH_EVERY,
            envvar=ENVIRONMENT_VARIABLE,
            callback=_language,
            is_eager=True,
            autocompletion=languages,
            help="Of all that is said and shown: en, de. By default that of the computer.",
        ),
    ] = None
    verbose: Annotated[bool, typer.Option(VERBOSE, rich_help_panel=WITH_EVERY, help="Show what the libraries log.")] = (
        False
    )


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """A command as typer takes it: in place of each group of options (a dataclass) the options themselves."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}
    parameters: list[Parameter] = []
    for own in signature(command).parameters.values():
        if own.name not in groups:
            parameters.append(own.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[own.name]))
            continue
        parameters += _of_group(groups[own.name])
    parameters += _of_group(Everywhere)

    @wraps(command)
    def call(**given: object) -> None:
        for one in fields(Everywhere):  # heeded before anything else
            given.pop(one.name)
        chosen = {
            name: group(**{one.name: given.pop(one.name) for one in fields(group)}) for name, group in groups.items()
        }
        command(**chosen, **given)

    call.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    return call


def _of_group(group: type[Any]) -> list[Parameter]:
    types = get_type_hints(group, include_extras=True)
    return [
        Parameter(one.name, Parameter.KEYWORD_ONLY, default=one.default, annotation=types[one.name])
        for one in fields(group)
    ]
