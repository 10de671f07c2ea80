"""The matrix over the full cross: one cell in fifty is remade and counted as it is written down."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import cross
from benchmarks.cross import Found, Row, count_cell, matrix, rows_of, run, today
from tools.landmarks.cross import Cell, landmarks, selected

KEPT = Path(cross.__file__).with_name("cross_selected.jsonl")
QUICK = 2
"""So many squats are remade by the quick tests: their poses take no time."""


def truthful(recording: Path, exercise: str) -> list[Found]:
    """A counter that knows the truth."""
    name, body, kind, azimuth, height = recording.stem.split("-")
    _, truth = landmarks(Cell(name, body, kind, int(azimuth[2:]), int(height[1:]) / 100))
    reps = [rep for rep in truth["reps"] if rep["counts"]]
    return [
        Found(
            r["start_s"], r["top_s"], r["end_s"], r["side"], "knee_flexion_deg", 180 - r["peak_knee_angle_deg"], 1.0, 60
        )
        for r in reps
    ]


def nothing(recording: Path, exercise: str) -> Sequence[Found]:
    """A counter that finds nothing."""
    return []


CELL = Cell("squat", "fem", "partial", 30, 0.5)


def remade(wanted: Sequence[Cell], folder: Path) -> dict[str, tuple[int, int]]:
    found = [count_cell(cell, today, folder) for cell in wanted]
    return {row.name: (row.count, row.found) for row in found}


def kept() -> dict[str, tuple[int, int]]:
    return {row.name: (row.count, row.found) for row in rows_of(KEPT)}


def test_some_cells_are_counted_as_written_down(tmp_path: Path) -> None:
    wanted = [cell for cell in selected() if cell.exercise == "squat" and cell.name in kept()][:QUICK]
    assert len(wanted) == QUICK
    assert remade(wanted, tmp_path) == {cell.name: kept()[cell.name] for cell in wanted}


@pytest.mark.slow
@pytest.mark.weekly
def test_one_cell_in_fifty_is_counted_as_written_down(tmp_path: Path) -> None:
    wanted = [cell for cell in selected() if cell.name in kept()]
    assert len(wanted) == len(kept()) > 40
    assert remade(wanted, tmp_path) == kept()


def test_a_counter_that_knows_the_truth_is_exact_and_has_no_error(tmp_path: Path) -> None:
    row = count_cell(CELL, truthful, tmp_path)
    assert row.count == row.found == 4
    assert row.sides == [True] * 4
    assert row.angle_errors_deg == pytest.approx([0] * 4, abs=1)


def test_a_hold_is_the_time_past_the_gate(tmp_path: Path) -> None:
    row = count_cell(CELL, truthful, tmp_path)
    _, truth = landmarks(CELL)
    longest_s = max(rep["end_s"] - rep["start_s"] for rep in truth["reps"])
    assert all(-longest_s < error < 0 for error in row.hold_errors_s)  # it says one second, and holds for more


def test_a_counter_that_finds_nothing_is_wrong_everywhere(tmp_path: Path) -> None:
    row = count_cell(CELL, nothing, tmp_path)
    assert (row.count, row.found, row.sides) == (4, 0, [])
    assert matrix([row]).startswith("0 of 1 counted exactly")


def test_an_interrupted_run_goes_on_where_it_was(tmp_path: Path) -> None:
    done = Row(CELL.name, "squat", 30, 4, 3, [], [], [])
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps(vars(done)) + "\n" + '{"name": "cut o', encoding="utf-8")
    assert rows_of(path) == [done]
    other = Cell("squat", "fem", "full", 30, 0.5)
    rows = run(path, [CELL, other], "tests.test_benchmark_cross:nothing", processes=1)
    assert rows == rows_of(path) == [done, Row(other.name, "squat", 30, 4, 0, [], [], [])]


def test_the_matrix_has_a_row_an_exercise_and_a_column_an_azimuth() -> None:
    rows = [
        Row("a", "squat", 0, 4, 4, [True], [2.0, -4.0], [0.5]),
        Row("b", "squat", 0, 4, 3, [False], [], []),
        Row("c", "squat", 90, 4, 0, [], [], []),
    ]
    lines = matrix(rows).splitlines()
    cells = [[cell.strip() for cell in line.split("|")[1:]] for line in lines if line.startswith("| squat")]
    assert [row[1] for row in cells] == ["1 of 2", "-1 (3)", "0.50", "1 of 2"]
    assert [row[4] for row in cells] == ["0 of 1", "-", "-", "-"]


def test_a_foot_that_comes_towards_a_raised_camera_behind_does_not_rise_in_the_picture() -> None:
    """A kick straight back moves the foot a metre nearer: seen from 1.2 m high it sinks; from the side it rises."""
    assert cross.height_seen(Cell("straight_leg_kickback", "heavy", "full", 0, 0.5))
    assert not cross.height_seen(Cell("straight_leg_kickback", "heavy", "full", 270, 1.2))


def test_a_partial_that_rises_in_the_picture_like_a_full_one_is_not_seen_to_be_one() -> None:
    assert cross.height_seen(Cell("straight_leg_kickback", "heavy", "partial", 180, 1.2))
    assert not cross.height_seen(Cell("straight_leg_kickback", "heavy", "partial", 90, 1.2))


def test_the_matrix_tells_what_the_picture_does_not_show() -> None:
    row = Row("a", "squat", 0, 1, 1, [], [], [])
    made = matrix([row, replace(row, azimuth_deg=30, found=0, seen=False)])
    assert made.startswith("1 of 2 counted exactly.\n\nWhere the picture shows the height, as in this table: 1 of 1.")
