"""A desktop under Linux: D-Bus for most of it, the sound server's own programs for the rest."""

import os
from contextlib import suppress
from pathlib import Path

from jeepney import DBusAddress

from formcheck.system.desktop.bus import Bus
from formcheck.system.desktop.idle import IdleClock
from formcheck.system.desktop.in_use import camera_used, microphone_used
from formcheck.system.desktop.notices import SERVICE, Notices
from formcheck.system.desktop.programs import said

BATTERIES = Path("/sys/class/power_supply")
LOW_PERCENT = 20
_LOGIN = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")
_SAVERS = (
    DBusAddress("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "org.gnome.ScreenSaver"),
    DBusAddress("/ScreenSaver", "org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver"),
)


class LinuxDesktop:
    """GNOME, KDE and others, as far as each tells."""

    def __init__(self) -> None:
        self._session, self._system = Bus("SESSION"), Bus("SYSTEM")
        self._notices, self._clock = Notices(self._session), IdleClock()

    def idle_s(self) -> float | None:
        """By the desktop's D-Bus interface, X11 or swayidle."""
        return self._clock.idle_s()

    def locked(self) -> bool | None:
        """By the session manager, else the screen saver."""
        session = self._system.ask(_LOGIN, "GetSession", "s", os.environ.get("XDG_SESSION_ID", "auto"))
        states = [self._session.ask(saver, "GetActive") for saver in _SAVERS]
        if session is not None:
            login = DBusAddress(session, "org.freedesktop.login1", "org.freedesktop.login1.Session")
            states.append(self._system.property(login, "LockedHint"))
        known = [bool(state) for state in states if state is not None]
        return any(known) if known else None

    def camera_used(self) -> bool | None:
        """By open devices and PipeWire."""
        return camera_used()

    def microphone_used(self) -> bool | None:
        """By PulseAudio or PipeWire."""
        return microphone_used()

    def full_screen(self) -> bool | None:
        """By X11; Wayland does not tell."""
        if os.environ.get("WAYLAND_DISPLAY") or not os.environ.get("DISPLAY"):
            return None
        active = said("xprop", "-root", "_NET_ACTIVE_WINDOW")
        if active is None or "#" not in active:
            return None
        state = said("xprop", "-id", active.rpartition("#")[2].strip(), "_NET_WM_STATE")
        return None if state is None else "_NET_WM_STATE_FULLSCREEN" in state

    def do_not_disturb(self) -> bool | None:
        """KDE tells by D-Bus, GNOME by its settings."""
        inhibited = self._session.property(SERVICE, "Inhibited")
        if inhibited is not None:
            return bool(inhibited)
        banners = said("gsettings", "get", "org.gnome.desktop.notifications", "show-banners")
        return None if banners is None else banners.strip() == "false"

    def battery_low(self, batteries: Path = BATTERIES) -> bool | None:
        """By the kernel; False without a battery."""
        for battery in batteries.glob("*"):
            with suppress(OSError, ValueError):  # it tells only some of it
                if (battery / "type").read_text().strip() == "Battery":
                    charge = int((battery / "capacity").read_text())
                    return (battery / "status").read_text().strip() == "Discharging" and charge < LOW_PERCENT
        return False

    def notify(self, title: str, text: str, buttons: dict[str, str]) -> bool:
        """By the desktop's notifications."""
        return self._notices.show(title, text, buttons)

    def pressed(self) -> list[str]:
        """Buttons pressed since the last call."""
        return self._notices.pressed()

    def close(self) -> None:
        """Leave the buses, end the clock."""
        self._clock.close()
        self._session.close()
        self._system.close()
