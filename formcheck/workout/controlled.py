"""A session with somebody at its controls: it is ended, or begun anew once that was asked for twice."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from typing import Protocol

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Snapshot
from formcheck.counting.summary import Summary
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.command import Command, Controls

SURE_S = 4.0
"""Within so long the second word has to come, the question heard: later it is another first one."""


class Ending(Protocol):
    """A workout, or a session of exercises that are recognised."""

    @property
    def over(self) -> bool:
        """Whether it has come to its end."""

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""

    def finish(self) -> Summary:
        """End it, and sum it up."""


class Controlled:
    """Lets a session have what is asked for, but for what is asked about the session itself.

    Parameters
    ----------
    begin
        Makes the session, which takes its commands from what it is given.
    controls
        Where they come from.

    Attributes
    ----------
    anew
        Whether it is to be thrown away and begun again.
    """

    def __init__(self, begin: Callable[[Callable[[], Sequence[Command]]], Ending], controls: Controls) -> None:
        self._controls = controls
        self._commands: list[Command] = []
        self._session = begin(self._take)
        self._asked_s = -inf
        self._done = self._ended = self.anew = False

    @property
    def over(self) -> bool:
        """Whether it has ended, by itself or because somebody wanted it."""
        return self._ended or self.anew or self._session.over

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        for command in self._controls.take():
            if command is Command.ANEW:
                self._begin_anew(time_s)
            elif command is Command.END:
                self._ended = True
            else:
                self._commands.append(command)
        snapshot = self._session.update(time_s, pose, picture)
        self._done = self._done or snapshot.finished is not None
        return replace(snapshot, notice=Advice.SURE) if time_s - self._asked_s <= SURE_S else snapshot

    def finish(self) -> Summary:
        """End it, and sum it up."""
        return self._session.finish()

    def _begin_anew(self, time_s: float) -> None:
        """At once where nothing is lost by it."""
        self.anew = not self._done or time_s - self._asked_s <= SURE_S
        self._asked_s = time_s

    def _take(self) -> Sequence[Command]:
        commands, self._commands = self._commands, []
        return commands
