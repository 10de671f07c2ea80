"""An entry in the menu of this desktop that opens the page: a .desktop file, a small app folder, or a shortcut."""

import os
import plistlib
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from formcheck.errors import OutputError, unwritten
from formcheck.system.atomic import replacing
from formcheck.system.language import tr

COMMAND = ("-m", "formcheck", "app")
_ENTRY = """\
[Desktop Entry]
Type=Application
Name=formcheck
Comment={comment}
Exec={command}
Terminal=false
Categories=Sports;Education;
"""
_SCRIPT = """\
#!/bin/sh
exec '{python}' {command}
"""
_SHORTCUT = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:FORMCHECK_LINK);"
    " $s.TargetPath = $env:FORMCHECK_PYTHON; $s.Arguments = '-m formcheck app'; $s.WindowStyle = 7; $s.Save()"
)


def place() -> Path:
    """Where the entry is: a file, or on macOS a folder."""
    if sys.platform == "darwin":
        return Path.home() / "Applications" / "formcheck.app"
    if sys.platform == "win32":
        folder = Path(os.environ.get("APPDATA", str(Path.home()))) / "Microsoft" / "Windows" / "Start Menu"
        return folder / "Programs" / "formcheck.lnk"
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    return Path(data) / "applications" / "formcheck.desktop"


def install() -> Path:
    """Put it there; where it is.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    path = place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if sys.platform == "darwin":
            _app(path)
        elif sys.platform == "win32":
            _shortcut(path)
        else:
            command = " ".join(_quoted(word) for word in (sys.executable, *COMMAND))
            comment = tr("Exercise before the camera, guided by ear")
            with replacing(path) as file:
                file.write(_ENTRY.format(command=command, comment=comment).encode())
    except OSError as error:
        raise unwritten(path, error) from error
    return path


def remove() -> bool:
    """Take it away; whether it was there."""
    path = place()
    if sys.platform == "darwin":
        there = path.is_dir() and not path.is_symlink()
        if there:
            shutil.rmtree(path)
        return there
    with suppress(FileNotFoundError):
        path.unlink()
        return True
    return False


def _app(path: Path) -> None:
    program = path / "Contents" / "MacOS" / "formcheck"
    program.parent.mkdir(parents=True, exist_ok=True)
    told = {"CFBundleName": "formcheck", "CFBundleExecutable": "formcheck", "CFBundleIdentifier": "local.formcheck",
            "CFBundlePackageType": "APPL", "NSCameraUsageDescription": tr("Your movements are counted.")}  # fmt: skip
    with replacing(path / "Contents" / "Info.plist") as file:
        file.write(plistlib.dumps(told))
    quoted = sys.executable.replace("'", "'\\''")
    with replacing(program, mode=0o755) as file:
        file.write(_SCRIPT.format(python=quoted, command=" ".join(COMMAND)).encode())


def _shortcut(path: Path) -> None:
    python = Path(sys.executable).with_name("pythonw.exe")
    given = {"FORMCHECK_LINK": str(path), "FORMCHECK_PYTHON": str(python if python.exists() else sys.executable)}
    command = ["powershell", "-NoProfile", "-Command", _SHORTCUT]
    done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, check=False)
    if done.returncode or not path.exists():
        raise OutputError(tr("the shortcut {place} could not be made: make one by hand to formcheck app", place=path))


def _quoted(word: str) -> str:
    """As the entries of desktops are read: what has a meaning there is escaped, and percent doubled."""
    for sign in ("\\", '"', "`", "$"):
        word = word.replace(sign, f"\\{sign}")
    return f'"{word}"'.replace("\\", "\\\\").replace("%", "%%")
