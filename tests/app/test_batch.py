"""Many files: side by side, a failing one told and the rest done, what is finished left out, also on other machines."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import formcheck
from formcheck.app.analysis.batch import Order, Outcome, analyze_here, analyze_there
from formcheck.app.analysis.cluster import cluster
from formcheck.app.analysis.options import Options
from formcheck.errors import DeviceError
from formcheck.exercises import catalogue
from formcheck.pose.model import Model
from formcheck.video.pace import EVERY
from formcheck.video.turn import Turn
from tests.program import KICKS, called, complaint, run, told
from tests.replay import FOLDER

CLIPS = [FOLDER / f"{name}.npz" for name in ("donkey_kick_1", "donkey_kick_2", "donkey_kick_3", "glute_bridge_1")]


def order(out: Path, *, jobs: int = 1, since_s: float | None = None) -> Order:
    return Order(catalogue.load("donkey_kick"), out, None, Options(page=False, jobs=jobs), since_s)


def here(paths: list[Path], wanted: Order) -> list[Outcome]:
    outcomes: list[Outcome] = []
    assert analyze_here(paths, wanted, lambda path: lambda *_: None, outcomes.append)
    return outcomes


def counts(outcomes: list[Outcome]) -> dict[str, int]:
    return {one.path.name: one.analysis.summary.counts.reps for one in outcomes if one.analysis is not None}


def test_side_by_side_is_as_one_after_another(tmp_path: Path) -> None:
    paths = [*CLIPS, tmp_path / "nowhere.npz"]
    alone, together = here(paths, order(tmp_path / "one")), here(paths, order(tmp_path / "two", jobs=2))
    assert counts(alone) == counts(together)
    assert counts(alone)["donkey_kick_2.npz"] > 0
    (missing,) = [str(one.error) for one in together if one.error]
    assert missing.startswith(f"{tmp_path / 'nowhere.npz'}: ")
    for path in CLIPS:
        one, other = (tmp_path / folder / path.name / "summary.json" for folder in ("one", "two"))
        assert one.read_bytes() == other.read_bytes()


def test_what_is_finished_is_left_out_and_what_has_changed_is_not(tmp_path: Path) -> None:
    first = here(CLIPS[:3], order(tmp_path))
    (tmp_path / CLIPS[1].name / "signals.csv").unlink()
    summary = tmp_path / CLIPS[2].name / "summary.json"
    summary.write_text(summary.read_text().replace('"complete": true', '"complete": false'))
    again = here([*CLIPS[:3], CLIPS[3]], order(tmp_path, since_s=0.0))
    assert [one.before for one in again] == [True, False, False, False]
    assert counts(again) | counts(first) == counts(again)


def test_an_older_result_of_another_exercise_is_made_anew(tmp_path: Path) -> None:
    here(CLIPS[:1], order(tmp_path))
    other = Order(catalogue.load("glute_bridge"), tmp_path, None, Options(page=False), 0.0)
    (outcome,) = here(CLIPS[:1], other)
    assert not outcome.before


@pytest.mark.parametrize(
    "options",
    [
        Options(page=False, speed=4.0),
        Options(page=False, turn=Turn(mirrored=True)),
        Options(page=False, turn=Turn(90)),
        Options(page=False, upright=False),
        Options(page=False, per_second=EVERY),
    ],
    ids=["speed", "mirrored", "rotated", "left as it is", "every picture"],
)
def test_an_older_result_that_was_looked_at_otherwise_is_made_anew(tmp_path: Path, options: Options) -> None:
    here(CLIPS[:1], order(tmp_path))
    otherwise = replace(order(tmp_path, since_s=0.0), options=options)
    assert [one.before for one in here(CLIPS[:1], otherwise)] == [False]
    assert [one.before for one in here(CLIPS[:1], otherwise)] == [True]


def test_an_older_result_that_does_not_say_how_it_was_looked_at_was_so_without_options(tmp_path: Path) -> None:
    here(CLIPS[:1], order(tmp_path))
    summary = tmp_path / CLIPS[0].name / "summary.json"
    summary.write_text(json.dumps(json.loads(summary.read_text()) | {"looked": {}}))
    assert [one.before for one in here(CLIPS[:1], order(tmp_path, since_s=0.0))] == [True]


def test_an_older_result_of_another_pose_model_is_made_anew(tmp_path: Path) -> None:
    here(CLIPS[:1], order(tmp_path))
    summary = tmp_path / CLIPS[0].name / "summary.json"
    full, lite = (Model(CLIPS[0], name, "", sha256) for name, sha256 in (("full", "1"), ("lite", "2")))
    seen_by = {"model": {"name": full.name, "origin": full.origin, "sha256": full.sha256}}
    summary.write_text(json.dumps(json.loads(summary.read_text()) | seen_by))
    asked = order(tmp_path, since_s=0.0)
    assert [one.before for one in here(CLIPS[:1], replace(asked, model=full))] == [True]
    assert [one.before for one in here(CLIPS[:1], replace(asked, model=lite))] == [False]


def test_any_executor_will_do(tmp_path: Path) -> None:
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(2) as executor:
        analyze_there([*CLIPS, tmp_path / "nowhere.npz"], order(tmp_path), executor, outcomes.append)
    assert counts(outcomes).keys() == {path.name for path in CLIPS}
    assert sum(one.error is not None for one in outcomes) == 1


def test_a_file_that_ends_whoever_works_on_it_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    class Fragile(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as the base class
            future: Future[Any] = Future()
            if args[0].name == CLIPS[1].name:
                future.set_exception(BrokenExecutor("a process was killed"))
            else:
                future.set_result(fn(*args, **kwargs))
            return future

    outcomes: list[Outcome] = []
    analyze_there(CLIPS[:3], order(tmp_path), Fragile(), outcomes.append)
    assert len(counts(outcomes)) == 2
    (lost,) = [str(one.error) for one in outcomes if one.error]
    assert lost == f'"{CLIPS[1]}": whoever worked on it was lost (BrokenExecutor): try it alone'


def test_from_python_a_clip_that_fails_is_among_the_results(tmp_path: Path) -> None:
    paths = [*CLIPS[:2], tmp_path / "nowhere.npz"]
    found = formcheck.analyze_all(paths, "donkey_kick", out=tmp_path / "out")
    with ThreadPoolExecutor(2) as executor:
        elsewhere = formcheck.analyze_all(paths, "donkey_kick", out=tmp_path / "there", executor=executor)
    assert list(found) == paths
    for path in CLIPS[:2]:
        one, other = found[path], elsewhere[path]
        assert isinstance(one, formcheck.Result)
        assert isinstance(other, formcheck.Result)
        assert one.counts == other.counts
    assert isinstance(found[paths[2]], formcheck.FormcheckError)
    with pytest.raises(ValueError, match="found one twice"):
        formcheck.analyze_all([KICKS, KICKS], out=tmp_path)


def test_the_command_resumes(tmp_path: Path) -> None:
    arguments = ["analyze", KICKS, str(CLIPS[0]), "--exercise", "donkey_kick", "--out", str(tmp_path), "--jobs", "2"]
    assert called(*arguments).returncode == 0
    done = called(*arguments, "--continue")
    assert done.returncode == 0
    assert told(done.stderr) == []
    assert done.stdout.count("(done before)") == 2


def test_where_there_is_no_scheduler_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("formcheck.app.analysis.cluster.PATIENCE_S", 0.5)
    with (
        pytest.raises(DeviceError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass


@contextmanager
def two_workers(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A cluster on this computer: its address, and two workers of one thread each."""
    log = folder / "scheduler.log"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
    ]
    with log.open("wb") as said:
        scheduler = subprocess.Popen(dask, stderr=said, stdout=said, cwd=folder)
    workers: list[subprocess.Popen[bytes]] = []
    try:
        for _ in range(300):
            found = re.search(r"Scheduler at: +(tcp://\S+)", log.read_text())
            if found:
                break
            time.sleep(0.1)
        assert found, log.read_text()
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", found[1], "--nthreads", "1", "--no-nanny"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        workers += [subprocess.Popen([*worker, "--no-dashboard"], cwd=folder, **quiet) for _ in range(2)]  # type: ignore[call-overload]
        yield found[1], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_machine_of_the_cluster_that_goes_away_takes_nothing_with_it(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    paths = []
    for number in range(12):
        path = tmp_path / f"{number}.npz"
        path.write_bytes(CLIPS[number % 4].read_bytes())
        paths.append(path)
    outcomes: list[Outcome] = []
    written_s: dict[Path, float] = {}

    def take(outcome: Outcome) -> None:
        outcomes.append(outcome)
        summary = tmp_path / "out" / outcome.path.name / "summary.json"
        written_s[outcome.path] = summary.stat().st_mtime
        if len(outcomes) == 4:
            os.kill(workers[0].pid, signal.SIGKILL)

    with two_workers(tmp_path) as (address, workers), cluster(address) as executor:
        analyze_there(paths, order(tmp_path / "out", since_s=time.time()), executor, take)
        assert workers[0].wait() == -signal.SIGKILL
    assert sorted(one.path for one in outcomes) == sorted(paths)
    assert all(one.error is None for one in outcomes)
    expected = counts(here(CLIPS, order(tmp_path / "here")))
    for number, path in enumerate(paths):
        assert counts(outcomes)[path.name] == expected[CLIPS[number % 4].name]
        # Nobody has done again what was done.
        assert (tmp_path / "out" / path.name / "summary.json").stat().st_mtime == written_s[path]


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    done = run("analyze", KICKS, "--exercise", "donkey_kick", "--out", tmp_path, "--scheduler", "nonsense")
    assert "no scheduler answers at nonsense" in complaint(done)
