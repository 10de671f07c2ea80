"""Counting within a time from "go": practice, the word to begin, the count, and what was under way at the end."""

from collections.abc import Generator, Sequence
from math import inf, nan

from formcheck.checkup.broken import RuleWatch
from formcheck.checkup.calls import Calls
from formcheck.checkup.crossing import Crossing
from formcheck.checkup.procedure import Practice, Stands
from formcheck.checkup.record import Try
from formcheck.checkup.script import Now, Steps, VoidError
from formcheck.checkup.seat import Seat, SeatLearner
from formcheck.checkup.stands import Event, StandCounter, Stood
from formcheck.checkup.trial import SIDE_DEG, Trial
from formcheck.counting.said import Said

PRACTICE_S = 60.0
"""Who does not manage the stands to try in so long is not counted."""
STARTED, BEGUN = 0.3, 0.1
"""Who is so far up has begun, word or no word; the time begins when they left the seat."""
HANDS_END = 2
"""Stands with hands that end it."""


class Practised(Trial):
    """A try of which the seat has to be known."""

    def _practise(self, practice: Practice) -> Steps:
        """Some stands to try, unless the seat is known from before."""
        if self.known.seat is not None:
            return
        self._say(practice.say)
        learner, begun_s = SeatLearner(practice.count, practice.least_up), self._now.time_s
        while learner.stood < practice.stands:
            yield from self._watch()
            short = learner.fell_short
            learner.update(self._now.time_s, self._now.followed)
            if learner.fell_short > short:
                self._say(practice.short_up)
            if self._now.time_s - begun_s > PRACTICE_S:
                raise VoidError("no_practice")
        self.known.seat = learner.seat

    def _rise(self, seat: Seat) -> float:
        now = self._now.instant
        return nan if now is None else seat.share(now.hips_px)


class Counted(Practised):
    """Counts stands.

    Attributes
    ----------
    events
        Every stand that was seen, when, and whether it counts.
    go_s
        When the clock began; None before.
    """

    _seated = False
    go_s: float | None = None
    events: Sequence[Stood] = ()

    def _measure(self) -> Steps:
        procedure, rules = self.procedure, self.procedure.stands
        if rules is None or procedure.practice is None:
            raise ValueError(procedure.id)
        yield from self._practise(procedure.practice)
        seat = self.known.seat
        if seat is None:
            raise VoidError("no_practice")
        self._say(*rules.go[:-1])
        go_s = yield from self._until_go(rules, seat)
        self._tell(Said(self._words(rules.go[-1]), tone="set"))
        self.go_s = go_s
        yield from self._count(rules, seat, go_s)

    def _come_into_place(self) -> Steps:
        """In a recording whose stands are known nobody is told to sit down first."""
        if self.listens or self.known.seat is None:
            yield from super()._come_into_place()

    def _until_go(self, rules: Stands, seat: Seat) -> Generator[None, Now, float]:
        """When the time begins: with the word, or when the person left the seat before it; in a recording always."""
        sits, leaves = Crossing(), Crossing()
        while True:
            yield from self._watch()
            time_s, rise = self._now.time_s, self._rise(seat)
            sits.update(time_s, rules.down - rise)
            leaves.update(time_s, rise - BEGUN)
            self._seated = self._seated or sits.past
            if sits.past and not self.setup:
                self._note_setup(self.procedure.place.record)
            if self._seated and rise >= STARTED:
                return leaves.since_s
            if self._seated and self.listens and time_s >= self.busy_s:
                return time_s

    def _count(self, rules: Stands, seat: Seat, go_s: float) -> Steps:
        counter, watch, calls = StandCounter(rules, go_s), RuleWatch(self.procedure.rule), Calls(self.procedure.call)
        said, hands, self.running = set[Event](), 0, True
        self.events = counter.events
        while not counter.over:
            yield from self._watch()
            time_s = self._now.time_s
            self.clock_s = min(time_s - go_s, rules.seconds)
            events = counter.update(time_s, self._rise(seat), self._knee_deg(), self._worst(rules.hands))
            hands += events.count(Event.HANDS)
            self.count = len(counter.stood_s)
            self._tell_events(rules, events, said)
            for call in calls.due(self.clock_s):
                self._call(call.say)
            self._warn(watch)
            if hands >= HANDS_END and self.patience_s < inf:  # of a recording all is told
                break
        self.count = len(counter.stood_s)
        if hands >= HANDS_END:
            self._say(rules.hands[0].say)
            raise VoidError(rules.hands[0].id)
        self.tries.append(Try(float(self.count), "time", False, tuple(self.warnings), self.setup, counter.details))
        self._say(self.procedure.outcome_one if self.count == 1 else None)
        if self.count != 1:
            self._say(self.procedure.outcome, count=self.count)

    def _tell_events(self, rules: Stands, events: Sequence[Event], said: set[Event]) -> None:
        """A tone for each stand; what is missing is said once each."""
        for event in events:
            if event is Event.STOOD:
                self._tell(Said("", kind="now", tone="rep"))
            elif event in _SHORT and event not in said:
                said.add(event)
                self._call(rules.short_up if event is Event.SHORT_UP else rules.short_down)

    def _warn(self, watch: RuleWatch) -> None:
        warns, _ = watch.update(self._now.time_s, [self._margin(rule) for rule in watch.rules])
        for rule in warns:
            self.warnings.append(rule.id)
            self._call(rule.warn or "")

    def _knee_deg(self) -> float:
        """Bend of the near knee; NaN where the view does not show it."""
        now = self._now.instant
        if now is None or now.observation is None or not now.view.off_side_deg <= SIDE_DEG:
            return nan
        return now.observation.smooth[now.near or self.working]["knee_flexion_deg"]


_SHORT = (Event.SHORT_UP, Event.SHORT_DOWN)
