"""Why a camera of this computer gives no picture: what was found, and what to do about it."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from formcheck.system.language import later, tr
from formcheck.system.reasons import reason_of

Finding = tuple[str, str]
"""What was found, and what to do."""

OTHERWISE = later("give the address of a network camera or a video file with --camera")
NO_PICTURE = (
    later("no picture"),
    later("close other programs that use it, plug it in anew, and allow its use in the system's privacy settings"),
)
_REFUSED_BY_MACOS = (1, 2)  # restricted, denied; 0 not asked yet, 3 allowed
_DEVICES, _PROCESSES = Path("/dev"), Path("/proc")


def why_closed(number: int, complaints: str = "") -> Finding:
    """Why a camera cannot be opened or delivers no picture.

    Parameters
    ----------
    number
        Which camera, from 0.
    complaints
        What cv2 wrote to stderr, where that is known.
    """
    if sys.platform == "linux":
        return trouble_on_linux(number)
    if sys.platform == "darwin":
        return trouble_on_macos(complaints)
    if _denied_by_windows():
        return tr("not allowed"), tr("allow desktop apps to use it: Settings, Privacy & security, Camera")
    return _no_picture()


def trouble_on_linux(number: int, devices: Path = _DEVICES, processes: Path = _PROCESSES) -> Finding:
    """Why a camera delivers no picture; `devices` and `processes` are the folders ``/dev`` and ``/proc``."""
    device = devices / f"video{number}"
    if not device.exists():
        others = sorted(int(path.name.removeprefix("video")) for path in devices.glob("video[0-9]*"))
        if others:
            return tr("none of this number"), tr(
                "there are {all}: choose one with --camera", all=", ".join(map(str, others))
            )
        return tr("no camera"), tr(
            "connect one (a virtual machine has to be given it), or {otherwise}", otherwise=tr(OTHERWISE)
        )
    try:
        os.close(os.open(device, os.O_RDWR | getattr(os, "O_NONBLOCK", 0)))
    except PermissionError:
        return tr("not allowed"), tr(
            "join the group of cameras: sudo usermod -aG video $USER, then log out and in again"
        )
    except OSError as error:
        if error.errno == errno.EBUSY:
            return _in_use(device, processes)
        return tr("cannot be opened ({why})", why=reason_of(error)), tr("plug it in anew")
    return _in_use(device, processes) if list(_users(device, processes)) else _no_picture()


def trouble_on_macos(complaints: str) -> Finding:
    """Why a camera delivers no picture, by what cv2 wrote to stderr, and by what the system says."""
    if "not authorized" in complaints or _denied_by_macos():
        advice = tr(
            "allow it to your terminal: System Settings, Privacy & Security, Camera; then start the terminal anew"
        )
        return tr("not allowed"), advice
    if "out device of bound" in complaints:
        return tr("none of this number"), tr("connect one, or {otherwise}", otherwise=tr(OTHERWISE))
    return _no_picture()


def _in_use(device: Path, processes: Path) -> Finding:
    names = ", ".join(dict.fromkeys(_users(device, processes)))
    if not names:
        return tr("in use by another program"), tr("close the program that uses it and try again")
    return tr("in use by {names}", names=names), tr("close {names} and try again", names=names)


def _no_picture() -> Finding:
    found, advice = NO_PICTURE
    return tr(found), tr(advice)


def _users(device: Path, processes: Path) -> Iterator[str]:
    """Names of the other programs that have it open, as far as this user may see them."""
    for process in processes.glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        with suppress(OSError):  # another user's, or ended meanwhile
            if any(_leads_to(opened, device) for opened in (process / "fd").iterdir()):
                yield (process / "comm").read_text(encoding="utf-8", errors="replace").strip()


def _leads_to(opened: Path, device: Path) -> bool:
    with suppress(OSError):
        return opened.readlink() == device
    return False


def _denied_by_macos() -> bool:
    """Whether the system keeps the terminal, or whatever has started this, from the cameras."""
    try:
        import AVFoundation  # comes with the package that lists the cameras
    except ImportError:
        return False
    status = AVFoundation.AVCaptureDevice.authorizationStatusForMediaType_(AVFoundation.AVMediaTypeVideo)
    return status in _REFUSED_BY_MACOS


def _denied_by_windows() -> bool:
    """Whether the user's privacy settings keep cameras from desktop programs."""
    if sys.platform != "win32":
        return False
    import winreg

    store = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\webcam"
    for key in (store, rf"{store}\NonPackaged"):
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            if winreg.QueryValueEx(opened, "Value")[0] == "Deny":
                return True
    return False
