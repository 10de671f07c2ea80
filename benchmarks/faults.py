"""Faults made on purpose: how many spoilt inputs end in a result or in one clear line, and what the others do.

    python -m benchmarks.faults [--count 1000] [--seed N] [--kind NAME]
    python -m benchmarks.faults --kind recording --seed 1 --only 37

Videos, landmark recordings, exercise and routine files, what the program keeps for itself, the history, and the names
of files are spoilt (video, recording, exercise, routine, settings, history, names): bits turned over, ends cut off,
fields of a wrong type, numbers that are none, sizes and times that cannot be, archives that swell, pickles, links,
pipes. Each is given to the program in a process of its own, that has
thirty seconds and 1.5 GB; one of fifty to the command line in a new process. What ends in a traceback, a warning, a
second line, or leaves anything outside the folder for results has failed, and can be repeated with ``--only``.

Linux only: memory is limited and measured as it is there.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import monotonic

from benchmarks.fault_histories import Histories
from benchmarks.fault_names import Names
from benchmarks.fault_recordings import Recordings
from benchmarks.fault_texts import Exercises, Routines, Settings
from benchmarks.fault_trial import End, FaultError, RefusedError, Room, judged
from benchmarks.fault_videos import Videos
from benchmarks.fault_worker import PATIENCE_S, Kind, Worker, tried

SHARES: dict[type[Kind], float] = {
    Videos: 0.25,
    Recordings: 0.25,
    Exercises: 0.15,
    Routines: 0.07,
    Settings: 0.08,
    Histories: 0.12,
    Names: 0.08,
}
COMMAND_EVERY = 50
SHOWN = 5


class Tally:
    """What came of the trials of one kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.ends = Counter[End]()
        self.failures: list[tuple[int, str, str]] = []
        self.slowest_s = 0.0

    def add(self, number: int, what: str, end: End, told: str, took_s: float) -> None:
        """Take one."""
        self.ends[end] += 1
        self.slowest_s = max(self.slowest_s, took_s)
        if end is End.FAILED:
            self.failures.append((number, what, told))


def run(kind: Kind, count: int, seed: int, place: Path) -> Tally:
    """Run so many trials of one kind."""
    tally, worker = Tally(kind), Worker(kind, seed, place / kind.name)
    for number in range(count):
        what, outcome = worker.run(number)
        tally.add(number, what, outcome.end, outcome.told, outcome.took_s)
        if number % COMMAND_EVERY == COMMAND_EVERY - 1:
            _by_command(kind, seed, number, place / "command" / f"{kind.name}{number}", tally)
    worker.stop()
    return tally


def _by_command(kind: Kind, seed: int, number: int, place: Path, tally: Tally) -> None:
    """The same again in a process of its own, as a person would start it; of what is no command nothing."""
    room = Room(place).make()
    trial = kind.trial(Random(f"{seed}:{kind.name}:{number}"), room)
    if not trial.arguments:
        return
    begin_s = monotonic()
    environment = {**os.environ, "FORMCHECK_HISTORY": str(room.home / "history.sqlite3"), "TMPDIR": str(room.temporary)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "formcheck", *trial.arguments],
            capture_output=True,
            timeout=2 * PATIENCE_S,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        judged(done.returncode, done.stderr.decode(errors="replace"))
        end, told = End.RESULT, ""
    except RefusedError as refusal:
        end, told = End.REFUSED, str(refusal)
    except (FaultError, subprocess.TimeoutExpired) as fault:
        end, told = End.FAILED, str(fault)
    tally.add(number, f"{trial.what} (by command)", end, told, monotonic() - begin_s)


def report(tallies: Sequence[Tally], seed: int) -> None:
    """Print the table, and what failed."""
    print(f"{'kind':10} {'tried':>6} {'result':>7} {'refused':>8} {'failed':>7} {'slowest':>9}")
    rows = [(tally.kind.name, tally.ends, tally.slowest_s) for tally in tallies]
    whole: Counter[End] = sum((tally.ends for tally in tallies), Counter())
    for name, ends, slowest_s in [*rows, ("all", whole, max(tally.slowest_s for tally in tallies))]:
        counts = f"{ends.total():6} {ends[End.RESULT]:7} {ends[End.REFUSED]:8} {ends[End.FAILED]:7}"
        print(f"{name:10} {counts} {slowest_s:7.1f} s")
    for tally in tallies:
        for number, what, told in tally.failures[:SHOWN]:
            print(f"--kind {tally.kind.name} --seed {seed} --only {number}: {what!a}: {told!a}")


def repeat(kind: Kind, number: int, seed: int) -> None:
    """Run one trial in this process, keep its room, and tell."""
    place = Path(tempfile.mkdtemp(prefix="fault-"))
    what, outcome = tried(kind, seed, number, place)
    print(f"{what!a}: {outcome.end}: {outcome.told!a} ({outcome.took_s:.1f} s); everything is in {place}")


def main() -> None:
    """Spoil inputs and print what came of them; status 1 where one failed."""
    names = {kind.name: kind for kind in SHARES}
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=1000, help="how many, of all kinds together or of the one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=[*names, "all"], default="all")
    parser.add_argument("--only", type=int, help="the number of one trial of the kind")
    arguments = parser.parse_args()
    chosen = list(SHARES) if arguments.kind == "all" else [names[arguments.kind]]
    whole = sum(SHARES[kind] for kind in chosen)
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        place, tallies = Path(folder), list[Tally]()
        (place / "store").mkdir()
        for make in chosen:
            kind = make()
            kind.prepare(place / "store")
            if arguments.only is not None:
                repeat(kind, arguments.only, arguments.seed)
                return
            tallies.append(run(kind, round(arguments.count * SHARES[make] / whole), arguments.seed, place))
        report(tallies, arguments.seed)
    sys.exit(any(tally.failures for tally in tallies))


if __name__ == "__main__":
    main()
