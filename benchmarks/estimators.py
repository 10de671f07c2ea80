"""Which estimator of the hip angle is least off: every one on every rendered clip, by view.

    python -m benchmarks.estimators FOLDER... [--cache DIR]

Mean absolute error over all frames but getting into position, degrees, mean over the clips of a view.

- 2D: signed angle of the near (or working) side in the picture, smoothed
- 2D, less the offset: the same as formcheck shows it, corrected by what the lowest top so far reads past straight
- 2D, x stretched (axes): x divided by the cosine of the yaw that the model's own shoulder and hip axes show
- 2D, x stretched (width): the same, the yaw from the apparent width of the shoulders over the trunk
- 2D, hip moved (lengths): the hip moved across the trunk by the share of it that keeps the thigh's length most constant
- 3D: the angle of the model's world landmarks, in space and unsigned (180 at most)
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians
from pathlib import Path
from tempfile import gettempdir

import numpy as np

from benchmarks.accuracy import HERE, landmarks
from benchmarks.naive import extension_deg
from benchmarks.truth import Truth, load
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot
from formcheck.exercises import catalogue
from formcheck.kinematics.limb import lengths_px
from formcheck.pose.landmarks import FloatArray, Pose, Side, index
from formcheck.pose.recording import Recording
from formcheck.pose.tracking import LiveTrack, Tracked
from tools.render.view import beside_deg

WIDTH_OF_TRUNK = 0.9
"""Shoulder width over trunk length (Winter 2009: 0.259 and 0.288 of the stature)."""


def stretched(pose: Pose, yaw_deg: float) -> Pose:
    """The pose with x divided by the cosine of the yaw, which undoes the view for a body in one plane."""
    image_px = pose.image_px / [max(cos(radians(yaw_deg)), 0.3), 1.0]
    return Pose(image_px, pose.world_m, pose.visibility, pose.image_size)


def axes_yaw_deg(pose: Pose) -> float:
    """Yaw from the axes of shoulders and hips in the world landmarks, 0 to 90."""
    shoulders, hips = (
        pose.world_m[index(joint, Side.RIGHT)] - pose.world_m[index(joint, Side.LEFT)] for joint in ("shoulder", "hip")
    )
    # Where left and right leg were swapped, the hips' axis points the other way.
    x, _, z = shoulders + (-hips if shoulders[[0, 2]] @ hips[[0, 2]] < 0 else hips)
    return degrees(atan2(abs(x), abs(z)))


def width_yaw_deg(pose: Pose) -> float:
    """Yaw from the apparent width of the shoulders, 0 to 90."""
    left, right = (pose.image_px[index("shoulder", side)] for side in (Side.LEFT, Side.RIGHT))
    trunks = [
        pose.image_px[index("hip", side)] - pose.image_px[index("shoulder", side)] for side in (Side.LEFT, Side.RIGHT)
    ]
    trunk_px = max(float(np.hypot(*trunk)) for trunk in trunks)
    return degrees(asin(min(abs(left[0] - right[0]) / (WIDTH_OF_TRUNK * trunk_px), 1.0))) if trunk_px else 0.0


def world_extension_deg(pose: Pose, side: Side) -> float:
    """Hip extension in space, never past straight."""
    shoulder, hip, knee = (pose.world_m[index(joint, side)] for joint in ("shoulder", "hip", "knee"))
    trunk, thigh = hip - shoulder, knee - hip
    share = float(trunk @ thigh / (np.linalg.norm(trunk) * np.linalg.norm(thigh)))
    return -degrees(np.arccos(np.clip(share, -1, 1)))


def hip_moved(pose: Pose, side: Side, share: float) -> Pose:
    """The pose with the hip of one side moved across its trunk, by a share of the trunk."""
    image_px = pose.image_px.copy()
    shoulder, hip = image_px[index("shoulder", side)], image_px[index("hip", side)]
    trunk = hip - shoulder
    image_px[index("hip", side)] = hip + share * np.array([-trunk[1], trunk[0]])
    return Pose(image_px, pose.world_m, pose.visibility, pose.image_size)


def steady_share(seen: Sequence[Tracked], side: Side) -> float:
    """The move of the hip that keeps the length of the thigh most constant over a clip, relative to its mean."""

    def unsteady(share: float) -> float:
        lengths = np.array([lengths_px(hip_moved(tracked.smooth, side, share).image_px, side)[0] for tracked in seen])
        return float(np.nanstd(lengths) / np.nanmean(lengths))

    return float(min(np.linspace(-0.15, 0.15, 31).tolist(), key=unsteady))


@dataclass(frozen=True)
class Body:
    """What is known of one clip as a whole: yaw by two ways, and the move of the hip by side."""

    axes_deg: float
    width_deg: float
    shares: dict[Side, float]


def estimates(tracked: Tracked, snapshot: Snapshot, side: Side, posture: str, body: Body) -> dict[str, float]:
    """What each estimator says of one moment."""
    return {
        "2D": extension_deg(tracked.smooth, side, posture),
        "2D, less the offset": snapshot.measures["hip_extension_deg"],
        "2D, x stretched (axes)": extension_deg(stretched(tracked.smooth, body.axes_deg), side, posture),
        "2D, x stretched (width)": extension_deg(stretched(tracked.smooth, body.width_deg), side, posture),
        "2D, hip moved (lengths)": extension_deg(hip_moved(tracked.smooth, side, body.shares[side]), side, posture),
        "3D": world_extension_deg(tracked.raw, side),
    }


def errors(truth: Truth, recording: Recording) -> dict[str, float]:
    """Mean absolute error of each estimator over one clip."""
    assert truth.extension_deg is not None and truth.entering is not None
    exercise = catalogue.load(truth.exercise)
    session, track = Session(exercise), LiveTrack()
    moments = [(session.update(time_s, pose), track.update(time_s, pose)) for time_s, pose in recording]
    near = session.finish().tracking.near
    seen = [tracked for _, tracked in moments if tracked is not None]
    body = Body(
        _median(lambda t: axes_yaw_deg(t.raw), seen),
        _median(lambda t: width_yaw_deg(t.raw), seen),
        {side: steady_share(seen, side) for side in (Side.LEFT, Side.RIGHT)},
    )
    found: dict[str, list[float]] = defaultdict(list)
    for row, (snapshot, tracked) in enumerate(moments):
        side = near if snapshot.side is Side.BOTH else snapshot.side
        if tracked is None or side is None or not snapshot.measures or truth.entering[row]:
            continue
        for name, value in estimates(tracked, snapshot, side, exercise.posture, body).items():
            found[name].append(value - float(truth.extension_deg[side.value][row]))
    return {name: float(np.nanmean(np.abs(values))) for name, values in found.items()}


def _median(what: Callable[[Tracked], float], seen: Sequence[Tracked]) -> float:
    values: FloatArray = np.array([what(tracked) for tracked in seen])
    return float(np.nanmedian(values)) if len(values) else 0.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[HERE])
    parser.add_argument("--cache", type=Path, default=Path(gettempdir()) / "formcheck-accuracy")
    arguments = parser.parse_args()
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    for truth in (truth for folder in arguments.folders for truth in load(folder)):
        if truth.reps is not None and truth.exercise in catalogue.names():
            found = errors(truth, landmarks(truth.path, arguments.cache))
            if found:
                kind = "bridges" if catalogue.load(truth.exercise).sides == "together" else "kicks"
                groups[f"{kind}, {beside_deg(truth.azimuth_deg):>2.0f} degrees"].append(found)
    names = list(next(iter(groups.values()))[0])
    print("| clips | " + " | ".join(names) + " |\n|---|" + "---|" * len(names))
    for group, rows in sorted(groups.items()):
        means = [f"{np.mean([row[name] for row in rows]):.1f}" for name in names]
        print(f"| {len(rows)} {group} | " + " | ".join(means) + " |")


if __name__ == "__main__":
    main()
