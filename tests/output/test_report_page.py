"""The report's words and numbers: the sentence, the table, the sides, the camera, and that it is one safe file."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from math import nan
from pathlib import Path

import numpy as np
import pytest

from formcheck.counting.moment import Moment
from formcheck.counting.results import Counts, Judged, NotJudged, Reason, Rep, Verdict
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import SetSummary, Summary, Tracking
from formcheck.counting.tally import totals
from formcheck.exercises import catalogue
from formcheck.exercises.severity import Severity
from formcheck.kinematics.measures import MEASURES
from formcheck.output.history.entry import KeptSet
from formcheck.output.history.exercise_session import ExerciseSession
from formcheck.output.history.trends import compare_sides
from formcheck.output.report import ReportData, Source, report_page
from formcheck.output.report.camera import how_seen, view_words
from formcheck.output.report.choice import choose
from formcheck.output.report.curves import MOST, Curves, measures_of, thinned
from formcheck.output.report.links import link_to
from formcheck.output.report.moments import Moments, telling_s
from formcheck.output.report.rows import rows_of
from formcheck.output.report.sentence import headlines
from formcheck.output.report.shown import SHOWN, clock
from formcheck.output.report.sides import side_by_side
from formcheck.output.sides import NOT_ALIKE, TOO_FEW, remarks
from formcheck.pose.landmarks import Side
from tests.report_pages import BRIDGE, THREE, fault, page, pose, renamed, rep, report_data, session

KICK = catalogue.load("donkey_kick")
SQUEEZE = catalogue.find("prone_squeeze")
HOSTILE = '</script><img src=x onerror="document.title=1"> ü 😀 \'"'


def told(reps: list[Rep], yaw_deg: float = 4.0) -> str:
    (line,) = headlines(session(reps, yaw_deg=yaw_deg), {"glute_bridge": BRIDGE})
    return line


LOWER = fault("Lower slowly, two seconds.")
SENTENCES = {
    "all good": ([rep(1), rep(2), rep(3)], "All 3 bridges reached a straight line; every hold was long enough."),
    "both good": ([rep(1), rep(2)], "Both bridges reached a straight line; every hold was long enough."),
    "one good": ([rep(1)], "One repetition, and it reached a straight line; the hold was long enough."),
    "one too low": ([rep(1, "not_high_enough")], "No bridges were counted; 1 attempt did not count (not high enough)."),
    "short holds": (
        [rep(1), rep(2, "hold_short"), rep(3, "not_high_enough")],
        "Both bridges reached a straight line; the hold was short on 1; 1 attempt did not count (not high enough).",
    ),
    "all short": (
        [rep(1, "hold_short"), rep(2, "hold_short"), rep(3, "not_returned")],
        "Both bridges reached a straight line; the hold was short on all; 1 attempt did not count (not finished).",
    ),
    "what to mend": (
        [rep(1, faults=[LOWER]), rep(2, faults=[LOWER, fault()]), rep(3, "hold_short")],
        "All 3 bridges reached a straight line; the hold was short on 1; lower slowly, two seconds.",
    ),
    "two sentences to say": (
        [rep(1), rep(2, "form", faults=[fault("Ribs down. Stop at a straight line.", Severity.FIX)])],
        "Both bridges reached a straight line. Ribs down. Stop at a straight line.",
    ),
    "the graver of two": (
        [rep(1), rep(2, "form", faults=[fault("Tip."), fault("Mend.", Severity.FIX)])],
        "Both bridges reached a straight line; mend.",
    ),
    "out of sight": ([rep(1), rep(2, "lost_sight"), rep(3, "too_fast")],
                     "One repetition, and it reached a straight line; the hold was long enough; "
                     "2 attempts did not count (out of sight, too fast)."),
    "none": ([], "No bridges were counted."),
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_one_plain_sentence_says_how_it_went(name: str) -> None:
    reps, expected = SENTENCES[name]
    assert told(reps) == expected


def from_the_front(number: int, reason: str = "", *, measures: tuple[str, ...] = ()) -> Rep:
    return replace(rep(number, reason), judged=Judged("front", measures, NotJudged.VIEW))


UNJUDGED = {
    "all": ([from_the_front(1), from_the_front(2)], "2 counted; form is judged from the side."),
    "with an attempt": (
        [from_the_front(1), rep(2, "not_high_enough")],
        "1 counted; form is judged from the side; 1 attempt did not count (not high enough).",
    ),
    "the depth is known": (
        [from_the_front(n, measures=("depth_deg",)) for n in (1, 2, 3)],
        "All 3 bridges reached a straight line; form is judged from the side.",
    ),
    "some": (
        [rep(1), rep(2, "not_high_enough"), from_the_front(3)],
        "2 counted; one could be measured, and it reached a straight line; 1 of 2 could be judged;"
        " 1 attempt did not count (not high enough).",
    ),
    "what was something else is no try": (
        [rep(1), rep(2), replace(rep(3, "lost_sight"), reason="not_in_position")],
        "Both bridges reached a straight line; every hold was long enough; 1 attempt did not count (not in position).",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("reps", "expected"), UNJUDGED.values(), ids=UNJUDGED.keys())
def test_what_cannot_be_seen_from_an_angle_is_not_said(reps: list[Rep], expected: str) -> None:
    assert told(reps) == expected


def test_a_page_of_what_was_not_judged_calls_nothing_good() -> None:
    text = page(session([from_the_front(1), from_the_front(2)]))
    assert text.count(">form is judged from the side<") == 2
    assert "counted, not judged" in text
    assert "</b>good" not in text


def test_a_timer_says_that_nobody_checked() -> None:
    kept = SetSummary("prone_squeeze", None, 0, 60, 15, Counts(timed=15), "timer")
    summary = replace(session([], "prone_squeeze"), sets=(kept,), counts=kept.counts)
    assert headlines(summary, {SQUEEZE.id: SQUEEZE}) == ["15 squeezes paced by the timer; nobody checked them."]
    text = page(summary, [SQUEEZE])
    assert "nobody checked them" in text
    assert "counted</li>" not in text
    assert "<b>15</b>by the timer" in text


def test_each_of_several_exercises_has_its_sentence() -> None:
    reps = [rep(1), replace(rep(2), exercise="donkey_kick", side=Side.LEFT)]
    sets = tuple(SetSummary(n, None, 0, 9, 0, Counts(1, 1), hold_target_s=1) for n in ("glute_bridge", "donkey_kick"))
    lines = headlines(replace(session(reps), sets=sets), {one.id: one for one in (BRIDGE, KICK)})
    assert [line.split(":")[0] for line in lines] == ["Glute bridge", "Donkey kick"]
    assert lines[1] == "Donkey kick: one repetition, and it reached the line of the trunk; the hold was long enough."


@pytest.mark.parametrize(
    ("seen", "expected"), [(0.0, "Nobody was seen."), (1.0, "No exercise was recognised; say which it is.")]
)
def test_nothing_found_is_said_and_still_a_page(seen: float, expected: str) -> None:
    summary = Summary("", 3.0, 30, Counts(), (), Tracking(seen, 0.0), "Move back a little.", recognised=True)
    text = page(replace(summary, advice_share=0.96))
    assert expected in text
    assert ("For 96 % of the time: Move back a little." in text) == bool(seen)
    assert not any(words in text for words in ("could be judged in", "From where"))  # of what is not known


def test_an_interrupted_analysis_says_so() -> None:
    assert "interrupted" in page(session(THREE), source=Source("x", complete=False))
    assert "interrupted" not in page(session(THREE))


def test_every_measure_has_words_and_joint_angles_are_straight_at_180() -> None:
    assert SHOWN.keys() == MEASURES.keys()
    assert SHOWN["hip_extension_deg"].text(-7.4) == "175°"
    assert SHOWN["hip_flexion_deg"].text(68) == "110°"
    assert SHOWN["knee_height"].text(-0.24) == "–"  # lengths of thighs are for files
    assert SHOWN["trunk_lean_deg"].text(nan) == "–"
    assert [clock(s) for s in (0.9, 65, 3725, nan)] == ["0:00", "1:05", "1:02:05", "–"]


def test_a_row_tells_everything_of_a_repetition() -> None:
    (row,) = rows_of([rep(3, "hold_short", faults=[fault()])], BRIDGE)
    assert dict(row.cells) == {
        "Hip angle at top": "180°",
        "How far up": "all the way",
        "Hold": "0.8 s",
        "Up": "0.9 s",
        "Down": "1.1 s",
    }
    assert (row.kind, row.verdict, row.faults, row.at) == (
        "mend",
        "hold too short",
        (),  # a tip is the next step, and nothing to mend
        "0:13",
    )
    assert row.seek_s == pytest.approx(row.start_s - 0.7)


def test_a_repetition_whose_beginning_the_clip_does_not_show_is_sought_at_its_top() -> None:
    (row,) = rows_of([replace(rep(1), start_s=nan)], BRIDGE)
    assert (row.start_s, row.seek_s) == (2.0, 1.3)


SIDED = [
    replace(rep(n), side=side, number=n, judged=replace(rep(n).judged, near=side))
    for n, side in enumerate([Side.LEFT, Side.RIGHT] * 5, 1)
]


def test_sides_that_differ_by_less_than_can_be_measured_are_the_same() -> None:
    reps = [replace(one, judged_peak=-9.0, hold_s=1.9) if one.side is Side.LEFT else one for one in SIDED]
    found = side_by_side(reps, KICK)
    assert found is not None
    assert found.remarks == ("No difference that can be measured.",)
    assert [(row.side, row.counts.reps, row.counts.good, row.range, row.hold) for row in found.rows] == [
        ("left", 5, 5, "50°", "1.9 s"),
        ("right", 5, 5, "60°", "2.1 s"),
    ]


def test_a_side_that_does_less_is_named() -> None:
    short = [replace(one, judged_peak=-20.0, hold_s=1.5) if one.side is Side.RIGHT else one for one in SIDED]
    bad = [replace(one, reason="form") if one.number in (2, 4) else one for one in short]
    found = side_by_side(bad, KICK)
    assert found is not None
    assert [remark.split(".")[0] for remark in found.remarks] == [
        "Fewer good repetitions on the right side",
        "The right side went less far",
        "The right side was held for less long",
    ]


def test_a_fifth_fewer_is_not_more_than_a_fifth() -> None:
    found = side_by_side([replace(one, reason="form") if one.number == 2 else one for one in SIDED], KICK)
    assert found is not None
    assert found.remarks == ("No difference that can be measured.",)


def test_sides_are_not_compared_where_there_is_little_or_nothing_to_side_by_side() -> None:
    few = side_by_side(SIDED[:4], KICK)
    assert few is not None
    assert few.remarks == ("Too few repetitions to compare the sides.",)
    assert side_by_side(SIDED[::2], KICK) is None
    assert side_by_side([rep(1), rep(2)], BRIDGE) is None


@pytest.mark.parametrize("reason", ["", "form"], ids=["alike", "the right is behind"])
def test_report_and_history_say_the_same_of_one_session(reason: str) -> None:
    """One comparison, one set of limits: 5 kicks a side, of which the right ones fell short in one of the two."""
    reps = [replace(one, reason=reason, judged_peak=-20.0 if reason else one.judged_peak)
            if one.side is Side.RIGHT else one for one in SIDED]  # fmt: skip
    done = tuple(replace(one, exercise=KICK.id) for one in reps)
    kept = KeptSet(SetSummary(KICK.id, None, 0, 60, 0, totals(done), hold_target_s=1.0), done, "Kick", KICK.measure)
    found = compare_sides([ExerciseSession(KICK.id, "Kick", datetime.now(UTC), (kept,))])
    shown = side_by_side(reps, KICK)
    assert shown is not None
    assert found is not None
    assert tuple(remarks(found)) == shown.remarks
    assert (found.weaker, found.less_far) == ((Side.RIGHT, Side.RIGHT) if reason else (None, None))


def test_a_far_leg_is_not_set_against_a_near_one() -> None:
    left_near = [replace(one, judged=replace(one.judged, near=Side.LEFT), judged_peak=-9.0 * (one.side is Side.LEFT))
                 for one in SIDED]  # fmt: skip
    found = side_by_side(left_near, KICK)
    assert found is not None
    assert found.remarks == (NOT_ALIKE,)
    assert {(row.range, row.hold) for row in found.rows} == {("–", "–")}
    unknown = side_by_side([replace(one, judged=replace(one.judged, near=None)) for one in SIDED], KICK)
    assert unknown is not None
    assert unknown.remarks == (NOT_ALIKE,)


def test_what_was_not_judged_on_one_side_is_not_compared() -> None:
    front = [from_the_front(one.number) if one.side is Side.RIGHT else one for one in SIDED]
    found = side_by_side([replace(one, side=other.side) for one, other in zip(front, SIDED, strict=True)], KICK)
    assert found is not None
    assert found.remarks == (TOO_FEW,)


def test_the_leg_that_was_not_asked_for_is_in_no_comparison() -> None:
    others = [replace(one, verdict=Verdict.ATTEMPT, reason=Reason.OTHER_LEG) for one in SIDED if one.side is Side.RIGHT]
    assert side_by_side([*SIDED[::2], *others], KICK) is None


def test_the_view_is_told_in_words_and_what_it_hides() -> None:
    assert view_words(4) == "It looked from the side."
    assert view_words(12) == "It looked from the side, about 10° off."
    assert "about 40° off the side" in view_words(37)
    hidden = how_seen(session(THREE, yaw_deg=35), [BRIDGE]).unjudged
    assert hidden[0] == "whether a repetition reached a straight line"
    assert "“Bring your heels closer.”" in hidden
    assert "“Lower slowly, two seconds.”" not in hidden  # tempo can be told from anywhere
    assert how_seen(session(THREE), [BRIDGE]).unjudged == ()


def test_where_little_could_be_judged_the_advice_is_repeated() -> None:
    some = session([*THREE, from_the_front(4)])
    poor = replace(some, tracking=Tracking(0.9, 0.2, None, 50.0), advice="Turn on a light.", advice_share=0.8)
    assert how_seen(poor, [BRIDGE]).advice == "For 80 % of the time: Turn on a light."
    assert how_seen(replace(poor, tracking=Tracking(0.9, 0.9, None, 5.0)), [BRIDGE]).advice == ""
    assert how_seen(replace(poor, advice_share=0.05), [BRIDGE]).advice == ""
    whole = replace(poor, reps=session(THREE).reps, counts=session(THREE).counts)
    assert how_seen(whole, [BRIDGE]).advice == ""  # all that was done was judged


def test_a_thinned_curve_keeps_its_peaks_and_its_gaps() -> None:
    time_s = np.arange(100_000) / 30
    values = np.sin(time_s)
    values[50_123] = 9.0
    values[60_000:70_000] = nan
    thin_s, thin = thinned(time_s, values, 4000)
    assert len(thin) <= 4000
    assert np.nanmax(thin) == 9.0
    assert np.isnan(thin[(thin_s > 2010) & (thin_s < 2300)]).all()
    assert (np.diff(thin_s) > 0).all()


def test_an_hour_of_curves_fits_into_a_few_megabytes() -> None:
    curves = Curves([BRIDGE, KICK])
    snapshot = Snapshot(0.0, State.READY, measures={"hip_extension_deg": -3.0})
    for _ in range(3600):
        curves.show(Moment(0.0, None), snapshot)
    assert set(curves.measures) == {"hip_extension_deg", "hip_height", "knee_height"}
    assert sum(values.itemsize * len(values) for values in (curves._time_s, *curves._values.values())) < 80_000


def test_a_session_of_many_hours_keeps_its_curves_from_end_to_end_and_no_more_points_than_one_of_two() -> None:
    curves, first = Curves([BRIDGE]), Curves([BRIDGE])
    for row in range(3 * MOST):
        seen = {"hip_height": float(row), "hip_extension_deg": 1.0}
        curves.show(Moment(row, None), Snapshot(row, State.READY, measures=seen if row >= 1000 else {}))
        if row < 2000:
            first.show(Moment(row, None), Snapshot(row, State.READY, measures=seen))
    curves.fill(first, 100.0, 200.0)
    time_s, values = curves.between("hip_height", 0.0, 3 * MOST)
    assert (time_s[0], len(time_s), set(np.diff(time_s))) == (0.0, 0.75 * MOST, {4.0})
    assert (values[time_s >= 1000] == time_s[time_s >= 1000]).all()
    assert time_s[(time_s < 1000) & ~np.isnan(values)].tolist() == list(range(100, 201, 4))
    assert (values[(time_s >= 100) & (time_s <= 200)] == time_s[(time_s >= 100) & (time_s <= 200)]).all()


def test_only_moments_that_were_looked_at_are_plotted() -> None:
    curves = Curves([BRIDGE])
    for row in range(5):
        curves.show(Moment(row / 30, None, looked_at=row % 2 == 0), Snapshot(row / 30, State.READY))
    assert curves.span_s == (0.0, 4 / 30)
    assert len(curves.between("hip_height", 0.0, 1.0)[0]) == 3


def test_what_is_plotted_is_the_drive_the_hip_and_the_height_each_once() -> None:
    assert measures_of(BRIDGE) == ("hip_extension_deg", "hip_height")
    assert measures_of(catalogue.load("squat")) == ("depth_deg", "hip_extension_deg", "hip_height")
    assert measures_of(catalogue.load("hip_hinge")) == ("hip_flexion_deg", "hip_height")


def test_the_telling_moment_is_the_fault_or_the_top() -> None:
    assert telling_s(rep(1)) == pytest.approx(2 + 2.1 / 2)
    assert telling_s(rep(1, faults=[fault(at_s=3.3)])) == pytest.approx(2 + 2.1 / 2)
    assert telling_s(rep(1, "form", faults=[fault(severity=Severity.FIX, at_s=3.3)])) == pytest.approx(3.6)
    assert telling_s(rep(1, "not_high_enough")) == pytest.approx(2)


def test_poses_are_kept_for_a_while_and_those_of_repetitions_for_good() -> None:
    moments = Moments()
    late = replace(rep(2), top_s=298.0)
    for frame in range(9000):
        time_s = frame / 30
        finished = rep(1) if frame == 180 else None
        moments.show(Moment(time_s, pose()), Snapshot(time_s, State.READY, finished=finished))
    kept = moments.of(rep(1))
    assert kept is not None
    assert kept.time_s == pytest.approx(telling_s(rep(1)), abs=0.1)
    assert moments.of(late) is not None
    assert moments.of(replace(rep(3), top_s=100.0)) is None
    assert len(moments._recent) < 900


def test_of_hundreds_of_repetitions_the_moments_of_the_best_and_the_worst_are_kept() -> None:
    moments, reps = Moments(), []
    for number in range(1, 401):
        way = number * 7 % 400  # no order
        told = replace(rep(number, "" if way > 60 else "not_high_enough"), top_s=10.0 * number, judged_peak=float(way))
        reps.append(replace(told, exercise="glute_bridge" if number % 40 else "squat"))
        for late_s in (0.0, 1.0, 2.0):
            at_s, last = told.top_s + late_s, reps[-1] if late_s == 2.0 else None
            moments.show(Moment(at_s, pose()), Snapshot(at_s, State.READY, finished=last))
    for exercise in ("glute_bridge", "squat"):
        choice = choose([one for one in reps if one.exercise == exercise])
        for one in (choice.best, choice.worst):
            assert one is not None
            still = moments.of(one)
            assert still is not None
            assert still.time_s == pytest.approx(telling_s(one), abs=1.1)
    assert sum(moments.of(one) is not None for one in reps) < 130


def test_the_best_goes_furthest_of_the_good_and_the_worst_comes_last() -> None:
    far = replace(rep(4), judged_peak=5.0)
    grave = rep(5, "form", faults=[fault(severity=Severity.STOP)])
    assert choose([rep(1), far, rep(3, "hold_short")]).best is far
    assert choose([rep(1), rep(2, "not_high_enough"), grave]).worst is grave
    assert choose([rep(1), rep(2)]).worst is None  # nothing was wrong with it
    assert choose([rep(2, "not_high_enough")]).best is None
    assert choose([rep(1), rep(2, "not_returned"), rep(3, "lost_sight")]).worst is None  # nobody's to improve
    assert choose([]).best is None


def test_the_same_session_gives_the_same_bytes() -> None:
    assert page(session(THREE)) == page(session(THREE))


def test_nothing_of_the_page_can_be_taken_for_a_tag() -> None:
    named = renamed(name=HOSTILE, plural=HOSTILE)
    reps = [replace(rep(1, "form"), faults=(fault(HOSTILE, Severity.FIX),)), rep(2)]
    text = page(session(reps), [named], source=Source(f"/clips/{HOSTILE}.mp4", notes=[HOSTILE]), video=f"{HOSTILE}.mp4")
    assert "<img src=x" not in text
    assert text.count("</script>") == 2
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text)
    assert [one["number"] for one in json.loads(data)["reps"]] == [1, 2]
    assert "ü 😀" in text


def test_links_are_relative_and_percent_encoded() -> None:
    assert link_to("a:b #1?%.mp4", "report.html") == "a%3Ab%20%231%3F%25.mp4/report.html"
    assert link_to("ü😀.mp4") == "%C3%BC%F0%9F%98%80.mp4"
    assert link_to("\udcff.mp4") == "%FF.mp4"  # a name that is no text


def test_the_page_is_one_file_that_loads_nothing() -> None:
    text = page(session(THREE), video="annotated.mp4")
    assert re.findall(r'(?:src|href)="(?!data:|#)([^"]+)"', text) == ["annotated.mp4"]
    assert not re.search(r"https?://(?!www\.w3\.org)", text)
    assert "default-src 'none'" in unescape(text)


def test_plots_take_their_colours_from_the_page() -> None:
    text = page(session(THREE))
    assert "var(--curve)" in text
    for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        assert not re.search(r"#[0-9a-f]{6}\b", svg)
        assert "DejaVu" not in svg


def test_names_within_the_page_are_unique() -> None:
    names = re.findall(r'\bid="([^"]+)"', page(session(THREE)))
    assert len(names) == len(set(names))


def test_a_session_without_anybody_in_it_has_no_plot_of_nothing() -> None:
    summary = session([])
    text = "".join(report_page(summary, Source("x"), report_data([], seen=False)))
    assert "No repetition and no attempt was seen." in text
    assert any(report_page(replace(summary, frames=0), Source("x"), ReportData([BRIDGE])))


def test_an_exercise_whose_file_is_gone_is_shown_by_its_id() -> None:
    assert "my_own" in page(replace(session(THREE, "my_own"), sets=(SetSummary("my_own", None, 0, 9, 0, Counts(3)),)))


def test_a_page_of_a_session_has_a_part_for_each_set() -> None:
    reps = [replace(rep(n), exercise="glute_bridge") for n in (1, 2, 3)]
    sets = (
        SetSummary("glute_bridge", None, 0, 12, 2, Counts(2, 2), hold_target_s=2.0),
        SetSummary("glute_bridge", None, 13, 18, 2, Counts(1, 1), hold_target_s=2.0, stopped_for="pain"),
    )
    text = page(replace(session(reps), sets=sets))
    parts = text.split('<div class="set" ')[1:]
    assert [part.count("<tr id=") for part in parts] == [2, 1]
    assert "Wanted: 2 bridges, hold 2 s." in parts[0]
    assert "because something hurt" in parts[1]


def test_the_templates_come_with_the_package() -> None:
    import formcheck

    folder = Path(formcheck.__file__).parent / "output" / "report" / "templates"
    assert {"frame.html", "report.html", "index.html", "page.css", "report.js"} <= {f.name for f in folder.iterdir()}
