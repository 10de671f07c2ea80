"""How surely a gesture is noticed in every posture, and how often one is seen where nobody makes one.

    python -m benchmarks.gestures [RECORDING.npz or folder of them ...]

Gestures are the renderer's (`tools/render/README.md`), made twice by each of four people and modelled as the pose model
would see them (docs/test_bench.md) by a laptop camera all around, low and high. Two hands that go up are to be both.
False alarms are looked for in every recording that is here, and in those that are given.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np

from formcheck.pose.landmarks import Pose
from formcheck.pose.recording import Recording
from formcheck.workout.gestures import Hands, RaisedHands
from tools.landmarks.cross import seed_of
from tools.landmarks.hidden import MEASURED, with_hidden
from tools.landmarks.noise import Landmarks, as_seen, load
from tools.landmarks.points import points_of
from tools.landmarks.view import Lens, View, stand_of
from tools.render.body import SIDES
from tools.render.clip import Clip
from tools.render.config import Config
from tools.render.rotation import Array

FPS = 15.0
BODIES = ("fem", "male", "heavy", "heavyf")
AZIMUTHS_DEG = tuple(range(0, 360, 30))
HEIGHTS_M = (0.3, 0.9)
LAPTOP = Lens(27.0, (640, 360))
"""Sees 67 degrees across."""
DISTANCE_M = 2.6
LATE_S = 0.5
FOLDER = Path(__file__).parents[1] / "tests" / "recordings"

ASKED: Mapping[str, tuple[str, ...]] = {
    "standing": ("wave", "arms_up"),
    "sitting": ("wave_sitting",),
    "half kneeling": ("wave_half_kneeling",),
    "on all fours": ("wave_sitting_back",),
    "on the back": ("wave_supine", "hands_up_supine"),
    "on the side": ("wave_on_side",),
    "on the stomach": ("foot_tap_prone", "feet_up_prone"),
}
"""The gestures that are asked for, by posture."""
OTHERS = ("wave_prone", "wave_all_fours", "wave_all_fours_side", "wave_supine_low")
"""What else can be raised there, and is not asked for."""
Held = list[tuple[float, float]]
"""From when to when each raise is held."""
TWO = ("arms_up", "hands_up_supine", "feet_up_prone")


def raises(
    movement: str, body: str, azimuth_deg: float, height_m: float
) -> tuple[Landmarks, list[tuple[float, float]]]:
    """A clip of a gesture as landmarks, and from when to when it is held."""
    clip, points = _posed(movement, body)
    time_s = np.arange(len(points)) / FPS
    low, high = points[0].min(0), points[0].max(0)
    middle = (low + high) / 2
    target = np.array([*middle[:2], max(middle[2], 0.45)])
    view = View.at(azimuth_deg, height_m, DISTANCE_M, target, stand_of(points[0]), LAPTOP)
    seed = seed_of(f"{movement}-{body}-{azimuth_deg}-{height_m}")
    found = with_hidden(as_seen(time_s, points, view, load(), seed), points, view, MEASURED, seed)
    x, y = found.image_px[..., 0], found.image_px[..., 1]
    width, height = found.image_size
    inside = (x >= 0) & (x <= width) & (y >= 0) & (y <= height)
    found = replace(found, visibility=np.where(inside, found.visibility, 0.0))  # what is out of the picture is a guess
    return found, [(rep.top_s, rep.leave_top_s) for rep in clip.timeline.reps]


@cache
def _posed(movement: str, body: str) -> tuple[Clip, Array]:
    side = SIDES[seed_of(f"{movement}-{body}") % 2]
    clip = Clip(Config(
        exercise=movement, shape=body, work=side, reps=2, lead_s=1.5, move_s=1.0, hold_s=1.6, return_s=1.0,
        pause_s=1.0, tail_s=0.5, fps=FPS,
    ))  # fmt: skip
    points = []
    for row in range(clip.frames):
        clip.pose(row / FPS)
        points.append(points_of(clip.exercise.skeleton))
    return clip, np.stack(points)


def noticed(moments: Iterable[tuple[float, Pose | None]]) -> list[tuple[float, Hands]]:
    """When a sign is seen, and which."""
    hands, found = RaisedHands(), []
    for time_s, pose in moments:
        sign = hands.update(time_s, pose)
        if sign is not None:
            found.append((time_s, sign))
    return found


def recall(movement: str, views: Iterable[tuple[str, float, float]]) -> tuple[int, int, int]:
    """Of the raises of a movement: how many were noticed rightly, noticed as another, and how many there are."""
    wanted = Hands.BOTH if movement in TWO else Hands.ONE
    right = wrong = every = 0
    for body, azimuth_deg, height_m in views:
        found, held = raises(movement, body, azimuth_deg, height_m)
        signs = noticed(moments_of(found))
        for start_s, end_s in held:
            seen = [sign for time_s, sign in signs if start_s <= time_s <= end_s + LATE_S]
            right += seen[:1] == [wanted]
            wrong += bool(seen) and seen[:1] != [wanted]
        every += len(held)
    return right, wrong, every


def moments_of(found: Landmarks) -> Iterator[tuple[float, Pose | None]]:
    """Poses of modelled landmarks, with their times."""
    for row, time_s in enumerate(found.time_s.tolist()):
        whole = not np.isnan(found.image_px[row]).any()
        pose = Pose(found.image_px[row], found.world_m[row], found.visibility[row], found.image_size)
        yield time_s, pose if whole else None


def false_alarms(paths: Iterable[Path]) -> tuple[int, float, list[str]]:
    """How many recordings, how many minutes, and every sign that was seen in them, as if one were waited for."""
    count, minutes, found = 0, 0.0, list[str]()
    for path in paths:
        recording = Recording.load(path)
        moments = list(recording)
        count, minutes = count + 1, minutes + (moments[-1][0] - moments[0][0]) / 60
        found += [f"{path.stem} at {time_s:.1f} s: {hands.name}" for time_s, hands in noticed(moments)]
    return count, minutes, found


def recordings(given: Sequence[Path]) -> Iterator[Path]:
    """The recordings of the tests and those that are given, but for those in which gestures are made or held out."""
    for path in (FOLDER, *given):
        held_out = path / "held_out.txt"
        left_out = held_out.read_text(encoding="utf-8").split() if held_out.is_file() else []
        for file in sorted(path.rglob("*.npz")) if path.is_dir() else [path]:
            if file.name not in left_out and file.stem not in left_out and not file.stem.startswith("gesture_"):
                yield file


def main() -> None:
    """Print a row a gesture, and every false alarm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recordings", type=Path, nargs="*", help="more recordings, or folders of them")
    parser.add_argument("--body", action="append", choices=BODIES, help="only these people")
    given = parser.parse_args()
    print(f"{'posture':16} {'gesture':22} {'noticed':>7} {'as another':>10} {'of':>4}")
    rows = [(posture, name) for posture, names in ASKED.items() for name in names]
    for posture, name in (*rows, *(("not asked for", name) for name in OTHERS)):
        right, wrong, every = recall(name, product(given.body or BODIES, AZIMUTHS_DEG, HEIGHTS_M))
        print(f"{posture:16} {name:22} {right / every:7.0%} {wrong / every:10.0%} {every:4}", flush=True)
    for path in sorted((FOLDER / "bench").glob("gesture_*.npz")):
        truth = json.loads(path.with_suffix(".truth.json").read_text(encoding="utf-8"))
        held = [(rep["top_s"], rep["leave_top_s"] + LATE_S) for rep in truth["movements"]]
        signs = noticed(Recording.load(path))
        seen = [next((hands.name for at_s, hands in signs if a <= at_s <= b), "none") for a, b in held]
        print(f"rendered: {path.stem:28} {', '.join(seen)}")
    count, minutes, found = false_alarms(recordings(given.recordings))
    print(f"{count} recordings, {minutes:.0f} minutes: {len(found)} false alarms", *found, sep="\n  ")


if __name__ == "__main__":
    main()
