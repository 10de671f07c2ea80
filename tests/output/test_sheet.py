"""The first page of a report: its title, what was planned and done, what to look at and where, and its plain text."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from formcheck.counting.results import Counts, Rep
from formcheck.counting.summary import SetSummary, Summary
from formcheck.counting.tally import totals
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.output.report import ReportData, Source, as_json, report_page, report_text
from formcheck.output.report.noting import note_load
from formcheck.output.report.numbering import named_sets
from formcheck.output.report.outcome import came_to, next_time
from formcheck.output.report.sheet import sheet_of
from formcheck.output.report.words import called, dose_of, paced
from formcheck.pose.landmarks import Side
from formcheck.workout.asked_side import AskedSide
from formcheck.workout.plan import PlannedSet, plan_sets
from tests.report_pages import BRIDGE, fault, rep, report_data, session

KICK, SQUEEZE, WALK = (catalogue.find(name) for name in ("donkey_kick", "prone_squeeze", "walk"))
SOURCE = Source("0", started_at=datetime(2026, 3, 2, 7, 30, tzinfo=UTC), load="8 kg")
MEND = fault("Ribs down. Stop at a straight line.", Severity.FIX)


def of(exercise: str, side: Side | None, reps: Sequence[Rep]) -> tuple[SetSummary, tuple[Rep, ...]]:
    own = tuple(replace(one, exercise=exercise, side=side or Side.BOTH) for one in reps)
    return SetSummary(exercise, side, 0.0, 60.0, 10, totals(own), hold_target_s=2.0), own


def routine() -> Summary:
    """Two sets of kicks a side, then bridges, then squeezes by the timer."""
    sets = [
        of("donkey_kick", Side.RIGHT, [rep(1), rep(2, "hold_short")]),
        of("donkey_kick", Side.LEFT, [rep(3)]),
        of("donkey_kick", Side.RIGHT, [rep(4), rep(5), rep(6, "hold_short")]),
        of("donkey_kick", Side.LEFT, [rep(7)]),
        of("glute_bridge", None, [rep(8), rep(9, "not_high_enough")]),
    ]
    timed = SetSummary("prone_squeeze", None, 0, 60, 1, Counts(timed=1), "timer")
    reps = tuple(one for _, own in sets for one in own)
    counts = replace(totals(reps), timed=1)
    made = (*(kept for kept, _ in sets), timed)
    return replace(session(reps, "donkey_kick"), sets=made, counts=counts, routine="Evening", duration_s=601.0)


def kept_of(summary: Summary, planned: Sequence[PlannedSet] = ()) -> ReportData:
    kept = ReportData([BRIDGE, KICK, SQUEEZE], planned)
    kept.curves, kept.moments = (found := report_data(summary.reps, [BRIDGE, KICK, SQUEEZE])).curves, found.moments
    return kept


def test_repetitions_are_numbered_by_set_and_side() -> None:
    sets = named_sets(routine(), None)
    assert [one.name for one in sets] == [
        "Set 1, right side", "Set 1, left side", "Set 2, right side", "Set 2, left side", "", "",
    ]  # fmt: skip
    assert [[one.label_of(done) for done in one.ended.reps] for one in sets[:3]] == [[1, 2], [1], [1, 2, 3]]


def test_a_routine_says_when_what_was_planned_and_what_was_done() -> None:
    planned = [*plan_sets(KICK, sets=2, reps=10), *plan_sets(BRIDGE, sets=1, reps=10), *plan_sets(WALK, sets=1)]
    kept = ReportData([BRIDGE, KICK, SQUEEZE, WALK], planned)
    sheet = sheet_of(routine(), SOURCE, kept, named_sets(routine(), None))
    assert sheet.title == "Evening"
    assert sheet.about == ("Monday, 2 March 2026, 07:30", "10 minutes")
    assert sheet.headline == "6 of 9 good. 1 by the timer, unseen."
    lines = [(line.name, line.planned, line.done, line.good) for line in sheet.plan]
    assert lines == [
        ("Donkey kick", "2 × 10 a side, hold 1 s", "7 of 40", "5 good"),
        ("Glute bridge", "1 × 10, hold 2 s", "1 of 10", "1 good"),
        ("Stand up and walk", "1 × 1, 60 s each", "not done", ""),
        ("Prone glute squeeze", "", "1", "by the timer, unseen"),
    ]


def test_what_to_look_at_says_where_it_was() -> None:
    sheet = sheet_of(routine(), SOURCE, kept_of(routine()), named_sets(routine(), None))
    first = sheet.findings[0]
    assert first.text == "Donkey kick: hold too short"
    assert [(place.name, place.reps) for place in first.places] == [
        ("Set 1, right side", ((2, 2),)), ("Set 2, right side", ((6, 3),)),
    ]  # fmt: skip
    assert sheet.step.say == "Hold for 1 second."
    assert [rep.number for rep in sheet.step.reps] == [2, 6]


def test_a_routine_leads_from_its_contents_to_its_closed_chapters_and_from_findings_to_rows() -> None:
    text = "".join(report_page(routine(), SOURCE, kept_of(routine())))
    linked = re.findall(r'<a href="#([\w-]+)"', text)
    assert {"exercise-1", "exercise-2", "exercise-3", "rep-2", "rep-6", "rep-9"} <= set(linked)
    assert [name for name in linked if f'id="{name}"' not in text] == []
    assert text.count('<details class="card chapter"') == 3
    assert "<title>Evening, Monday, 2 March 2026, 07:30 – formcheck</title>" in text
    assert "1 squeeze paced by the timer; nobody checked it." in text


def test_one_exercise_stands_open_and_its_plan_where_there_was_one() -> None:
    summary = session([rep(1), rep(2)])
    assert '<details class="card chapter"' not in (text := "".join(report_page(summary, SOURCE, kept_of(summary))))
    assert 'class="plan"' not in text
    planned = kept_of(summary, plan_sets(BRIDGE, sets=1, reps=2))
    assert "1 × 2, hold 2 s" in "".join(report_page(summary, SOURCE, planned))


def test_the_plain_text_is_the_first_page() -> None:
    text = report_text(routine(), SOURCE, kept_of(routine()))
    assert text.splitlines()[:4] == ["Evening", "Monday, 2 March 2026, 07:30", "10 minutes", "8 kg"]
    assert "- Donkey kick: hold too short (Set 1, right side: 2; Set 2, right side: 3)" in text
    assert "Next time: Hold for 1 second." in text
    assert "<" not in text


@pytest.mark.parametrize(("before", "after"), [("", "red band"), ("8 kg", "9 kg <&>"), ("8 kg", "")])
def test_a_load_noted_afterwards_stands_in_every_file(tmp_path: Path, before: str, after: str) -> None:
    summary = routine()

    def write(load: str, folder: Path) -> dict[str, str]:
        folder.mkdir()
        source = replace(SOURCE, load=load)
        (folder / "summary.json").write_text(as_json(summary, source), encoding="utf-8")
        (folder / "report.html").write_text("".join(report_page(summary, source, kept_of(summary))), encoding="utf-8")
        (folder / "report.txt").write_text(report_text(summary, source, kept_of(summary)), encoding="utf-8")
        return read(folder)

    def read(folder: Path) -> dict[str, str]:
        found = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
        return {name: text.replace("&#34;", '"').replace("&quot;", '"') for name, text in found.items()}

    wanted = write(after, tmp_path / "wanted")
    write(before, tmp_path / "noted")
    note_load(tmp_path / "noted", after)
    assert read(tmp_path / "noted") == wanted


def test_numbers_and_nouns_agree() -> None:
    assert [called(1, BRIDGE), called(10, BRIDGE), called(1, WALK)] == ["1 bridge", "10 bridges", "1 minute"]
    assert paced(1, WALK) == "1 minute paced by the timer; nobody checked it"
    assert called(1, None) == "1 repetition"


def test_a_plan_is_told_in_short() -> None:
    assert dose_of(plan_sets(KICK, sets=3, reps=10)) == "3 × 10 a side, hold 1 s"
    assert dose_of(plan_sets(KICK, sets=1, reps=8, sides=AskedSide.ALTERNATE)) == "1 × 8 a side, hold 1 s"
    assert dose_of(plan_sets(BRIDGE, reps=0)) == "without end, hold 2 s"
    assert dose_of(plan_sets(SQUEEZE, sets=2, reps=5)) == "2 × 5 a side, 3 s each"


def test_what_it_came_to_is_said_of_what_is_known() -> None:
    assert came_to(Counts(10, 8, judged=10, tried=10)) == "8 of 10 good."
    assert came_to(Counts(10)) == "10 counted; form was not judged."
    assert came_to(Counts(attempts=1)) == "1 attempt that did not count."
    assert came_to(Counts(timed=5)) == "5 by the timer."
    assert came_to(Counts()) == "Nothing was counted."


def test_the_next_step_is_what_was_most_frequent() -> None:
    practices = {"glute_bridge": BRIDGE}
    rule = next(one for one in BRIDGE.fault if one.severity is Severity.FIX)
    mend = replace(MEND, id=rule.id, say=rule.say)
    short = [rep(1, "hold_short"), rep(2, "hold_short")]
    mended = [rep(number, "form", faults=[mend]) for number in (3, 4, 5)]
    assert next_time(session([*short, *mended]), practices).say == rule.say
    assert next_time(session([*short, *mended[:1]]), practices).say == "Hold for 2 seconds."
    assert next_time(session([rep(1), rep(2)]), practices).say == "Do the same again."
    assert next_time(session([rep(1), rep(2), short[0]]), practices).say == "Hold for 2 seconds."
    assert next_time(session([*map(rep, range(1, 6)), short[0]]), practices).say == "Do the same again."
    assert next_time(session([]), practices).say == ""
