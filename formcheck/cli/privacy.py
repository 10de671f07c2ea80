"""The command that says what is kept on this computer, and deletes it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from formcheck.cli.console import confirm, listing, out, print_json, say, warn
from formcheck.cli.single_options import Json, Yes
from formcheck.errors import OutputError
from formcheck.system.language import later, tr
from formcheck.system.language.local import number
from formcheck.system.paths import is_folder

if TYPE_CHECKING:
    from formcheck.app.privacy import Kept, Store

RESULTS = Path("formcheck-out")

ABOUT = later(
    "Pictures are looked at on this computer and sent nowhere. Once the pose model is here,"
    " formcheck uses no network, but for a network camera whose address you give. What a camera"
    " sees live is written only with --record."
)
WHAT = {
    "sessions": later(
        "live sessions and routines: numbers, curves, drawn figures; a video where --record asked for one"
    ),
    "history": later("past sessions and check-ups in numbers, and their pages"),
    "desk companion": later(
        "how long you have sat since the last break, and how sitting and standing look at your desk"
    ),
    "last camera": later("which camera you chose last; of an address never the password"),
    "settings": later("what you chose on the page: language, voice, sides and holds"),
    "safety answer": later("whether something speaks against exercising: yes or no, and the date"),
    "year of birth and sex": later("what you have said of them, for the groups of the check-up"),
    "leftovers": later("of programs that were killed"),
    "pose model": later("fetched once, the same for everybody"),
}
NOT_COUNTED = later(
    "The voice keeps nothing. Not counted, and never deleted from here: formcheck-out, what"
    " --out, --export, --report and --save-recording wrote, clips and files of your own, what pip keeps for"
    " itself."
)


def privacy(
    delete_all: Annotated[bool, typer.Option("--delete-all", help="Delete all of it, but for the pose model.")] = False,
    model_too: Annotated[bool, typer.Option("--model-too", help="With --delete-all: the pose model too.")] = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Show what is kept on this computer, where, and how much; delete all of it."""
    from formcheck.app.privacy import Store, closed, kept

    if model_too and not delete_all:
        raise typer.BadParameter(tr("it goes with --delete-all"), param_hint="--model-too")
    store = Store.of_this_user()
    if delete_all:
        _delete(store, model_too=model_too, sure=yes)
    if as_json:
        print_json(_document(store))
    if delete_all or as_json:
        return
    say(tr(ABOUT))
    say()
    out.print(listing([_row(found) for found in kept(store)]))
    say()
    say(tr("Folder: {path}", path=store.data))
    if store.history.parent != store.data:
        say(tr("History: {path}", path=store.history))
    say(tr(NOT_COUNTED))
    if is_folder(RESULTS):
        say(tr("Here there is such a folder: {path}", path=RESULTS.absolute()))
    for folder in closed(store):
        warn(tr("Not counted, since nobody lets formcheck look into it: {folder}", folder=folder))
    say(tr("Delete all of it: formcheck privacy --delete-all (the pose model too: --model-too)."))


def _delete(store: "Store", *, model_too: bool, sure: bool) -> None:
    from formcheck.app.privacy import Kind, closed, delete, kept, may_be_used, strangers

    kinds = [kind for kind in Kind if model_too or kind is not Kind.MODEL]
    there = [found for found in kept(store) if found.paths and found.kind in kinds]
    if not there:
        say(tr("There is nothing to delete."))
    else:
        what = ", ".join(_amount(found) for found in there)
        question = tr("Delete for good: {what}?", what=what)
        if not sure and not confirm(question):
            say(tr("Nothing was deleted."))
            return
        deleted = ", ".join(_amount(found) for found in delete(store, kinds) if found.paths)
        say(tr("Deleted: {what}.", what=deleted))
    for path in strangers(store):
        if model_too or path.parent != store.models:
            warn(tr("Left, since it is not formcheck's: {path}", path=path))
    for path in may_be_used(store):
        warn(tr("Left, since a program may still be using it: {path}. Ask again in an hour.", path=path))
    if left := [folder for folder in closed(store) if model_too or folder != store.models]:
        raise OutputError(
            tr(
                "cannot look into {folder}, so that nothing in it is deleted: see that you may read it,"
                " and delete again",
                folder=left[0],
            )
        )


def _row(found: "Kept") -> tuple[str, ...]:
    return tr(found.kind), str(len(found.paths)), _megabytes(found), tr(WHAT[found.kind])


def _document(store: "Store") -> dict[str, object]:
    from formcheck.app.privacy import kept

    rows = [{"kind": one.kind, "files": len(one.paths), "size_bytes": one.size_bytes} for one in kept(store)]
    return {"folder": str(store.data), "history": str(store.history), "kept": rows}


def _amount(found: "Kept") -> str:
    return f"{tr(found.kind)} ({len(found.paths)}, {_megabytes(found)})"


def _megabytes(found: "Kept") -> str:
    size = found.size_bytes
    return f"{number(size / 1e6, 1)} MB" if size >= 1e5 else f"{number(size / 1e3, 1)} kB"
