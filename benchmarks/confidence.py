"""At which confidence the pose model finds people, and sees some where there are none.

    python -m benchmarks.confidence CLIP... --empty CLIP_OR_IMAGE...

For each confidence: share of the frames in which somebody is found, over clips that show one person throughout, as
they are and with a sixth of the light; and over clips in which nobody is.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.model import find_or_obtain
from formcheck.video.file import VideoFile
from formcheck.video.frame import Frame

CONFIDENCES = (0.2, 0.3, 0.5, 0.7)


def frames(clips: Sequence[Path], light: float) -> Iterator[list[Frame]]:
    """Every fifth frame of each clip."""
    for clip in clips:
        with VideoFile(clip) as video:
            some = [frame for frame in video if frame.index % 5 == 0]
        yield [replace(frame, image=(frame.image * light).astype(np.uint8)) for frame in some]


def found(clips: Sequence[Path], light: float, confidence: float, model: Path) -> tuple[int, int]:
    """Frames with somebody, and all frames."""
    hits = total = 0
    for some in frames(clips, light):
        with PoseEstimator(
            model, detection_confidence=confidence, presence_confidence=confidence, tracking_confidence=confidence
        ) as estimator:
            hits += sum(estimator.estimate(frame) is not None for frame in some)
            total += len(some)
    return hits, total


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="+", type=Path)
    parser.add_argument("--empty", nargs="*", type=Path, default=[])
    arguments = parser.parse_args()
    model = find_or_obtain().path
    print("| confidence | found | found, a sixth of the light | seen where nobody is |\n|---|---|---|---|")
    for confidence in CONFIDENCES:
        cells = [found(arguments.clips, 1.0, confidence, model), found(arguments.clips, 1 / 6, confidence, model)]
        cells.append(found(arguments.empty, 1.0, confidence, model))
        print(f"| {confidence} | " + " | ".join(f"{hits} of {total}" for hits, total in cells) + " |", flush=True)


if __name__ == "__main__":
    main()
