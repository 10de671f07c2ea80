from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from formcheck.counting.results import Counts, Rep
from formcheck.counting.settings import DEFAULTS
from formcheck.counting.snapshot import Phase, Snapshot, State, View
from formcheck.exercises.severity import Severity
from formcheck.feedback.overlay import Overlay, signs, strips
from formcheck.feedback.overlay.canvas import Canvas
from formcheck.feedback.overlay.colours import GREEN, SKY
from formcheck.pose.landmarks import Side
from tests.overlay_scene import ATTEMPT, HOLDING, KEYS, REP, Image, amount, blank, changed, drawn


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(replace(HOLDING, counts=Counts(reps=4)), id="repetitions"),
        pytest.param(replace(HOLDING, counts=Counts(reps=3, attempts=1)), id="attempts"),
        pytest.param(replace(HOLDING, counts=Counts(reps=3, left=2, right=1)), id="repetitions of each side"),
        pytest.param(replace(HOLDING, side=Side.RIGHT), id="the leg"),
    ],
)
def test_the_count_stands_in_the_upper_left_corner(later: Snapshot) -> None:
    rows, columns = np.nonzero(changed(drawn(HOLDING), drawn(later)))
    assert rows.size > 300
    assert rows.max() < 400
    assert columns.max() < 260


def test_left_and_right_leg_look_different() -> None:
    left, right = (drawn(replace(HOLDING, side=side)) for side in (Side.LEFT, Side.RIGHT))
    assert changed(left, right).sum() > 300


def test_the_ring_fills_with_the_hold() -> None:
    ring = np.s_[70:300, 1030:]
    filled = [amount(drawn(replace(HOLDING, hold_s=s))[ring], SKY) for s in (0.0, 0.5, 1.0, 1.5, 1.9)]
    assert filled[0] == 0
    assert all(second > first + 200 for first, second in pairwise(filled))
    reached = drawn(replace(HOLDING, hold_s=2.0))[ring]
    assert amount(reached, SKY) == 0
    assert amount(reached, GREEN) > filled[-1]


def test_without_a_hold_there_is_no_ring() -> None:
    first, second = (drawn(replace(HOLDING, hold_s=s, hold_target_s=0.0)) for s in (0.0, 1.5))
    assert np.array_equal(first, second)


def test_the_bar_follows_progress_and_is_empty_where_it_is_unknown() -> None:
    bar = np.s_[16:60]

    def filled(progress: float) -> int:
        out = drawn(replace(HOLDING, progress=progress))[bar]
        return amount(out, SKY) + amount(out, GREEN)

    amounts = [filled(progress) for progress in (float("nan"), 0.1, 0.5, 0.9, 1.2)]
    assert amounts[0] == 0
    assert amounts == sorted(set(amounts))
    assert filled(9.0) == amounts[-1]


@pytest.mark.parametrize("gate", [{"down": 0.2}, {"count": 0.5}, {"hold": 0.95}])
def test_every_gate_is_marked(gate: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = replace(HOLDING, progress=float("nan"))
    before = drawn(quiet)
    monkeypatch.setattr(strips, "DEFAULTS", replace(DEFAULTS, **gate))  # type: ignore[arg-type]
    assert changed(before, drawn(quiet))[16:60].sum() > 50


@pytest.mark.parametrize("pair", [(Severity.TIP, Severity.FIX), (Severity.FIX, Severity.STOP)])
def test_severities_differ_in_shape(pair: tuple[Severity, Severity]) -> None:
    shapes = []
    for level in pair:
        canvas = Canvas(blank(100, 100))
        signs.severity(canvas, (50, 50), 30, level)
        shapes.append(canvas.image.mean(axis=2) > 60)
    union = np.sum(shapes[0] | shapes[1])
    assert np.sum(shapes[0] != shapes[1]) > 0.2 * union


def test_a_repetition_and_an_attempt_differ_in_shape() -> None:
    shapes = []
    for sign in (signs.tick, signs.nearly):
        canvas = Canvas(blank(100, 100))
        sign(canvas, (50, 50), 30)
        shapes.append(canvas.image.max(axis=2) > 60)
    assert np.sum(shapes[0] & shapes[1]) < 0.5 * np.sum(shapes[0])


def test_the_flash_of_an_attempt_has_its_own_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    for name in ("tick", "nearly"):
        monkeypatch.setattr(signs, name, lambda *_, name=name: used.append(name))
    unsure = replace(HOLDING, view=View())  # no tick for the view
    drawn(replace(unsure, finished=REP))
    drawn(replace(unsure, finished=ATTEMPT))
    assert used == ["tick", "nearly"]


def test_states_have_their_own_words() -> None:
    pictures = [drawn(replace(HOLDING, state=state)).tobytes() for state in State]
    assert len(set(pictures)) == len(State)


def test_phases_have_their_own_words() -> None:
    assert len({drawn(replace(HOLDING, phase=phase)).tobytes() for phase in Phase}) == len(Phase)


def test_a_flash_is_seen_and_goes() -> None:
    def after(finished: Rep | None, seconds: float) -> Image:
        overlay = Overlay(title="Glute bridge", keys=KEYS)
        overlay.draw(blank(), None, replace(HOLDING, finished=finished))
        return overlay.draw(blank(), None, replace(HOLDING, time_s=HOLDING.time_s + seconds))

    assert changed(after(REP, 0.5), after(None, 0.5)).sum() > 1000
    assert changed(after(ATTEMPT, 0.5), after(REP, 0.5)).sum() > 1000
    assert np.array_equal(after(ATTEMPT, 0.9), after(None, 0.9))


@pytest.mark.parametrize("size", [(1280, 720), (608, 1080), (320, 180), (720, 720)])
def test_title_keys_and_trust_are_not_cut(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(Canvas, "text", lambda self, text, *_, **__: written.append(text))
    drawn(HOLDING, image=blank(*size))
    assert {"Glute bridge", "view ok", *(word for key in KEYS for word in key)} <= set(written)


@pytest.mark.parametrize("size", [(1280, 720), (608, 1080)])
def test_title_keys_and_trust_stand_at_the_bottom(size: tuple[int, int]) -> None:
    full = Overlay(title="Glute bridge", keys=KEYS).draw(blank(*size), None, HOLDING)
    others = [
        Overlay(title="Squat", keys=KEYS).draw(blank(*size), None, HOLDING),
        Overlay(title="Glute bridge", keys=[*KEYS[:2], ("m", "mute")]).draw(blank(*size), None, HOLDING),
        Overlay(title="Glute bridge", keys=KEYS).draw(blank(*size), None, replace(HOLDING, view=View())),
    ]
    for other in others:
        rows = np.nonzero(changed(full, other).any(axis=1))[0]
        assert rows.size > 5
        assert rows.min() > 0.85 * size[1]
