"""Makes a ``.task`` bundle, the form in which mediapipe 1.x wants its pose model, and takes it apart again."""

import io
import struct
import zipfile
from importlib import metadata
from pathlib import Path

from formcheck.errors import ModelError
from formcheck.pose.model.maskless import TRIED, without_mask
from formcheck.pose.model.normalization import with_normalization
from formcheck.system.language import tr

DETECTOR = "pose_detector.tflite"
LANDMARKS = "pose_landmarks_detector.tflite"

# mediapipe maps the bundle into memory as it is, and copies (and says so) weights that do not lie at a multiple of 16
# there; 64, a cache line, costs nothing more.
_ENTRY_ALIGNMENT = 64
_ZIP_LOCAL_HEADER = 30
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ALIGNMENT_EXTRA = 0xD935  # the zip extra field that Android's zipalign uses for the same purpose


def build_bundle(detector: bytes, landmarks: bytes) -> bytes:
    """Pack the two parts of the pose model; the same input gives the same bytes.

    Parameters
    ----------
    detector
        ``pose_detection.tflite``, packed as it is.
    landmarks
        ``pose_landmark_*.tflite``, without normalisation metadata.

    Raises
    ------
    ModelError
        `landmarks` is not a TensorFlow Lite model.
    MissingLibraryError
        mediapipe cannot be imported.
    """
    return _packed(detector, with_normalization(landmarks))


def to_load(path: Path) -> bytes:
    """A bundle as it is given to mediapipe: without what nobody asks for, where its version is known to take that.

    Raises
    ------
    ModelError
        As `read_bundle`.
    """
    detector, landmarks = read_bundle(path)
    return _packed(detector, without_mask(landmarks) if metadata.version("mediapipe") in TRIED else landmarks)


def _packed(detector: bytes, landmarks: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((DETECTOR, detector), (LANDMARKS, landmarks)):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.create_system = 3  # otherwise it differs between Windows and the rest
            entry.external_attr = 0o644 << 16
            entry.extra = _padding(packed.tell() + _ZIP_LOCAL_HEADER + len(name))
            archive.writestr(entry, data)
    return packed.getvalue()


def _padding(position: int) -> bytes:
    """Extra field that moves data from `position` to the next aligned one."""
    length = -(position + 4) % _ENTRY_ALIGNMENT
    return struct.pack("<HH", _ALIGNMENT_EXTRA, length) + bytes(length)


def read_bundle(path: Path) -> tuple[bytes, bytes]:
    """Read the detector and the landmark part of a bundle, their zip checksums verified.

    They lie in it uncompressed: mediapipe takes no others, and a damaged one then has a wrong checksum, nothing worse.

    Raises
    ------
    ModelError
        The file cannot be read, is damaged, or is not a pose landmarker bundle.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if any(archive.getinfo(name).compress_type != zipfile.ZIP_STORED for name in (DETECTOR, LANDMARKS)):
                raise zipfile.BadZipFile(tr("its parts are compressed"))
            return archive.read(DETECTOR), archive.read(LANDMARKS)
    except KeyError as error:
        raise ModelError(
            tr(
                "{path}: expected {detector} and {landmarks} in the bundle, found other content",
                path=path,
                detector=DETECTOR,
                landmarks=LANDMARKS,
            )
        ) from error
    except zipfile.BadZipFile as error:
        raise ModelError(
            tr("{path}: not an intact .task bundle ({why}); get it again", path=path, why=error)
        ) from error
    # NotImplementedError is zipfile's for a version that it does not know, RuntimeError for a password, and ValueError
    # for a name that is no text.
    except (OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ModelError(
            tr("{path}: cannot be read as a .task bundle ({reason}): get it again", path=path, reason=reason)
        ) from error
