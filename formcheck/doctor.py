"""Looks at everything formcheck needs of this computer, one check each, without changing or downloading anything."""

import os
import platform
import subprocess
import sys
import tempfile
from contextlib import closing
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from formcheck import model
from formcheck.errors import DeviceError, MissingLibraryError, ModelError
from formcheck.system import PACKAGES, import_cv2, import_mediapipe, install_command, missing_libraries
from formcheck.voice.synthesis import find_voice

_PROBE_TIMEOUT_S = 20.0


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one thing.

    Attributes
    ----------
    name
        What was looked at.
    ok
        Whether it is as it should be.
    needed
        Whether formcheck works only with it; the rest is for some commands, or comfort.
    found
        What is there.
    advice
        What to do; empty where it is ok.
    """

    name: str
    ok: bool
    needed: bool
    found: str
    advice: str = ""


def run_checks(*, camera: int | None = 0, model_path: Path | None = None) -> list[Check]:
    """Look at everything, in the order in which it should be mended.

    Parameters
    ----------
    camera
        Number of the camera that is opened for a moment; None to leave the cameras alone.
    model_path
        The model chosen by the user; None for the one formcheck finds itself.
    """
    return [
        check_python(),
        check_system_libraries(),
        check_cv2(),
        check_mediapipe(),
        check_model(model_path),
        check_ffmpeg(),
        check_data_folder(),
        check_display(),
        check_sound(),
        check_voice(),
        *([] if camera is None else [check_camera(camera)]),
    ]


def check_python() -> Check:
    """Python itself is recent enough."""
    ok = sys.version_info >= (3, 11)
    return Check("Python", ok, True, platform.python_version(), "" if ok else "install Python 3.11 or later")


def check_system_libraries() -> Check:
    """The shared libraries that the wheels of cv2 and mediapipe leave to a Linux system."""
    if sys.platform != "linux":
        return Check("system libraries", True, True, "come with the system")
    missing = missing_libraries()
    if missing:
        return Check("system libraries", False, True, f"not found: {', '.join(missing)}", install_command(missing))
    return Check("system libraries", True, True, ", ".join(PACKAGES))


def check_cv2() -> Check:
    """Reading, drawing and showing pictures."""
    try:
        return Check("cv2", True, True, str(import_cv2().__version__))
    except (MissingLibraryError, ImportError) as error:
        return Check("cv2", False, True, "cannot be imported", _one_line(error))


def check_mediapipe() -> Check:
    """Finding joints."""
    try:
        return Check("mediapipe", True, True, str(import_mediapipe().__version__))
    except (MissingLibraryError, ImportError, OSError) as error:
        return Check("mediapipe", False, True, "cannot be imported", _one_line(error))


def check_model(path: Path | None = None) -> Check:
    """The pose model is there and intact; nothing is downloaded.

    Parameters
    ----------
    path
        The model chosen by the user; None for the one formcheck finds itself.
    """
    try:
        found = model.find(path)
    except ModelError as error:
        return Check("pose model", False, True, "not usable", _one_line(error))
    if found is None:
        return Check(
            "pose model", False, False, "none yet", "it is fetched once, when first needed; needs the internet"
        )
    return Check("pose model", True, True, f"{found.path} ({found.origin})")


def check_ffmpeg() -> Check:
    """Writing videos that browsers play."""
    try:
        import imageio_ffmpeg

        program = imageio_ffmpeg.get_ffmpeg_exe()
        said = subprocess.run(
            [program, "-version"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=True,
            timeout=_PROBE_TIMEOUT_S,
        )
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        return Check("ffmpeg", False, True, _one_line(error), "install imageio-ffmpeg again: it brings ffmpeg along")
    return Check("ffmpeg", True, True, " ".join(said.stdout.split()[:3]))


def check_data_folder(folder: Path | None = None) -> Check:
    """The folder for the model, sessions and history can be written.

    Parameters
    ----------
    folder
        The folder; None for the user's own. It need not exist, and is not created.
    """
    folder = folder or platformdirs.user_data_path("formcheck", appauthor=False)
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return Check("data folder", False, True, f"{folder} ({error.strerror})", f"make {existing} writable for you")
    return Check("data folder", True, True, str(folder))


def check_display() -> Check:
    """A screen for the window of a live session."""
    if sys.platform != "linux":
        return Check("display", True, False, platform.system())
    shown = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    if shown:
        return Check("display", True, False, shown)
    return Check("display", False, False, "none", "a live window needs a desktop session; videos are analysed without")


def check_sound() -> Check:
    """What is heard during a live session."""
    said = _probe("import sounddevice; print(sounddevice.query_devices(kind='output')['name'])")
    if said is not None:
        return Check("sound", True, False, said)
    advice = "a live session stays silent; connect a loudspeaker"
    if sys.platform == "linux" and find_library("portaudio") is None:
        advice = "a live session stays silent: sudo apt-get install libportaudio2"
    return Check("sound", False, False, "no sound output", advice)


def check_voice(language: str = "en") -> Check:
    """The system's own voice, which counts and guides during a live session.

    Parameters
    ----------
    language
        A code such as ``en``.
    """
    try:
        with closing(find_voice(language)) as voice:
            return Check("voice", True, False, voice.name)
    except DeviceError as error:
        return Check("voice", False, False, "none", _one_line(error))


def check_camera(number: int = 0) -> Check:
    """A camera opens and delivers a picture.

    Parameters
    ----------
    number
        Which camera, from 0.
    """
    name = f"camera {number}"
    said = _probe(
        f"import cv2; camera = cv2.VideoCapture({number}); ok, image = camera.read(); camera.release();"
        "print(*reversed(image.shape[:2]), sep='x') if ok else exit(1)"
    )
    if said is not None:
        return Check(name, True, False, said)
    advice = "connect a camera, close programs that use it, or allow its use in the system's privacy settings"
    return Check(name, False, False, "no picture", advice)


def _probe(program: str) -> str | None:
    """Last line a small Python program prints; None where it fails or takes too long.

    A process of its own: drivers print, hang and crash.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-c", program],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            errors="replace",
            check=True,
            timeout=_PROBE_TIMEOUT_S,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    lines = ended.stdout.strip().splitlines()
    return lines[-1] if lines else None


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
