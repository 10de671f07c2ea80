"""Clips of the check-up's tests: what the pose model sees of them, packed small, and what has to be found in each.

    python -m tools.landmarks.checkup tools/render/checkup.json --clips /tmp/clips --out tests/recordings/checkup

`--clips` has a video and a truth file of each clip of the list, as `python -m tools.render` writes them.
"""

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import numpy as np
import numpy.typing as npt

from formcheck.app.analysis.extract import extract
from formcheck.app.analysis.options import Options
from formcheck.pose.model import find_or_obtain
from formcheck.pose.recording import Recording
from formcheck.video.pace import EVERY

from ..render.expected import Expected, expected
from ..render.listing import load_all

PACKED, EXPECTED = "clips.npz", "expected.json"
PARTS = {"time_s": 1000, "image_px": 4, "world_m": 128, "visibility": 8}
"""Kept to 1 ms, a quarter of a pixel, 8 mm and an eighth."""
SIZE = "image_size"
Packed = dict[str, npt.NDArray[np.int16 | np.int32]]


def packed(name: str, recording: Recording) -> Packed:
    """Steps from picture to picture as whole numbers; a person has to be in every one."""
    found: Packed = {f"{name}.{SIZE}": np.array(recording.image_size, np.int32)}
    for key, parts in PARTS.items():
        values = np.asarray(getattr(recording, key), float).reshape(len(recording), -1)
        steps = np.diff(np.round(values * parts).astype(np.int32), axis=0, prepend=0)
        found[f"{name}.{key}"] = steps.astype(np.int16).T.copy()
    return found


def unpacked(path: Path) -> Mapping[str, Recording]:
    """The recordings of a file, by name."""
    with np.load(path) as file:
        kept = dict(file)
    names = [key.removesuffix(f".{SIZE}") for key in kept if key.endswith(f".{SIZE}")]
    return {name: _recording(name, kept) for name in names}


def _recording(name: str, kept: Mapping[str, npt.NDArray[np.int16 | np.int32]]) -> Recording:
    parts = {key: kept[f"{name}.{key}"].T.cumsum(0) / number for key, number in PARTS.items()}
    count, (width, height) = len(parts["time_s"]), kept[f"{name}.{SIZE}"].tolist()
    return Recording(
        parts["time_s"][:, 0],
        parts["image_px"].reshape(count, -1, 2),
        parts["world_m"].reshape(count, -1, 3),
        parts["visibility"],
        (width, height),
    )


def expectations(path: Path) -> Mapping[str, Expected]:
    """What has to be found in each clip."""
    given = json.loads(path.read_text(encoding="utf-8"))
    return {name: Expected(**{**one, "values": tuple(one["values"])}) for name, one in given.items()}


def main() -> None:
    """Look at every clip of the list that is there."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    model, kept, wanted = find_or_obtain(None).path, Packed(), dict[str, Expected]()
    for name, config in load_all(arguments.list).items():
        video = arguments.clips / f"{name}.mp4"
        if not video.exists():
            continue
        seen = extract(video, model, Options(per_second=EVERY), lambda done, of: None).recording
        kept |= packed(name, Recording.of(list(seen), seen.image_size))
        truth = json.loads((arguments.clips / f"{name}.truth.json").read_text(encoding="utf-8"))
        wanted[name] = expected(truth, config)
    np.savez_compressed(arguments.out / PACKED, **kept)  # type: ignore[arg-type]
    lines = ",\n".join(f'"{name}": {json.dumps(asdict(one))}' for name, one in wanted.items())
    (arguments.out / EXPECTED).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.landmarks.checkup", description=__doc__)
    parser.add_argument("list", type=Path, help="clips in one file, see checkup.json")
    parser.add_argument("--clips", type=Path, required=True, help="folder with NAME.mp4 and NAME.truth.json")
    parser.add_argument("--out", type=Path, required=True, help=f"folder for {PACKED} and {EXPECTED}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
