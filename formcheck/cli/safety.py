"""The questions before the first session, on the command line."""

import sys
from dataclasses import asdict
from datetime import date

import typer

from formcheck.cli.console import confirm, err, out, print_json
from formcheck.cli.single_options import Json


def safety(as_json: Json = False) -> None:
    """Show what to look out for, and ask the questions again."""
    from formcheck.app import safety as asking
    from formcheck.system.folders import user_folder
    from formcheck.system.language import current

    words = current()
    if as_json:
        kept = asking.kept(user_folder())
        print_json({"answer": asdict(kept) if kept else None, "questions": asking.QUESTIONS, "stop": asking.STOP})
        return
    for line in asking.STOP:
        _print(words(line))
    if sys.stdin.isatty():
        asking.ask(user_folder(), date.today(), words, _print, confirm)
        return
    for line in asking.questions(words):
        _print(line)
    _print(f"{words(asking.APPLIES)} {words(asking.SEE_A_DOCTOR)}")


def ask_before_the_first() -> None:
    """Ask the safety questions unless they have been answered; where no answer is possible, say so.

    Raises
    ------
    typer.Exit
        The user would rather not go on.
    """
    from formcheck.app import safety as asking
    from formcheck.system.folders import user_folder
    from formcheck.system.language import current

    folder, words = user_folder(), current()
    if asking.kept(folder) is not None:
        return
    if not sys.stdin.isatty():
        err.print(words(asking.UNASKED), soft_wrap=True)
    elif not asking.ask(folder, date.today(), words, _print, confirm):
        raise typer.Exit


def _print(line: str) -> None:
    out.print(line, markup=False)
