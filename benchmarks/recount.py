"""Which movements of a rendered set count, by the rule of counting, written into its truth files.

    python -m benchmarks.recount FOLDER...

A movement counts where it rises by the exercise's smallest rise and by 65 % of the set's median rise, the median being
of those that rise by the smallest. A lone shallow one counts; whether it is good is the judgement's business. Rises
are read off the true joints in the picture where the truth file has them, else off the landmarks beside it at the
movement's times, and written as `rise`, in thigh lengths. A stretch has no height and keeps what the renderer wrote.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from formcheck.exercises import catalogue
from formcheck.exercises.count import Count
from formcheck.kinematics.heights import HEIGHTS, body
from formcheck.pose.landmarks import COUNT, INDEX, FloatArray
from formcheck.pose.recording import Recording
from tools.landmarks.heights import counting

THIGH_PERCENTILE = 90
"""As the counter's own length of the thigh: foreshortening only ever shortens it."""


def points_of(document: dict[str, Any], recording: Path) -> tuple[FloatArray, FloatArray] | None:
    """Times (N,) and points in the picture (N, 33, 2), true or as the pose model saw them; None without either."""
    if "joints_px" in document:
        time_s = np.array(document["signals"]["time_s"])
        image_px = np.full((len(time_s), COUNT, 2), np.nan)
        for name, points in document["joints_px"].items():
            joint, side = name.split("_")
            if f"{side}_{joint}" in INDEX:
                image_px[:, INDEX[f"{side}_{joint}"]] = points
        return time_s, image_px
    if recording.exists():
        seen = Recording.load(recording)
        return seen.time_s, seen.image_px
    return None


def rises(count: Count, time_s: FloatArray, image_px: FloatArray, spans: Sequence[tuple[float, float]]) -> list[float]:
    """How far the height rises in each movement from where it begins, in thighs; of the leg that rises more."""
    height, bodies = HEIGHTS[count.height], [body(pose) for pose in image_px]
    values = height.direction * np.array([height.of(one) for one in bodies])
    thigh = np.nanpercentile([one.thigh for one in bodies], THIGH_PERCENTILE)
    found = []
    for start_s, end_s in spans:
        inside = (time_s >= start_s) & (time_s <= end_s)
        rest = values[np.argmin(np.abs(time_s - start_s))]
        found.append(float(np.nanmax(np.nanpercentile(values[inside], 95, axis=0) - rest) / thigh))
    return found


def recount(path: Path) -> list[str]:
    """Write one truth file anew; what has changed in it."""
    text = path.read_text(encoding="utf-8")
    document = json.loads(text)
    if document["exercise"] not in catalogue.names() or not document["reps"]:
        return []
    count = catalogue.load(document["exercise"]).count
    found = points_of(document, path.with_name(path.name.replace(".truth.json", ".npz")))
    if count.height not in HEIGHTS or found is None:
        return []
    risen = rises(count, *found, [(rep["start_s"], rep["end_s"]) for rep in document["reps"]])
    changed = []
    for rep, rise, counts in zip(document["reps"], risen, counting(risen, count.smallest_rise), strict=True):
        if rep["counts"] != counts:
            changed.append(f"{path.name}: movement {rep['number']} rises {rise:.2f}, counts {counts}")
        rep["rise"], rep["counts"] = round(rise, 2), counts
    separators = (", ", ": ") if '": ' in text else (",", ":")  # as it was written
    path.write_text(json.dumps(document, separators=separators), encoding="utf-8")
    return changed


def main() -> None:
    """Write every truth file of the folders anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        for path in sorted(folder.glob("*.truth.json")):
            for line in recount(path):
                print(line)


if __name__ == "__main__":
    main()
