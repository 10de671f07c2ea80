"""The questions before the first session, on the command line."""

import sys
from datetime import date

import typer

from formcheck.cli.console import err, out


def safety() -> None:
    """Show what to look out for, and ask the questions again."""
    from formcheck.app import safety as asking
    from formcheck.feedback.language import Words
    from formcheck.system.folders import user_folder

    words = Words()
    for line in asking.STOP:
        _tell(line)
    if sys.stdin.isatty():
        asking.ask(user_folder(), date.today(), words, _tell, _confirm)
        return
    for line in asking.questions(words):
        _tell(line)
    _tell(f"{asking.APPLIES} {asking.SEE_SOMEBODY}")


def ask_before_the_first(language: str) -> None:
    """Ask the safety questions unless they have been answered; where nobody can answer, say so.

    Raises
    ------
    typer.Exit
        Somebody would rather not go on.
    """
    from formcheck.app import safety as asking
    from formcheck.feedback.language import Words
    from formcheck.system.folders import user_folder

    folder, words = user_folder(), Words(language)
    if asking.kept(folder) is not None:
        return
    if not sys.stdin.isatty():
        err.print(words(asking.UNASKED), soft_wrap=True)
    elif not asking.ask(folder, date.today(), words, _tell, _confirm):
        raise typer.Exit


def _tell(line: str) -> None:
    out.print(line, markup=False)


def _confirm(question: str) -> bool:
    return typer.confirm(question, default=False)
