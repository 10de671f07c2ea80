"""Begins the companion with the desktop session: a systemd user unit, a LaunchAgent, or a line in Startup."""

import os
import plistlib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from formcheck.errors import unwritten
from formcheck.system.atomic import replacing
from formcheck.system.desktop.programs import said

NAME = "formcheck-desk"
_UNIT = """\
[Unit]
Description=formcheck's desk companion
PartOf=graphical-session.target
After=graphical-session.target

[Service]
ExecStart={command}
Restart=on-failure
RestartSec=30

[Install]
WantedBy=graphical-session.target
"""


def place() -> Path:
    """The file that this system reads at the beginning of a session."""
    if sys.platform == "darwin":
        return Path.home() / "Library/LaunchAgents" / f"{NAME}.plist"
    if sys.platform == "win32":
        startup = "Microsoft/Windows/Start Menu/Programs/Startup"
        return Path(os.environ.get("APPDATA", str(Path.home()))) / startup / f"{NAME}.cmd"
    config = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(config) / "systemd/user" / f"{NAME}.service"


def install(arguments: list[str]) -> Path:
    """Have it begun with every session from the next one on, with these arguments; the file that says so.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    path, command = place(), [sys.executable, "-m", "formcheck", "desk", *arguments]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(_content(command))
    except OSError as error:
        raise unwritten(path, error) from error
    if sys.platform == "linux":
        said("systemctl", "--user", "daemon-reload")
        said("systemctl", "--user", "enable", f"{NAME}.service")
    return path


def remove() -> bool:
    """Have it begun no more; whether it was."""
    path = place()
    if sys.platform == "linux":
        said("systemctl", "--user", "disable", f"{NAME}.service")
    with suppress(FileNotFoundError):
        path.unlink()
        return True
    return False


def _content(command: list[str]) -> bytes:
    if sys.platform == "darwin":
        return plistlib.dumps(
            {"Label": NAME, "ProgramArguments": command, "RunAtLoad": True, "ProcessType": "Background"}
        )
    if sys.platform == "win32":
        return f'@start "" /b {subprocess.list2cmdline(command)}\r\n'.encode()
    return _UNIT.format(command=" ".join(_quoted(word) for word in command)).encode()


def _quoted(word: str) -> str:
    """As systemd reads it: percent and dollar signs mean something to it."""
    word = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{word}"'
