"""How often the pose model gets hidden limbs wrong, on recordings of people.

    python -m tools.landmarks.hidden_rates FOLDER      # prints the numbers of `hidden.MEASURED`

Of the people who do our exercises, without cuts, the held-out ones left out: 75 recordings, 844 s.
"""

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.ndimage import median_filter

from ..render.rotation import Array
from .hidden import BODY, Spells, runs


@dataclass(frozen=True)
class Recording:
    """A recording of a person: what is done, times, landmarks where somebody was found, and the thigh in pixels."""

    name: str
    stride: bool
    time_s: Array
    found: npt.NDArray[np.bool_]
    image_px: Array
    world_m: Array
    thigh_px: float


def recordings(folder: Path) -> Iterator[Recording]:
    """The open recordings of our exercises that have no cuts."""
    held_out = set((folder / "held_out.txt").read_text(encoding="utf-8").split())
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["file"] in held_out or row["exercise"].startswith("other") or row["view"] == "mixed":
            continue
        with np.load(folder / row["file"]) as data:
            time_s, image_px, world_m = (data[key].astype(float) for key in ("time_s", "image_px", "world_m"))
        found = np.isfinite(image_px).all((1, 2))
        seen = image_px[found]
        thighs = np.linalg.norm(seen[:, [23, 24]] - seen[:, [25, 26]], axis=2).max(1)
        stride = row["exercise"] in ("split_squat", "bird_dog", "straight_leg_kickback", "hip_flexor_stretch")
        yield Recording(row["file"], stride, time_s, found, image_px, world_m, float(np.percentile(thighs, 90)))


def swapped(one: Recording) -> Spells:
    """Spells between two steps in which the legs change places; the last one may last to the end."""
    knees, crossed = [25, 26, 27, 28], [26, 25, 28, 27]
    before, after = one.image_px[:-1], one.image_px[1:]
    stay = np.linalg.norm(after[:, knees] - before[:, knees], axis=2).sum(1)
    swap = np.linalg.norm(after[:, knees] - before[:, crossed], axis=2).sum(1)
    steps = np.flatnonzero(stay > swap + 0.3 * one.thigh_px) + 1
    return list(zip(steps[::2].tolist(), [*steps[1::2].tolist(), len(one.time_s) - 1], strict=False))


def jumped(one: Recording) -> Spells:
    """Spells of less than 0.3 s in which one lower leg is 0.3 thighs or more from where it is before and after."""
    step = max(round(0.3 / float(np.median(np.diff(one.time_s)))), 1)
    ankles = one.image_px[:, BODY]
    off = np.linalg.norm(ankles - median_filter(ankles, size=(2 * step + 1, 1, 1), mode="nearest"), axis=2)
    alone = np.median(off, axis=1) < 0.05 * one.thigh_px
    return [s for joint in range(4, 8) for s in runs((off[:, joint] > 0.3 * one.thigh_px) & alone)]


def collapsed(one: Recording) -> Spells:
    """Spells in which the skeleton is smaller than 0.65 of its usual size."""

    def size(points: Array) -> Array:
        return np.asarray(np.linalg.norm(points - points.mean(1, keepdims=True), axis=2).sum(1))

    ratio = size(one.image_px[:, BODY]) / size(one.world_m[:, BODY, :2])
    return runs(ratio < 0.65 * np.nanmedian(ratio))


def rate(clips: list[tuple[Recording, Spells]]) -> str:
    """The numbers of one kind."""
    those = [(one, found) for one, found in clips if found]
    seconds = sum(float(one.time_s[-1] - one.time_s[0]) for one, _ in those)
    times = [one.time_s[min(e, len(one.time_s) - 1)] - one.time_s[f] for one, found in those for f, e in found]
    if not times:
        return f"0 of {len(clips)} clips"
    logs = np.log(np.maximum(times, 0.02))
    middle, spread = float(np.exp(np.median(logs))), float(np.std(logs))
    return (
        f"{len(those)} of {len(clips)} clips, there {len(times)} in {seconds:.0f} s = {len(times) / seconds:.2f} a "
        f"second, each {middle:.2f} s in the median, log spread {spread:.1f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    found = list(recordings(parser.parse_args().folder))
    swaps = [(one, swapped(one)) for one in found]
    told = {
        "swap, stride": [pair for pair in swaps if pair[0].stride],
        "swap, elsewhere": [pair for pair in swaps if not pair[0].stride],
        "jump": [(one, jumped(one)) for one, swap in swaps if not swap],
        "collapse": [(one, collapsed(one)) for one in found],
        "lost": [(one, runs(~one.found)) for one in found],
    }
    sys.stdout.writelines(f"{name:16}{rate(clips)}\n" for name, clips in told.items())


if __name__ == "__main__":
    main()
