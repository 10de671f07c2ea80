"""D-Bus, asked with a time-out; a bus that is not there, or ends, has no answers."""

import contextlib
from typing import Any, Literal

from jeepney import DBusAddress, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

TIMEOUT_S = 1.0
_FAILURES = (OSError, TimeoutError, KeyError, ValueError, DBusErrorResponse)
"""A bus that is not there, is gone, does not answer, has no address, has a wrong one, or answers with an error."""


class Bus:
    """One of the two buses; opened when it is asked, and anew after it failed.

    Parameters
    ----------
    which
        The session's, or the system's.
    """

    def __init__(self, which: Literal["SESSION", "SYSTEM"]) -> None:
        self._which = which
        self._connection: DBusConnection | None = None
        self._rules: list[MatchRule] = []

    def ask(self, address: DBusAddress, method: str, signature: str | None = None, *arguments: Any) -> Any:  # noqa: ANN401
        """The first value of a method's answer; None where there is none."""
        return self._first(new_method_call(address, method, signature, arguments))

    def property(self, address: DBusAddress, name: str) -> Any:  # noqa: ANN401 - any type of D-Bus
        """The value of a property; None where there is none."""
        found = self._first(Properties(address).get(name))
        return None if found is None else found[1]

    def listen(self, rule: MatchRule) -> None:
        """Have the signals of a rule sent here from now on."""
        self._rules.append(rule)
        self._first(message_bus.AddMatch(rule))

    def signals(self) -> list[tuple[Any, ...]]:
        """What signals have said since the last call."""
        heard: list[tuple[Any, ...]] = []
        with contextlib.suppress(*_FAILURES):
            while self._connection is not None:
                message = self._connection.receive(timeout=0)
                if message.header.message_type is MessageType.signal and any(r.matches(message) for r in self._rules):
                    heard.append(message.body)
        return heard

    def close(self) -> None:
        """Leave the bus."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.close()

    def _first(self, message: Any) -> Any:  # noqa: ANN401 - jeepney's messages and D-Bus' values
        try:
            if self._connection is None:
                self._connection = open_dbus_connection(self._which)
                for rule in self._rules:
                    self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=TIMEOUT_S)
            body = unwrap_msg(self._connection.send_and_get_reply(message, timeout=TIMEOUT_S))
        except DBusErrorResponse:
            return None  # the bus is well, what was asked for is not there
        except _FAILURES:
            self.close()
            return None
        return body[0] if body else None
