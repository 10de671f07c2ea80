"""The command that says what is kept on this computer, and deletes it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import say, warn
from formcheck.errors import OutputError
from formcheck.system.paths import is_folder

if TYPE_CHECKING:
    from formcheck.app.privacy import Kept, Store

RESULTS = Path("formcheck-out")

ABOUT = (
    "Pictures are looked at on this computer and sent nowhere. Once the pose model is here, formcheck uses no network,"
    " but for a network camera whose address you give. What a camera sees live is written only with --record."
)
WHAT = {
    "sessions": "live sessions and routines: numbers, curves, drawn figures; a video where --record asked for one",
    "history": "past sessions in numbers, and the page of plots",
    "last camera": "which camera you chose last; of an address never the password",
    "safety answer": "whether something speaks against exercising: yes or no, and the date",
    "leftovers": "of programs that were killed",
    "pose model": "fetched once, the same for everybody",
}
NOT_COUNTED = (
    "The voice keeps nothing. Not counted, and never deleted from here: formcheck-out, what --out, --export and"
    " --save-recording wrote, clips and files of your own, what pip keeps for itself."
)


def privacy(
    delete_all: Annotated[bool, typer.Option("--delete-all", help="Delete all of it, but for the pose model.")] = False,
    model_too: Annotated[bool, typer.Option("--model-too", help="With --delete-all: the pose model too.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
) -> None:
    """Show what is kept on this computer, where, and how much; delete all of it."""
    from formcheck.app.privacy import Store, closed, kept

    if model_too and not delete_all:
        raise typer.BadParameter("it goes with --delete-all", param_hint="--model-too")
    store = Store.of_this_user()
    if delete_all:
        _delete(store, model_too=model_too, sure=yes)
        return
    say(ABOUT)
    say()
    for found in kept(store):
        say(f"{_row(found)}  {WHAT[found.kind]}")
    say()
    say(f"Folder: {store.data}")
    if store.history.parent != store.data:
        say(f"History: {store.history}")
    say(NOT_COUNTED)
    if is_folder(RESULTS):
        say(f"Here there is such a folder: {RESULTS.absolute()}")
    for folder in closed(store):
        warn(f"Not counted, since nobody lets formcheck look into it: {folder}")
    say("Delete all of it: formcheck privacy --delete-all (the pose model too: --model-too).")


def _delete(store: "Store", *, model_too: bool, sure: bool) -> None:
    from formcheck.app.privacy import Kind, closed, delete, kept, may_be_used, strangers

    kinds = [kind for kind in Kind if model_too or kind is not Kind.MODEL]
    there = [found for found in kept(store) if found.paths and found.kind in kinds]
    if not there:
        say("There is nothing to delete.")
    else:
        what = ", ".join(_amount(found) for found in there)
        if not sure and not typer.confirm(f"Delete for good: {what}?", default=False):
            say("Nothing was deleted.")
            return
        say(f"Deleted: {', '.join(_amount(found) for found in delete(store, kinds) if found.paths)}.")
    for path in strangers(store):
        if model_too or path.parent != store.models:
            warn(f"Left, since it is not formcheck's: {path}")
    for path in may_be_used(store):
        warn(f"Left, since a program may still be using it: {path}. Ask again in an hour.")
    if left := [folder for folder in closed(store) if model_too or folder != store.models]:
        raise OutputError(
            f"cannot look into {left[0]}, so that nothing in it is deleted: see that you may read it, and delete again"
        )


def _row(found: "Kept") -> str:
    return f"{found.kind:14} {len(found.paths):5} {_megabytes(found):>10}"


def _amount(found: "Kept") -> str:
    return f"{found.kind} ({len(found.paths)}, {_megabytes(found)})"


def _megabytes(found: "Kept") -> str:
    return f"{found.size_bytes / 1e6:.1f} MB" if found.size_bytes >= 1e5 else f"{found.size_bytes / 1e3:.1f} kB"
