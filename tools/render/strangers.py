"""Draws a list of clips by chance: people, views, tempi and depths that nobody chose.

    python -m tools.render.strangers SEED COUNT > strangers.json

The list is rendered and looked at as the test bench is. The same seed and count draw the same list.
"""

import json
import sys
from collections.abc import Mapping
from itertools import cycle, islice
from random import Random

TOPS_DEG: Mapping[str, tuple[float, float, float]] = {
    "glute_bridge": (168, 184, 148),
    "single_leg_bridge": (166, 182, 148),
    "donkey_kick": (155, 185, 125),
    "straight_leg_kickback": (165, 185, 130),
    "bird_dog": (165, 180, 130),
    "prone_leg_lift": (9, 18, 4),
    "squat": (110, 70, 140),
    "hip_hinge": (125, 95, 155),
    "split_squat": (110, 85, 145),
}
"""The measure at the top of whole repetitions, from and to, and of one that stops half-way, degrees."""
LEG_MAY_CHANGE = {"donkey_kick", "straight_leg_kickback", "bird_dog", "prone_leg_lift"}
ONE_LEG_A_CLIP = {"single_leg_bridge", "split_squat"}
DEFAULTS = {"engine": "workbench", "fps": 12, "tail_s": 0.4, "crf": 20}


def drawn(seed: int, count: int) -> dict[str, dict[str, object]]:
    """So many clips by name, one exercise after the other."""
    chance = Random(seed)
    names = islice(cycle(TOPS_DEG), count)
    return {f"{name}_{seed}_{number:02}": _clip(chance, name) for number, name in enumerate(names)}


def _clip(chance: Random, exercise: str) -> dict[str, object]:
    portrait = chance.random() < 0.3
    width, height = (270, 480) if portrait else (480, 270)
    clip = _done(chance, exercise) | {
        "shape": chance.choice(["fem", "male", "heavy", "heavyf"]),
        "azimuth_deg": chance.randrange(360),
        "camera_height_m": round(chance.uniform(0.3, 1.3), 2),
        "roll_deg": round(chance.uniform(-4, 4), 1),
        "lens_mm": chance.choice([26, 30, 35, 40]),
        "width": width,
        "height": height,
        "bun": chance.random() < 0.5,
        "barefoot": chance.random() < 0.5,
    }
    for part in ("top", "pants"):
        clip[part] = [round(chance.uniform(0.03, 0.7), 2) for _ in range(3)]
    shade = chance.uniform(0.25, 0.7)
    clip["skin"] = [round(shade * part, 2) for part in (1, 0.6, 0.42)]
    return clip


def _done(chance: Random, exercise: str) -> dict[str, object]:
    """How often, how far and how fast it is done, and with which leg."""
    first, last, partial = TOPS_DEG[exercise]
    reps, usual_deg, differs_deg = chance.randint(3, 5), chance.uniform(first, last), abs(last - first) / 6
    peaks = [round(usual_deg + chance.uniform(-differs_deg, differs_deg), 1) for _ in range(reps)]
    if chance.random() < 0.3:
        peaks[chance.randrange(reps)] = partial
    done: dict[str, object] = {
        "exercise": exercise,
        "reps": reps,
        "peak": peaks,
        "lead_s": round(chance.uniform(0.3, 2.0), 1),
        "move_s": round(chance.uniform(0.6, 1.8), 1),
        "hold_s": chance.choice([0.1, 0.5, 1.5, 2.5]),
        "return_s": round(chance.uniform(0.6, 1.8), 1),
        "pause_s": round(chance.uniform(0.2, 1.5), 1),
        "sway_deg": round(chance.uniform(0, differs_deg / 3), 1),
    }
    if exercise in ONE_LEG_A_CLIP or exercise in LEG_MAY_CHANGE:
        legs = ["left", "right"]
        chance.shuffle(legs)
        alternates = exercise in LEG_MAY_CHANGE and chance.random() < 0.4
        done["work"] = [legs[number % 2] for number in range(reps)] if alternates else legs[0]
    return done


def main() -> None:
    """Print a list."""
    seed, count = (int(given) for given in sys.argv[1:])
    json.dump({"defaults": DEFAULTS, "clips": drawn(seed, count)}, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
