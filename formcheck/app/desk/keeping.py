"""What outlives the program: how things stood, and what sitting and standing look like at this desk."""

import json
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from formcheck.app.desk.companion import State
from formcheck.app.desk.offers import offers
from formcheck.app.desk.quiet import Quiet
from formcheck.app.desk.shoulders import Shoulders, Taught
from formcheck.app.desk.situation import Answer, Busy, Seen
from formcheck.system.folders import user_folder
from formcheck.system.private_file import keep_private

FILE = "desk.json"
ANSWER = "desk.answer"
END = "end"
"""What is answered to have the companion itself end."""
LOCK = "desk.lock"
FILES = (FILE, ANSWER, LOCK)


def state_path() -> Path:
    """Where it lies."""
    return user_folder() / FILE


def answer_path() -> Path:
    """Where an answer lies until the companion takes it."""
    return user_folder() / ANSWER


def save(path: Path, state: State, taught: Taught | None, doing: str | None = None) -> None:
    """Write it, whole or not at all.

    Parameters
    ----------
    doing
        Id of the offer that is being done at the moment, for whoever looks on.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    kept = {"state": asdict(state), "taught": taught and asdict(taught), "doing": doing}
    keep_private(path, json.dumps(kept, default=_word, indent=1))


def load(path: Path) -> tuple[State, Taught | None]:
    """Read it; as new where there is none, or it is not one of ours."""
    with suppress(OSError, ValueError, TypeError, LookupError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        return _state(kept["state"]), _taught(kept["taught"])
    return State(), None


def doing(path: Path) -> str | None:
    """What was being done when it was written."""
    with suppress(OSError, ValueError, AttributeError):
        word = json.loads(path.read_text(encoding="utf-8")).get("doing")
        return word if word in offers() else None
    return None


def is_running() -> bool:
    """Whether a companion of this user runs."""
    path = user_folder() / LOCK
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True


def answers() -> list[str]:
    """What may be answered: the offers, what puts it off, and the end of the companion."""
    return [*offers(), *Answer, END]


def leave_answer(answer: str) -> None:
    """Leave an answer for the companion that runs, as another program of this user."""
    keep_private(answer_path(), answer)


def take_answer() -> str | None:
    """The answer that was left since the last call."""
    path = answer_path()
    with suppress(OSError, ValueError):
        answer = path.read_text(encoding="utf-8").strip()
        path.unlink()
        return answer if answer in answers() else None
    return None


def _word(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _state(kept: dict[str, Any]) -> State:
    quiet = kept.pop("quiet")
    busy, answer = quiet["busy"], quiet["answer"]
    return State(
        **kept | {"last": _time(kept["last"]), "since": _time(kept["since"]), "posture": Seen(kept["posture"])},
        quiet=Quiet(_time(quiet["end"]), answer and Answer(answer), busy and Busy(busy), _time(quiet["free_since"])),
    )


def _taught(kept: dict[str, Any] | None) -> Taught | None:
    if kept is None:
        return None
    standing = kept["standing"]
    return Taught(Shoulders(**kept["sitting"]), standing and Shoulders(**standing))
