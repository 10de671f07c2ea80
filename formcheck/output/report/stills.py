"""Pictures of the best and the worst moment: the frame with the skeleton drawn on it, or the skeleton alone."""

import base64
import tempfile
from pathlib import Path

import numpy as np

from formcheck.feedback.overlay.canvas import Box, Canvas, Image
from formcheck.feedback.overlay.figure import angle_words, draw_arc, draw_figure, hip_of, write_angle
from formcheck.output.report.curves import HIP
from formcheck.output.report.moments import Still
from formcheck.pose.landmarks import Pose
from formcheck.system.native import import_cv2
from formcheck.system.paths import TEMPORARY_PREFIX
from formcheck.video import ffmpeg
from formcheck.video.clip import ClipInfo
from formcheck.video.hdr import Transfer, as_ordinary, transfer_of

WIDEST_PX = 960
GROUND = (58, 48, 42)
"""Blue-green-red of the plain ground, on which all lines of the figure can be seen."""
_MARGIN, _SHAPE = 0.18, 1.5
_PATIENCE_S = 60.0


def picture_of(still: Still, clip: ClipInfo | None) -> str:
    """A moment as a data URI of a JPEG, with the skeleton and the hip's angle drawn.

    Parameters
    ----------
    still
        The moment.
    clip
        Where to take the frame from; None for the skeleton alone, on a plain ground.
    """
    cv2 = import_cv2()
    frame = None if clip is None else frame_of(clip, still.time_s, still.pose.image_size)
    image = frame if frame is not None else _plain(still.pose.image_size)
    box = _around(still.pose)
    image = image[box.y : box.bottom, box.x : box.right]
    pose = _moved(still.pose, box)
    scale = min(WIDEST_PX / box.w, 720 / min(box.w, box.h))
    size = (max(round(box.w * scale), 2), max(round(box.h * scale), 2))
    image = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    drawn = _draw(image, pose.scaled(size), still)
    done, jpeg = cv2.imencode(".jpg", drawn, [cv2.IMWRITE_JPEG_QUALITY, 82])
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg.tobytes()).decode()}" if done else ""


def _draw(image: Image, pose: Pose, still: Still) -> Image:
    canvas, snapshot = Canvas(image), still.snapshot
    draw_figure(canvas, pose, snapshot, mirror=False)
    angle = angle_words(snapshot.measures.get(HIP, float("nan")))
    hip = hip_of(canvas, pose, snapshot, mirror=False) if angle and snapshot.view.trusted else None
    if hip is not None:
        draw_arc(canvas, hip)
        edge = canvas.px(20)
        write_angle(canvas, hip, angle, [], Box(edge, edge, canvas.width - 2 * edge, canvas.height - 2 * edge))
    return canvas.image


def _plain(size: tuple[int, int]) -> Image:
    return np.full((size[1], size[0], 3), GROUND, np.uint8)


def _around(pose: Pose) -> Box:
    """The part of the picture with the person in it, in one shape for all: three to two, where the picture has room."""
    width, height = pose.image_size
    points = pose.image_px[np.isfinite(pose.image_px).all(axis=1)]
    inside = points[(points >= 0).all(axis=1) & (points[:, 0] < width) & (points[:, 1] < height)]
    if len(inside) < 2:
        return Box(0, 0, width, height)
    (x0, y0), (x1, y1) = inside.min(axis=0).tolist(), inside.max(axis=0).tolist()
    margin = _MARGIN * max(x1 - x0, y1 - y0, 32.0)
    w = min(max(x1 - x0 + 2 * margin, _SHAPE * (y1 - y0 + 2 * margin)), width)
    h = min(max(y1 - y0 + 2 * margin, w / _SHAPE), height)
    x = min(max((x0 + x1 - w) / 2, 0), width - w)
    y = min(max((y0 + y1 - h) / 2, 0), height - h)
    return Box(int(x), int(y), max(int(w), 2), max(int(h), 2))


def _moved(pose: Pose, box: Box) -> Pose:
    return Pose(pose.image_px - (box.x, box.y), pose.world_m, pose.visibility, (box.w, box.h))


def frame_of(clip: ClipInfo, time_s: float, size: tuple[int, int]) -> Image | None:
    """The frame of a clip at a time since its first frame, upright; None where it cannot be had.

    Times of a file need not begin with 0, and sound may begin before the picture: ffmpeg is asked when the first frame
    is, and for the first one that comes not before the wanted time.
    """
    first_s = clip.first_picture_s
    if first_s is None:
        return None
    try:
        return _taken(clip.path, first_s, time_s * clip.speed, size, transfer_of(clip.description))
    except OSError:  # no room for temporary files
        return None


def _taken(clip: Path, first_s: float, time_s: float, size: tuple[int, int], transfer: Transfer | None) -> Image | None:
    with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX) as folder:
        target = Path(folder) / "frame.png"
        # Seeking goes to before the wanted frame, and the filter, which knows the true times, takes it.
        wanted = f"select='gte(t,{first_s + time_s - 0.003:.4f})',scale={size[0]}:{size[1]}"
        seek = ["-ss", f"{max(time_s - 1.0, 0.0):.3f}"] if time_s > 2.0 else []
        arguments = ["-nostdin", *seek, "-copyts", "-i", str(clip.absolute()), "-map", "0:v:0", "-vf", wanted]
        status, _ = ffmpeg.run([*arguments, "-frames:v", "1", "-y", str(target)], _PATIENCE_S)
        if status != 0 or not target.is_file():
            return None
        cv2 = import_cv2()
        image = cv2.imdecode(np.frombuffer(target.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        return None
    return image if transfer is None else as_ordinary(image, transfer, managed=False)
