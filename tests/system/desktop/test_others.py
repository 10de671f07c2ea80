"""Windows and macOS, against fakes of what they say: neither was at hand."""

import plistlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from formcheck.system.desktop import macos
from formcheck.system.desktop.macos import MacDesktop
from formcheck.system.desktop.windows import WindowsDesktop


class FakeRegistry:
    """A registry of nested dictionaries."""

    HKEY_CURRENT_USER = "HKCU"

    def __init__(self, keys: dict[str, Any]) -> None:
        self._keys = keys

    @contextmanager
    def OpenKey(self, key: Any, name: str) -> Iterator[Any]:  # noqa: N802, ANN401
        found = self._keys if key == "HKCU" else key
        path = name.rpartition("\\")[2]
        if path not in found:
            raise FileNotFoundError(name)
        yield found[path]

    def QueryValueEx(self, key: dict[str, Any], name: str) -> tuple[int, int]:  # noqa: N802
        if name not in key:
            raise FileNotFoundError(name)
        return key[name], 11

    def QueryInfoKey(self, key: dict[str, Any]) -> tuple[int, int, int]:  # noqa: N802
        return sum(isinstance(value, dict) for value in key.values()), 0, 0

    def EnumKey(self, key: dict[str, Any], number: int) -> str:  # noqa: N802
        return [name for name, value in key.items() if isinstance(value, dict)][number]


def windows(registry: dict[str, Any] | None = None, **libraries: Any) -> WindowsDesktop:  # noqa: ANN401
    return WindowsDesktop(SimpleNamespace(**libraries), FakeRegistry(registry or {}))


def test_windows_tells_the_seconds_since_the_last_key_also_when_its_clock_begins_anew() -> None:
    def last_input(pointer: Any) -> int:  # noqa: ANN401
        pointer._obj.tick_ms = 2**32 - 1000
        return 1

    user32, kernel32 = SimpleNamespace(GetLastInputInfo=last_input), SimpleNamespace(GetTickCount=lambda: 4000)
    assert windows(user32=user32, kernel32=kernel32).idle_s() == 5.0


def test_a_program_whose_use_of_the_camera_has_not_ended_uses_it() -> None:
    ended = {"NonPackaged": {"C:#call.exe": {"LastUsedTimeStop": 133}}}
    running = {"NonPackaged": {"C:#call.exe": {"LastUsedTimeStop": 0}}}
    assert windows({"webcam": ended, "microphone": running}).camera_used() is False
    assert windows({"webcam": ended, "microphone": running}).microphone_used() is True
    assert windows({}).camera_used() is None


def test_windows_tells_full_screen_and_do_not_disturb() -> None:
    for state, full, quiet in ((3, True, False), (6, False, True), (5, False, False)):

        def query(pointer: Any, state: int = state) -> int:  # noqa: ANN401
            pointer._obj.value = state
            return 0

        desktop = windows(shell32=SimpleNamespace(SHQueryUserNotificationState=query))
        assert (desktop.full_screen(), desktop.do_not_disturb()) == (full, quiet)


def test_windows_is_locked_where_no_desktop_is_open() -> None:
    closed: list[int] = []
    user32 = SimpleNamespace(OpenInputDesktop=lambda *_: 0, CloseDesktop=closed.append)
    assert windows(user32=user32).locked() is True
    user32.OpenInputDesktop = lambda *_: 42
    assert windows(user32=user32).locked() is False
    assert closed == [42]


def test_windows_tells_a_low_battery() -> None:
    def power(pointer: Any) -> int:  # noqa: ANN401
        pointer._obj.plugged_in, pointer._obj.percent = 0, 12
        return 1

    assert windows(kernel32=SimpleNamespace(GetSystemPowerStatus=power)).battery_low() is True


def test_a_mac_tells_what_its_programs_say(monkeypatch: pytest.MonkeyPatch) -> None:
    says = {
        ("ioreg", "-arc"): plistlib.dumps([{"HIDIdleTime": 12_500_000_000}]).decode(),
        ("ioreg", "-n"): plistlib.dumps({"IOConsoleUsers": [{"CGSSessionScreenIsLocked": True}]}).decode(),
        ("pmset", "-g"): "Now drawing from 'Battery Power'\n -InternalBattery-0\t14%; discharging; 0:40 remaining",
    }
    monkeypatch.setattr(macos, "said", lambda *command: says.get(command[:2]))
    desktop = MacDesktop()
    assert (desktop.idle_s(), desktop.locked(), desktop.battery_low()) == (12.5, True, True)


def test_a_mac_whose_programs_say_nothing_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in (None, "", "what is this"):
        monkeypatch.setattr(macos, "said", lambda *command, said=said: said)
        assert (MacDesktop().idle_s(), MacDesktop().locked()) == (None, None)
    assert MacDesktop().camera_used() is None
