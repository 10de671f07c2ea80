"""How right the counts, holds and angles are: every clip and recording whose truth is known, one row each.

    python -m benchmarks.accuracy                       # the recordings of the tests
    python -m benchmarks.accuracy FOLDER...             # folders of clips or recordings with truth files
    python -m benchmarks.accuracy --cross ROWS.jsonl    # the full cross, as far as benchmarks.cross has counted it
    python -m benchmarks.accuracy --page                # write the tables into docs/accuracy.md

Clips are looked at by the pose model once; their landmarks are kept in ``--cache``. Recordings of other exercises
are analysed as bridges and as donkey kicks, and nothing may be counted. Without a folder, the clips of the test bench
follow, exercise by view.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isnan
from pathlib import Path
from tempfile import gettempdir

import numpy as np

from benchmarks import bench_clips, cross, naive
from benchmarks.scores import Score, score
from benchmarks.truth import Truth, load
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording
from tools.render.view import beside_deg

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests" / "recordings"
PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = "<!-- table: {} -->\n", "<!-- end -->\n"


def landmarks(clip: Path, cache: Path) -> Recording:
    """Landmarks of a clip: as recorded, or as the pose model sees it, which is remembered."""
    if clip.suffix == ".npz":
        return Recording.load(clip)
    from formcheck.app.loop import estimated
    from formcheck.pose.crop import pose_estimator
    from formcheck.pose.model import find_or_obtain
    from formcheck.video.file import VideoFile

    model = find_or_obtain()
    kept = cache / f"{hashlib.sha256(clip.read_bytes() + model.sha256.encode()).hexdigest()[:24]}.npz"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with VideoFile(clip) as video, pose_estimator(model.path) as estimator:
            Recording.of([(m.time_s, m.pose) for m in estimated(video, estimator)], video.info.size).save(kept)
    return Recording.load(kept)


def scores(truths: Iterable[Truth], cache: Path) -> tuple[list[Score], list[Score]]:
    """Scores of the clips of our exercises, and of all others as each of ours."""
    own, other = [], []
    for truth in truths:
        recording = landmarks(truth.path, cache)
        if truth.exercise in catalogue.names():
            own.append(score(truth, recording, truth.exercise))
        else:
            nothing = replace(truth, reps_min=0, reps_max=0, reps=None, good=False, faults=())
            other += [score(nothing, recording, name) for name in catalogue.names()]
    return own, other


def table(own: Sequence[Score]) -> str:
    """One row a clip, in Markdown."""
    heads = ["clip", "body", "view", "reps", "attempts", "side", "start", "end", "hold error s"]
    heads += ["angle bias", "MAE rest", "top", "all", "false faults", *naive.COUNTERS]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(_row(s)) + " |" for s in own)]) + "\n"


def _row(s: Score) -> list[str]:
    truth = s.truth
    wanted = str(truth.reps_min) if truth.reps_min == truth.reps_max else f"{truth.reps_min}-{truth.reps_max}"
    attempts = f"{s.attempts}" if truth.attempts is None else f"{s.attempts} of {truth.attempts}"
    return [
        truth.name, truth.shape, _view(truth), f"{s.reps} of {wanted}" + (" **!**" if s.count_error else ""), attempts,
        _right(s.sides_right), _right(s.starts), _right(s.ends), _largest(s.hold_errors_s), _mean(s.all_deg, "+.1f"),
        _mae(s.rest_deg), _mae(s.top_deg), _mae(s.all_deg), str(s.false_faults) if truth.good else "-",
        *(f"{s.others[name]}" + (" **!**" if s.other_error(name) else "") for name in naive.COUNTERS),
    ]  # fmt: skip


def totals(own: Sequence[Score], other: Sequence[Score]) -> str:
    """Everything in a few lines, in Markdown."""
    clips = len(own)
    errors = {"formcheck": [s.count_error for s in own]}
    errors |= {f"counter {name}": [s.other_error(name) for s in own] for name in naive.COUNTERS}
    lines = ["| counting | exact | off by one at most | mean error |", "|---|---|---|---|"]
    for name, values in errors.items():
        exact, near = sum(v == 0 for v in values), sum(abs(v) <= 1 for v in values)
        lines.append(f"| {name} | {exact} of {clips} | {near} of {clips} | {np.mean(np.abs(values)):.2f} |")
    rated = [s for s in own if len(s.all_deg)]
    views = _views(rated)
    minutes = sum(s.good_s for s in own) / 60
    false = sum(s.false_faults for s in own)
    holds = [abs(e) for s in own for e in s.hold_errors_s]
    lines += [
        "", "| measure | |", "|---|---|",
        f"| attempts as true | {sum(s.attempts == s.truth.attempts for s in rated)} of {len(rated)} rendered clips |",
        f"| side right | {_right([r for s in own for r in s.sides_right])} |",
        f"| start within 0.4 s | {_right([r for s in own for r in s.starts])} |",
        f"| end within 0.4 s | {_right([r for s in own for r in s.ends])} |",
        f"| hold error, s | mean {np.mean(holds):.2f}, largest {max(holds):.2f} ({len(holds)} repetitions) |",
        *(_ranges(f"error of range, {name}, degrees", part) for name, part in views.items()),
        *(_angles(f"hip angle MAE, {name}, degrees", part) for name, part in views.items()),
        f"| false faults a minute, good form | {false / minutes:.2f} ({false} in {minutes:.1f} min) |",
        f"| faults found | {sum(s.faults_found for s in own)} of "
        f"{sum(s.faults_found + s.faults_missed for s in own)} |",
    ]  # fmt: skip
    if other:
        counted = sum(s.reps for s in other)
        lines.append(f"| repetitions counted in {len(other)} runs over other exercises | {counted} |")
    return "\n".join(lines) + "\n"


def _views(rated: Sequence[Score]) -> dict[str, list[Score]]:
    groups: dict[str, list[Score]] = {}
    for s in rated:
        angle = round(beside_deg(s.truth.azimuth_deg))
        groups.setdefault("side view" if angle == 0 else f"{angle} degrees", []).append(s)
    return dict(sorted(groups.items(), key=lambda item: (item[0] != "side view", item[0])))


def _ranges(name: str, part: Sequence[Score]) -> str:
    values = [error for s in part for error in s.range_errors_deg]
    if not values:
        return f"| {name} | not judged |"
    squared = np.sqrt(np.mean(np.square(values)))
    return (
        f"| {name} | root mean square {squared:.1f}, largest {np.abs(values).max():.1f} ({len(values)} repetitions) |"
    )


def _view(truth: Truth) -> str:
    return truth.view if isnan(truth.azimuth_deg) else f"{truth.view}, {truth.azimuth_deg:.0f}°"


def _angles(name: str, part: Sequence[Score]) -> str:
    values = [float(np.mean(np.abs(s.all_deg))) for s in part]
    return f"| {name} | mean {np.mean(values):.1f}, largest {max(values):.1f} ({len(values)} clips) |"


def _right(values: Sequence[bool]) -> str:
    return f"{sum(values)} of {len(values)}" if values else "-"


def _largest(values: Sequence[float]) -> str:
    return f"{max(values, key=abs):+.2f}" if values else "-"


def _mean(values: np.ndarray, style: str) -> str:
    return format(float(np.mean(values)), style) if len(values) else "-"


def _mae(values: np.ndarray) -> str:
    return _mean(np.abs(values), ".1f")


def report(own: Sequence[Score], other: Sequence[Score]) -> str:
    """Totals and table of all clips, in Markdown."""
    return f"{totals(own, other)}\n{table(own)}"


def page(text: str, reports: Mapping[str, str]) -> str:
    """The page with its tables, by name, replaced."""
    for name, made in reports.items():
        begin = BEGIN.format(name)
        before, rest = text.split(begin)
        text = before + begin + made + END + rest.split(END, 1)[1]
    return text


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[HERE])
    parser.add_argument("--page", action="store_true", help="write the tables into docs/accuracy.md")
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "formcheck-accuracy")
    parser.add_argument("--cross", type=Path, help="rows of benchmarks.cross: print their matrix and nothing else")
    arguments = parser.parse_args()
    if arguments.cross:
        print(cross.matrix(cross.rows_of(arguments.cross)))
        return
    if arguments.page:
        made = {"whole": report(*scores(load(HERE), arguments.cache))}
        made["bench"] = bench_clips.report(load(bench_clips.FOLDER), cross.today)
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")
        return
    truths = [truth for folder in arguments.folders for truth in load(folder)]
    if not truths:
        sys.exit(f"no *.truth.json and no truth.csv in {', '.join(map(str, arguments.folders))}")
    print(report(*scores(truths, arguments.cache)))
    if arguments.folders == [HERE]:
        print(bench_clips.report(load(bench_clips.FOLDER), cross.today))


if __name__ == "__main__":
    main()
