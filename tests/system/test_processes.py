"""Processes that work side by side: results in order, nothing lost with a process that is killed."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from formcheck.errors import InputError, WorkerError
from formcheck.system.processes import Tick, work
from tests.program import KICKS
from tests.system.tasks import Done, count, die, refuse


def results_of(tasks: list[Callable[[Tick], Done]], jobs: int, **options: bool) -> tuple[list[Done], int]:
    done: list[Done] = []
    pictures = [0]
    assert work(tasks, jobs, pictures.append, done.append, **options)
    return done, pictures[-1]


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_results_come_in_order_whoever_is_first(jobs: int) -> None:
    done, pictures = results_of([partial(count, n, 0.3 if n == 0 else 0.0) for n in range(4)], jobs)
    assert [one.number for one in done] == [0, 1, 2, 3]
    assert pictures == 4
    assert (os.getpid() in {one.process for one in done}) == (jobs == 1)


def test_where_order_does_not_matter_each_comes_when_it_is_there() -> None:
    done, _ = results_of([partial(count, n, 3.0 if n == 0 else 0.0) for n in range(3)], 2, in_order=False)
    assert sorted(one.number for one in done) == [0, 1, 2]
    assert done[-1].number == 0


def test_what_a_killed_process_has_left_is_done_by_another(tmp_path: Path) -> None:
    tasks: list[Callable[[Tick], Done]] = [
        partial(count, 0, 0),
        partial(die, 1, tmp_path / "died"),
        partial(count, 2, 0),
    ]
    done, _ = results_of(tasks, 2)
    assert [one.number for one in done] == [0, 1, 2]


def test_whoever_is_killed_again_is_not_tried_for_ever() -> None:
    with pytest.raises(WorkerError, match="--jobs 1"):
        results_of([partial(count, 0, 0), partial(die, 1, None)], 2)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_a_task_is_told_as_it_is(jobs: int) -> None:
    with pytest.raises(InputError, match="no such file"):
        results_of([refuse, partial(count, 1, 0)], jobs)


def test_after_one_that_ended_early_nothing_is_taken() -> None:
    done: list[Done] = []
    early = Done(0, 0, complete=False)
    assert not work([lambda tick: early, partial(count, 1, 0)], 1, lambda _: None, done.append)
    assert done == [early]


UNGUARDED = """
import sys
import formcheck
sys.stdout.write("reading\\n")  # in one go: several write there at once
try:
    formcheck.analyze_all({clips}, "donkey_kick", out="out", jobs=2)
except {caught} as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("caught", ["formcheck.FormcheckError", "Exception"])
def test_a_script_that_would_begin_itself_again_and_again_is_told_how_to_begin(tmp_path: Path, caught: str) -> None:
    clips = [KICKS, KICKS.replace("_2", "_1")]
    (tmp_path / "script.py").write_text(UNGUARDED.format(clips=clips, caught=caught), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.stderr == ""
    told = done.stdout.split()
    assert 1 <= told.count("reading") <= 5  # this one, and as far as they came two of each try; they began none
    assert " ".join(word for word in told if word != "reading") == (
        'WorkerError no process could begin its work: a script has to begin with if __name__ == "__main__":,'
        " since each process reads it first; or use one: jobs=1"
    )
    assert not list(tmp_path.rglob("summary.json"))
