"""One try at a test, from what is said of it to what came of it: a script that is given one moment after another."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan, nan

from formcheck.checkup.look import values_of
from formcheck.checkup.procedure import Procedure
from formcheck.checkup.record import Try
from formcheck.checkup.script import Now, Script, Steps, VoidError
from formcheck.checkup.seat import Seat
from formcheck.checkup.signals import Instant
from formcheck.checkup.still import Stillness
from formcheck.checkup.tables import Signal, Spoken
from formcheck.counting.advice import Advice
from formcheck.counting.position import unseen_advice
from formcheck.counting.said import Reckon, Said, in_english
from formcheck.pose.landmarks import Side

REMIND_S = 8.0
"""What is still to be done is said again after so long."""
GIVE_UP_S = 60.0
"""Live so long is waited for each thing that is to be done."""
FLICKER_S = 0.3
"""A gate that does not hold for a shorter time is a landmark that trembles."""


@dataclass(slots=True)
class Known:
    """What earlier tests of the same check-up have told of the person."""

    seat: Seat | None = None
    tops: dict[tuple[str, Side], float] = field(default_factory=dict)


class Trial(Script, ABC):
    """One try; subclasses say what is measured.

    Parameters
    ----------
    procedure
        The test.
    working
        The leg that works; of a test of both legs together the one that has to be near, or that is judged.
    known
        What is known of the person; it is added to.
    intro
        What is said first.
    listens
        Whether the person hears what is said, and waits for it; nobody does in a recording.
    lasts_s
        How long it takes to say something.

    Attributes
    ----------
    tries
        What came of it.
    not_judged
        Why there is no value; None where there is one, or the try goes on.
    clock_s, count
        For who shows it.
    busy_s
        Until when it speaks.
    patience_s
        Who does not come into place for so long has no number.
    keeps_size
        Whether the person is in place: their size is not learnt on, or what rests would seem to move.
    """

    def __init__(
        self,
        procedure: Procedure,
        working: Side,
        known: Known,
        intro: Sequence[Spoken],
        *,
        listens: bool,
        lasts_s: Reckon = in_english,
    ) -> None:
        super().__init__(procedure, working, listens=listens, lasts_s=lasts_s)
        self.known = known
        self.tries: list[Try] = []
        self.not_judged: str | None = None
        self.over = self.ready = self.keeps_size = False
        self.clock_s, self.count, self.advice, self.view = 0.0, 0, "", ""
        self.patience_s = GIVE_UP_S
        self.warnings: list[str] = []
        self.setup: dict[str, float] = {}
        self._intro = tuple(intro)
        self._script = self._run()
        next(self._script)

    def update(self, now: Now) -> list[Said]:
        """Take the next moment; what is to be said with it."""
        if not self.over:
            self._now = now
            if now.instant is not None:
                self._base.update(now.instant)
                self._note_view(now.instant)
            try:
                self._script.send(now)
            except StopIteration:
                self.over = True
            except VoidError as void:
                self._end_void(void.reason)
        untold, self._untold = self._untold, []
        return untold

    def break_off(self, reason: str) -> None:
        """End it without a value."""
        if not self.over:
            self._end_void(reason)

    def _end_void(self, reason: str) -> None:
        self.over, self.running = True, False
        if self.ready:
            self.tries.append(Try(None, reason, False, tuple(self.warnings), self.setup))
        self.not_judged = reason

    def _run(self) -> Steps:
        yield  # the first moment
        self._say(*self._intro)
        yield from self._come_into_place()
        self.ready = True
        yield from self._measure()
        self.running = False

    @abstractmethod
    def _measure(self) -> Steps:
        """What is measured, once the person is in place."""

    def _come_into_place(self) -> Steps:
        place, begun_s, told_s = self.procedure.place, self._now.time_s, self.busy_s
        since_s, away_s, still = self._now.time_s, nan, Stillness(place.still_s)
        while True:
            unmet = self._unmet_place()
            self.keeps_size = unmet is None
            away_s = nan if unmet is None else self._now.time_s if isnan(away_s) else away_s
            if self._now.time_s - away_s >= (0.0 if self._now.instant is None else FLICKER_S):
                since_s = self._now.time_s
            quiet = still.update(self._now.instant)
            self.advice = unmet[1] if unmet is not None else ""
            if unmet is None and quiet and self._now.time_s - since_s >= place.still_s:
                self._base.keep("rest", self._now.time_s - place.still_s)
                self._note_setup(place.record)
                return
            if self._now.time_s - begun_s > self.patience_s:
                raise VoidError(unmet[0] if unmet is not None else "not_still")
            if self.advice and self._now.time_s - max(told_s, self.busy_s) > REMIND_S / 2:
                self._say(self.advice)
                told_s = self._now.time_s + REMIND_S / 2
            yield from self._next()

    def _unmet_place(self) -> tuple[str, str] | None:
        """The first thing that is still to be done, by its reason, and its sentence."""
        now, place = self._now.instant, self.procedure.place
        if now is None:
            return "not_seen", Advice.NOBODY
        if self._hidden(now) and now.observation is not None:
            return self._hidden(now), unseen_advice(now.observation, self._judged(now))
        off_deg = now.view.off_side_deg
        front = now.view.azimuth_deg < 180
        seen = place.view == "any" or (
            off_deg <= place.within_deg if place.view == "side" else 90 - off_deg <= place.within_deg and front
        )
        if not seen:
            return "wrong_view", self._words(place.view_say)
        if place.near and now.near is not self.working:
            return "wrong_side", self._words(place.turn)
        gate = self._unmet(place.gate)
        return None if gate is None else (gate.id, self._words(gate.say))

    def _note_setup(self, names: Sequence[str]) -> None:
        now = self._now.instant
        if now is None:
            return
        for name in names:
            value = values_of(Signal(signal=name), now, self.working)[0].real
            if not isnan(value):
                self.setup[name] = value

    def _note_view(self, now: Instant) -> None:
        off_deg = now.view.off_side_deg
        if not isnan(off_deg):
            self.view = "side" if off_deg <= SIDE_DEG else "front" if off_deg >= FRONT_DEG else "oblique"


SIDE_DEG, FRONT_DEG = 25.0, 65.0
