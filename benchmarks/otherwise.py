"""People as they would look otherwise: faster, mirrored, farther away, from a tilted camera, stepping nearer.

    python -m benchmarks.otherwise [--recordings DIR] [--captured PEOPLE.npz] [--unnamed] [--only NAME ...]

The open sets of `benchmarks.people`, each changed in every way of `WAYS`; what is true of a set is true of it however
it is changed. One line for every set that is counted wrong, then a table, beside the script of one height.
"""

import argparse
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.people import SHARED, Row, Score, by_script, captured_rows, every, module_of, named, rows, unnamed
from formcheck.pose.landmarks import SWAPPED, FloatArray
from formcheck.pose.recording import Recording

AZIMUTHS = ("0", "60", "90", "270")
THIGH_M = 0.42
FOCAL = 26 / 36
"""Of a usual lens, in widths of the picture."""
Way = Callable[[Recording, np.random.Generator], Recording]


def _rows(recording: Recording, kept: np.ndarray) -> Recording:
    arrays = {name: getattr(recording, name)[kept] for name in ("time_s", "image_px", "world_m", "visibility")}
    return replace(recording, **arrays)


def _thigh_px(recording: Recording) -> float:
    thighs = recording.image_px[:, [23, 24]] - recording.image_px[:, [25, 26]]
    return float(np.nanpercentile(np.hypot(thighs[..., 0], thighs[..., 1]), 90))


def at_tempo(recording: Recording, times: float) -> Recording:
    """So many times as fast, with the same pictures."""
    first_s = recording.time_s[0]
    return replace(recording, time_s=first_s + (recording.time_s - first_s) / times)


def at_rate(recording: Recording, rate: float) -> Recording:
    """So many pictures a second at most."""
    wanted_s = np.arange(recording.time_s[0], recording.time_s[-1], 1 / rate)
    return _rows(recording, np.unique(np.searchsorted(recording.time_s, wanted_s)))


def mirrored(recording: Recording) -> Recording:
    """Left and right exchanged, in the picture and in the person."""
    image_px, world_m = recording.image_px[:, SWAPPED].copy(), recording.world_m[:, SWAPPED].copy()
    image_px[..., 0] = recording.image_size[0] - image_px[..., 0]
    world_m[..., 0] *= -1
    return replace(recording, image_px=image_px, world_m=world_m, visibility=recording.visibility[:, SWAPPED])


def scaled(recording: Recording, times: float | FloatArray) -> Recording:
    """So many times as large, around the middle of the picture."""
    middle = np.array(recording.image_size) / 2
    return replace(recording, image_px=middle + (recording.image_px - middle) * np.reshape(times, (-1, 1, 1)))


def rolled(recording: Recording, by_deg: float) -> Recording:
    """The camera turned about its axis."""
    cosine, sine = np.cos(np.radians(by_deg)), np.sin(np.radians(by_deg))
    turn, middle = np.array([[cosine, -sine], [sine, cosine]]), np.array(recording.image_size) / 2
    world_m = recording.world_m.copy()
    world_m[..., :2] = world_m[..., :2] @ turn.T
    return replace(recording, image_px=middle + (recording.image_px - middle) @ turn.T, world_m=world_m)


def tilted(recording: Recording, by_deg: float) -> Recording:
    """The camera looking up by so much more, from where it stands."""
    cosine, sine = np.cos(np.radians(by_deg)), np.sin(np.radians(by_deg))
    turn = np.array([[1, 0, 0], [0, cosine, sine], [0, -sine, cosine]])
    middle, focal_px = np.array(recording.image_size) / 2, FOCAL * max(recording.image_size)
    rays = np.concatenate([(recording.image_px - middle) / focal_px, np.ones((*recording.image_px.shape[:2], 1))], -1)
    rays = rays @ turn.T
    image_px = middle + focal_px * rays[..., :2] / rays[..., 2:]
    return replace(recording, image_px=image_px, world_m=recording.world_m @ turn.T)


def noisy(recording: Recording, share: float, rng: np.random.Generator) -> Recording:
    """Landmarks that tremble by a share of the thigh."""
    image_px = recording.image_px + rng.normal(scale=share * _thigh_px(recording), size=recording.image_px.shape)
    world_m = recording.world_m + rng.normal(scale=share * THIGH_M, size=recording.world_m.shape)
    return replace(recording, image_px=image_px, world_m=world_m)


def nearer(recording: Recording, times: float) -> Recording:
    """Somebody who steps nearer or back within a second, half-way through."""
    half_s = (recording.time_s[0] + recording.time_s[-1]) / 2
    return scaled(recording, 1 + (times - 1) * np.clip(recording.time_s - half_s, 0, 1))


def blinking(recording: Recording, rng: np.random.Generator) -> Recording:
    """Nobody is found for 0.4 s, every few seconds."""
    image_px, at_s = recording.image_px.copy(), recording.time_s[0] + rng.uniform(0, 3)
    while at_s < recording.time_s[-1]:
        image_px[(recording.time_s >= at_s) & (recording.time_s < at_s + 0.4)] = np.nan
        at_s += rng.uniform(2, 5)
    return replace(recording, image_px=image_px)


def dropped(recording: Recording, share: float, rng: np.random.Generator) -> Recording:
    """A share of the pictures missing, here and there."""
    kept = rng.random(len(recording)) >= share
    kept[0] = True
    return _rows(recording, np.flatnonzero(kept))


WAYS: dict[str, Way] = {
    "as it is": lambda r, _: r,
    "10 pictures a second": lambda r, _: at_rate(r, 10),
    "15 pictures a second": lambda r, _: at_rate(r, 15),
    "1.5 times as fast": lambda r, _: at_tempo(r, 1.5),
    "half as fast": lambda r, _: at_tempo(r, 0.5),
    "mirrored": lambda r, _: mirrored(r),
    "a third of the pictures dropped": lambda r, rng: dropped(r, 0.3, rng),
    "nobody found now and then": blinking,
    "visibility halved": lambda r, _: replace(r, visibility=r.visibility / 2),
    "trembling by 2 % of a thigh": lambda r, rng: noisy(r, 0.02, rng),
    "trembling by 4 %": lambda r, rng: noisy(r, 0.04, rng),
    "a quarter as large, 1 px off": lambda r, rng: noisy(scaled(r, 0.25), 1 / (0.25 * _thigh_px(r)), rng),
    "rolled by 5 degrees": lambda r, _: rolled(r, 5),
    "rolled by -8": lambda r, _: rolled(r, -8),
    "tilted up by 15": lambda r, _: tilted(r, 15),
    "tilted down by 15": lambda r, _: tilted(r, -15),
    "tilted down by 25": lambda r, _: tilted(r, -25),
    "a step nearer by 30 %": lambda r, _: nearer(r, 1.3),
    "a step back by 25 %": lambda r, _: nearer(r, 0.75),
}


def sets(recordings: Path, people: Path | None, folder: Path) -> Iterator[tuple[Row, Recording]]:
    """The open sets whose count is known, and captured ones at ten pictures a second."""
    yield from ((row, Recording.load(row.path)) for row in rows(recordings, held_out=False) if row.is_set)
    for row in captured_rows(people, folder, AZIMUTHS) if people is not None else ():
        if row.exercise.partition(":")[0] != "other":
            yield row, every(Recording.load(row.path), 3)


def main() -> None:
    """Count everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recordings", type=Path, default=SHARED / "recordings")
    parser.add_argument("--captured", type=Path, help="people.npz of motion capture")
    parser.add_argument("--unnamed", action="store_true", help="without a name instead")
    parser.add_argument("--only", nargs="+", choices=WAYS, default=list(WAYS))
    given = parser.parse_args()
    script, score = module_of(given.recordings / "one_height.py"), Score()
    with tempfile.TemporaryDirectory() as folder:
        for row, recording in sets(given.recordings, given.captured, Path(folder)):
            for way in given.only:
                seen = WAYS[way](recording, np.random.default_rng(zlib.crc32(row.path.stem.encode())))
                if given.unnamed:
                    score.add_unnamed(way, row, unnamed(seen))
                    continue
                score.add_count(way, row, named(seen, row.exercise)[0])
                score.add_count(f"{way}: script", row, by_script(script, seen, row.exercise))
    score.print()


if __name__ == "__main__":
    main()
