"""Command line: render clips, or only write down their truth."""

import argparse
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np

from .clip import Clip
from .config import Config
from .listing import load_all
from .rotation import Array
from .truth import save, truth_of

SAME_POSE_M = 1e-4
"""A picture in which no joint has moved by more is the one before."""


def main() -> None:
    """Do what the arguments say."""
    arguments = _arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in arguments.clip:
        try:
            for name, config in load_all(path).items():
                if not arguments.only or name in arguments.only:
                    make(name, replace(config, threads=arguments.threads or config.threads), arguments)
        except (OSError, ValueError) as error:
            sys.exit(f"{path}: {error}")


def make(name: str, config: Config, arguments: argparse.Namespace) -> None:
    """Make what is asked for of one clip."""
    clip, folder = Clip(config), arguments.out / name
    if arguments.frames:
        render_frames(clip, folder, [int(number) for number in arguments.frames.split(",")])
        return
    save(truth_of(clip), arguments.out / f"{name}.truth.json")
    if arguments.truth_only:
        return
    if not arguments.resume:
        shutil.rmtree(folder, ignore_errors=True)
    render_frames(clip, folder, range(clip.frames))
    encode(folder, config, arguments.out / f"{name}.mp4")


def render_frames(clip: Clip, folder: Path, numbers: Iterable[int]) -> None:
    """Render frames that are not there yet; one in which nothing has moved is copied."""
    from . import scene

    folder.mkdir(parents=True, exist_ok=True)
    stage = scene.Stage(clip)
    last: tuple[Array, Path] | None = None
    for number in numbers:
        path = folder / f"{number:05d}.png"
        pose = stage.pose(number / clip.config.fps)
        if not path.exists():
            if last is not None and np.abs(pose - last[0]).max() < SAME_POSE_M:
                shutil.copy(last[1], path)
            else:
                stage.update()
                scene.render(path)
        last = pose, path


def encode(folder: Path, config: Config, video: Path) -> None:
    """Make an H.264 video of the frames in a folder."""
    import imageio_ffmpeg

    frames = ["-framerate", str(config.fps), "-i", str(folder / "%05d.png")]
    h264 = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", str(config.crf), "-movflags", "+faststart"]
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ffmpeg, "-y", "-loglevel", "error", *frames, *h264, str(video)], check=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.render", description=__doc__)
    parser.add_argument("clip", nargs="+", type=Path, help="configuration of a clip, or a list of them, JSON")
    parser.add_argument("--only", nargs="+", help="of a list, only these clips")
    parser.add_argument("--out", type=Path, required=True, help="folder for NAME.mp4, NAME.truth.json and NAME/*.png")
    parser.add_argument("--frames", help="only these frames, as pictures, e.g. 0,12,30")
    parser.add_argument("--truth-only", action="store_true", help="only the truth; needs no Blender")
    parser.add_argument("--resume", action="store_true", help="keep frames that are there already")
    parser.add_argument("--threads", type=int, help="processors to use, instead of what the clip says")
    return parser.parse_args()


if __name__ == "__main__":
    main()
