"""Notifications with buttons, by the desktop's own D-Bus interface."""

from jeepney import DBusAddress, MatchRule

from formcheck.system.desktop.bus import Bus

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
SERVICE = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
_PRESSED = MatchRule(type="signal", interface=_NAME, member="ActionInvoked", path=_PATH)
_STAYS_MS = 60_000


class Notices:
    """One notification at a time."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._number = 0
        self._listening = False

    def show(self, title: str, text: str, buttons: dict[str, str]) -> bool:
        """Show one in place of the one before; whether the desktop has taken it."""
        if not self._listening:
            self._bus.listen(_PRESSED)
            self._listening = True
        actions = [word for button in buttons.items() for word in button]
        hints = {"urgency": ("y", 1)}
        number = self._bus.ask(
            SERVICE, "Notify", "susssasa{sv}i", "formcheck", self._number, "", title, text, actions, hints, _STAYS_MS
        )
        self._number = number or 0
        return number is not None

    def pressed(self) -> list[str]:
        """Buttons that were pressed on it since the last call."""
        return [body[1] for body in self._bus.signals() if len(body) == 2 and body[0] == self._number]
