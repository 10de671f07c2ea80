"""How memory grows with the length of a clip where it could: while landmarks are kept, judged, drawn and reported.

The pose model sees parts of a minute at most, each in a process of its own, and cannot grow. What is measured here is
the rest, on a recording of the tests that is repeated: peak memory of a process that does a minute, and of one that
does an hour.

    python -m benchmarks.length [--minutes 60] [--named]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from formcheck.app.analysis.judges import Judges, NamedExercise, RecognisedExercise
from formcheck.app.analysis.storyboard import Storyboard
from formcheck.app.loop import follow, recorded
from formcheck.exercises import catalogue
from formcheck.output.report import PAGE, OutputFolder, ReportData, SignalsFile, Source, as_json, report_page
from formcheck.pose.recording import Recording
from formcheck.pose.spooled_recording import SpooledRecording
from formcheck.video.timeline import parts_of
from formcheck.workout.recognition.candidates import candidates

SOURCE = Path(__file__).parents[1] / "tests" / "recordings" / "donkey_kick_2.npz"
GOAL_MB = 50.0
FPS = 30.0


def reel_of(minutes: float) -> SpooledRecording:
    """The recording over and over, 30 pictures a second."""
    source, frames = Recording.load(SOURCE), round(minutes * 60 * FPS)
    reel = SpooledRecording(source.image_size)
    while len(reel) < frames:
        part = source.part(0, frames - len(reel))
        first = len(reel)
        times = (first + part.time_s.argsort()) / FPS
        reel.extend(Recording(times, part.image_px, part.world_m, part.visibility, part.image_size))
    return reel


def peak_mb(minutes: float, *, named: bool) -> float:
    """Peak memory of this process after it has judged so many minutes."""
    reel = reel_of(minutes)
    judging: Judges = NamedExercise(catalogue.load("donkey_kick")) if named else RecognisedExercise()
    gathered = ReportData(candidates())
    with (
        tempfile.TemporaryDirectory() as parent,
        OutputFolder(Path(parent), "clip") as folder,
        Storyboard(parts_of(reel.time_s), judging.title) as board,
    ):
        signals = SignalsFile(folder.path / "signals.csv")
        summary = follow(recorded(reel), judging.begin(), [signals, gathered, board])
        signals.close()
        board.finished()
        folder.write("summary.json", as_json(summary, Source("clip")))
        folder.write(PAGE, report_page(summary, Source("clip"), gathered))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print both, and what lies between them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--named", action="store_true", help="as the exercise it is; otherwise it is recognised")
    parser.add_argument("--alone", type=float, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.alone is not None:
        print(f"{peak_mb(arguments.alone, named=arguments.named):.1f}")
        return
    how = ["--named"] if arguments.named else []
    found = {}
    for minutes in (1.0, arguments.minutes):
        command = [sys.executable, "-m", "benchmarks.length", "--alone", str(minutes), *how]
        found[minutes] = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        print(f"{minutes:5g} minutes: {found[minutes]:6.1f} MB", flush=True)
    grown = found[arguments.minutes] - found[1.0]
    print(f"grown by {grown:.1f} MB; goal for an hour {GOAL_MB:g}: {'pass' if grown <= GOAL_MB else 'MISS'}")


if __name__ == "__main__":
    main()
