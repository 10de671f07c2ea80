"""The pieces of the speed benchmark, on a clip of two seconds; how fast anything is is not asked here."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import speed, speed_loops
from benchmarks.speed_clips import SAMPLE, look_at, make
from benchmarks.speed_costs import ITSELF, Cost, Memory, run
from tests.clips import clip

pytestmark = [pytest.mark.slow, pytest.mark.weekly]

FPS = 30
linux = pytest.mark.skipif(sys.platform != "linux", reason="measured on Linux only")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the clips are kept."""
    return tmp_path_factory.mktemp("clips")


@pytest.fixture(scope="module")
def film(folder: Path) -> Path:
    """Two seconds of the smallest size."""
    return make("360p", 2.0, folder, FPS)


def cost(time_s: float, own_mb: float = 0.0) -> Cost:
    return Cost(time_s, 2 * time_s, Memory(own_mb), "")


def test_hardly_a_picture_of_a_clip_repeats(film: Path) -> None:
    look = look_at(film)
    assert (look.size, look.pictures) == ((640, 360), 2 * FPS)
    assert look.identical == 0
    assert look.alike < 0.05


def test_pictures_that_repeat_are_seen(tmp_path: Path) -> None:
    doubled = clip(tmp_path / "doubled.mp4", "-t", "1", "-i", SAMPLE, "-r", "60", "-an")
    assert look_at(doubled).alike > 0.75


def test_the_clip_of_a_phone_is_stored_lying_and_read_upright(folder: Path) -> None:
    assert look_at(make("1080p", 0.5, folder)).size == (1080, 1920)


def test_a_longer_clip_begins_again(folder: Path, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.speed_clips.SAMPLE_S", 2.0)
    longer = make("360p", 5.0, folder, FPS)
    assert longer != film
    assert look_at(longer).pictures == 5 * FPS
    assert not list(folder.glob("part_*")) + list(folder.glob("lying_*"))


@linux
def test_memory_and_work_of_children_count_apart() -> None:
    child = "import time; held = bytearray(200 << 20); sum(range(3_000_000)); time.sleep(1)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    found = run([sys.executable, "-c", parent])
    assert found.said == "done\n"
    assert found.memory.children_mb > 200
    assert 0 < found.memory.own_mb < 100
    assert found.memory.largest_mb[ITSELF] == found.memory.own_mb
    assert max(found.memory.largest_mb.values()) > 200
    assert found.cpu_s > 0


@linux
def test_the_work_of_a_child_that_nobody_waits_for_counts() -> None:
    child = "import time\nwhile time.process_time() < 1: pass\nprint('worked', flush=True); time.sleep(2)"
    parent = (
        "import os, subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {child!r}], stdout=subprocess.PIPE)\n"
        "child.stdout.readline(); time.sleep(1); os._exit(0)"
    )
    assert run([sys.executable, "-c", parent]).cpu_s > 0.7


@linux
def test_a_program_that_fails_ends_the_benchmark_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_times_are_compared_round_by_round() -> None:
    # The second round was disturbed, for both.
    assert speed.ratios([cost(5), cost(30), cost(8)], [cost(10), cost(40), cost(10)]) == (0.5, 0.75, 0.8)


def test_a_goal_is_judged_by_the_median() -> None:
    def nothing(film: Path, out: Path) -> list[str]:
        return []

    entered = [
        speed.Contender(speed.BARE, nothing),
        *(speed.Contender(name, nothing, {60: 0.6}) for name in ("a", "b")),
    ]
    costs = {speed.BARE: [cost(10)] * 3, "a": [cost(5), cost(6), cost(9)], "b": [cost(5), cost(6.2), cost(6.3)]}
    assert "goal" not in speed.table(entered, costs, 30)
    lines = speed.table(entered, costs, 60).splitlines()
    assert "goal" not in lines[1]
    assert lines[2].split() == ["a", "6.0", "0.60", "(0.50-0.90)", "12.0", "0", "0", "goal", "0.60:", "pass"]
    assert lines[3].endswith("goal 0.60: MISS")


def test_the_same_clip_may_have_twice_the_pictures(folder: Path) -> None:
    assert look_at(make("360p", 1.0, folder, 60)).pictures == 60


def test_a_machine_or_a_clip_other_than_the_goals_mean_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "cores", lambda: 2)
    assert not speed.caveat(5)
    monkeypatch.setattr(speed, "cores", lambda: 8)
    assert "8 cores" in speed.caveat(5)
    assert "8 cores and 3 minutes" in speed.caveat(3)


@linux
def test_every_contender_looks_at_the_whole_clip(
    film: Path, folder: Path, tmp_path: Path, model_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORMCHECK_MODEL", str(model_path))
    bare, silent, unnamed, drawn, script = speed.contenders(None)
    assert int(run(bare.command(film, tmp_path)).said.splitlines()[-1]) > FPS
    run(script.command(film, tmp_path))
    assert look_at(tmp_path / "annotated.mp4").pictures == 2 * FPS
    assert "--exercise" not in unnamed.command(film, tmp_path)
    # Drawing is only another option.
    assert [*drawn.command(film, tmp_path), "--no-video"] == silent.command(film, tmp_path)
    run(silent.command(film, tmp_path), {"FORMCHECK_HISTORY": str(tmp_path / "history.sqlite3")})
    summary = json.loads((tmp_path / film.name / "summary.json").read_text(encoding="utf-8"))
    assert summary["frames"] == 2 * FPS
    assert not (tmp_path / film.name / "annotated.mp4").exists()


def test_the_number_of_jobs_is_handed_on() -> None:
    assert "--jobs" not in speed.analyze()(Path("clip"), Path("out"))
    assert speed.analyze(jobs=3)(Path("clip"), Path("out"))[-2:] == ["--jobs", "3"]


@pytest.mark.parametrize(
    ("last", "expected"), [((20, 10), 180), ((10, 20), 90), ((0, 10), 0), ((10, 10), 180)], ids=str
)
def test_the_script_of_today_knows_its_angle(last: tuple[int, int], expected: float) -> None:
    assert speed_loops.angle_deg((0, 10), (10, 10), last) == pytest.approx(expected, abs=1e-5)
