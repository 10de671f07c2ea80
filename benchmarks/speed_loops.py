"""Two loops to compare with, each run by `benchmarks.speed` in a process of its own; nothing of formcheck is in them.

    python benchmarks/speed_loops.py CLIP MODEL [ANNOTATED.mp4]

Without a third argument it is the bare loop: read, turn the colours round, find the joints. With it, it is the script
that people write today: the same, and lines, points and the angle of the hip drawn on every picture and written away.
"""

import sys
from math import acos, degrees, hypot
from typing import Any

import cv2
import mediapipe as mp
from mediapipe.tasks.python import vision

SHOULDER, HIP, KNEE = 11, 23, 25
Point = tuple[int, int]


def landmarker(model: str) -> Any:  # noqa: ANN401 - mediapipe is not typed
    """The pose model as its documentation shows it."""
    options = vision.PoseLandmarkerOptions(
        base_options=mp.tasks.BaseOptions(model_asset_path=model), running_mode=vision.RunningMode.VIDEO
    )
    return vision.PoseLandmarker.create_from_options(options)


def found(finder: Any, picture: Any, time_ms: int) -> Any:  # noqa: ANN401 - mediapipe is not typed
    """The joints in one picture."""
    image = mp.Image(image_format=mp.ImageFormat.SRGB, data=cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
    return finder.detect_for_video(image, time_ms)


def bare(clip: str, model: str) -> int:
    """Look at every picture; returns in how many somebody was found."""
    seen, count = 0, 0
    capture = cv2.VideoCapture(clip)
    fps = capture.get(cv2.CAP_PROP_FPS)
    with landmarker(model) as finder:
        while (read := capture.read())[0]:
            seen += bool(found(finder, read[1], round(count * 1000 / fps)).pose_landmarks)
            count += 1
    return seen


def script(clip: str, model: str, target: str) -> int:
    """The same, drawn and written with cv2."""
    seen, count = 0, 0
    capture = cv2.VideoCapture(clip)
    fps = capture.get(cv2.CAP_PROP_FPS)
    size = int(capture.get(cv2.CAP_PROP_FRAME_WIDTH)), int(capture.get(cv2.CAP_PROP_FRAME_HEIGHT))
    writer = cv2.VideoWriter(target, cv2.VideoWriter.fourcc(*"mp4v"), fps, size)
    with landmarker(model) as finder:
        while (read := capture.read())[0]:
            result = found(finder, read[1], round(count * 1000 / fps))
            if result.pose_landmarks:
                draw(read[1], [(round(p.x * size[0]), round(p.y * size[1])) for p in result.pose_landmarks[0]])
                seen += 1
            writer.write(read[1])
            count += 1
    writer.release()
    return seen


def draw(picture: Any, points: list[Point]) -> None:  # noqa: ANN401 - a picture of cv2
    """Lines, points, and the angle of the hip."""
    for bone in vision.PoseLandmarksConnections.POSE_LANDMARKS:
        cv2.line(picture, points[bone.start], points[bone.end], (0, 255, 0), 2)
    for point in points:
        cv2.circle(picture, point, 4, (0, 0, 255), -1)
    angle = f"{angle_deg(points[SHOULDER], points[HIP], points[KNEE]):.0f}"
    cv2.putText(picture, angle, points[HIP], cv2.FONT_HERSHEY_SIMPLEX, 1.0, (255, 255, 255), 2, cv2.LINE_AA)


def angle_deg(first: Point, middle: Point, last: Point) -> float:
    """The angle at the middle one, 0 to 180; 180 also where two of them are one."""
    a, b = (first[0] - middle[0], first[1] - middle[1]), (last[0] - middle[0], last[1] - middle[1])
    length = hypot(*a) * hypot(*b)
    return degrees(acos(max(-1.0, min(1.0, (a[0] * b[0] + a[1] * b[1]) / length)))) if length else 180.0


if __name__ == "__main__":
    print((script if len(sys.argv) > 3 else bare)(*sys.argv[1:]))
