"""How counts and angles hold up when the picture is bad: the same clips, made worse.

    python -m benchmarks.degraded FOLDER... [--cache DIR]

Every clip of our exercises that are judged by the hip is darkened, blurred, made noisy, shrunk to 320x180, robbed of
every second frame and compressed until it falls apart; one row each, over all clips.
"""

import argparse
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import numpy as np

from benchmarks.accuracy import landmarks
from benchmarks.scores import Score, score
from benchmarks.truth import Truth, load
from formcheck.exercises import catalogue
from formcheck.video import ffmpeg

WORSE = {
    "as it is": [],
    "a sixth of the light": ["-vf", "curves=all='0/0 1/0.17'"],
    "blurred, radius 3 of 480": ["-vf", "gblur=sigma=3"],
    "noise, sd 20 of 255": ["-vf", "noise=alls=35:allf=t"],
    "320x180": ["-vf", "scale=320:180"],
    "every second frame (5 or 6 a second)": ["-vf", "select='not(mod(n,2))'", "-fps_mode", "passthrough"],
    "compressed, crf 42": ["-crf", "42"],
}


def spoil(clip: Path, how: Sequence[str], target: Path) -> None:
    """Make one clip worse."""
    quality = [] if "-crf" in how else ["-crf", "18"]
    status, log = ffmpeg.run(["-v", "error", "-y", "-i", str(clip), *how, *quality, str(target)])
    if status:
        raise subprocess.SubprocessError(ffmpeg.last_line(log))


def row(name: str, results: Sequence[Score]) -> str:
    """All clips of one kind, in Markdown."""
    exact = sum(s.count_error == 0 and s.attempts == s.truth.attempts for s in results)
    holds = [abs(e) for s in results for e in s.hold_errors_s]
    errors = [float(np.mean(np.abs(s.all_deg))) for s in results if len(s.all_deg)]
    seen = sum(bool(len(s.all_deg)) for s in results)
    hold = f"{np.mean(holds):.2f}" if holds else "-"
    angle = f"{np.mean(errors):.1f}" if errors else "-"
    return f"| {name} | {exact} of {len(results)} | {seen} of {len(results)} | {hold} | {angle} |"


def at_times(truth: Truth, times_s: Sequence[float]) -> Truth:
    """The truth at the frames that are left."""
    assert truth.time_s is not None and truth.extension_deg is not None and truth.entering is not None
    rows = np.abs(truth.time_s[None, :] - np.array(times_s)[:, None]).argmin(axis=1)
    angles = {side: values[rows] for side, values in truth.extension_deg.items()}
    return replace(truth, time_s=truth.time_s[rows], extension_deg=angles, entering=truth.entering[rows])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "formcheck-accuracy")
    arguments = parser.parse_args()
    truths = [t for folder in arguments.folders for t in load(folder) if t.path.suffix == ".mp4"]
    # Of the others the truth has no way of the hip to hold starts, ends and angles against.
    truths = [t for t in truths if t.exercise in catalogue.names() and not np.isnan(t.rest_deg)]
    print(
        "| picture | repetitions and attempts exact | measured | hold error s | hip angle MAE |\n|---|---|---|---|---|"
    )
    with TemporaryDirectory() as folder:
        for name, how in WORSE.items():
            results = []
            for truth in truths:
                clip = Path(folder) / "clip.mp4"
                spoil(truth.path, how, clip)
                recording = landmarks(clip, arguments.cache)
                there = at_times(truth, recording.time_s.tolist())
                results.append(score(there, recording, truth.exercise))
            print(row(name, results), flush=True)


if __name__ == "__main__":
    main()
