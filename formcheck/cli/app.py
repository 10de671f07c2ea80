"""The command that opens the page in the browser."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import say, warn
from formcheck.cli.single_options import CameraName, ModelFile, NoOpen
from formcheck.system.language import tr

if TYPE_CHECKING:
    from formcheck.app.doorstep import Door


def app(
    no_open: NoOpen = False,
    share: Annotated[
        bool, typer.Option("--share", help="Let a phone in the same network show the count, and press the buttons.")
    ] = False,
    install: Annotated[bool, typer.Option("--install", help="Put formcheck into the menu of this desktop.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it out again.")] = False,
    camera: CameraName = None,
    model: ModelFile = None,
) -> None:
    """Open the start page in the browser."""
    if install or remove:
        _menu(install=install)
        return
    serve(no_open=no_open, share=share, camera=camera, model=model)


def serve(*, no_open: bool = False, share: bool = False, camera: str | None = None, model: Path | None = None) -> None:
    """Open the page, and serve it until it is closed."""
    from formcheck.app.doorstep import door_of_another
    from formcheck.web.keeper import Wanted, serve

    other = door_of_another()
    if other is not None:
        say(tr("formcheck is running already."))
        _opened(other, no_open=no_open)
        return
    serve(Wanted(camera, model, share), lambda door: _opened(door, no_open=no_open), _shared)


def _opened(door: "Door", *, no_open: bool) -> None:
    from formcheck.feedback.window import display_available

    say(tr("The page: {address}", address=door.address))
    if no_open or not display_available():
        return
    if not door.open():
        warn(tr("No browser could be opened: open the address by hand."))


def _shared(address: str) -> None:
    from formcheck.system.codes import as_text

    say(f"{as_text(address)}{tr('Second screen: {address}', address=address)}")


def _menu(*, install: bool) -> None:
    from formcheck.system.desktop import menu

    if install:
        say(tr("formcheck is in the menu: {place}", place=menu.install()))
    elif menu.remove():
        say(tr("formcheck is in the menu no more."))
    else:
        say(tr("formcheck was not in the menu."))
