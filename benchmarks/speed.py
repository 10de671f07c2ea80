"""How long `formcheck analyze` takes, against looking at the same clip and nothing else; and what it holds in memory.

    python -m benchmarks.speed [--minutes 5] [--repeats 3] [--sizes 360p 720p 1080p] [--rates 30 60] [--jobs N]
    python -m benchmarks.speed --memory [--hour-minutes 60]
    python -m benchmarks.speed --startup

Every program runs in a process of its own and is measured from its start to its end. All run in turn, round by round,
and a time is compared with that of the bare loop in the same round: ratios hold where other programs disturb.
Linux only: memory and processor time are read from /proc.
"""

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from statistics import median

from benchmarks import speed_startup
from benchmarks.speed_clips import ALIKE, RATES, SAMPLE_S, SIZES, look_at, make
from benchmarks.speed_costs import ITSELF, Cost, run
from formcheck.pose.model import find_or_obtain

LOOPS = Path(__file__).with_name("speed_loops.py")
FORMCHECK = [sys.executable, "-m", "formcheck"]
GOALS_FOR = "two cores, 720p, two and five minutes"
LIKE_A_MINUTE_MB = 50.0
BARE = "bare loop"

Command = Callable[[Path, Path], list[str]]
"""The command that looks at a clip and writes into a folder."""


@dataclass(frozen=True)
class Contender:
    """A program to measure, and the share of the bare loop's time that it may take, by pictures a second."""

    name: str
    command: Command
    goals: Mapping[int, float] = field(default_factory=dict)


def contenders(jobs: int | None) -> list[Contender]:
    """What is compared; the bare loop is the first."""
    model = str(find_or_obtain().path)

    def loop(*target: str) -> Command:
        return lambda clip, out: [sys.executable, str(LOOPS), str(clip), model, *(str(out / name) for name in target)]

    return [
        Contender(BARE, loop()),
        Contender("analyze --no-video", analyze("--no-video", jobs=jobs), {30: 0.40, 60: 0.22}),
        Contender("unnamed, --no-video", analyze("--no-video", exercise=None, jobs=jobs), {30: 0.45, 60: 0.25}),
        Contender("analyze", analyze(jobs=jobs), {30: 0.70, 60: 0.45}),
        Contender("the script of today", loop("annotated.mp4")),
    ]


def analyze(*options: str, exercise: str | None = "glute_bridge", jobs: int | None = None) -> Command:
    """`formcheck analyze` with these options."""
    named = [] if exercise is None else ["--exercise", exercise]
    shared = ["--times", *([] if jobs is None else ["--jobs", str(jobs)])]
    return lambda clip, out: [*FORMCHECK, "analyze", str(clip), "--out", str(out), *named, *shared, *options]


def measured(command: Command, clip: Path, folder: Path) -> Cost:
    """Run a command on a clip; what it writes is thrown away, and the history of this user does not hear of it."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        return run(command(clip, Path(out)), {"FORMCHECK_HISTORY": str(Path(out) / "history.sqlite3")})


def rounds(entered: Sequence[Contender], clip: Path, folder: Path, repeats: int) -> dict[str, list[Cost]]:
    """Every contender once in each round, each time beginning with another one."""
    costs: dict[str, list[Cost]] = {one.name: [] for one in entered}
    for turn in range(repeats):
        for place in range(len(entered)):
            one = entered[(turn + place) % len(entered)]
            costs[one.name].append(cost := measured(one.command, clip, folder))
            print(f"{clip.stem}, round {turn + 1}: {one.name} {cost.time_s:.1f} s", file=sys.stderr, flush=True)
    return costs


def ratios(costs: Sequence[Cost], bare: Sequence[Cost]) -> tuple[float, float, float]:
    """Least, median and most of the time against the bare loop of the same round."""
    found = [one.time_s / other.time_s for one, other in zip(costs, bare, strict=True)]
    return min(found), median(found), max(found)


def table(entered: Sequence[Contender], costs: dict[str, list[Cost]], rate: int) -> str:
    """A line for each contender."""
    lines = [f"  {'':20} {'time s':>7} {'of the bare loop':>19} {'CPU s':>7} {'own MB':>7} {'children MB':>11}"]
    for one in entered:
        runs = costs[one.name]
        least, middle, most = ratios(runs, costs[BARE])
        own_mb, children_mb = max(c.memory.own_mb for c in runs), max(c.memory.children_mb for c in runs)
        time_s, cpu_s = median(c.time_s for c in runs), median(c.cpu_s for c in runs)
        share = f"{middle:.2f} ({least:.2f}-{most:.2f})"
        goal = f"   goal {one.goals[rate]:.2f}: {verdict(middle <= one.goals[rate])}" if rate in one.goals else ""
        lines.append(f"  {one.name:20} {time_s:7.1f} {share:>19} {cpu_s:7.1f} {own_mb:7.0f} {children_mb:11.0f}{goal}")
    return "\n".join(lines)


def stages(costs: dict[str, list[Cost]]) -> str:
    """What each stage of the last run has taken, where the program tells it."""
    told = {name: re.search(r"^Times: (.+)$", runs[-1].said, re.MULTILINE) for name, runs in costs.items()}
    return "\n".join(f"  {name}: {found[1]}" for name, found in told.items() if found)


def verdict(reached: bool) -> str:
    """A goal in a word."""
    return "pass" if reached else "MISS"


def machine() -> str:
    """What it is measured on, and with what else on it."""
    return f"{cores()} cores, load {os.getloadavg()[0]:.1f} before"


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0))


def caveat(minutes: float) -> str:
    """What sets this run apart from the one the goals are for; empty where nothing does."""
    apart = [f"{cores()} cores"] if cores() != 2 else []
    apart += [f"{minutes:.3g} minutes"] if minutes not in (2, 5) else []
    return f"The goals are for {GOALS_FOR}; this is {' and '.join(apart)}." if apart else ""


def compare(arguments: argparse.Namespace, folder: Path) -> None:
    """Print a table for every size."""
    seconds, jobs = arguments.minutes * 60, arguments.jobs
    offered = "--jobs" in run([*FORMCHECK, "analyze", "--help"], {"COLUMNS": "120"}).said
    if jobs is not None and not offered:
        raise SystemExit("--jobs: this formcheck does not offer it")
    entered = contenders(jobs)
    said = "" if not offered else f", --jobs {jobs or 'by default'}"
    print(f"{seconds:g} s, {arguments.repeats} rounds; {machine()}{said}")
    print("time, CPU: median; of the bare loop: median (least-most) of the rounds; memory: the most, RSS")
    for name, rate in product(arguments.sizes, arguments.rates):
        clip = make(name, seconds, folder, rate)
        look = look_at(clip)
        costs = rounds(entered, clip, folder, arguments.repeats)
        print(f"\n{name}: {look.size[0]}x{look.size[1]}, {rate} a second, {look.pictures} pictures, ", end="")
        print(
            f"{clip.stat().st_size * 8e-6 / seconds:.1f} Mbit/s; {100 * look.identical:.1f} % identical to the one ",
            end="",
        )
        print(f"before, {100 * look.alike:.1f} % alike (less than {ALIKE:g} of 255)")
        print(table(entered, costs, rate))
        print(f"stages of the last round:\n{stages(costs)}", flush=True)
    if told := caveat(arguments.minutes):
        print(f"\n{told}")


def memory(arguments: argparse.Namespace, folder: Path) -> None:
    """Print how much more memory an hour takes than a minute, process by process."""
    lengths = {"minute": 60.0, "hour": arguments.hour_minutes * 60.0}
    print(f"720p with annotated video, a minute and {arguments.hour_minutes:g} minutes; {machine()}")
    largest: dict[str, dict[str, float]] = {}
    scene = make("720p", SAMPLE_S, folder).resolve()  # kept for the next time; the hour, gigabytes, is not
    with tempfile.TemporaryDirectory(dir=folder) as long:
        (Path(long) / scene.name).symlink_to(scene)
        for name, seconds in lengths.items():
            clip = make("720p", seconds, Path(long))
            cost = measured(analyze(jobs=arguments.jobs), clip, folder)
            largest[name] = cost.memory.largest_mb
            print(f"  {name}: {cost.time_s:.0f} s", flush=True)
    print(f"  {'largest process':20} {'minute MB':>10} {'hour MB':>10} {'more':>7}   goal {LIKE_A_MINUTE_MB:g}")
    for name in sorted({*largest["minute"], *largest["hour"]}, key=lambda name: (name != ITSELF, name)):
        short_mb, long_mb = (largest[length].get(name, 0.0) for length in lengths)
        reached = verdict(long_mb - short_mb <= LIKE_A_MINUTE_MB)
        print(f"  {name:20} {short_mb:10.0f} {long_mb:10.0f} {long_mb - short_mb:7.0f}   {reached}")


def parsed() -> argparse.Namespace:
    """The arguments of the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5, help="length of the clips")
    parser.add_argument("--repeats", type=int, default=3, help="rounds")
    parser.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES))
    parser.add_argument("--rates", nargs="+", type=int, choices=RATES, default=list(RATES), help="pictures a second")
    parser.add_argument("--jobs", type=int, help="handed on to analyze; otherwise as by default")
    parser.add_argument("--quick", action="store_true", help="20 seconds of 720p, once: whether it runs")
    parser.add_argument("--memory", action="store_true", help="an hour against a minute")
    parser.add_argument("--hour-minutes", type=float, default=60, help="a shorter hour, for --memory")
    parser.add_argument("--startup", action="store_true", help="help, and the first picture of a live session")
    parser.add_argument("--clips", type=Path, default=Path(tempfile.gettempdir()) / "formcheck-speed")
    arguments = parser.parse_args()
    if arguments.quick:
        arguments.minutes, arguments.repeats, arguments.sizes, arguments.rates = 1 / 3, 1, ["720p"], [30]
    return arguments


def main() -> None:
    """Measure and print."""
    if sys.platform != "linux":
        raise SystemExit("this is measured on Linux only: memory and processor time are read from /proc")
    arguments = parsed()
    arguments.clips.mkdir(parents=True, exist_ok=True)
    if arguments.memory:
        memory(arguments, arguments.clips)
    elif arguments.startup:
        print(machine())
        speed_startup.measure(make("720p", 12.0, arguments.clips), arguments.clips)
    else:
        compare(arguments, arguments.clips)


if __name__ == "__main__":
    main()
