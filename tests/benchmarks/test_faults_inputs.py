"""Spoilt inputs of every kind, each given to the program: a result or one clear line, and nothing left behind.

These are the first of those that `python -m benchmarks.faults` tries by the thousand, in processes with limits.
"""

from pathlib import Path

import pytest

from benchmarks.fault_histories import Histories
from benchmarks.fault_names import Names
from benchmarks.fault_recordings import WAYS, Recordings
from benchmarks.fault_texts import Exercises, Routines, Settings
from benchmarks.fault_trial import End, FaultError, Room, Trial, attempt, judged
from benchmarks.fault_videos import Videos
from benchmarks.fault_worker import Kind, tried
from formcheck.errors import InputError

pytestmark = [pytest.mark.slow, pytest.mark.weekly]

SEED = 1
COUNTS: dict[type[Kind], int] = {
    Recordings: 15, Exercises: 8, Routines: 5, Settings: 8, Histories: 8, Names: 6, Videos: 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What several trials begin with, made once."""
    return tmp_path_factory.mktemp("store")


@pytest.mark.parametrize(
    ("make", "number"),
    [(make, number) for make, count in COUNTS.items() for number in range(count)],
    ids=lambda value: value.__name__.lower() if isinstance(value, type) else str(value),
)
def test_a_spoilt_input_ends_in_a_result_or_in_one_line(
    make: type[Kind], number: int, store: Path, tmp_path: Path
) -> None:
    kind = make()
    kind.prepare(store)
    what, outcome = tried(kind, SEED, number, tmp_path / "room")
    assert outcome.end is not End.FAILED, f"{what!a}: {outcome.told}"


def test_the_trials_are_the_same_every_time(store: Path, tmp_path: Path) -> None:
    kind = Recordings()
    first, again = (tried(kind, SEED, 3, tmp_path / name) for name in ("first", "again"))
    assert (first[0], first[1].end) == (again[0], again[1].end)


def test_every_way_of_spoiling_a_recording_is_among_a_thousand() -> None:
    from random import Random

    drawn = {Random(f"{SEED}:recording:{number}").choice(WAYS) for number in range(250)}
    assert drawn == set(WAYS)


def a_room(tmp_path: Path) -> Room:
    return Room(tmp_path / "room").make()


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (lambda room: 1 / 0, "ZeroDivisionError"),
        (lambda room: (room.home / "new").touch(), "outside the folder for results"),
        (lambda room: (room.given / "clip").write_text("changed"), "outside the folder for results"),
        (lambda room: (room.temporary / "left").touch(), "outside the folder for results"),
        (lambda room: (room.out.mkdir(), (room.out / "odd").touch()), "something unknown"),
        (lambda room: judged(1, "one line\nand another\n"), "ended with 1"),
        (lambda room: judged(0, "formcheck: all is well, or is it\n"), "ended with 0"),
        (lambda room: judged(1, "formcheck: a\x1b[2J\n"), "nobody can print"),
        (lambda room: judged(1, f"formcheck: {'x' * 5000}\n"), "a line of 50"),
    ],
    ids=[
        "traceback",
        "new file",
        "changed file",
        "temporary file",
        "odd result",
        "two lines",
        "loud",
        "escape",
        "long",
    ],
)
def test_what_must_not_happen_is_seen(tmp_path: Path, do: object, told: str) -> None:
    room = a_room(tmp_path)
    (room.given / "clip").write_text("as given")
    outcome = attempt(Trial("", lambda: do(room) and None), room)  # type: ignore[operator]
    assert outcome.end is End.FAILED
    assert told in outcome.told


def test_a_refusal_that_leaves_something_is_seen(tmp_path: Path) -> None:
    room = a_room(tmp_path)

    def run() -> None:
        (room.out / "clip.npz").mkdir(parents=True)
        raise InputError("no")

    assert "after a refusal" in attempt(Trial("", run), room).told


def test_a_warning_is_seen(tmp_path: Path) -> None:
    import warnings

    room = a_room(tmp_path)
    outcome = attempt(Trial("", lambda: warnings.warn("odd", RuntimeWarning, stacklevel=1)), room)
    assert (outcome.end, "odd" in outcome.told) == (End.FAILED, True)


def test_a_line_is_one_refusal() -> None:
    with pytest.raises(Exception, match="no such file") as caught:
        judged(1, "formcheck: no such file\n")
    assert not isinstance(caught.value, FaultError)
