"""What a Linux desktop tells, on a bus of the test's own; and that nothing is guessed where it does not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from formcheck.system.desktop import linux
from formcheck.system.desktop.linux import LinuxDesktop
from formcheck.system.desktop.notices import SERVICE
from tests.system.desktop.private_bus import Service, needs_dbus, private_bus, serving

pytestmark = needs_dbus
Serve = Callable[..., Service]
BUTTONS = {"squats": "Ten squats", "later": "Later"}


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with private_bus(monkeypatch) as address:
        monkeypatch.setenv("PATH", "/nonexistent")  # no program of this computer's desktop has a word in it
        yield address


@pytest.fixture
def serve(address: str) -> Iterator[Serve]:
    with serving(address) as begin:
        yield begin


@pytest.fixture
def desktop() -> Iterator[LinuxDesktop]:
    desktop = LinuxDesktop()
    yield desktop
    desktop.close()


def test_idle_time_is_that_of_gnome(serve: Serve, desktop: LinuxDesktop) -> None:
    serve(["org.gnome.Mutter.IdleMonitor"], {"GetIdletime": ("t", (90_500,))})
    assert desktop.idle_s() == 90.5


def test_idle_time_is_that_of_kde(serve: Serve, desktop: LinuxDesktop) -> None:
    serve(["org.freedesktop.ScreenSaver"], {"GetSessionIdleTime": ("u", (12,))})
    assert desktop.idle_s() == 12


@pytest.mark.usefixtures("address")
def test_a_bus_without_a_desktop_tells_nothing(desktop: LinuxDesktop) -> None:
    assert desktop.idle_s() is None
    assert desktop.locked() is None
    assert desktop.do_not_disturb() is None
    assert desktop.full_screen() is None
    assert not desktop.notify("formcheck", "Forty-five minutes.", BUTTONS)


@pytest.mark.usefixtures("desktop")
def test_no_bus_at_all_tells_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    desktop = LinuxDesktop()
    assert desktop.locked() is None
    assert not desktop.notify("formcheck", "Forty-five minutes.", BUTTONS)


@pytest.mark.parametrize("locked", [True, False])
def test_the_session_manager_tells_whether_the_screen_is_locked(
    serve: Serve, desktop: LinuxDesktop, *, locked: bool
) -> None:
    answers = {"GetSession": ("o", ("/org/freedesktop/login1/session/_31",)), "LockedHint": ("b", locked)}
    serve(["org.freedesktop.login1"], answers)
    assert desktop.locked() is locked


def test_a_screen_saver_tells_it_too(serve: Serve, desktop: LinuxDesktop) -> None:
    serve(["org.gnome.ScreenSaver"], {"GetActive": ("b", (True,))})
    assert desktop.locked() is True


def test_kde_tells_whether_notifications_are_off(serve: Serve, desktop: LinuxDesktop) -> None:
    serve(["org.freedesktop.Notifications"], {"Inhibited": ("b", True)})
    assert desktop.do_not_disturb() is True


def test_a_notification_is_shown_with_its_buttons_and_tells_which_was_pressed(
    serve: Serve, desktop: LinuxDesktop
) -> None:
    service = serve(["org.freedesktop.Notifications"], {"Notify": ("u", (7,))})
    assert desktop.notify("Time to get up", "Forty-five minutes.", BUTTONS)
    name, shown = service.asked[-1]
    assert (name, shown[3:6]) == (
        "Notify",
        ("Time to get up", "Forty-five minutes.", ["squats", "Ten squats", "later", "Later"]),
    )
    service.signal(SERVICE, "ActionInvoked", "us", 3, "later")  # of another program's notification
    service.signal(SERVICE, "ActionInvoked", "us", 7, "squats")
    pressed: list[str] = []
    while not pressed:
        pressed = desktop.pressed()
    assert pressed == ["squats"]
    desktop.notify("Time to get up", "Fifty minutes.", BUTTONS)
    assert service.asked[-1][1][1] == 7, "it takes the place of the one before"


def test_a_service_that_does_not_answer_costs_a_second_and_tells_nothing(serve: Serve, desktop: LinuxDesktop) -> None:
    serve(["org.gnome.ScreenSaver"], {"GetActive": ("silent", ())})
    assert desktop.locked() is None


def test_the_battery_is_low_when_it_runs_and_has_less_than_a_fifth(desktop: LinuxDesktop, tmp_path: Path) -> None:
    battery = tmp_path / "BAT0"
    battery.mkdir()
    assert desktop.battery_low(tmp_path) is False
    for status, percent, low in (("Discharging", 15, True), ("Discharging", 40, False), ("Charging", 15, False)):
        for name, text in (("type", "Battery"), ("status", status), ("capacity", str(percent))):
            (battery / name).write_text(f"{text}\n")
        assert desktop.battery_low(tmp_path) is low
    assert linux.LOW_PERCENT == 20
