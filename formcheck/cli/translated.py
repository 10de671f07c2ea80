"""Commands whose help and whose complaints are in the language of the program.

typer knows English only: what it says by itself is translated here, by what it says.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from formcheck.system.language import later, retold, tr
from formcheck.system.language.local import brief

if TYPE_CHECKING:
    from typer._click import Context, Parameter

FRAME = {
    "ARGUMENTS_PANEL_TITLE": later("Arguments"),
    "OPTIONS_PANEL_TITLE": later("Options"),
    "COMMANDS_PANEL_TITLE": later("Commands"),
    "ERRORS_PANEL_TITLE": later("Error"),
    "ABORTED_TEXT": later("Aborted."),
    "DEFAULT_STRING": later("[default: {}]"),
    "ENVVAR_STRING": later("[env var: {}]"),
    "REQUIRED_LONG_STRING": later("[required]"),
    "RICH_HELP": later("Try [blue]'{command_path} {help_option}'[/] for help."),
}
"""The words around its help, by where typer keeps them."""
PLACES = {
    "exercise": later("EXERCISE"), "inputs": later("INPUT"), "session": later("SESSION"), "answer": later("ANSWER"),
    "name": later("NAME"), "clip": later("CLIP"),
}  # fmt: skip
"""What stands for an argument, by its name."""
KINDS = (later("CODE"), later("DATE"), later("DAYS"), later("FILE"), later("ID|all"), later("PATH"), later("TEXT"))
"""What stands for the value of an option."""
OF_OPTIONS = (
    later("Show this message and exit."),
    later("Install completion for the current shell."),
    later("Show completion for the current shell, to copy it or customize the installation."),
    later("[OPTIONS]"),
    later("COMMAND [ARGS]..."),
)
"""What it calls its own options, and the places of others."""
BY_ITSELF = (
    later("{name} (env var: {variable})"),
    later("Input should be less than or equal to {number}"),
    later("Input should be greater than or equal to {number}"),
    later("Input should be a valid integer, unable to parse string as an integer"),
    later("Input should be a valid number, unable to parse string as a number"),
    later("No such option: {name} (Possible options: {others})"),
    later("No such option: {name}"),
    later("No such command {name}. Did you mean {others}?"),
    later("No such command {name}."),
    later("Missing command."),
    later("Missing argument {name}."),
    later("Missing option {name}. Choose from:{choices}"),
    later("Missing option {name}."),
    later("Invalid value for {name}: {why}"),
    later("Invalid value: {why}"),
    later("Got unexpected extra argument(s) ({names})"),
    later("Option {name} requires an argument."),
    later("Option {name} does not take a value."),
    later("{value} is not a valid {kind}."),
    later("{value} is not one of {choices}."),
    later("{value} is not in the range {range}."),
    later("{value} does not match the formats {formats}."),
)
"""What it says by itself, with what is filled in."""


def speak() -> None:
    """Let the frame of help and complaints be in the language of the program."""
    rich_utils.RANGE_STRING = ""  # the limits are said in place of "<int range>"
    for name, english in FRAME.items():
        setattr(rich_utils, name, tr(english))


@contextmanager
def _complaints_translated() -> Iterator[None]:
    try:
        yield
    except TyperException as error:  # whatever is wrong with what was typed
        message = retold(error.format_message())
        error.format_message = lambda: message  # type: ignore[method-assign]
        raise


def _translate(command: TyperCommand | TyperGroup) -> None:
    for text in ("help", "short_help", "rich_help_panel", "options_metavar", "subcommand_metavar"):
        if english := getattr(command, text, None):
            setattr(command, text, tr(" ".join(english.split())))


def _kind(one: TyperOption | TyperArgument) -> str:
    """What kind of value it takes, in a word or as its limits; nothing where that is plain."""
    found = one.type_descriptor
    if isinstance(one, TyperArgument) or getattr(one, "is_flag", False):
        return ""
    if one.metavar is not None:
        return tr(one.metavar)
    if found.is_choice:
        return " | ".join(str(getattr(choice, "value", choice)) for choice in found.choices or ())
    if found.is_ranged:
        least, most = found.parameter_info.min or 0, found.parameter_info.max
        return tr("from {number}", number=brief(least)) if most is None else f"{brief(least)}–{brief(most)}"
    return tr("PATH") if found.is_path else tr("TEXT")


def _with_help(params: "list[Parameter]") -> "list[Parameter]":
    """Options and places with their help in the language of the program; typer adds some of its own late."""
    for one in params:
        if isinstance(one, TyperOption | TyperArgument):
            one.help, one.rich_help_panel = one.help and tr(one.help), one.rich_help_panel and tr(one.rich_help_panel)
            kind = _kind(one)
            one.display_type_rich = lambda ctx, kind=kind: kind  # type: ignore[method-assign, misc]
            if isinstance(one, TyperArgument) and one.name in PLACES:
                one.metavar = tr(PLACES[one.name])
    return params


class Command(TyperCommand):
    """A command of the program."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - as typer has them
        super().__init__(*arguments, **settings)
        _translate(self)

    def get_usage(self, ctx: "Context") -> str:
        """How it is called."""
        return super().get_usage(ctx).replace("Usage:", tr("Usage:"), 1)

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """What it takes."""
        return _with_help(super().get_params(ctx))


class Group(TyperGroup):
    """All commands of the program."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(**settings)
        _translate(self)

    def get_usage(self, ctx: "Context") -> str:
        """How the program is called."""
        return super().get_usage(ctx).replace("Usage:", tr("Usage:"), 1)

    def get_params(self, ctx: "Context") -> "list[Parameter]":
        """What it takes."""
        return _with_help(super().get_params(ctx))

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: "Context | None" = None,
        **extra: Any,  # noqa: ANN401
    ) -> "Context":
        """Read what was typed before the command."""
        with _complaints_translated():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: "Context") -> object:
        """Run the command."""
        with _complaints_translated():
            return super().invoke(ctx)
