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


def _with_help(params: "list[Parameter]") -> "list[Parameter]":
    """Options and places with their help in the language of the program; typer adds some of its own late."""
    for one in params:
        if isinstance(one, TyperOption | TyperArgument):
            one.help, one.rich_help_panel = one.help and tr(one.help), one.rich_help_panel and tr(one.rich_help_panel)
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
