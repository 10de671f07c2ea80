"""The rendered clips that the pose model has really seen from every side: how each is counted, exercise by view.

    python -m benchmarks.bench_clips [FOLDER] [--counter MODULE:NAME]

A clip of what is no exercise of the program is counted as whatever it is recognised as, and should count nothing. The
counter is one of `benchmarks.cross`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

import formcheck
from benchmarks.cross import Angles, Counter, Row, matrix, named, row_of
from benchmarks.truth import Truth, load, working_side
from formcheck.exercises import catalogue
from tools.render.view import WORDS, word

FOLDER = Path(__file__).parents[1] / "tests" / "recordings" / "bench"


def count_clip(truth: Truth, counter: Counter) -> Row:
    """Count a clip of one of the program's exercises, and hold the result against its truth."""
    assert truth.reps is not None
    found = counter(truth.path, truth.exercise)
    where = truth.name, truth.exercise, round(truth.azimuth_deg)
    return row_of(*where, truth.reps, found, lambda side: true_angles(truth.path, working_side(side)))


@cache
def true_angles(recording: Path, side: str) -> Angles:
    """Times and true angles of a side, from the truth file beside a recording."""
    path = recording.with_name(f"{recording.stem}.truth.json")
    signals = json.loads(path.read_text(encoding="utf-8"))["signals"]
    angles = {f"{name}_deg": np.array(signals[f"{name}_{side}_deg"]) for name in ("hip_angle", "knee_angle")}
    return np.array(signals["time_s"]), angles


def is_ours(truth: Truth) -> bool:
    """Whether it shows an exercise of the program whose repetitions a camera counts."""
    return truth.exercise in catalogue.names() and bool(truth.reps)


def others(truths: Sequence[Truth]) -> Iterator[tuple[Truth, str, int]]:
    """Every clip of something else, what it was recognised as (empty: nothing), and how often that was counted."""
    for truth in truths:
        if not is_ours(truth):
            result = formcheck.analyze(truth.path)
            yield truth, result.document.exercise or "", result.counts.reps


def report(truths: Sequence[Truth], counter: Counter) -> str:
    """The tables in Markdown."""
    rows = [count_clip(truth, counter) for truth in truths if is_ours(truth)]
    views = {round(truth.azimuth_deg): word(truth.azimuth_deg) for truth in truths}
    columns = dict(sorted(views.items(), key=lambda item: WORDS.index(item[1])))
    rest = list(others(truths))
    nothing = sum(reps == 0 for _, _, reps in rest)
    lines = [f"{nothing} of {len(rest)} clips of what is no exercise of the program count nothing; the others:", ""]
    lines += ["| clip | shows | azimuth | repetitions counted |", "|---|---|---|---|"]
    lines += [
        f"| {truth.name} | {truth.exercise} | {truth.azimuth_deg:.0f}° | {reps} as {name} |"
        for truth, name, reps in rest
        if reps
    ]
    return matrix(rows, columns) + "\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--counter", default="benchmarks.cross:today")
    given = parser.parse_args()
    print(report(load(given.folder), named(given.counter)))


if __name__ == "__main__":
    main()
