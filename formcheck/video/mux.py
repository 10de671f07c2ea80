"""Parts of a video put together, and the sound of the source beside them; nothing is encoded again but the sound."""

import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.system.language import tr
from formcheck.video import ffmpeg
from formcheck.video.clip import ClipInfo

logger = logging.getLogger(__name__)

MP4 = ("-movflags", "+faststart", "-f", "mp4")
_AAC_LEAD_S = 0.05  # an AAC track may begin this much early, with the samples its decoder throws away
_COPIED = ("-c:a", "copy")
_ENCODED = ("-c:a", "aac", "-b:a", "160k", "-af", "aresample=async=1:first_pts=0")


def add_sound(silent: Path, target: Path, clip: ClipInfo, *, first_s: float, duration_s: float) -> bool:
    """Write a video with a sound beside it; a sound that spoils must not cost the pictures.

    Parameters
    ----------
    silent, target
        The video, and where it goes.
    clip
        The source, whose sound it is.
    first_s, duration_s
        When the first picture was taken, on the clock of the source's pictures, and how long the video lasts.

    Returns
    -------
    bool
        False where there is no sound that can be read; the target may be there, and be of no use.
    """
    return _with_sound(["-i", named(silent)], target, clip, first_s, duration_s)


def join(parts: Sequence[Path], target: Path, clip: ClipInfo, *, first_s: float, duration_s: float) -> None:
    """Put parts together, one after another, all in the same folder; with the sound of the source, if it has one.

    Raises
    ------
    OutputError
        The video cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory(dir=parts[0].parent) as folder:
            listed = Path(folder) / "parts.txt"
            listed.write_text("".join(f"file '../{part.name}'\n" for part in parts), encoding="utf-8")
            source = ["-f", "concat", "-safe", "0", "-i", named(listed)]
            if _with_sound(source, target, clip, first_s, duration_s):
                return
            status, log = ffmpeg.run(["-v", "error", "-y", *source, "-map", "0:v:0", "-c", "copy", *MP4, named(target)])
    except OSError as error:
        raise unwritten(target, error.strerror) from error
    if status != 0:
        target.unlink(missing_ok=True)
        raise unwritten(target, ffmpeg.last_line(log))


def _with_sound(video: list[str], target: Path, clip: ClipInfo, first_s: float, duration_s: float) -> bool:
    sound = clip.sound
    if sound is None:
        return False
    begin_s = -sound.lead_s - first_s  # of the source, on the clock of this file
    # What lies before the first picture can only be cut off to the sample by encoding anew.
    codec = _COPIED if sound.codec == "aac" and begin_s > -_AAC_LEAD_S else _ENCODED
    sources = [*video, "-itsoffset", f"{begin_s:.6f}", "-i", named(clip.path)]
    tracks = ["-map", "0:v:0", "-map", f"1:{sound.stream}", "-c:v", "copy", *codec, "-t", f"{duration_s:.6f}"]
    status, log = ffmpeg.run(["-v", "error", "-y", *sources, *tracks, *MP4, named(target)])
    if status != 0:
        reason = ffmpeg.last_line(log)
        logger.warning("the annotated video of %r stays without sound: it cannot be read (%s)", clip.path.name, reason)
    return status == 0


def unwritten(path: Path, reason: str | None) -> OutputError:
    """What is said of a video that cannot be written."""
    return OutputError(
        tr(
            '"{path}" cannot be written ({reason}): make room on the disk or choose another folder',
            path=path,
            reason=reason,
        )
    )


def named(path: Path) -> str:
    """A path as ffmpeg takes it: one that begins with "-" would be an option."""
    return str(path.absolute())
