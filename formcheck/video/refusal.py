"""Files that are no video that can be read: what they are instead, and what to do."""

import stat
from pathlib import Path

from formcheck.errors import InputError
from formcheck.system.language import later, tr
from formcheck.system.reasons import reason_of
from formcheck.video import probe
from formcheck.video.signature import is_playlist, photo_kind

ONLY_SOUND = later("has sound but no picture: a video is needed")
_MP4_BOXES = (b"ftyp", b"mdat", b"free", b"wide", b"skip")


def check_file(path: Path) -> None:
    """Refuse what is not a file, or by its first bytes no video.

    Raises
    ------
    InputError
        It is no such file; the message says what it is.
    """
    try:
        mode = path.stat().st_mode
        head = _head(path) if stat.S_ISREG(mode) else b""
    except (FileNotFoundError, ValueError) as error:  # ValueError: with a zero in it, which no name has
        raise InputError(tr('"{path}" does not exist: check its name and folder', path=path)) from error
    except OSError as error:
        raise InputError(
            tr(
                '"{path}" cannot be opened ({why}): check its name and permissions',
                path=path,
                why=reason_of(error),
            )
        ) from error
    if stat.S_ISDIR(mode):
        raise InputError(tr('"{path}" is a folder: name the video files in it', path=path))
    if not stat.S_ISREG(mode):
        raise InputError(
            tr('"{path}" is not a file that holds a video: give an MP4, MOV, MKV, WebM or AVI file', path=path)
        )
    if not head:
        raise InputError(tr('"{path}" is empty (0 bytes): record or copy it again', path=path))
    if is_playlist(head):
        raise InputError(
            tr('"{path}" is a list of other files, and no video itself: name the videos that it lists', path=path)
        )
    kind = photo_kind(head)
    if kind and path.suffix.lower() not in (".mjpeg", ".mjpg"):
        raise InputError(
            tr('"{path}" is a photo ({kind}): a movement can only be judged in a video', path=path, kind=kind)
        )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(32)


def why_unreadable(path: Path) -> str:
    """Why a file cannot be opened as a video, in words that go after its name."""
    description = probe.describe(path)
    if "moov atom not found" in description and _head(path)[4:8] in _MP4_BOXES:
        return tr("was never finished: its index is missing, so nothing of it can be read; record it again")
    if probe.has_sound(description) and not probe.has_video(description):
        return tr(ONLY_SOUND)
    if probe.has_video(description):
        return tr("holds a video in a form that cannot be decoded: convert it to H.264 (MP4)")
    return tr("is not a video, whatever its name says: give an MP4, MOV, MKV, WebM or AVI file")
