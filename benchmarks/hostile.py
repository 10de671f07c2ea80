"""The program in a hostile room: killed at random moments, on a full disk, for hours. Prints what it has survived.

    python -m benchmarks.hostile --kill 50        each program by each signal so often
    python -m benchmarks.hostile --disk           on disks from next to nothing to enough
    python -m benchmarks.hostile --hours 8        of live input, with people coming and going

What has to hold each time: nothing under a final name is broken, no process and no hidden folder is left over, at most
the set under way is lost, no traceback is shown, and the next start needs no repair by hand.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.hostile_disk import small_disk
from benchmarks.hostile_hours import FLAT_MB_PER_H, Meter, Sample, days, slope_per_h, spend
from benchmarks.hostile_kill import (
    SIGNALS,
    Killed,
    broken,
    damaged,
    hidden,
    kept_sets,
    program,
    run_and_kill,
)
from formcheck.output.history.store import History
from formcheck.video import ffmpeg

ROOT = Path(__file__).parents[1]
RECORDING = ROOT / "tests" / "recordings" / "donkey_kick_2.npz"
SAMPLE = ROOT / "sample_videos" / "donkey_kick.mp4"
CLIP_S, FILM_S = 10.0, 14.0
SIZES_KB = (4, 16, 64, 128, 256, 384, 512, 1024, 2048, 4096, 8192, 65_536)


@dataclass(frozen=True, slots=True)
class Task:
    """A program that is killed: what it is told to do, and how long it takes."""

    name: str
    command: Sequence[str]
    lasts_s: float
    is_live: bool = False


def clip_of(seconds: float, target: Path) -> Path:
    """The sample for so long, over and over."""
    arguments = ["-v", "error", "-y", "-stream_loop", "20", "-i", str(SAMPLE), "-t", str(seconds), "-c", "copy"]
    ffmpeg.run([*arguments, str(target)])
    return target


def tasks(folder: Path, out: Path, only: str) -> Iterator[Task]:
    """Everything that is killed, with the time that it takes where nobody kills it."""
    clip, film = clip_of(CLIP_S, folder / "clip.mp4"), clip_of(FILM_S, folder / "film.mp4")
    analyze = ("--exercise", "donkey_kick", "--out", out, "--history")
    live = ("--sets", "9", "--reps", "1", "--rest", "0", "--side", "right", "--quiet", "--out", out)
    for name, command in (
        ("analyze a clip", program("analyze", clip, *analyze, "--jobs", "2")),
        ("analyze a recording", program("analyze", RECORDING, *analyze, "--opensim", "--save-recording")),
        ("live", program("live", "donkey_kick", "--camera", film, *live)),
    ):
        if only not in name:
            continue
        begun_s = time.monotonic()
        environment = {**os.environ, "FORMCHECK_HISTORY": str(folder / "first.sqlite3"), "DISPLAY": ""}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        yield Task(name, command, time.monotonic() - begun_s, is_live=name == "live")


def kill(count: int, seed: int, only: str) -> bool:
    """Kill every program by every signal so often, and print what came of it; whether all was well."""
    print(f"{'program':20} {'signal':8} {'killed':>6} {'ended before':>12} {'to its end':>18}   survived")
    well = True
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name), Path(name) / "out"
        for task in tasks(folder, out, only):
            for kind in SIGNALS:
                found = list(_killed(task, kind, count, random.Random(f"{seed} {task.name} {kind}"), folder))
                took_s, survived = [one.took_s for one in found], sum(not one.problems for one in found)
                print(
                    f"{task.name:20} {kind.name:8} {count:6} {len(found) - count:12}"
                    f" {median(took_s):7.1f} s, {max(took_s):4.1f} s   {survived} of {len(found)}",
                    flush=True,
                )
                well = well and survived == len(found)
    return well


def _killed(task: Task, kind: signal.Signals, count: int, chance: random.Random, folder: Path) -> Iterator[Killed]:
    """Kill it so often while it runs; one that had ended before shows how long it lasts now."""
    lasts_s, hit = task.lasts_s, 0
    while hit < count:
        killed = one_killed(task, kind, chance.uniform(0.0, lasts_s), folder / f"{kind.name}.sqlite3", folder / "out")
        if killed.early:
            lasts_s = min(lasts_s, killed.after_s)
        else:
            hit += 1
        for problem in killed.problems:
            print(f"  {kind.name} after {killed.after_s:.3f} s of {lasts_s:.1f} s: {problem}")
            if problem == "a traceback":
                print("    " + killed.told.strip().replace("\n", "\n    "), flush=True)
        yield killed


def one_killed(task: Task, kind: signal.Signals, after_s: float, history: Path, out: Path) -> Killed:
    """Kill it once, look at what is left, and start again."""
    before = len(History(history).entries())
    killed = run_and_kill(task.command, kind, after_s, history)
    problems = killed.problems
    problems += broken(out) + damaged(history)
    if task.is_live and (kept := kept_sets(history, before)) < killed.sets_seen:
        problems.append(f"{kept} sets are kept of {killed.sets_seen} that had ended")
    environment = {**os.environ, "FORMCHECK_HISTORY": str(history)}
    again = program("analyze", RECORDING, "--exercise", "donkey_kick", "--out", out, "--history")
    done = subprocess.run(again, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        problems.append(f"the next start fails: {done.stderr.strip()}")
    problems += [f"left over after the next start: {name}" for name in hidden(out)]
    shutil.rmtree(out)  # what was looked at once is whole
    return killed


def disk() -> bool:
    """Run the program on small disks and print how it ended; whether it was well each time."""
    print(f"{'disk':>10}  {'program':22} {'status':>6}  told")
    well = True
    with tempfile.TemporaryDirectory() as name:
        clip, film = clip_of(3, Path(name) / "clip.mp4"), clip_of(11, Path(name) / "film.mp4")
        for size_kb in SIZES_KB:
            for title, command in {
                "analyze a recording": ("analyze", RECORDING, "--exercise", "donkey_kick", "--history", "--opensim"),
                "analyze a clip": ("analyze", clip, "--exercise", "donkey_kick", "--history"),
                "live": ("live", "donkey_kick", "--camera", film, "--sets", "9", "--reps", "1", "--quiet"),
            }.items():
                with small_disk(size_kb * 1024) as place:
                    if place is None:
                        print("no small disk can be made here: it takes root")
                        return True
                    well = _on_it(place, size_kb, title, command) and well
    return well


def _on_it(place: Path, size_kb: int, title: str, command: Sequence[str | Path]) -> bool:
    history = place / "history.sqlite3"
    environment = {**os.environ, "FORMCHECK_HISTORY": str(history), "TMPDIR": str(place), "DISPLAY": ""}
    out = place / "out"
    done = subprocess.run(
        program(*command, "--out", out), capture_output=True, text=True, check=False, env=environment, timeout=300
    )
    lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith(_NO_FAULT)]
    problems = broken(out) + damaged(history) + [f"left over: {name}" for name in hidden(out)]
    if "Traceback" in done.stderr or (done.returncode not in (0, 1)) or (done.returncode == 1) != (len(lines) > 0):
        problems.append(f"not one clear line: {done.stderr.strip()}")
    print(f"{size_kb:7} kB  {title:22} {done.returncode:6}  {' / '.join(lines).replace(str(place), '')}", flush=True)
    for problem in problems:
        print(f"    {problem}")
    return not problems


_NO_FAULT = ("There is no display", "The safety questions")


def hours(count: float, fps: float, only: str) -> bool:
    """Let hours pass before the live program and print what the process takes; whether it stays the same."""
    well = True
    for one in days():
        if only not in one.title:
            continue
        print(f"\n{one.title}\n{'hour':>6} {'memory MB':>10} {'handles':>8} {'threads':>8} {'ms a moment':>12}")
        meter, begun_s = Meter(1800.0, _print_sample), time.monotonic()
        with _scratch() as folder:
            sessions = spend(one, count, fps, folder, meter)
        took_s = time.monotonic() - begun_s
        slope = slope_per_h(meter.samples, lambda sample: sample.memory_mb)
        half = len(meter.samples) // 2
        earlier, later = meter.samples[:half], meter.samples[half:]
        # What is open for a moment, as the history while a set is written, comes on top of what is always.
        steady = not half or all(min(map(value, later)) <= min(map(value, earlier)) for value in _COUNTED)
        flat = not slope > FLAT_MB_PER_H and steady
        print(
            f"{sessions} sessions, {count:g} h in {took_s:.0f} s ({count * 3600 / took_s:.0f} times as fast);"
            f" memory {slope:+.2f} MB an hour: {'flat' if flat else 'NOT FLAT'}"
        )
        well = well and flat
    return well


_COUNTED: tuple[Callable[[Sample], int], ...] = (lambda sample: sample.handles, lambda sample: sample.threads)


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _print_sample(sample: Sample) -> None:
    print(
        f"{sample.time_s / 3600:6.1f} {sample.memory_mb:10.1f} {sample.handles:8} {sample.threads:8}"
        f" {sample.cost_ms:12.3f}",
        flush=True,
    )


def main() -> None:
    """Do what is asked for, and end with status 1 where something did not survive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kill", type=int, default=0, metavar="N", help="how often by each signal")
    parser.add_argument("--disk", action="store_true", help="on small disks; it takes root")
    parser.add_argument("--hours", type=float, default=0.0, metavar="H", help="of live input")
    parser.add_argument("--fps", type=float, default=30.0, help="pictures a second of that input")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--only", default="", help="part of the name of what is tried")
    arguments = parser.parse_args()
    well = True
    if arguments.kill:
        well = kill(arguments.kill, arguments.seed, arguments.only) and well
    if arguments.disk:
        well = disk() and well
    if arguments.hours:
        well = hours(arguments.hours, arguments.fps, arguments.only) and well
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
