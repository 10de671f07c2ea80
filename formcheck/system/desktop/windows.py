"""A desktop under Windows, by its own functions and its registry."""

import ctypes
import sys
from typing import Any

from formcheck.system.desktop.programs import said

LOW_PERCENT = 20
_CONSENT = r"SOFTWARE\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_BUSY, _FULL_SCREEN, _PRESENTS, _QUIET_TIME = 2, 3, 4, 6
"""States of QUERY_USER_NOTIFICATION_STATE."""
_TOAST = """
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $xml.GetElementsByTagName('text')
[void]$texts.Item(0).AppendChild($xml.CreateTextNode($args[0]))
[void]$texts.Item(1).AppendChild($xml.CreateTextNode($args[1]))
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('formcheck').Show($toast)
"""


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("tick_ms", ctypes.c_uint))


class _Power(ctypes.Structure):
    _fields_ = (
        ("plugged_in", ctypes.c_ubyte),
        ("flag", ctypes.c_ubyte),
        ("percent", ctypes.c_ubyte),
        ("saver", ctypes.c_ubyte),
        ("left_s", ctypes.c_ulong),
        ("full_s", ctypes.c_ulong),
    )


class WindowsDesktop:
    """Windows 10 and later.

    Parameters
    ----------
    libraries
        ``ctypes.windll``, or what stands in for it.
    registry
        The module ``winreg``, or what stands in for it.
    """

    def __init__(self, libraries: Any = None, registry: Any = None) -> None:  # noqa: ANN401 - modules of another system
        if registry is None and sys.platform == "win32":
            import winreg as registry
        self._libraries: Any = libraries or getattr(ctypes, "windll", None)
        self._registry = registry

    def idle_s(self) -> float | None:
        """By the last input."""
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        if not self._libraries.user32.GetLastInputInfo(ctypes.byref(last)):
            return None
        # Both count 32 bits of milliseconds and begin anew after 49 days.
        return float((self._libraries.kernel32.GetTickCount() - last.tick_ms) % 2**32) / 1000

    def locked(self) -> bool | None:
        """No desktop is open to programs while it is locked."""
        handle = self._libraries.user32.OpenInputDesktop(0, False, 0x0100)
        if not handle:
            return True
        self._libraries.user32.CloseDesktop(handle)
        return False

    def camera_used(self) -> bool | None:
        """By the list of who may use it."""
        return self._used("webcam")

    def microphone_used(self) -> bool | None:
        """By the list of who may use it."""
        return self._used("microphone")

    def full_screen(self) -> bool | None:
        """By whether notifications are welcome."""
        return self._notification_state() in (_BUSY, _FULL_SCREEN, _PRESENTS)

    def do_not_disturb(self) -> bool | None:
        """By whether notifications are welcome."""
        return self._notification_state() == _QUIET_TIME

    def battery_low(self) -> bool | None:
        """By the state of the power."""
        power = _Power()
        if not self._libraries.kernel32.GetSystemPowerStatus(ctypes.byref(power)):
            return None
        return bool(power.plugged_in == 0 and power.percent < LOW_PERCENT)

    def notify(self, title: str, text: str, buttons: dict[str, str]) -> bool:
        """Without buttons: those need an installed app."""
        return said("powershell", "-NoProfile", "-Command", f"& {{{_TOAST}}}", title, text) is not None

    def pressed(self) -> list[str]:
        """None, as there are no buttons."""
        return []

    def close(self) -> None:
        """Nothing runs beside."""

    def _notification_state(self) -> int:
        state = ctypes.c_int(0)
        self._libraries.shell32.SHQueryUserNotificationState(ctypes.byref(state))
        return state.value

    def _used(self, what: str) -> bool | None:
        """Whether a program's use of a capability has begun and not ended."""
        registry, found = self._registry, False
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, rf"{_CONSENT}\{what}") as key:
                found = self._runs_below(key)
        except OSError:
            return None
        return found

    def _runs_below(self, key: Any) -> bool:  # noqa: ANN401 - a handle
        registry = self._registry
        try:
            if registry.QueryValueEx(key, "LastUsedTimeStop")[0] == 0:
                return True
        except OSError:  # this one is a folder of others
            pass
        for number in range(registry.QueryInfoKey(key)[0]):
            with registry.OpenKey(key, registry.EnumKey(key, number)) as below:
                if self._runs_below(below):
                    return True
        return False
