"""What tells an upright picture from a turned one: fits the weights of `kinematics/gravity.py`, and tries them.

    python -m benchmarks.upright [FOLDER ...]

Of every recording in the folders (by default those of the tests) a pose now and then is taken, as it is and turned
by 90, 180 and 270 degrees. The weights are those of a logistic choice between the four. To try them, those of each
exercise are fitted on all others. Then every recording is looked at as it is and turned, as `UprightWatch` does.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from formcheck.kinematics.gravity import WITNESSES, may_lie_on_the_side, witnesses
from formcheck.kinematics.upright import ANGLES_DEG, ASIDE, EVERY_S, LOOKS, PLAIN, turned
from formcheck.pose.landmarks import FloatArray, Landmarks
from formcheck.pose.recording import Recording

RECORDINGS = Path(__file__).parent.parent / "tests/recordings"
MOST, PENALTY = 60, 0.005
KINDS = {
    "bridge": "bridge|b_|single_leg_bridge|single_", "donkey": "donkey|d_|fire", "kickback": "kickback|straight",
    "hinge": "hinge|deadlift|good_morning", "split": "split|lunge|curtsy", "stretch": "stretch|hip_flexor",
}  # fmt: skip
"""Beginnings of names, and the movement that they have in common."""


def main() -> None:
    """Fit, try, and print."""
    folders = [Path(one) for one in sys.argv[1:]] or [
        RECORDINGS,
        *(one for one in RECORDINGS.iterdir() if one.is_dir()),
    ]
    seen: dict[str, tuple[FloatArray, FloatArray]] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*.npz")):
        found, asides = looks(Recording.load(path))
        if len(found) >= LOOKS:
            seen.setdefault(path.stem, (found, asides))
    kinds = {name: kind(name) for name in seen}
    for name, weight in zip(WITNESSES, fitted([found for found, _ in seen.values()]), strict=True):
        print(f'    "{name}": {weight:.2f},')
    unseen: dict[str, FloatArray] = {}
    for one in set(kinds.values()):
        weights = fitted([found for name, (found, _) in seen.items() if kinds[name] != one])
        unseen |= {name: seen[name][0] @ weights for name in seen if kinds[name] == one}
    shipped = {name: found @ np.array(list(WITNESSES.values())) for name, (found, _) in seen.items()}
    report("fitted without the exercise", unseen, {name: asides for name, (_, asides) in seen.items()})
    report("as it is shipped", shipped, {name: asides for name, (_, asides) in seen.items()})


def kind(name: str) -> str:
    """The movement of a recording, by its name."""
    bare = re.sub(r"^(rendered|sample|fault|view)_|_\d+$", "", name)
    return next((kind for kind, pattern in KINDS.items() if re.match(pattern, bare)), bare.split("_")[0])


def looks(recording: Landmarks) -> tuple[FloatArray, FloatArray]:
    """Witnesses of poses (N, 4 turns, witnesses), and in which turns somebody may lie on the side (N, 4)."""
    found: list[list[FloatArray]] = []
    asides: list[list[bool]] = []
    last_s = -np.inf
    for time_s, pose in recording:
        if pose is None or time_s - last_s < EVERY_S or len(found) == MOST:
            continue
        ways = [turned(pose, angle_deg) for angle_deg in ANGLES_DEG]
        seen = [one for one in map(witnesses, ways) if one is not None]
        if len(seen) == len(ANGLES_DEG):
            last_s = time_s
            found.append(seen)
            asides.append([may_lie_on_the_side(one) for one in ways])
    return np.array(found), np.array(asides)


def fitted(clips: Sequence[FloatArray]) -> FloatArray:
    """The weights by which upright is chosen most surely; every recording counts alike."""
    ways = np.concatenate(clips)
    share = np.concatenate([np.full(len(clip), 1 / len(clip) / len(clips)) for clip in clips])
    spread = ways.reshape(-1, ways.shape[2]).std(axis=0)
    scaled = ways / spread

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        odds = scaled @ weights
        chance = np.exp(odds - odds.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        value = -(share * np.log(chance[:, 0])).sum() + PENALTY * weights @ weights
        slope = -(share[:, None] * (scaled[:, 0] - (chance[:, :, None] * scaled).sum(axis=1))).sum(axis=0)
        return value, slope + 2 * PENALTY * weights

    return np.asarray(minimize(loss, np.zeros(ways.shape[2]), jac=True, method="L-BFGS-B").x / spread)


def report(title: str, agreement: dict[str, FloatArray], asides: dict[str, FloatArray]) -> None:
    """Print what is made of upright pictures, the worst first, and of turned ones."""
    print(f"\n{title}, {len(agreement)} recordings")
    worst = {}
    for name, agree in agreement.items():
        windows = [slice(first, first + LOOKS) for first in range(len(agree) - LOOKS + 1)]
        sure = [(np.median(agree[one] - agree[one, :1], axis=0), asides[name][one, 0].mean()) for one in windows]
        worst[name] = max(max(better[2], better[[1, 3]].max() if aside < ASIDE else 0.0) for better, aside in sure)
        worst[f"{name}, told"] = max(better.max() for better, _ in sure)
    for only_told in (False, True):
        of = {name: odds for name, odds in worst.items() if name.endswith("told") is only_told}
        rows = sorted(of.items(), key=lambda row: -row[1])
        print(f"  upright and {'told' if only_told else 'turned'}: {sum(odds > PLAIN for odds in of.values())};"
              f" nearest: {', '.join(f'{name} {odds:.1f}' for name, odds in rows[:4])}")  # fmt: skip
    for way, angle_deg in enumerate(ANGLES_DEG[1:], start=1):
        right = told = wrong = 0
        for name, agree in agreement.items():
            seen = np.roll(agree[:LOOKS], -way, axis=1)
            better = np.median(seen - seen[:, :1], axis=0)
            if better.max() > PLAIN:
                back_deg = ANGLES_DEG[int(better.argmax())]
                plain = bool(back_deg == 180 or asides[name][:LOOKS, way].mean() < ASIDE)
                good = (angle_deg + back_deg) % 360 == 0
                right, told, wrong = right + (plain and good), told + (not plain and good), wrong + (not good)
        share = [f"{100 * one / len(agreement):.0f} %" for one in (right, told, wrong)]
        print(f"  turned by {angle_deg}: turned back {share[0]}, told {share[1]}, wrong turn {share[2]}")


if __name__ == "__main__":
    main()
