"""What the desk companion makes of squats of which the picture shows the upper end only, and of people at their desks.

    python -m benchmarks.desk [RECORDING ...]

Counts the squats in tests/recordings/desk with the picture cut off ever higher; then, of the people at desks there and
in other recordings that are named, says how often a glance every two seconds takes them for standing, or for nobody,
and how many squats would be counted. How they stand is not in these recordings, so three ways are supposed: out of the
picture, a shoulders' width higher, and as little higher as is still told apart.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from formcheck.app.desk.bobbing import BobCounter
from formcheck.app.desk.in_picture import shoulders
from formcheck.app.desk.offers import offers
from formcheck.app.desk.shoulders import APART, Shoulders, Taught, posture
from formcheck.app.desk.situation import Seen
from formcheck.app.desk.watching import GLANCE_APART_S, GLANCE_POSES
from formcheck.pose.landmarks import Pose, Side, index
from formcheck.pose.recording import Recording

FOLDER = Path(__file__).parents[1] / "tests" / "recordings" / "desk"
CUTS = {"whole": inf, "waist": 1.0, "belly": 0.75, "chest": 0.5, "shoulders": 0.25}
"""Where the picture ends: at this share of the way from the shoulders down to the hips of the person who stands."""
HIPS = 1.5
"""So many widths of the shoulders below them are the hips, by landmarks: 1.3 to 1.6 of the six people here."""
EVERY_S, IDLE_S = 2.0, 60.0
WIDE = 100

_SHOULDERS = [index("shoulder", side) for side in (Side.LEFT, Side.RIGHT)]


@dataclass(frozen=True)
class Seated:
    """What glances say of somebody who sits at a desk, by how they are supposed to stand; and squats counted."""

    name: str
    lasts_s: float
    squats: int
    seen: dict[str, Counter[Seen]]


def counted(recording: Recording, share: float = inf) -> int:
    """Squats, with the picture cut off below that share of the trunk."""
    edge_px = cut_px(recording, share)
    counted = offers()["squats"].counted
    assert counted is not None
    counter = BobCounter(counted.count)
    for time_s, pose in recording:
        counter.update(time_s, pose if pose is None else _cut(pose, edge_px))
    return counter.finish()


def cut_px(recording: Recording, share: float) -> float:
    """Where the picture ends then: of the person as they stand, which is how they are at their highest."""
    if share == inf:
        return float(recording.image_size[1])
    two = recording.image_px[:, _SHOULDERS]
    heights, widths = two[..., 1].mean(axis=1), np.hypot(*(two[:, 0] - two[:, 1]).T)
    standing = heights <= np.nanquantile(heights, 0.25)
    return float(np.nanmedian(heights[standing]) + share * HIPS * np.nanmedian(widths[standing]))


def seated(name: str, recording: Recording) -> Seated:
    """What glances would say of somebody who sits all the time."""
    found = list(glances(recording))
    sits = next((one for one in found if one is not None), None)
    seen: dict[str, Counter[Seen]] = {}
    if sits is not None:
        up = {"out of the picture": None, "a width higher": 1.0, "hardly higher": APART}
        for how, widths in up.items():
            stands = None if widths is None else Shoulders(sits.height + widths * sits.width, sits.width)
            seen[how] = Counter(posture(one, Taught(sits, stands), IDLE_S) for one in found)
    return Seated(name, float(recording.time_s[-1] - recording.time_s[0]), counted(recording), seen)


def glances(recording: Recording) -> Iterator[Shoulders | None]:
    """A glance every so often: the middle of a few poses, as `formcheck.app.desk.watching` takes it."""
    poses: list[Shoulders | None] = []
    last_s, began_s = -inf, -inf
    for time_s, pose in recording:
        if time_s - began_s >= EVERY_S:
            began_s, poses = time_s, []
        if len(poses) < GLANCE_POSES and time_s - last_s >= GLANCE_APART_S:
            last_s = time_s
            poses.append(shoulders(pose))
            if len(poses) == GLANCE_POSES:
                there = [one for one in poses if one is not None]
                yield (
                    Shoulders(median(one.height for one in there), median(one.width for one in there))
                    if 2 * len(there) > len(poses)
                    else None
                )


def recordings() -> dict[str, Recording]:
    """Those of the folder, by their names."""
    return {path.stem: Recording.load(path) for path in sorted(FOLDER.glob("*.npz"))}


def _cut(pose: Pose, edge_px: float) -> Pose:
    return replace(pose, image_size=(pose.image_size[0], max(round(edge_px), 1)))


def main() -> None:
    """Count, look, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recordings", nargs="*", type=Path)
    given = parser.parse_args().recordings
    truth, found, console = json.loads((FOLDER / "truth.json").read_text("utf-8")), recordings(), Console(width=WIDE)
    table = Table("squats", "there are", *CUTS)
    for name, (least, most) in truth.items():
        if name in found:
            cuts = CUTS if name.startswith("front") else {"whole": inf}
            table.add_row(name, f"{least}-{most}", *(str(counted(found[name], share)) for share in cuts.values()))
    console.print(table)
    table = Table("at a desk", "s", "squats", "standing is", *(seen.value for seen in Seen))
    for column in table.columns:
        column.no_wrap = True
    people = {name: one for name, one in found.items() if name not in truth}
    people |= {path.stem: Recording.load(path) for path in given}
    for one in (seated(name, recording) for name, recording in people.items()):
        for how, seen in one.seen.items():
            row = (one.name, f"{one.lasts_s:.0f}", str(one.squats), how)
            table.add_row(*row, *(str(seen[what]) for what in Seen))
    console.print(table)


if __name__ == "__main__":
    main()
