"""The questions before the first session, what to stop for, and the answer that is kept on this computer."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from formcheck.system.language import Words, later
from formcheck.system.private_file import keep_private
from formcheck.system.textfile import UnreadableError, read_text

VERSION = 1
"""Of the questions; with another one they are asked again."""
FILE = "safety.json"

ABOUT = (
    "formcheck gives general exercise feedback from a camera. It is not medical advice, cannot diagnose and cannot see"
    " your muscles or spine. Move within a comfortable range. Effort is fine; stop if anything hurts."
)
BEFORE = "Before your first session:"
QUESTIONS = (
    "a heart condition, or chest pain with activity",
    "dizziness or fainting",
    "a bone or joint problem that exercise makes worse",
    "medication for blood pressure or the heart",
    "pregnant, or gave birth in the last three months",
    "surgery on hip, knee or back in the last six months, or a hip replacement",
    "osteoporosis or a fracture",
    "a current injury, or another reason not to exercise",
)
APPLIES = "Does any of this apply to you?"
SEE_A_DOCTOR = "Talk to a doctor or physiotherapist first."
GO_ON = "Go on all the same?"
STOP = (
    later(
        "Stop the session and get help: chest pain, breathlessness out of proportion, fainting, a sudden severe"
        " headache, new weakness or numbness in a leg."
    ),
    later(
        "Call an emergency number where back pain comes with numbness around genitals, back passage or buttocks, with"
        " trouble with bladder or bowel, or with pain, weakness or numbness in both legs."
    ),
    later(
        "See a clinician soon: back pain after a fall, with fever or weight loss; night pain that does not ease; a"
        " calf that is swollen, warm and painful after long sitting (at once); groin or hip pain that makes you limp."
    ),
    later(
        "Stop the exercise at sharp, pinching or radiating pain, at tingling, or at a cramp that does not settle in"
        " half a minute. A mild burn in the muscle and stiffness on the next day are normal."
    ),
)
UNASKED = "The safety questions have not been asked, since nobody can answer here: formcheck safety shows them."

Confirm = Callable[[str], bool]
"""Asks a question that is answered by yes or no; no where nothing is answered."""
Show = Callable[[str], object]
"""Shows a line."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, when (ISO date), and to which version of the questions."""

    date: str
    applies: bool
    version: int = VERSION


def kept(folder: Path) -> Answer | None:
    """The answer to today's questions; None where it has not been given, or cannot be read."""
    try:
        answer = Answer(**json.loads(read_text(folder / FILE)))
    except (UnreadableError, ValueError, TypeError, RecursionError):
        return None
    whole = isinstance(answer.date, str) and isinstance(answer.applies, bool)
    return answer if whole and answer.version == VERSION else None


def keep(folder: Path, answer: Answer) -> None:
    """Keep an answer; the folder is made if need be.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    keep_private(folder / FILE, f"{json.dumps(asdict(answer), indent=2)}\n")


def questions(words: Words) -> list[str]:
    """What is shown before it is asked whether any of it applies."""
    return [words(ABOUT), words(BEFORE), *(f"  - {words(question)}" for question in QUESTIONS)]


def ask(folder: Path, today: date, words: Words, show: Show, confirm: Confirm) -> bool:
    """Ask the questions and keep the answer; whether the person wants to go on.

    Parameters
    ----------
    folder
        Where the answer is kept.
    today
        The date that is kept with it.
    words
        The language of the questions.
    show, confirm
        Show a line; ask for yes or no.
    """
    for line in questions(words):
        show(line)
    applies = confirm(words(APPLIES))
    if applies:
        show(words(SEE_A_DOCTOR))
        if not confirm(words(GO_ON)):
            return False
    keep(folder, Answer(today.isoformat(), applies))
    return True
