"""A desktop under macOS; it tells little without asking for rights."""

import json
import plistlib
import re
from contextlib import suppress

from formcheck.system.desktop.programs import said

LOW_PERCENT = 20


class MacDesktop:
    """By the programs that every macOS has."""

    def idle_s(self) -> float | None:
        """By the driver of keys and mouse."""
        listing = said("ioreg", "-arc", "IOHIDSystem")
        with suppress(ValueError, LookupError, TypeError, plistlib.InvalidFileException):
            if listing:
                return float(plistlib.loads(listing.encode())[0]["HIDIdleTime"]) / 1e9
        return None

    def locked(self) -> bool | None:
        """By the console's session."""
        listing = said("ioreg", "-n", "Root", "-d1", "-a")
        with suppress(ValueError, LookupError, TypeError, plistlib.InvalidFileException):
            if listing:
                users = plistlib.loads(listing.encode())["IOConsoleUsers"]
                return any(user.get("CGSSessionScreenIsLocked", False) for user in users)
        return None

    def camera_used(self) -> bool | None:
        """It differs by version: cannot be told."""
        return None

    def microphone_used(self) -> bool | None:
        """It differs by version: cannot be told."""
        return None

    def full_screen(self) -> bool | None:
        """It cannot be told without the right to see other windows."""
        return None

    def do_not_disturb(self) -> bool | None:
        """It cannot be told without the right to read all files."""
        return None

    def battery_low(self) -> bool | None:
        """By the power's manager."""
        listing = said("pmset", "-g", "batt")
        if listing is None:
            return None
        charge = re.search(r"(\d+)%; *discharging", listing)
        return charge is not None and int(charge[1]) < LOW_PERCENT

    def notify(self, title: str, text: str, buttons: dict[str, str]) -> bool:
        """Without buttons: those need a signed app."""
        # What JSON calls a string is one for AppleScript too.
        script = f"display notification {json.dumps(text)} with title {json.dumps(title)}"
        return said("osascript", "-e", script) is not None

    def pressed(self) -> list[str]:
        """None, as there are no buttons."""
        return []

    def close(self) -> None:
        """Nothing runs beside."""
