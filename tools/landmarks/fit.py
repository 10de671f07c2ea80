"""Measure the pose model's errors on rendered clips that it has seen.

    python -m tools.landmarks.fit FOLDER...    # landmarks and truth of clips; writes noise.json

Every second clip by name is fitted on; the others are left for `check.py`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..render.rotation import Array
from . import noise as noise_file
from .noise import Errors, Noise
from .points import COUNT, KIND, KINDS
from .residue import BODY, Residue, halves, residue_of
from .seen import load

RIDGE = 0.02
"""Share of a full view that an offset which hardly shows is held towards zero with."""
SHOWS = 0.3
"""An axis whose square shows by less in the picture tells nothing."""


def fit(residues: Sequence[Residue]) -> Noise:
    """Find all numbers."""
    lag_s = _lag_s(residues)
    moved = [r.picture + lag_s * r.velocity for r in residues]
    picture, flat = _errors(residues, moved)
    world, deep = _errors(residues, [r.world for r in residues])
    scales = np.array([r.scale for r in residues])
    seen, seen_spread, seen_wander, seen_s = _visibility(residues)
    shared = _shared(flat, deep)
    spread = float(scales.std(ddof=1))
    return Noise(picture, world, lag_s, float(scales.mean()), spread, shared, seen, seen_spread, seen_wander, seen_s)


def _lag_s(residues: Sequence[Residue]) -> float:
    """By least squares over the joints of trunk and legs, every clip's own constant taken away."""
    pushed = moved = 0.0
    for r in residues:
        error = (r.picture - np.nanmean(r.picture, axis=0))[:, BODY]
        velocity = r.velocity[:, BODY]
        pushed -= float(np.nansum(error * velocity))
        moved += float((velocity**2).sum())
    return max(pushed / moved, 0.0)


def _errors(residues: Sequence[Residue], errors: Sequence[Array]) -> tuple[Errors, list[Array]]:
    """The numbers of one space, and what changes over time in every clip."""
    count = errors[0].shape[-1]
    offset = np.zeros((len(KINDS), 2, 3))
    for kind in range(len(KINDS)):
        offset[kind] = _offset(kind, residues, errors, count)
    rest = []
    for r, error in zip(residues, errors, strict=True):
        mean = noise_file.mixed(offset, r.near)
        rest.append(error - np.einsum("nla,nlac->nlc", mean, r.axes)[..., :count])
    spread = _spread(residues, rest, count)
    moving = [_without_own(r, one, count) for r, one in zip(residues, rest, strict=True)]
    wander, white, wander_s = _in_time(residues, moving, count)
    return Errors(offset, spread, wander, white, wander_s), moving


def _offset(kind: int, residues: Sequence[Residue], errors: Sequence[Array], count: int) -> Array:
    """(2, 3) near and far, by least squares over all pictures; every clip weighs the same."""
    normal, side = np.zeros((6, 6)), np.zeros(6)
    for r, error in zip(residues, errors, strict=True):
        for landmark in np.flatnonzero(kind == KIND):
            near, axes, e = r.near[:, landmark], r.axes[:, landmark, :, :count], error[:, landmark]
            known = np.isfinite(e).all(1)
            design = np.concatenate([near[:, None, None] * axes, (1 - near)[:, None, None] * axes], axis=1)[known]
            normal += np.einsum("nac,nbc->ab", design, design) / max(known.sum(), 1)
            side += np.einsum("nac,nc->a", design, e[known]) / max(known.sum(), 1)
    return np.asarray(np.linalg.solve(normal + RIDGE * len(residues) * np.eye(6), side).reshape(2, 3))


def _own(r: Residue, rest: Array, landmark: int, count: int) -> tuple[Array, Array]:
    """What stays the same in a clip along each axis (3,), and how much of the axis shows (3,)."""
    axes, e = r.axes[:, landmark, :, :count], rest[:, landmark]
    known = np.isfinite(e).all(1)
    shown = (axes[known] ** 2).sum(-1).mean(0)
    return np.einsum("nac,nc->a", axes[known], e[known]) / known.sum() / np.maximum(shown, 1e-6), shown


def _spread(residues: Sequence[Residue], rest: Sequence[Array], count: int) -> Array:
    """(K, 2, 3); an axis that shows in no clip has the mean of the others."""
    squares, weights = np.zeros((len(KINDS), 2, 3)), np.zeros((len(KINDS), 2, 3))
    for r, one in zip(residues, rest, strict=True):
        near = r.near.mean(0)
        for landmark in range(COUNT):
            own, shown = _own(r, one, landmark, count)
            for place, share in ((0, near[landmark]), (1, 1 - near[landmark])):
                weight = share**2 * (shown > SHOWS)
                squares[KIND[landmark], place] += weight * own**2
                weights[KIND[landmark], place] += weight
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt(squares / weights)
    spread = np.where(weights > 0.5, spread, np.nan)
    usual = np.nanmean(spread, axis=2, keepdims=True)
    return np.asarray(np.where(np.isnan(spread), usual, spread))


def _without_own(r: Residue, rest: Array, count: int) -> Array:
    """What is left when each clip's own constant, by least squares in the body's axes, is taken away."""
    out = rest.copy()
    for landmark in range(COUNT):
        axes, e = r.axes[:, landmark, :, :count], rest[:, landmark]
        known = np.isfinite(e).all(1)
        normal = np.einsum("nac,nbc->ab", axes[known], axes[known]) / known.sum()
        side = np.einsum("nac,nc->a", axes[known], e[known]) / known.sum()
        constant = np.linalg.solve(normal + RIDGE * np.eye(3), side)
        out[:, landmark] -= np.einsum("a,nac->nc", constant, axes)
    return out


def _in_time(residues: Sequence[Residue], moving: Sequence[Array], count: int) -> tuple[Array, Array, float]:
    """Wander and white (K, 2, 2), and the time after which wander is forgotten."""
    sums, weights, steps_s = _covariances(residues, moving, count)
    total = np.moveaxis(sums, 0, -1) / np.maximum(np.moveaxis(weights, 0, -1), 1e-9)
    step_s = float(np.mean(steps_s))
    pooled = sums.sum((1, 2, 3)) / weights.sum((1, 2, 3))
    keep = float(np.clip(np.mean(pooled[3:6] / pooled[2:5]), 0.3, 0.99))
    wander = np.clip(total[..., 1] / keep, 0, total[..., 0])
    return np.sqrt(wander), np.sqrt(np.maximum(total[..., 0] - wander, 0)), -step_s / float(np.log(keep))


def _covariances(residues: Sequence[Residue], moving: Sequence[Array], count: int) -> tuple[Array, Array, list[float]]:
    """Sums and weights (lag, K, 2, 2) of the products at lags of 0 to 6 pictures."""
    sums, weights, steps_s = np.zeros((7, len(KINDS), 2, 2)), np.zeros((7, len(KINDS), 2, 2)), []
    for r, one in zip(residues, moving, strict=True):
        steps_s.append(float(np.median(np.diff(r.time_s))))
        near = r.near.mean(0)
        for lag in range(7):
            product = np.nanmean(one[: len(one) - lag] * one[lag:], axis=0)
            for landmark in range(COUNT):
                value = [product[landmark, :2].mean(), product[landmark, 2] if count == 3 else 0.0]
                for place, share in ((0, near[landmark]), (1, 1 - near[landmark])):
                    sums[lag, KIND[landmark], place] += share**2 * np.array(value)
                    weights[lag, KIND[landmark], place] += share**2
    return sums, weights, steps_s


def _shared(flat: Sequence[Array], deep: Sequence[Array]) -> float:
    """Correlation of what changes in picture and world, over the joints of trunk and legs."""
    pairs = [(a[:, BODY].ravel(), b[:, BODY, :2].ravel()) for a, b in zip(flat, deep, strict=True)]
    a, b = (np.concatenate([pair[i] for pair in pairs]) for i in (0, 1))
    known = np.isfinite(a) & np.isfinite(b)
    return float(np.clip(np.corrcoef(a[known], b[known])[0, 1], 0, 1))


def _visibility(residues: Sequence[Residue]) -> tuple[Array, Array, Array, float]:
    """Mean, spread and wander of the logit (K, 2), and the time after which wander is forgotten."""
    weights, first, second, third = (np.zeros((len(KINDS), 2)) for _ in range(4))
    within, lagged = 0.0, 0.0
    for r in residues:
        near, mean = r.near.mean(0), np.nanmean(r.logit, axis=0)
        varying = r.logit - mean
        within, lagged = within + float(np.nanmean(varying**2)), lagged + float(np.nanmean(varying[1:] * varying[:-1]))
        for place, share in enumerate((near**2, (1 - near) ** 2)):
            for total, value in ((weights, 1.0), (first, mean), (second, mean**2), (third, np.nanvar(r.logit, axis=0))):
                np.add.at(total[:, place], KIND, share * value)
    mean, step_s = first / weights, float(np.mean([np.median(np.diff(r.time_s)) for r in residues]))
    spread = np.sqrt(np.maximum(second / weights - mean**2, 0))
    return mean, spread, np.sqrt(third / weights), -step_s / float(np.log(lagged / within))


def main() -> None:
    """Fit, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    given = parser.parse_args()
    fitted, _ = halves(load(given.folders))
    noise_file.save(fit([residue_of(clip) for clip in fitted]), noise_file.FILE)


if __name__ == "__main__":
    main()
