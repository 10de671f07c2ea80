"""A history exported on one computer and imported on another: everything once, or nothing."""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from formcheck.cli.main import app
from formcheck.errors import HistoryError, InputError
from formcheck.output.history.csv_reading import NEEDED
from formcheck.output.history.entry import Entry, Kind
from formcheck.output.history.export import as_json, export
from formcheck.output.history.importing import read_export
from formcheck.output.history.store import History
from formcheck.output.history.weeks import Goal
from formcheck.pose.landmarks import Side
from tests.past import COUNTED, DAY, FAULTY, GOOD, MISSED, SHORT, UNSEEN, a_set, an_entry
from tests.thirty import thirty_sessions

GOALS = [Goal(DAY.date(), 2)]


@pytest.fixture
def here(tmp_path: Path) -> History:
    """A history with what is rare in one: both legs in turns and no sets, a timer, pain, a session broken off."""
    history = History(tmp_path / "here.sqlite3")
    turns = [replace(GOOD, number=n, side=(Side.LEFT, Side.RIGHT)[n % 2], exercise="donkey_kick") for n in range(1, 9)]
    clip = an_entry(0, a_set(turns, "donkey_kick", hold_s=1.0), kind=Kind.ANALYSIS, name='a "clip", of mine.mp4')
    facts = {name: replace(fact, hold_s=1.0) for name, fact in clip.exercises.items()}
    document = clip.document.model_copy(
        update={"sets": (), "load": "8 kg", "reps": tuple(replace(rep, exercise="donkey_kick") for rep in turns)}
    )
    history.keep(replace(clip, exercises=facts, document=document))
    timed = a_set([replace(GOOD, reason="timer")] * 3, "prone_squeeze", Side.LEFT, verify="timer", measure="")
    hurt = a_set([SHORT, FAULTY, MISSED, UNSEEN, COUNTED], stopped_for="pain")
    history.keep(an_entry(1, hurt, timed, kind=Kind.ROUTINE, name="Wake up", yaw_deg=12.25))
    history.keep(an_entry(2, complete=False))
    return history


@pytest.fixture
def there(tmp_path: Path) -> History:
    return History(tmp_path / "there.sqlite3")


def shown(entry: Entry) -> str:
    """All that the history shows of a session: NaN, unlike itself, is written alike."""
    known = (entry.uuid, entry.started_at, entry.kind, entry.name, entry.complete, entry.yaw_deg, entry.document.load)
    return repr((*known, [kept for kept in entry.sets if kept.reps]))


def moved(history: History, file: Path) -> list[Entry]:
    export(history.entries(), file, history.goals())
    return list(read_export(file).sessions)


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_what_is_exported_comes_back_as_it_is_shown(here: History, tmp_path: Path, ending: str) -> None:
    found = moved(here, tmp_path / f"all{ending}")
    assert [shown(entry) for entry in found] == [shown(entry) for entry in here.entries()]


def test_json_brings_back_everything_to_the_last_digit(here: History, tmp_path: Path) -> None:
    here.aim(GOALS[0])
    found = moved(here, tmp_path / "all.json")
    assert [repr(entry) for entry in found] == [repr(replace(entry, id=0)) for entry in here.entries()]
    assert list(read_export(tmp_path / "all.json").goals) == GOALS


def test_thirty_sessions_go_there_and_back_without_doubles(there: History, tmp_path: Path) -> None:
    home = History(tmp_path / "home.sqlite3")
    sessions = thirty_sessions()
    for entry in sessions[:20]:
        home.keep(entry)
    for entry in sessions[10:]:
        there.keep(entry)
    assert there.merge(moved(home, tmp_path / "home.json")) == 10
    assert home.merge(moved(there, tmp_path / "there.csv")) == 10
    assert home.merge(moved(there, tmp_path / "there.json")) == 0
    both = [[shown(entry) for entry in history.entries()] for history in (home, there)]
    assert both[0] == both[1]
    assert len(both[0]) == 30
    assert [entry.id for entry in there.entries()][:10] == list(range(21, 31))  # numbers are of one computer


def test_what_was_broken_off_here_and_is_whole_there_is_made_whole(there: History, tmp_path: Path) -> None:
    there.keep(an_entry(0, a_set([GOOD]), complete=False))
    there.placed(an_entry(0).uuid, tmp_path / "result")
    assert there.merge([an_entry(0, a_set([SHORT])), an_entry(0, a_set([MISSED]))]) == 1
    (entry,) = there.entries()
    assert (entry.complete, entry.sets[0].reps[0].reason, entry.folder) == (
        True,
        "hold_short",
        str(tmp_path / "result"),
    )
    assert there.merge([an_entry(0, complete=False), an_entry(0)]) == 0


def test_what_cannot_be_written_as_a_whole_is_not_begun(there: History, monkeypatch: pytest.MonkeyPatch) -> None:
    there.keep(an_entry(0))
    monkeypatch.setattr("formcheck.output.history.store.row_of", broken_at(an_entry(5).uuid))
    with pytest.raises(HistoryError):
        there.merge([an_entry(n) for n in range(1, 9)], GOALS)
    monkeypatch.undo()
    assert len(there.entries()) == 1
    assert there.goals() == []


def broken_at(uuid: str) -> Callable[[Entry], dict[str, Any]]:
    from formcheck.output.history.rows import row_of

    def row(entry: Entry) -> dict[str, Any]:
        if entry.uuid == uuid:
            raise ValueError("the disk is gone")
        return row_of(entry)

    return row


def changed_json(change: Callable[[dict[str, Any]], object]) -> str:
    content = json.loads(as_json([an_entry(0), an_entry(1, a_set([GOOD, SHORT]))]))
    change(content)
    return json.dumps(content)


def second(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda content: content["sessions"][1].update(values)


def its_rep(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda content: content["sessions"][1]["summary"]["reps"][1].update(values)


def without_summary(content: dict[str, Any]) -> None:
    del content["sessions"][1]["summary"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param('{\n  "schema_version": 3,\n  "sessions": [}\n', "line 3, column 16: from here", id="no JSON"),
        pytest.param("[" * 100_000, "tables in tables without end", id="without bottom"),
        pytest.param('["bridges"]', "it is no export of a history", id="other JSON"),
        pytest.param('{"schema_version": 2, "reps": []}', "it is no export of a history", id="a summary.json"),
        pytest.param('{"schema_version": 9, "sessions": []}', "schema_version: found 9, this", id="newer"),
        pytest.param(changed_json(second(uuid="12")), "sessions.1.uuid: .*expected a uuid, found '12'", id="uuid"),
        pytest.param(changed_json(second(started_at="2026-11-10")), "sessions.1.started_at: .*offset", id="day"),
        pytest.param(changed_json(second(kind="dream")), "sessions.1.kind: .*found 'dream'", id="kind"),
        pytest.param(changed_json(its_rep(peak="high")), "sessions.1.summary.reps.1.peak: .*found 'high'", id="a text"),
        pytest.param(changed_json(its_rep(peak=1e300)), "sessions.1.summary.reps.1.peak: exp", id="too large"),
        pytest.param(changed_json(its_rep(number=0)), "sessions.1.summary.reps.1.number: ", id="no number"),
        pytest.param(changed_json(without_summary), "sessions.1.summary: ", id="gone"),
        pytest.param(changed_json(lambda content: content.update(goals=[{"since": "2026-01-05", "days": 9}])),
                     "goals.0.days: .*found '9'", id="goal"),
    ],
)  # fmt: skip
def test_a_broken_or_foreign_json_is_refused_whole_with_its_line_or_key(
    there: History, tmp_path: Path, text: str, told: str
) -> None:
    refused(there, tmp_path / "all.json", text, told)


def changed_csv(line: int, **cells: str) -> str:
    from formcheck.output.history.csv_rows import as_csv

    rows = list(csv.reader(as_csv([an_entry(0), an_entry(1, a_set([GOOD, SHORT]))]).splitlines()))
    for name, value in cells.items():
        rows[line - 1][rows[0].index(name)] = value
    return "\n".join(",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("date;weight\n2026-11-10;70\n", "line 1: there is no column session_uuid", id="another table"),
        pytest.param(changed_csv(12, session_uuid="12"), "line 12: session_uuid: expected a uuid", id="uuid"),
        pytest.param(changed_csv(12, session_started_at="soon"), "line 13: session_started_at: .*'soon' in", id="day"),
        pytest.param(changed_csv(5, session_name="other"), "line 5: session_name: found 'other', and 'Glute bridge'",
                     id="two names"),
        pytest.param(changed_csv(5, set_target="12"), "line 5: set_target: found '12', and '10' in", id="two targets"),
        pytest.param(changed_csv(13, peak="0,7"), "line 13: peak: .*found '0,7'", id="a comma"),
        pytest.param(changed_csv(13, peak="1e999"), "line 13: peak: expected a number", id="too large"),
        pytest.param(changed_csv(13, side="top"), "line 13: side: .*found 'top'", id="side"),
        pytest.param(changed_csv(13, faults="[{]"), "line 13: ", id="faults"),
        pytest.param(changed_csv(13) + ',"more"', "line 13: not as many cells as columns", id="a cell too many"),
        pytest.param(changed_csv(13).rsplit("\n", 1)[0], "line 12: the set has 1 rows, and its cou", id="a row gone"),
        pytest.param(changed_csv(13)[:-1], "line 13: ", id="cut off within a cell"),
    ],
)  # fmt: skip
def test_a_broken_or_foreign_csv_is_refused_whole_with_its_line(
    there: History, tmp_path: Path, text: str, told: str
) -> None:
    refused(there, tmp_path / "all.csv", text, told)


def refused(there: History, file: Path, text: str, told: str) -> None:
    there.keep(an_entry(77))
    before = there.path.read_bytes()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told) as error:
        read_export(file)
    assert str(error.value).startswith(f"{file}: ")
    assert str(error.value).endswith(". Nothing of it was imported.")
    assert "\n" not in str(error.value)
    assert command(there, "--import", file).exit_code == 1
    assert there.path.read_bytes() == before


def command(history: History, *arguments: object) -> Result:
    environment = {"FORMCHECK_HISTORY": str(history.path), "COLUMNS": "120"}
    return CliRunner().invoke(app, ["history", *map(str, arguments)], env=environment)


def sent(here: History, there: History, file: Path) -> Sequence[str]:
    assert command(here, "--export", file).exit_code == 0
    return [command(there, "--import", file).output.strip() for _ in range(2)]


@pytest.mark.parametrize("ending", [".json", ".csv"])
def test_the_command_says_how_many_are_new(here: History, there: History, tmp_path: Path, ending: str) -> None:
    told = sent(here, there, tmp_path / f"all{ending}")
    assert told == ["Imported: 3 sessions.", "Imported: 0 sessions; 3 were here already."]


def test_a_file_saved_by_a_spreadsheet_with_its_mark_is_read(here: History, there: History, tmp_path: Path) -> None:
    command(here, "--export", tmp_path / "all.csv")
    (tmp_path / "all.csv").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "all.csv").read_bytes())
    assert command(there, "--import", tmp_path / "all.csv").output.strip() == "Imported: 3 sessions."


def test_columns_that_are_gone_leave_what_they_held_unknown(here: History, tmp_path: Path) -> None:
    export(here.entries(), tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "few.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, NEEDED, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    found = read_export(tmp_path / "few.csv").sessions
    assert [len(entry.document.reps) for entry in found] == [8, 8, 10]
    assert all(entry.worth_keeping for entry in found)


def test_nothing_is_imported_of_an_export_of_nothing(there: History, tmp_path: Path) -> None:
    for ending in (".json", ".csv"):
        export([], tmp_path / f"none{ending}")
        assert command(there, "--import", tmp_path / f"none{ending}").output.strip() == "Imported: 0 sessions."
    assert there.entries() == []


def test_a_goal_is_kept_and_holds_on_another_computer_too(here: History, there: History, tmp_path: Path) -> None:
    assert command(here, "--goal", 4).output.strip() == "The goal is 4 days a week, from this week on."
    sent(here, there, tmp_path / "all.json")
    assert [goal.days for goal in there.goals()] == [4]
    assert command(here, "--goal", 8).exit_code == 2
