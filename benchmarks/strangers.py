"""How clips drawn by chance are counted: under their name, without one, and by the script of one height.

    python -m benchmarks.strangers FOLDER... [--script ONE_HEIGHT.py]

The folders have landmarks and truth files as `tools.render.bench` leaves them. A clip of somebody on the floor is
`end on` where it is seen within 35 degrees of the feet or the head.
"""

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.people import SHARED, by_script, module_of, named, unnamed
from benchmarks.truth import Truth, load
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording

END_ON_DEG = 35
COLUMNS = "named", "not named", "one height"


def group(truth: Truth) -> str:
    """Where a clip is seen from, as far as it matters."""
    from_end_deg = abs(truth.azimuth_deg % 180 - 90)
    on_the_floor = catalogue.load(truth.exercise).count.kind != "upright"
    return "end on" if on_the_floor and from_end_deg <= END_ON_DEG else "elsewhere"


def right(truth: Truth, script: Path) -> list[bool]:
    """Whether each of `COLUMNS` counts a clip exactly."""
    recording = Recording.load(truth.path)
    count = sum(rep.counts for rep in truth.reps or ())
    return [
        named(recording, truth.exercise)[0] == count,
        {name: reps for name, reps in unnamed(recording).items() if reps} == ({truth.exercise: count} if count else {}),
        by_script(module_of(script), recording, truth.exercise) == count,
    ]


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--script", type=Path, default=SHARED / "recordings" / "one_height.py")
    given = parser.parse_args()
    print("| clips | of | " + " | ".join(COLUMNS) + " |\n|---|---|---|---|---|")
    for folder in given.folders:
        clips: Counter[str] = Counter()
        exact: Counter[tuple[str, str]] = Counter()
        for truth in load(folder):
            where = group(truth)
            clips[where] += 1
            exact.update(
                (where, name) for name, is_right in zip(COLUMNS, right(truth, given.script), strict=True) if is_right
            )
        for where, n in sorted(clips.items()):
            print(f"| {folder.name}, {where} | {n} | " + " | ".join(str(exact[where, name]) for name in COLUMNS) + " |")


if __name__ == "__main__":
    main()
