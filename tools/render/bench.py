"""Renders a list of clips in the background and lets the real pose model look at each; keeps landmarks and truth.

    python -m tools.render.bench tools/render/bench.json --out /tmp/bench --formcheck /path/to/.venv/bin/python

What is there already is left alone, so that it can be stopped and started at any time; a clip that fails is told and
passed over. Every clip is rendered by a process of its own, and looked at by `formcheck analyze` in another.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from .listing import load_all

PX, METRE, SEEN = 32, 2048, 256
"""Landmarks are kept to 1/32 pixel and 1/2048 m, visibility to 1/256: below the model's own tremble by far."""
LEFT_OUT = frozenset({"joints_px", "joints_m"})
"""What is left out of the truth that is kept: `--truth-only` makes it again."""


def main() -> None:
    """Work through the list."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    names = [name for name in load_all(arguments.list) if not arguments.only or name in arguments.only]
    for name in names:
        if (arguments.out / f"{name}.npz").exists():
            continue
        began_s = time.monotonic()
        try:
            frames = make(arguments.list, name, arguments.out, arguments.formcheck)
        except (subprocess.CalledProcessError, OSError) as error:
            _tell(sys.stderr, f"{name}: {error}")
            continue
        taken_s = time.monotonic() - began_s
        _tell(sys.stdout, f"{name}: {frames} pictures, {taken_s:.0f} s, {taken_s / frames:.2f} s each")


def make(listing: Path, name: str, out: Path, python: str) -> int:
    """Render one clip, look at it, keep what is wanted; returns how many pictures there are."""
    work = out / "work"
    render = [sys.executable, "-m", "tools.render", str(listing), "--only", name, "--out", str(work), "--resume"]
    subprocess.run(render, check=True, stdout=subprocess.DEVNULL)
    video = work / f"{name}.mp4"
    analyze = [python, "-m", "formcheck", "analyze", str(video), "--save-recording", "--no-video"]
    subprocess.run([*analyze, "--out", str(work / "seen")], check=True, stdout=subprocess.DEVNULL)
    truth = json.loads((work / f"{name}.truth.json").read_text(encoding="utf-8"))
    _save_truth(truth, out / f"{name}.truth.json")
    video.replace(out / video.name)
    save_small(work / "seen" / video.name / "recording.npz", out / f"{name}.npz")
    shutil.rmtree(work / name)
    shutil.rmtree(work / "seen" / video.name)
    return int(truth["frames"])


def save_small(recording: Path, path: Path) -> None:
    """Write a landmark recording rounded, so that it takes a third of the space."""
    with np.load(recording) as given:
        kept: dict[str, Any] = dict(given)
    for key, parts in (("image_px", PX), ("world_m", METRE), ("visibility", SEEN)):
        kept[key] = (np.round(kept[key].astype(float) * parts) / parts).astype(np.float32)
    partial = path.with_suffix(".part.npz")
    np.savez_compressed(partial, **kept)
    partial.replace(path)


def _tell(stream: TextIO, line: str) -> None:
    stream.write(f"{line}\n")
    stream.flush()


def _save_truth(truth: dict[str, object], path: Path) -> None:
    kept = {key: value for key, value in truth.items() if key not in LEFT_OUT}
    path.write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.render.bench", description=__doc__)
    parser.add_argument("list", type=Path, help="clips in one file, see bench.json")
    parser.add_argument("--out", type=Path, required=True, help="folder for NAME.npz, NAME.truth.json and NAME.mp4")
    parser.add_argument("--formcheck", required=True, help="Python of an environment in which formcheck is installed")
    parser.add_argument("--only", nargs="+", help="only these clips")
    return parser.parse_args()


if __name__ == "__main__":
    main()
