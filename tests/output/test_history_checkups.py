"""Check-ups in the history: kept, deleted, exported and imported, shown among sessions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from formcheck.checkup.record import Checkup, TestResult, Try
from formcheck.errors import HistoryError, InputError
from formcheck.output.history.checkups import Checkups
from formcheck.output.history.export import export
from formcheck.output.history.importing import read_export
from formcheck.output.history.kept_checkup import KeptCheckup
from formcheck.output.history.store import History
from formcheck.pose.landmarks import Side
from tests.checkup.checkups import a_checkup, holds, rises, stands
from tests.past import DAY, an_entry

RARE = Checkup(
    Side.RIGHT,
    (
        TestResult("chair_stand", "stands", None, (Try(None, "hands", warnings=("arms_open", "hands")),), "hands"),
        TestResult("one_leg_stand", "s", Side.LEFT, (Try(None, "lost"), Try(12.25, "foot_down")), view="front"),
        TestResult("one_leg_stand", "s", Side.RIGHT, left_out=True),
        TestResult("bridge_reach", "deg", None, (Try(-11.5, "time", setup={"own_top_deg": -11.5}),), view="side"),
        TestResult(
            "single_leg_bridge_hold", "s", Side.LEFT, (Try(60.0, "time", capped=True, details={"warned_s": 0.5}),)
        ),
    ),
    "lite",
    short=True,
    complete=False,
)


def kept(number: int, checkup: Checkup) -> KeptCheckup:
    """The check-up of so many days after the first."""
    return KeptCheckup(str(uuid5(NAMESPACE_URL, f"checkup {number}")), DAY + timedelta(days=number), checkup)


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Two check-ups and a session between."""
    found = History(tmp_path / "here.sqlite3")
    Checkups(found).keep(kept(28, a_checkup(*rises(True, False), stands(24))))
    Checkups(found).keep(kept(0, RARE))
    found.keep(an_entry(7))
    return found


def test_what_is_kept_comes_back_the_oldest_first(history: History) -> None:
    assert [one.checkup for one in Checkups(history).all()] == [RARE, a_checkup(*rises(True, False), stands(24))]
    assert [one.id for one in Checkups(history).all()] == [2, 1]


def test_the_same_one_is_kept_once(history: History) -> None:
    Checkups(history).keep(kept(0, a_checkup(stands(9))))
    assert [one.checkup.results[0].value for one in Checkups(history).all()] == [9, 1]


def test_what_is_not_known_of_a_try_is_left_out_of_the_file(history: History) -> None:
    unknown = TestResult("chair_stand", "stands", None, (Try(3.0, "time", setup={"seat_slope_deg": float("nan")}),))
    Checkups(history).keep(kept(1, a_checkup(unknown)))
    assert Checkups(history).all()[1].checkup.results[0].tries[0].setup == {}


def test_a_number_is_never_given_twice(history: History) -> None:
    Checkups(history).delete([1, 7])
    assert [one.id for one in Checkups(history).all()] == [2]
    Checkups(history).keep(kept(9, a_checkup()))
    assert [one.id for one in Checkups(history).all()] == [2, 3]


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_what_is_exported_comes_back_to_the_last_digit(history: History, tmp_path: Path, ending: str) -> None:
    before = Checkups(history).all()
    export(history.entries(), tmp_path / f"all{ending}", (), before)
    found = read_export(tmp_path / f"all{ending}")
    assert [replace(one, id=0) for one in before] == list(found.checkups)
    assert len(found.sessions) == 1
    there = History(tmp_path / "there.sqlite3")
    assert Checkups(there).merge(found.checkups) == 2
    assert Checkups(there).merge(found.checkups) == 0


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_check_ups_alone_are_exported_too(history: History, tmp_path: Path, ending: str) -> None:
    export([], tmp_path / f"all{ending}", (), Checkups(history).all())
    assert len(read_export(tmp_path / f"all{ending}").checkups) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace("chair_stand", "", 1).replace("stands", "stones"), "line"),
        (lambda text: text.replace("12.25", "a dozen"), "line"),
        (lambda text: text.replace("12.25", "1e99"), "line"),
        (lambda text: text.replace('"{""own_top_deg"": -11.5}"', '"{"'), "line 16: Expecting"),
        (lambda text: text.replace(",right,lite", ",middle,lite"), "line"),
    ],
)
def test_a_file_with_anything_wrong_is_refused_whole(
    history: History, tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    file = tmp_path / "all.csv"
    export(history.entries(), file, (), Checkups(history).all())
    changed = change(file.read_text(encoding="utf-8"))
    assert changed != file.read_text(encoding="utf-8")
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_export(file)


@pytest.mark.parametrize("content", ["{", "[]", '{"first_side": "up"}', '{"first_side": "left", "results": 3}'])
def test_a_damaged_row_is_told_and_not_read(history: History, content: str) -> None:
    with history.opened(make=True) as connection:
        connection.execute("UPDATE checkups SET content = ? WHERE id = 1", (content,))
    with pytest.raises(HistoryError, match="damaged"):
        Checkups(history).all()


def test_the_file_of_an_earlier_version_gets_its_table(tmp_path: Path) -> None:
    from formcheck.output.history.schema import STEPS

    History(tmp_path / "old.sqlite3", STEPS[:-1]).keep(an_entry(0))
    new = History(tmp_path / "old.sqlite3")
    Checkups(new).keep(kept(1, a_checkup(*holds(41, 38))))
    assert (len(new.entries()), len(Checkups(new).all())) == (1, 1)
