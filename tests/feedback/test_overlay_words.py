import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from formcheck.counting.advice import Advice as Sentence
from formcheck.counting.results import Counts, Reason, Rep, Verdict
from formcheck.counting.snapshot import Cue, SetProgress, Snapshot, State, View
from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay.figure import angle_words
from formcheck.feedback.overlay.labels import Label
from formcheck.feedback.overlay.lettering import fitted, lettered, width_of
from formcheck.feedback.overlay.words import AdviceLine, Flash, Flashed, Sign, advice_of, trust_of
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words

LONG = "Do not arch your back: pull your ribs down and stop at the straight line."
TURN = Sentence.TURN
TIP = Cue("heels", "Bring your heels closer.", Severity.TIP)
STOP = Cue("pain", "Stop.", Severity.STOP)
REP = Rep(1, Side.BOTH, Verdict.REP, "hold_too_short", 0, 1, 2, 1, 0, 0, 0)


def test_importing_the_overlay_loads_no_heavy_library() -> None:
    code = "import sys, formcheck.feedback.overlay; print(*{'cv2', 'PIL', 'matplotlib'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


@pytest.mark.parametrize(
    ("state", "reason", "cue", "view", "expected"),
    [
        pytest.param(State.EXERCISING, "r", TIP, TURN, AdviceLine(TIP.say, Severity.TIP), id="exercising, the cue"),
        pytest.param(State.EXERCISING, "r", None, TURN, AdviceLine(TURN, Sign.CAMERA), id="exercising, then the view"),
        pytest.param(State.EXERCISING, "r", None, None, AdviceLine("r", Sign.TO_DO), id="exercising, then the reason"),
        pytest.param(State.POSITIONING, "r", TIP, TURN, AdviceLine("r", Sign.TO_DO), id="positioning, the reason"),
        pytest.param(State.NOBODY, "", None, TURN, AdviceLine(TURN, Sign.CAMERA), id="nobody, no reason"),
        pytest.param(State.READY, "r", STOP, TURN, AdviceLine("Stop.", Severity.STOP), id="stop comes first"),
        pytest.param(State.EXERCISING, " ", Cue("x", " ", Severity.FIX), None, None, id="blanks say nothing"),
    ],
)
def test_one_advice_at_a_time(
    state: State, reason: str, cue: Cue | None, view: Sentence | None, expected: AdviceLine | None
) -> None:
    assert advice_of(Snapshot(0, state, reason=reason, cue=cue, view=View(advice=view))) == expected


@pytest.mark.parametrize(
    ("state", "view", "expected"),
    [
        (State.NOBODY, View(trusted=True), None),
        (State.READY, View(trusted=True, yaw_deg=40), Label.VIEW_OK),
        (State.READY, View(trusted=False, yaw_deg=40, shows_form=False), Label.VIEW_COUNTS),
        (State.READY, View(trusted=False, yaw_deg=10), Label.VIEW_UNSURE),
        (State.READY, View(trusted=False), Label.VIEW_UNSURE),
    ],
)
def test_trust_in_words(state: State, view: View, expected: Label | None) -> None:
    assert trust_of(Snapshot(0, state, view=view)) is expected


@pytest.mark.parametrize(
    ("extension_deg", "expected"),
    [(0, "180°"), (-5, "175°"), (-7.4, "175°"), (-7.6, "170°"), (6, "185°"), (-100, "80°"), (math.nan, "")],
)
def test_hip_angle_in_words(extension_deg: float, expected: str) -> None:
    assert angle_words(extension_deg) == expected


def test_a_flash_lasts_0_8_s_of_source_time() -> None:
    flash = Flash()
    assert flash.update(Snapshot(9.9, State.EXERCISING)) is None
    first = flash.update(Snapshot(10.0, State.EXERCISING, finished=REP, counts=Counts(reps=5)))
    assert first is not None
    assert (first.rep, first.reps) == (REP, 5)
    assert flash.update(Snapshot(10.79, State.EXERCISING, counts=Counts(reps=5))) == first
    assert flash.update(Snapshot(10.81, State.EXERCISING)) is None


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", ""),
        ("not_high_enough", "not high enough"),
        ("hold_short", "hold too short"),
        ("form", "mind your form"),
        pytest.param("knees_apart", "knees apart", id="one it does not know"),
    ],
)
def test_reasons_in_words(reason: str, expected: str) -> None:
    assert Flashed(replace(REP, reason=reason), 7).words(Words()) == ("7", expected)
    attempt = replace(REP, reason=reason, verdict=Verdict.ATTEMPT)
    head = "almost" if reason == "not_high_enough" else "not counted"
    assert Flashed(attempt, 7).words(Words()) == (head, expected)


def test_an_attempt_that_was_too_low_was_almost_one_and_the_other_leg_was_not() -> None:
    low = replace(REP, reason=Reason.NOT_HIGH_ENOUGH, verdict=Verdict.ATTEMPT)
    assert Flashed(low, 7).words(Words()) == ("almost", "not high enough")
    other = Flashed(replace(low, reason=Reason.OTHER_LEG), 7)
    assert not other.counted
    assert other.words(Words()) == ("other leg", "")


def test_a_flash_tells_the_count_of_the_set() -> None:
    flash, sets = Flash(), SetProgress(number=1, total=2, done=4, target=5)
    first = flash.update(Snapshot(1.0, State.EXERCISING, finished=REP, counts=Counts(reps=14), sets=sets))
    assert first is not None
    assert first.reps == 4


def test_a_repetition_that_ended_its_set_is_told_with_the_count_of_that_set() -> None:
    flash, sets = Flash(), SetProgress(number=1, total=2, side=Side.LEFT, done=4, target=5)
    left = replace(REP, side=Side.LEFT)
    flash.update(Snapshot(1.0, State.EXERCISING, sets=sets))
    following = SetProgress(number=1, total=2, side=Side.RIGHT, done=0, target=5)
    assert flash.update(Snapshot(1.1, State.POSITIONING, finished=left, sets=following)) == Flashed(left, 5)


def test_a_flash_ends_when_time_starts_again() -> None:
    flash = Flash()
    flash.update(Snapshot(10.0, State.EXERCISING, finished=REP))
    assert flash.update(Snapshot(0.0, State.EXERCISING)) is None


def test_a_text_keeps_the_size_wished_for_where_it_fits() -> None:
    assert fitted("Ready", 40, 10, 1000).lines == ("Ready",)
    assert fitted("Ready", 40, 10, 1000).size_px == 40


def test_letters_shrink_no_more_than_they_must() -> None:
    text = fitted("Bring your heels closer.", 46, 10, 500)
    assert text.size_px < 46
    assert 450 < text.width <= 500


@pytest.mark.parametrize("width", [30, 90, 200, 500, 2000])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_fitted_text_never_exceeds_its_room(width: int, lines: int) -> None:
    text = fitted(LONG, 46, 12, width, lines)
    assert 1 <= len(text.lines) <= lines
    assert 12 <= text.size_px <= 46
    for line in text.lines:
        assert width_of(line, text.size_px) <= width


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    cut, whole = fitted(LONG, 20, 20, 300, 2), fitted(LONG, 20, 20, 3000, 2)
    assert cut.lines[-1].endswith("…")
    assert whole.lines == (LONG,)
    assert (cut.whole, whole.whole) == (False, True)


def test_two_lines_are_about_equally_long() -> None:
    first, second = fitted("Turn the camera so that it sees you from the side", 20, 20, 550, 2).lines
    assert width_of(second, 20) > 0.7 * width_of(first, 20)


def test_letters_beyond_ascii_are_drawn() -> None:
    plain, dotted, missing = (lettered(text, 40, (255, 255, 255)).add for text in ("u", "ü", "\uffff"))
    assert dotted.shape[0] > plain.shape[0]
    assert missing.size  # an unknown letter is a box or nothing, never an error
    assert np.any(lettered("°", 40, (255, 255, 255)).add > 200)


def test_cut_close_and_placed_on_the_base_line() -> None:
    capital, tail = lettered("H", 100, (255, 255, 255)), lettered("g", 100, (255, 255, 255))
    assert abs(capital.add.shape[0] - capital.rise) <= 1
    assert tail.add.shape[0] - tail.rise > 10
