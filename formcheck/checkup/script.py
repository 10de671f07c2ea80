"""What the script of a try is made of: the next moment, what is said, and what gates and rules say of the moment."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan

from formcheck.checkup.look import Baselines, holds, margin
from formcheck.checkup.procedure import Procedure
from formcheck.checkup.signals import Instant
from formcheck.checkup.tables import Gate, Rule, Signal, Spoken, said
from formcheck.counting.said import Reckon, Said, in_english
from formcheck.kinematics.perception import Followed
from formcheck.pose.landmarks import Side

LOST_S, GONE_S = 0.5, 2.0
"""Out of sight for so long the clock stands; for so long the try is void."""


class VoidError(Exception):
    """The try has no value, for this reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Now:
    """One moment of a try."""

    time_s: float
    instant: Instant | None
    followed: Followed | None = None
    lost: str = "lost"
    """The reason for which nobody is seen, where nobody is."""


Steps = Generator[None, Now, None]


class Script:
    """A script is given one moment after another; what it says is taken by whoever gives them.

    The parameters are those of `Trial`.
    """

    def __init__(self, procedure: Procedure, working: Side, *, listens: bool, lasts_s: Reckon = in_english) -> None:
        self.procedure, self.working, self.listens = procedure, working, listens
        self.running = False
        self.busy_s = 0.0
        self._lasts_s = lasts_s
        self._now, self._lost_s = Now(0.0, None), nan
        self._untold: list[Said] = []
        self._base = Baselines([*_signals(procedure)], working)

    @property
    def near(self) -> Side | None:
        """The side towards the camera now."""
        return None if self._now.instant is None else self._now.instant.near

    def _next(self) -> Steps:
        """The next moment."""
        self._now = yield

    def _watch(self) -> Steps:
        """The next moment of somebody who has to be seen."""
        before_s = self._now.time_s
        yield from self._next()
        now = self._now
        if now.followed is not None and now.followed.anew and self.running:
            raise VoidError("somebody_else")
        if now.instant is not None and not self._hidden(now.instant):
            self._lost_s = nan
            if now.time_s - before_s > GONE_S:
                raise VoidError(now.lost)
            return
        self._lost_s = before_s if isnan(self._lost_s) else self._lost_s
        if now.time_s - self._lost_s > GONE_S:
            raise VoidError(now.lost if now.instant is None else self._hidden(now.instant))

    def _lost_for_s(self) -> float:
        return -1.0 if isnan(self._lost_s) else self._now.time_s - self._lost_s

    def _quiet(self) -> Steps:
        """Wait until what is said has been heard."""
        while self.listens and self._now.time_s < self.busy_s:
            yield from self._next()

    def _say(self, *spoken: Spoken | None, **values: object) -> None:
        for one in spoken:
            if one:
                self._tell(Said(said(one, self.working), values))

    def _tell(self, what: Said) -> None:
        self._untold.append(what)
        if what.kind == "step":
            self.busy_s = max(self.busy_s, self._now.time_s) + self._lasts_s(what)

    def _call(self, text: Spoken, **values: object) -> None:
        """What is worth nothing a moment later."""
        self._untold.append(Said(said(text, self.working), values, "now"))

    def _words(self, spoken: Spoken | None) -> str:
        return "" if spoken is None else said(spoken, self.working)

    def _unmet(self, gates: Sequence[Gate]) -> Gate | None:
        now = self._now.instant
        if now is None:
            return gates[0] if gates else None
        return next((gate for gate in gates if not holds(gate, self._base.values(gate, now))), None)

    def _worst(self, rules: Sequence[Rule]) -> float:
        """How far the one that is broken most is broken; NaN where nothing is known."""
        return max((found for rule in rules if not isnan(found := self._margin(rule))), default=nan)

    def _margin(self, rule: Rule) -> float:
        now = self._now.instant
        return nan if now is None else margin(rule, self._base.values(rule, now))

    def _hidden(self, now: Instant) -> str:
        """The reason for which joints that are needed are hidden; empty where all are seen."""
        unseen = now.observation.unseen[self._judged(now)] if now.observation is not None else frozenset[str]()
        for joint in self.procedure.needs:
            if joint in unseen:
                return f"{_PART.get(joint, joint)}_hidden"
        return ""

    def _judged(self, now: Instant) -> Side:
        together = self.procedure.sides == "together" and not self.procedure.place.near
        return now.near or self.working if together else self.working


_PART = {"shoulder": "shoulders", "hip": "hips", "knee": "knees", "ankle": "feet", "foot_index": "feet", "ear": "head"}


def _signals(procedure: Procedure) -> Iterator[Signal]:
    yield from procedure.place.gate
    yield from procedure.rule
    if procedure.stands is not None:
        yield from procedure.stands.hands
    if procedure.lifts is not None:
        yield procedure.lifts.from_rest
    for stage in procedure.hold.stage if procedure.hold is not None else ():
        yield from stage.gate
        if stage.starts is not None:
            yield stage.starts
