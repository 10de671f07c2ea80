"""The errors as modelled beside the errors really seen, on the clips that were kept out of the fit.

python -m tools.landmarks.check FOLDER...    # prints the tables of docs/test_bench.md
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..render.rotation import Array
from .cross import seed_of
from .fit import fit
from .noise import Noise, as_seen, load
from .points import COUNT, KIND, KINDS, landmarks_of
from .residue import Residue, halves, residue_of
from .seen import Seen
from .seen import load as seen_clips

TOLD = ("nose", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe")
ANGLES = {"hip": (11, 23, 25), "knee": (23, 25, 27)}
"""Landmarks of the left side that make an angle; those of the right follow each."""


def remade(clip: Seen, noise: Noise) -> Residue:
    """Errors of the landmarks that the model makes of a clip."""
    return residue_of(clip, as_seen(clip.time_s, clip.points, clip.view, noise, seed_of(clip.name)))


def rms(residues: Sequence[Residue], space: str) -> Array:
    """(K, 2) root mean square length of the error, near and far, thighs; every clip weighs the same."""
    sums, weights = np.zeros((len(KINDS), 2)), np.zeros((len(KINDS), 2))
    for r in residues:
        near = r.near.mean(0)
        square = np.nanmean((getattr(r, space) ** 2).sum(-1), axis=0)
        for landmark in range(COUNT):
            for place, share in ((0, near[landmark]), (1, 1 - near[landmark])):
                sums[KIND[landmark], place] += share**2 * square[landmark]
                weights[KIND[landmark], place] += share**2
    return np.sqrt(sums / weights)


def joint_table(seen: Sequence[Residue], made: Sequence[Residue]) -> str:
    """A row a joint, near and far: what stays the same in a clip, wander, white, and all of it; seen / modelled."""
    a, b = fit(seen), fit(made)
    heads = ["joint", "constant along", "across", "front", "wander", "white", "all, picture", "all, world"]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    every = [(rms(seen, space), rms(made, space)) for space in ("picture", "world")]
    for name in TOLD:
        kind = KINDS.index(name)
        for place, word in enumerate(("near", "far") if name != "nose" else ("",)):
            constant = [
                f"{100 * a.picture.offset[kind, place, axis]:+.1f} ± {100 * a.picture.spread[kind, place, axis]:.1f} / "
                f"{100 * b.picture.offset[kind, place, axis]:+.1f} ± {100 * b.picture.spread[kind, place, axis]:.1f}"
                for axis in range(3)
            ]
            parts = [(getattr(a.picture, part), getattr(b.picture, part)) for part in ("wander", "white")]
            moving = [f"{100 * x[kind, place, 0]:.1f} / {100 * y[kind, place, 0]:.1f}" for x, y in parts]
            whole = [f"{100 * x[kind, place]:.1f} / {100 * y[kind, place]:.1f}" for x, y in every]
            lines.append(f"| {name} {word}".rstrip() + " | " + " | ".join([*constant, *moving, *whole]) + " |")
    return "\n".join(lines) + "\n"


def angle_table(clips: Sequence[Seen], noise: Noise) -> str:
    """Errors of the hip and the knee angle in the picture: bias, between clips, within a clip; seen / modelled."""
    lines = ["| angle | bias | between clips | within a clip | mean size |", "|---|---|---|---|---|"]
    for name, corner in ANGLES.items():
        for word in ("near", "far"):
            found = [_angles(clips, corner, word == "far", noise if made else None) for made in (False, True)]
            cells = [f"{seen:.1f} / {made:.1f}" for seen, made in zip(*found, strict=True)]
            lines.append(f"| {name} {word} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _angles(clips: Sequence[Seen], corner: tuple[int, int, int], far: bool, noise: Noise | None) -> list[float]:
    errors = []
    for clip in clips:
        made = None if noise is None else as_seen(clip.time_s, clip.points, clip.view, noise, seed_of(clip.name))
        image_px = clip.image_px if made is None else made.image_px
        left_far = residue_of(clip).near[:, 11].mean() < 0.5
        numbers = [number + (far != left_far) for number in corner]
        true_px = clip.view.project(landmarks_of(clip.points))
        errors.append(_corner_deg(image_px[:, numbers]) - _corner_deg(true_px[:, numbers]))
    bias = [float(np.nanmean(e)) for e in errors]
    within = np.sqrt(np.mean([np.nanvar(e) for e in errors]))
    return [
        float(np.mean(bias)),
        float(np.std(bias)),
        float(within),
        float(np.mean([np.nanmean(np.abs(e)) for e in errors])),
    ]


def _corner_deg(px: Array) -> Array:
    """(N,) degrees, 0 to 180, at the middle of three points (N, 3, 2)."""
    a, b = px[:, 0] - px[:, 1], px[:, 2] - px[:, 1]
    return np.asarray(np.degrees(np.arctan2(np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]), (a * b).sum(1))))


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    _, kept_out = halves(seen_clips(parser.parse_args().folders))
    noise = load()
    seen, made = [residue_of(clip) for clip in kept_out], [remade(clip, noise) for clip in kept_out]
    sys.stdout.write(f"{len(kept_out)} clips\n\n{joint_table(seen, made)}\n{angle_table(kept_out, noise)}")


if __name__ == "__main__":
    main()
