"""A contact sheet: start, half-way and end of every new movement, small, to be looked at before a clip is rendered.

python -m tools.render.sheet --out docs/rendered_poses.jpg [--only chair_stand squat] [--azimuth 40]
"""

import argparse
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import bpy
import imageio_ffmpeg

from . import scene
from .clip import Clip
from .config import Config
from .poses import EXERCISES
from .poses.base import View
from .poses.movement import Movement

WIDTH, HEIGHT = 150, 120
DISTANCE_M = 3.4
ROWS_OF_MOVEMENTS = 3
"""So many movements beside each other."""


def main() -> None:
    """Write the sheet."""
    arguments = _arguments()
    names = arguments.only or [name for name, kind in EXERCISES.items() if issubclass(kind, Movement)]
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            _render(name, arguments.azimuth, Path(folder), number * len(arguments.share), arguments.share)
        columns = ROWS_OF_MOVEMENTS * len(arguments.share)
        rows = -(-len(names) * len(arguments.share) // columns)
        tile = ["-vf", f"tile={columns}x{rows}:padding=2", "-frames:v", "1", "-q:v", "6"]
        ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-i", f"{folder}/%04d.png"]
        subprocess.run([*ffmpeg, *tile, str(arguments.out)], check=True)


def _render(name: str, azimuth_deg: float, folder: Path, first: int, shares: list[float]) -> None:
    desk = EXERCISES[name].view.lens_mm != View().lens_mm
    own: dict[str, Any] = {"azimuth_deg": 90.0} if desk else {"azimuth_deg": azimuth_deg, "distance_m": DISTANCE_M}
    config = Config(exercise=name, engine="workbench", width=WIDTH, height=HEIGHT, reps=1, **own)
    clip = Clip(config)
    stage = scene.Stage(clip)
    stamp = bpy.context.scene.render
    for key in dir(stamp):
        if key.startswith("use_stamp_"):
            setattr(stamp, key, key == "use_stamp_note")
    stamp.use_stamp, stamp.stamp_note_text, stamp.stamp_font_size = True, name, 9
    for number, share in enumerate(shares):
        exercise = clip.exercise
        exercise.pose_for(clip.rest_deg + (exercise.usual_peak_deg - clip.rest_deg) * share, clip.start_side)
        stage.update()
        scene.render(folder / f"{first + number:04d}.png")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.render.sheet", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="JPEG")
    parser.add_argument("--only", nargs="+", help="only these exercises, also old ones")
    parser.add_argument("--azimuth", type=float, default=40, help="where the camera stands, degrees")
    parser.add_argument("--share", type=float, nargs="+", default=[0, 0.5, 1], help="of the way to the peak")
    return parser.parse_args()


if __name__ == "__main__":
    main()
