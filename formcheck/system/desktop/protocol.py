"""What is asked of a desktop."""

from typing import Protocol


class Desktop(Protocol):
    """One computer's desktop. Every answer may be None: this system does not tell."""

    def idle_s(self) -> float | None:
        """Seconds since the last key or movement of the mouse."""

    def locked(self) -> bool | None:
        """Whether the screen is locked."""

    def camera_used(self) -> bool | None:
        """Whether another program uses a camera."""

    def microphone_used(self) -> bool | None:
        """Whether another program listens to a microphone."""

    def full_screen(self) -> bool | None:
        """Whether one program fills the screen."""

    def do_not_disturb(self) -> bool | None:
        """Whether the person has turned notifications off."""

    def battery_low(self) -> bool | None:
        """Whether it runs on a battery that is nearly empty."""

    def notify(self, title: str, text: str, buttons: dict[str, str]) -> bool:
        """Show a notification with buttons, by what `pressed` gives for them; whether this system has shown it.

        It takes the place of the one before.
        """

    def pressed(self) -> list[str]:
        """Buttons of notifications that were pressed since the last call."""

    def close(self) -> None:
        """End what runs beside this program."""
