"""Groups of options: typer sees each option, the command gets the group."""

from dataclasses import dataclass
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from formcheck.app.live.request import plan_of
from formcheck.cli.options import Sides, Sizes, grouped
from formcheck.exercises import catalogue
from formcheck.pose.model.download import Size
from formcheck.workout.asked_side import AskedSide


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


def test_a_side_is_asked_of_what_is_recognised_only_where_it_has_one() -> None:
    planned = plan_of(None, reps=4, sides=AskedSide.LEFT)
    assert callable(planned)
    sides = {name: {one.side for one in planned(catalogue.load(name))} for name in ("donkey_kick", "squat")}
    assert sides == {"donkey_kick": {AskedSide.LEFT}, "squat": {AskedSide.ANY}}
    with pytest.raises(ValueError, match="both sides work together"):
        plan_of(catalogue.load("squat"), sides=AskedSide.LEFT)
    (held,) = plan_of(catalogue.load("squat"), sets=1, hold_s=7)  # type: ignore[misc]
    assert held.exercise.hold_s == 7
