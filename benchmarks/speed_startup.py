"""How soon formcheck answers, for `benchmarks.speed --startup`: its help, and the first picture of a live session."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic

from benchmarks import speed_live
from benchmarks.latency import some_display
from benchmarks.speed_costs import run

ROOT = Path(__file__).parents[1]
TIMES = 5
HELP_GOAL = 1 / 3
LIVE_GOAL_S = 2.0


def measure(film: Path, folder: Path, times: int = TIMES) -> None:
    """Print the medians; ``film`` plays in place of the camera."""
    python = [sys.executable]
    help_s, import_s = [], []
    for _ in range(times):
        help_s.append(run([*python, "-m", "formcheck", "--help"]).time_s)
        import_s.append(run([*python, "-c", "import mediapipe"]).time_s)
    ratio = median(one / other for one, other in zip(help_s, import_s, strict=True))
    print(_row("formcheck --help", help_s))
    print(_row("import mediapipe", import_s))
    print(f"  {'of it':30} {ratio:6.2f}   goal {HELP_GOAL:.2f}: {'pass' if ratio <= HELP_GOAL else 'MISS'}")
    with some_display():
        live_s = [first_picture_s(film, folder) for _ in range(times)]
    reached = "pass" if median(live_s) <= LIVE_GOAL_S else "MISS"
    print(f"{_row('live to its first picture', live_s)}   goal {LIVE_GOAL_S:g} s: {reached}")


def first_picture_s(film: Path, folder: Path) -> float:
    """Seconds from the command to the first picture in the window; there has to be a display."""
    with tempfile.TemporaryDirectory(dir=folder) as out:
        options = ["live", "glute_bridge", "--camera", str(film), "--out", out]
        settings = {**os.environ, "FORMCHECK_HISTORY": str(Path(out) / "history.sqlite3")}
        before_s = monotonic()
        done = subprocess.run(
            [sys.executable, "-m", speed_live.__name__, *options],
            cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        )  # fmt: skip
    told = [line for line in done.stdout.splitlines() if line.startswith(speed_live.SHOWN)]
    if not told:
        raise SystemExit(f"no picture was shown: {(done.stderr or done.stdout)[-2000:]}")
    return float(told[0].removeprefix(speed_live.SHOWN)) - before_s


def _row(name: str, values_s: list[float]) -> str:
    return f"  {name:30} median {median(values_s):5.2f} s ({min(values_s):.2f}-{max(values_s):.2f})"
