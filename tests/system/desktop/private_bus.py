"""A D-Bus of the test's own, and a service on it that answers as it is told."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socket import SHUT_RDWR
from threading import Thread
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, message_bus, new_error, new_method_return, new_signal
from jeepney.io.blocking import open_dbus_connection

needs_dbus = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed")


@contextmanager
def private_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both buses are this one, as long as it runs."""
    with subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
    ) as daemon:
        assert daemon.stdout is not None
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        try:
            yield address
        finally:
            daemon.kill()


@contextmanager
def serving(address: str) -> Iterator[Callable[..., "Service"]]:
    """Begins services, and closes them at the end."""
    begun: list[Service] = []

    def begin(names: list[str], answers: dict[str, tuple[str, Any]]) -> Service:
        begun.append(Service(address, names, answers))
        return begun[-1]

    try:
        yield begin
    finally:
        for service in begun:
            service.close()


class Service:
    """Owns some names and answers methods and properties, by their names, with a signature and values."""

    def __init__(self, address: str, names: list[str], answers: dict[str, tuple[str, Any]]) -> None:
        self.answers, self.asked = answers, list[tuple[str, tuple[Any, ...]]]()
        self._connection = open_dbus_connection(address)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name))
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    def signal(self, address: DBusAddress, name: str, signature: str, *values: Any) -> None:  # noqa: ANN401
        self._connection.send(new_signal(address, name, signature, values))

    def close(self) -> None:
        self._connection.sock.shutdown(SHUT_RDWR)  # which ends the thread
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, message: Any) -> None:  # noqa: ANN401 - jeepney has no types
        name = message.header.fields[HeaderFields.member]
        self.asked.append((name, message.body))
        if name == "Get" and message.body[1] in self.answers:
            reply = new_method_return(message, "v", (self.answers[message.body[1]],))
        elif name in self.answers:
            reply = new_method_return(message, *self.answers[name])
        else:
            reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        if self.answers.get(name) != ("silent", ()):
            self._connection.send(reply)
