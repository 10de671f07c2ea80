"""The system and the programs that formcheck is made of: recent enough, whole, and able to load."""

import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from formcheck.app.doctor.check import PROBE_TIMEOUT_S, Check, one_line
from formcheck.errors import MissingLibraryError, ModelError
from formcheck.pose import model
from formcheck.system.folders import user_folder
from formcheck.system.language import later, tr
from formcheck.system.native import PACKAGES, import_cv2, import_mediapipe, install_command, missing_libraries
from formcheck.system.paths import is_there
from formcheck.system.reasons import reason_of

# What the wheels of mediapipe and cv2 are built for, the stricter of the two.
OLDEST_GLIBC, OLDEST_MACOS, OLDEST_WINDOWS = (2, 28), (13,), (10,)
MACHINES = {"linux": ("x86_64", "aarch64"), "darwin": ("arm64",), "win32": ("AMD64",)}


def check_python() -> Check:
    """Python itself is recent enough."""
    ok = sys.version_info >= (3, 11)
    return Check("Python", ok, True, platform.python_version(), "" if ok else tr("install Python 3.11 or later"))


def check_system() -> Check:
    """The operating system is recent enough, and of a kind of computer, that mediapipe and cv2 are made for."""
    found, version, advice = _system()
    machine = platform.machine()
    if machine not in MACHINES.get(sys.platform, (machine,)):
        made_for = ", ".join(MACHINES[sys.platform])
        return Check(
            later("system"),
            False,
            True,
            tr("{found} on {machine}", found=found, machine=machine),
            tr("mediapipe is made for {made_for} here", made_for=made_for),
        )
    oldest = {"darwin": OLDEST_MACOS, "win32": OLDEST_WINDOWS}.get(sys.platform, OLDEST_GLIBC)
    ok = version >= oldest
    return Check(
        later("system"), ok, True, tr("{found} on {machine}", found=found, machine=machine), "" if ok else advice
    )


def _system() -> tuple[str, tuple[int, ...], str]:
    """What the system is called, the version that counts, and what to do about one that is too old."""
    if sys.platform == "darwin":
        version = platform.mac_ver()[0]
        return f"macOS {version}", _numbers(version), tr("update to macOS 13 or later: mediapipe and cv2 need it")
    if sys.platform == "win32":
        version = platform.version()
        return f"Windows {version}", _numbers(version), tr("update to Windows 10 or later: mediapipe and cv2 need it")
    library, version = platform.libc_ver()
    if library != "glibc":
        found = tr("{system} without glibc", system=platform.system())
        return (
            found,
            (),
            tr("use a system with glibc, such as Debian, Ubuntu or Fedora: mediapipe is made for no other"),
        )
    advice = tr("use a system with glibc 2.28 or later, such as Debian 10 or Ubuntu 20.04: mediapipe needs it")
    return f"{platform.system()}, glibc {version}", _numbers(version), advice


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def check_system_libraries() -> Check:
    """The shared libraries that the wheels of cv2 and mediapipe leave to a Linux system."""
    if sys.platform != "linux":
        return Check(later("system libraries"), True, True, tr("come with the system"))
    missing = missing_libraries()
    if missing:
        return Check(
            later("system libraries"),
            False,
            True,
            tr("not found: {all}", all=", ".join(missing)),
            install_command(missing),
        )
    return Check(later("system libraries"), True, True, ", ".join(PACKAGES))


def check_cv2() -> Check:
    """Reading, drawing and showing pictures."""
    try:
        return Check("cv2", True, True, str(import_cv2().__version__))
    except (MissingLibraryError, ImportError) as error:
        return Check("cv2", False, True, tr("cannot be imported"), one_line(error))


def check_mediapipe() -> Check:
    """Finding joints."""
    try:
        return Check("mediapipe", True, True, str(import_mediapipe().__version__))
    except (MissingLibraryError, ImportError, OSError) as error:
        return Check("mediapipe", False, True, tr("cannot be imported"), one_line(error))


def check_model(path: Path | None = None) -> Check:
    """The pose model, `path` or the one formcheck finds itself, is there and intact; nothing is downloaded."""
    try:
        found = model.find(path)
    except ModelError as error:
        own = str(model.given(path) or "")
        return Check(later("pose model"), False, True, tr("not usable"), one_line(error), (own,))
    if found is None:
        return Check(
            later("pose model"),
            False,
            False,
            tr("none yet"),
            tr("it is fetched once, when first needed; needs the internet"),
        )
    return Check(later("pose model"), True, True, f"{found.path} ({tr(found.origin)})", own=(str(found.path),))


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
            timeout=PROBE_TIMEOUT_S,
        )
    except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
        return Check("ffmpeg", False, True, one_line(error), tr("install imageio-ffmpeg again: it brings ffmpeg along"))
    return Check("ffmpeg", True, True, " ".join(said.stdout.split()[:3]))


def check_data_folder(folder: Path | None = None) -> Check:
    """The folder for the model, sessions and history (None: the user's own) can be written; it is not created."""
    folder = folder or user_folder()
    existing = next(place for place in (folder, *folder.parents) if is_there(place))
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return Check(
            later("data folder"),
            False,
            True,
            f"{folder} ({reason_of(error)})",
            tr("make {existing} writable for you", existing=existing),
            (str(folder), str(existing)),
        )
    return Check(later("data folder"), True, True, str(folder), own=(str(folder),))
