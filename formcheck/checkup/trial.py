"""One try at a test, from what is said of it to what came of it: a script that is given one moment after another."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from math import isnan, nan

from formcheck.checkup.look import Baselines, holds, margin, values_of
from formcheck.checkup.procedure import Gate, Procedure, Rule, Signal, Spoken, said
from formcheck.checkup.record import Try
from formcheck.checkup.seat import Seat
from formcheck.checkup.signals import Instant
from formcheck.checkup.still import Stillness
from formcheck.counting.said import Reckon, Said, in_english
from formcheck.kinematics.perception import Followed
from formcheck.pose.landmarks import Side

REMIND_S = 8.0
"""What is still to be done is said again after so long."""
GIVE_UP_S = 60.0
"""Live so long is waited for each thing that is to be done."""
LOST_S, GONE_S = 0.5, 2.0
"""Out of sight for so long the clock stands; for so long the try is void."""
FLICKER_S = 0.3
"""A gate that does not hold for a shorter time is a landmark that trembles."""


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


@dataclass(slots=True)
class Known:
    """What earlier tests of the same check-up have told of the person."""

    seat: Seat | None = None
    tops: dict[tuple[str, Side], float] = field(default_factory=dict)


class Trial:
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
        self.procedure, self.working, self.known, self.listens = procedure, working, known, listens
        self._lasts_s = lasts_s
        self.tries: list[Try] = []
        self.not_judged: str | None = None
        self.over = self.running = self.ready = self.keeps_size = False
        self.clock_s, self.count, self.advice, self.view = 0.0, 0, "", ""
        self.patience_s = GIVE_UP_S
        self.warnings: list[str] = []
        self.setup: dict[str, float] = {}
        self._now, self.busy_s, self._lost_s = Now(0.0, None), 0.0, nan
        self._untold: list[Said] = []
        self._base = Baselines([*_signals(procedure)], working)
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

    @property
    def near(self) -> Side | None:
        """The side towards the camera now."""
        return None if self._now.instant is None else self._now.instant.near

    # --- the script ---------------------------------------------------------------------------------------------------

    def _run(self) -> Steps:
        yield  # the first moment
        self._say(*self._intro)
        yield from self._come_into_place()
        self.ready = True
        yield from self._measure()
        self.running = False

    def _measure(self) -> Steps:
        """What is measured, once the person is in place."""
        raise NotImplementedError

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
            return "not_seen", ""
        if self._hidden(now):
            return self._hidden(now), ""
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

    # --- what scripts are made of -------------------------------------------------------------------------------------

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

    def _note_view(self, now: Instant) -> None:
        off_deg = now.view.off_side_deg
        if not isnan(off_deg):
            self.view = "side" if off_deg <= SIDE_DEG else "front" if off_deg >= FRONT_DEG else "oblique"


_PART = {"shoulder": "shoulders", "hip": "hips", "knee": "knees", "ankle": "feet", "foot_index": "feet", "ear": "head"}
SIDE_DEG, FRONT_DEG = 25.0, 65.0


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
