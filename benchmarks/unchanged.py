"""Does a change of the code leave every number alone? `python -m benchmarks.unchanged OUT.json`, before and after.

Writes what comes of every recording of the tests, of `../shared/recordings` where it lies, and of the sample clips:
counts, and a checksum of `summary.json` (without version and source) and of `signals.csv`. `--against OLD.json` lists
what differs.
"""

import argparse
import csv
import hashlib
import json
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared/recordings"
SAMPLES = ROOT / "sample_videos"
OWN = ROOT / "tests/recordings"


def exercise_of(path: Path, known: dict[str, str]) -> str | None:
    """What the truth beside a file says that it shows; None where nothing is said."""
    if path.name in known:
        return known[path.name]
    truth = path.with_suffix("").with_suffix(".truth.json")
    return str(json.loads(truth.read_text())["exercise"]) if truth.exists() else None


def inputs() -> dict[str | None, list[Path]]:
    """Every input by the exercise that it is analysed as; None where it is recognised."""
    files = sorted([*OWN.rglob("*.npz"), *SAMPLES.glob("*.mp4"), *SHARED.glob("*.npz")])
    held_out = set((SHARED / "held_out.txt").read_text().split()) if SHARED.exists() else set()
    known: dict[str, str] = {}
    for table in (OWN / "truth.csv", SHARED / "truth.csv"):
        if table.exists():
            with table.open(encoding="utf-8") as rows:
                known |= {row["file"]: row["exercise"] for row in csv.DictReader(rows)}
    found: dict[str | None, list[Path]] = defaultdict(list)
    for file in files:
        exercise = exercise_of(file, known)
        if file.parent == SHARED and file.name in held_out:
            continue
        found[None if exercise is None or exercise.startswith("other:") else exercise].append(file)
    return found


def checksums(exercise: str | None, file: Path, out: Path) -> tuple[str, str]:
    """The input's name, and what came of it: counts and two checksums, or the error's line."""
    name = str(file.relative_to(ROOT.parent))
    place = out / hashlib.sha256(name.encode()).hexdigest()[:12]
    named = [] if exercise is None else ["--exercise", exercise]
    command = [sys.executable, "-m", "formcheck", "analyze", str(file), "--no-video", "--out", str(place), *named]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        return name, done.stderr.strip().splitlines()[-1]
    result = place / file.name
    summary = json.loads((result / "summary.json").read_text())
    for key in ("formcheck_version", "source", "schema", "settings"):
        summary.pop(key, None)
    for rep in summary["reps"]:
        rep.pop("direction", None)  # a word of the exercise, and no number
    content = hashlib.sha256(json.dumps(summary, sort_keys=True).encode()).hexdigest()[:16]
    signals = hashlib.sha256((result / "signals.csv").read_bytes()).hexdigest()[:16]
    return name, f"{summary['exercise']} {json.dumps(summary['counts'])} {content} {signals}"


def main() -> None:
    """Write the checksums; tell what differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        jobs = [
            pool.submit(checksums, exercise, file, Path(folder))
            for exercise, files in inputs().items()
            for file in files
        ]
        found = dict(job.result() for job in jobs)
    options.out.write_text(json.dumps(found, indent=1, sort_keys=True))
    print(f"{len(found)} inputs")
    if options.against:
        before = json.loads(options.against.read_text())
        other = [name for name in sorted({*before, *found}) if before.get(name) != found.get(name)]
        for name in other:
            print(f"{name}\n  before {before.get(name)}\n  now    {found.get(name)}")
        sys.exit(f"{len(other)} differ" if other else 0)


if __name__ == "__main__":
    main()
