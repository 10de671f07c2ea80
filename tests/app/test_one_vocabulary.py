"""Voice, terminal, report, index, history and `summary.json` of ten sessions say the same, in the same words."""

import re
from dataclasses import asdict
from itertools import pairwise

import pytest

from formcheck.output.columns import ABOUT_WORDS
from formcheck.output.report.shown import percent
from tests.tellings import TEN, Told, good, wrong_leg

NAMES = list(TEN)
DONE = [name for name in NAMES if name not in ("dark", "empty")]
NOBODY = {"dark": "It was too dark to see anybody.", "empty": "Nobody was seen."}


def facts(told: Told) -> dict[str, int]:
    """The numbers at the head of a report, by what stands below them."""
    pairs = list(pairwise(told.report.splitlines()))
    return {word: int(number) for number, word in reversed(pairs) if number.isdigit()}


def in_index(told: Told) -> list[str]:
    """The cells of its line in the page over several: counted, good, attempts."""
    lines = told.index.splitlines()
    return lines[lines.index("clip.mp4") + 2 :][:3]


@pytest.mark.parametrize("name", NAMES)
def test_files_hold_the_counts_that_are_told(name: str) -> None:
    told = TEN[name]()
    assert told.document["counts"] == asdict(told.summary.counts)


@pytest.mark.parametrize("name", DONE)
def test_the_report_the_index_and_the_history_count_alike(name: str) -> None:
    told = TEN[name]()
    counts = told.summary.counts
    found = facts(told)
    assert found["counted"] == counts.reps
    assert found.get("good", 0) == counts.good
    assert ("good" in found) == bool(counts.judged)
    assert found.get("by the timer", 0) == counts.timed
    assert found.get("with the other leg", 0) == counts.other_leg
    assert in_index(told) == [str(counts.reps), str(counts.good) if counts.judged else "–", str(counts.attempts)]
    timed = f" + {counts.timed} timed" if counts.timed else ""
    share = f"{counts.good} of {counts.tried}" if counts.tried else "–"
    assert re.search(rf"  {counts.reps}{re.escape(timed)}  +{share}  ", told.history)
    assert f"\n{counts.reps}{timed}\n{share}\n" in told.history_page
    if counts.tried:
        assert percent(counts.good / counts.tried) in told.history


@pytest.mark.parametrize("name", [name for name in DONE if name != "routine"])
def test_the_terminal_counts_as_the_report_does(name: str) -> None:
    told = TEN[name]()
    counts = told.summary.counts
    assert re.search(rf": {counts.reps or 'none'} counted", told.terminal)
    assert len(re.findall(r"^ *\d+ .*\bgood *$", told.terminal, re.MULTILINE)) == counts.good
    assert len(re.findall(r"^\d+ .*\bother leg *$", told.terminal, re.MULTILINE)) == counts.other_leg


@pytest.mark.parametrize("name", ["good", "shallow", "wrong_leg", "alternating", "diagonal"])
def test_the_voice_ends_with_the_counts_of_the_terminal(name: str) -> None:
    told = TEN[name]()
    counts = told.summary.counts
    counted_aloud = [int(found[1]) for text in told.voice if (found := re.match(r"(\d+)\. Set done", text))]
    assert counted_aloud == [counts.reps]
    judged = f"{counts.good} good." if counts.judged else "counted; form was not judged."
    assert re.match(rf"Done\. {counts.reps} [a-z ]+,? {re.escape(judged)}", told.voice[-1])


@pytest.mark.parametrize("name", NAMES)
def test_good_is_said_of_nothing_that_was_not_judged(name: str) -> None:
    told = TEN[name]()
    counts = told.summary.counts
    if counts.judged:
        return
    everywhere = "\n".join([told.terminal, told.report, told.console, *told.voice])
    assert not re.search(r"\bgood\b", everywhere.split("What this does not tell")[0])
    assert counts.good == 0


@pytest.mark.parametrize("name", NAMES)
def test_lengths_of_thighs_are_for_files_and_no_reason_is_of_the_last_moment(name: str) -> None:
    told = TEN[name]()
    everywhere = "\n".join([told.terminal, told.report, told.index, told.history, told.history_page, told.console])
    assert not re.search(r"\d thigh", everywhere)
    assert "Last seen" not in everywhere
    assert "Hold still" not in told.terminal + told.report


@pytest.mark.parametrize(("name", "sentence"), NOBODY.items())
def test_nobody_and_darkness_are_told_apart_everywhere(name: str, sentence: str) -> None:
    told = TEN[name]()
    for page in (told.terminal, told.report, told.index):
        assert sentence in page
    assert "recognised" not in told.terminal


def test_the_other_leg_is_told_at_once_and_is_in_no_number() -> None:
    told = wrong_leg()
    assert told.voice.count("Other leg.") == 3
    first = told.voice.index("Other leg.")
    assert not [text for text in told.voice[:first] if text.startswith(("Hold", "Down", "1."))]
    others = [rep for rep in told.summary.reps if rep.other_leg]
    said = next(s for s in told.snapshots if s.other_leg and s.phase.value == "hold")
    assert others[0].start_s < said.time_s < others[0].end_s
    counts = told.summary.counts
    assert (counts.reps, counts.left, counts.right, counts.attempts, counts.tried) == (3, 3, 0, 0, 3)
    assert "Left against right" not in told.report
    assert "3 with the other leg do not count" in told.report


def test_a_bird_dog_takes_turns_as_its_file_says() -> None:
    told = TEN["alternating"]()
    assert "6 bird dogs, hold for 3 seconds. Change legs each time." in told.voice
    assert [rep.side.value for rep in told.summary.reps] == ["left", "right"] * 3
    assert told.summary.counts.other_leg == 0


def test_columns_are_what_is_judged_and_asked_for() -> None:
    assert "hip angle   how far up   hold  verdict" in good().terminal
    squat = TEN["front"]()
    assert "depth  how far down  verdict" in squat.terminal
    assert "hold" not in squat.terminal
    assert "nobody checked" in TEN["routine"]().report


def test_what_the_view_does_not_show_has_no_number() -> None:
    told = TEN["diagonal"]()
    row = next(line for line in told.terminal.splitlines() if line.startswith("1 "))
    assert re.search(r"s +– +– +~\d\.\d s", row)
    assert ABOUT_WORDS in told.terminal
    assert ABOUT_WORDS in told.report
