"""Groups of options: typer sees each option, the command gets the group."""

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from formcheck.app.live.request import plan_of
from formcheck.cli.every_command import grouped
from formcheck.cli.main import app as program
from formcheck.cli.options import Sides, Sizes
from formcheck.exercises import catalogue
from formcheck.pose.model.download import Size
from formcheck.workout.asked_side import AskedSide
from tests.program import run


@dataclass(frozen=True)
class Fruit:
    """A group."""

    apples: Annotated[int, typer.Option(min=0)] = 3
    ripe: Annotated[bool, typer.Option("--ripe")] = False


def test_a_command_gets_its_options_in_groups() -> None:
    seen: list[tuple[str, Fruit]] = []
    app = typer.Typer()

    @app.command()
    @grouped
    def buy(shop: str = "corner", *, fruit: Fruit) -> None:
        """Buy fruit."""
        seen.append((shop, fruit))

    for arguments in ([], ["--apples", "5", "--ripe", "--shop", "market"]):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
    assert seen == [("corner", Fruit()), ("market", Fruit(5, ripe=True))]
    assert CliRunner().invoke(app, ["--apples", "-1"]).exit_code == 2
    assert "Buy fruit." in CliRunner().invoke(app, ["--help"]).output


def test_options_offer_what_the_program_knows() -> None:
    assert [size.value for size in Sizes] == [size.value for size in Size]
    assert {side.value for side in Sides} <= {side.value for side in AskedSide}


def test_options_of_one_name_have_one_meaning() -> None:
    meanings: dict[str, set[str]] = {}
    for command in typer.main.get_command(program).commands.values():  # type: ignore[attr-defined]
        for option in command.params:
            if option.param_type_name == "option":
                for name in option.opts:
                    meanings.setdefault(name, set()).add(option.help)
    assert {name: said for name, said in meanings.items() if len(said) > 1} == {}
    assert "--language" in meanings


@pytest.mark.parametrize("command", ["analyze", "desk", "live"])
def test_help_fits_a_terminal_of_60_columns(command: str) -> None:
    shown = run(command, "--help", COLUMNS="60").stdout
    assert "--help" in shown
    assert [line for line in shown.splitlines() if "…" in line] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_a_script_that_completes(shell: str) -> None:
    script = run(_FORMCHECK_COMPLETE=f"source_{shell}")
    assert script.returncode == 0
    assert f"complete_{shell}" in script.stdout
    typed = {"_TYPER_COMPLETE_ARGS": "formcheck live glu", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "glu"}
    typed |= {"COMP_WORDS": "formcheck live glu", "COMP_CWORD": "2", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    completed = run(_FORMCHECK_COMPLETE=f"complete_{shell}", **typed)
    assert "glute_bridge" in completed.stdout
    assert "squat" not in completed.stdout


def test_a_side_is_asked_of_what_is_recognised_only_where_it_has_one() -> None:
    planned = plan_of(None, reps=4, sides=AskedSide.LEFT)
    assert callable(planned)
    sides = {name: {one.side for one in planned(catalogue.load(name))} for name in ("donkey_kick", "squat")}
    assert sides == {"donkey_kick": {AskedSide.LEFT}, "squat": {AskedSide.ANY}}
    with pytest.raises(ValueError, match="both sides work together"):
        plan_of(catalogue.load("squat"), sides=AskedSide.LEFT)
    (held,) = plan_of(catalogue.load("squat"), sets=1, hold_s=7)  # type: ignore[misc]
    assert held.exercise.hold_s == 7
