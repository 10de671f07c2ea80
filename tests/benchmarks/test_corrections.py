"""The tables of corrections: their truth is that of the joints, and a part of them is made anew."""

import re

import numpy as np
import pytest

from benchmarks import corrections, form_seen, form_tables
from benchmarks.accuracy import PAGE, page
from benchmarks.form_clips import azimuths_deg, made
from benchmarks.form_people import lasting
from benchmarks.form_rows import Row
from benchmarks.form_truth import FAULTS, QUANTITIES, TrueFault
from formcheck.exercises import catalogue


def true(exercise: str, name: str) -> TrueFault:
    """A fault's truth."""
    return next(fault for fault in FAULTS if (fault.exercise, fault.name) == (exercise, name))


def test_every_fault_of_every_file_has_a_truth_and_nothing_else_has() -> None:
    named = {(name, fault.id) for name in catalogue.names() for fault in catalogue.load(name).fault}
    assert {(fault.exercise, fault.id) for fault in FAULTS} == named


@pytest.mark.parametrize(
    ("exercise", "name", "quantity"),
    [
        ("squat", "trunk_collapses", "trunk_lean_deg"),
        ("hip_hinge", "knees_drift", "shin_lean_deg"),
    ],
)
def test_bodies_have_as_much_of_a_fault_as_is_asked_for(exercise: str, name: str, quantity: str) -> None:
    fault = true(exercise, name)
    (done,) = made(exercise, fault, "fem")
    found = QUANTITIES[quantity](done.points, done.side)
    for rep in done.reps:
        amount = fault.amount(rep.level)
        if amount is not None:
            rows = (done.time_s >= rep.start_s) & (done.time_s <= rep.end_s)
            assert lasting(found[rows], done.time_s[rows]) == pytest.approx(amount, rel=0.04), rep.level


def test_levels_are_on_their_sides_of_the_limit() -> None:
    for fault in FAULTS:
        short, beyond, plain = (fault.amount(level) for level in ("short", "beyond", "plain"))
        assert short is not None
        assert beyond is not None
        assert plain is not None
        order = [short, fault.limit, beyond, plain]
        assert order == sorted(order, reverse=fault.below), fault
        assert fault.amount("absent") is None


def test_a_fault_lasts_as_long_as_its_value_stays() -> None:
    time_s = np.arange(30) / 10
    assert lasting(np.where(np.arange(30) == 5, 9.0, 1.0), time_s) == 1.0
    assert lasting(np.where(np.abs(np.arange(30) - 5) <= 1, 9.0, 1.0), time_s) == 9.0


def test_the_azimuths_of_an_angle_off_the_side_lie_all_around() -> None:
    assert azimuths_deg(0) == (0, 180)
    assert azimuths_deg(30) == (30, 150, 210, 330)
    assert azimuths_deg(90) == (90, 270)


def test_a_cell_counts_what_is_said_where_the_fault_is_judged() -> None:
    fault = true("squat", "trunk_collapses")

    def row(level: str, read_deg: float, *said: str, of: str = fault.name) -> Row:
        return Row("squat", of, "fem", level, 30, 30, 0.5, read_deg, counted=True, near=True, said=said)

    rows = [
        row("plain", 30, fault.id),
        row("plain", 80, fault.id),  # said, had it been judged from there
        row("short", 30, fault.id),
        row("absent", 30, of=""),
        row("absent", 30, fault.id, of="knees_forward"),  # a set of another fault, which may bring this one with it
    ]
    found = form_tables.cell(rows, fault, 30)
    assert (found.said, found.of) == ((1, 0, 1, 0), (2, 0, 1, 1))
    assert form_tables.cell(rows, fault, 30, anywhere=True).said == (2, 0, 1, 0)


def test_the_page_shows_what_the_program_makes() -> None:
    """Where it is meant to change: ``python -m benchmarks.corrections --seen --page``."""
    text = PAGE.read_text(encoding="utf-8")
    tables = {"corrections seen": form_seen.table(corrections.HERE / "bench"), "corrections part": form_tables.part()}
    assert page(text, tables) == text


def test_the_part_that_is_made_anew_stands_in_the_whole_table_with_its_own_numbers() -> None:
    text = PAGE.read_text(encoding="utf-8")
    whole, part = (
        text.split(f"<!-- table: corrections{name} -->")[1].split("<!-- end -->")[0] for name in ("", " part")
    )
    line, other = (
        next(line for line in table.splitlines() if line.startswith("| squat, trunk_collapses"))
        for table in (part, whole)
    )
    of, in_all = ([int(n) for n in re.findall(r"[0-9]+/([0-9]+)", shown)] for shown in (line, other))
    assert all(a <= b for a, b in zip(of, in_all, strict=True))
