"""One pose in, one snapshot out: perceives, counts, judges and advises; nothing told is taken back."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.coaching import Coach
from formcheck.counting.counter import Counter
from formcheck.counting.evidence import Excursion, History
from formcheck.counting.gate import Gate, NamedGate, Verdict
from formcheck.counting.hold import HoldClock
from formcheck.counting.judgement import Judging
from formcheck.counting.measured import MeasuredCounter
from formcheck.counting.movements import Attempt, Moment, Repetition
from formcheck.counting.phases import PhaseWatch
from formcheck.counting.placement import Framing, placing_advice
from formcheck.counting.position import Position, PositionWatch
from formcheck.counting.reps import attempt, repetition
from formcheck.counting.results import Counts, Rep, Summary
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.signature import Signature, neighbours_of
from formcheck.counting.snapshot import Phase, Snapshot, State, View
from formcheck.counting.tally import Tally, settled, totals
from formcheck.counting.trace import Sample, Trace
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.heights import HEIGHTS
from formcheck.kinematics.measures import Corrected
from formcheck.kinematics.observation import Observation, Raw
from formcheck.kinematics.perception import Perceived, Perception
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble


class Session:
    """One person doing one exercise before one camera.

    Parameters
    ----------
    exercise
        What is being done.
    gate
        What keeps other movement out; by default the person's word is trusted, and only what is surely another class
        of movement is refused.
    settings
        The engine's limits.
    """

    def __init__(self, exercise: Exercise, gate: Gate | None = None, settings: Settings = DEFAULTS) -> None:
        self.exercise, self._settings = exercise, settings
        self._perception = Perception()
        self._position = PositionWatch(exercise, settings)
        by_height = exercise.count.height in HEIGHTS
        self._counter = (
            Counter(exercise.count, settings=settings) if by_height else MeasuredCounter(exercise.count, settings)
        )
        self._gate = gate or NamedGate(Signature.of(exercise), neighbours_of(exercise), settings)
        self._figures = History()
        self._trace = Trace(settings)
        self._judging = Judging(exercise, settings)
        self._coach = Coach(exercise)
        self._phases = PhaseWatch(settings)
        self._clock = HoldClock(exercise.hold.dropout_s)
        self._waiting: dict[Excursion, Repetition] = {}
        self._reps: list[Rep] = []
        self._untold: deque[Rep] = deque()
        self._told: list[Rep] = []
        self._counts = Counts()
        self._exercising = False
        self._framing = Framing()
        self._tally = Tally()

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment.

        Parameters
        ----------
        time_s
            Seconds of the source; never before the last one.
        pose
            None where no person is seen.
        picture
            What was measured of the picture, where there is one.
        """
        return self.see(self._perception.update(time_s, pose), picture)

    def see(self, seen: Perceived, picture: Picture | None = None) -> Snapshot:
        """Take the next moment, perceived already."""
        observation = seen.observation(self.exercise.posture)
        position = self._position.update(seen, observation)
        self._figures.push(seen.time_s, seen.figure)
        moment = self._count(seen, observation, position)
        side = self._side(moment, observation, position)
        if observation is not None and side is not None:
            self._follow(seen, observation, moment, side, in_position=position.inside)
        self._coach.note_dips(seen.time_s, moment.dips)
        for movement in moment.repetitions:
            self._pass(movement, position)
        for tried in moment.attempts:
            self._keep(
                attempt(tried, self._judging.measure(tried, self._trace, position.near or Side.LEFT), self.exercise)
            )
        at_rest = position.state is State.READY and self._phases.phase is Phase.REST
        if seen.pose is not None and position.near is not None and at_rest:
            found = placing_advice(seen.pose, position.near, picture=picture, floor=self.exercise.floor)
            self._framing.update(seen.time_s, found)
        snapshot = self._snapshot(seen, observation, position, moment, side, picture)
        self._tally.add(snapshot, seen=seen.pose is not None)
        return snapshot

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions and attempts that have been told, in the order in which they were."""
        return tuple(self._told)

    def break_off(self) -> None:
        """Forget the movement under way: the person has asked for a pause."""
        self._counter.forget()

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        end = self._counter.finish()
        position = Position(State.READY, near=Side.LEFT)
        for movement in end.repetitions:
            self._pass(movement, position)
        for verdict in self._gate.finish():
            self._decide(verdict, position)
        for tried in end.attempts:
            self._keep(attempt(tried, self._judging.measure(tried, self._trace, Side.LEFT), self.exercise))
        while self._tell(self._tally.last_s) is not None:
            pass
        in_time = sorted(settled(self._told), key=lambda rep: rep.top_s)
        numbered = [replace(rep, number=n) for n, rep in enumerate(in_time, 1)]
        return replace(self._tally.summary(self.exercise.id, numbered), settings=self._settings)

    def _count(self, seen: Perceived, observation: Observation | None, position: Position) -> Moment:
        if isinstance(self._counter, Counter):
            return self._counter.take(seen.time_s, seen.followed, position.inside)
        value = nan
        if observation is not None:
            side = self._judging.side_of(Side.BOTH, [Sample(seen.time_s, nan, observation)], position.near or Side.LEFT)
            value = observation.smooth[side][self.exercise.count.height]
        return self._counter.update(seen.time_s, value, position.inside)

    def _side(self, moment: Moment, observation: Observation | None, position: Position) -> Side | None:
        """The side whose measures are shown: the working one where it is known, else the near one."""
        if position.near is None or observation is None:
            return position.near
        leading = self._counter.leading if abs(moment.progress) > self._phases.edge else Side.BOTH
        return self._judging.side_of(leading, [Sample(observation.time_s, moment.progress, observation)], position.near)

    def _follow(
        self, seen: Perceived, observation: Observation, moment: Moment, side: Side, *, in_position: bool
    ) -> None:
        """Remember the moment, and watch its form."""
        view = seen.view
        off_side_deg = view.off_side_deg
        sample = Sample(seen.time_s, moment.progress, observation, off_side_deg, view.word or "")
        self._trace.add(sample, in_position=in_position)
        phase = self._phases.update(
            seen.time_s, moment.progress, self._hold_share(side, observation, off_side_deg, moment)
        )
        if phase is Phase.REST:
            self._clock = HoldClock(self.exercise.hold.dropout_s)
        else:
            self._clock.update(seen.time_s, self._phases.held, self._settings.hold)
        values = self._values(observation, side)
        rest = {f.measure: self._trace.rest(side, f.measure) for f in self.exercise.fault if f.from_rest}
        self._coach.watch(seen.time_s, phase, values, rest, off_side_deg)

    def _hold_share(self, side: Side, observation: Observation, off_side_deg: float, moment: Moment) -> float:
        """How far the hold's own measure has come: past `Settings.hold` it is held."""
        judge, hold = self.exercise.judge, self.exercise.hold
        value = observation.smooth[side][judge.measure] - self._judging.offset
        rest = self._trace.rest(side, judge.measure) - self._judging.offset
        if off_side_deg > judge.within_deg or isnan(value) or isnan(rest):
            return moment.progress
        way = judge.goal_from(rest) - rest
        gate = max(min(rest + hold.fraction * way, judge.full_from(rest)), rest + self._settings.count * way)
        return self._settings.hold * (value - rest) / (gate - rest) if gate > rest else moment.progress

    def _values(self, observation: Observation, side: Side) -> Mapping[str, float]:
        """Smooth measures of one side, the judged one corrected by the offset of the landmarks."""
        measure, smooth = self.exercise.judge.measure, observation.smooth[side]
        return Corrected(smooth, measure, smooth[measure] - self._judging.offset)

    def _pass(self, movement: Repetition, position: Position) -> None:
        """Show a movement to the gate that keeps other movement out."""
        excursion = Excursion(movement.start_s, movement.top_s, movement.end_s)
        self._waiting[excursion] = movement
        for verdict in self._gate.push(excursion, self._figures.evidence(excursion)):
            self._decide(verdict, position)

    def decide(self, verdict: Verdict) -> None:
        """Keep a movement as what a gate has found it to be, after the end."""
        self._decide(verdict, Position(State.READY, near=Side.LEFT))
        self._told += [replace(rep, number=len(self._told) + n) for n, rep in enumerate(self._untold, 1)]
        self._untold.clear()

    def _decide(self, verdict: Verdict, position: Position) -> None:
        """Keep a movement as what the gate has found it to be."""
        movement = self._waiting.get(verdict.excursion)
        if movement is None:
            return
        near = position.near or Side.LEFT
        if not verdict.counts:
            if not any(rep.told_s == movement.told_s and rep.top_s == movement.top_s for rep in self._reps):
                tried = Attempt(
                    movement.start_s, movement.top_s, movement.end_s, movement.told_s, movement.rise, movement.side,
                    verdict.reason if verdict.reason in ("lost_sight", "not_in_position") else "other_movement",
                    movement.rest, movement.gate,
                )  # fmt: skip
                self._keep(attempt(tried, self._judging.measure(tried, self._trace, near), self.exercise))
            return
        del self._waiting[verdict.excursion]
        judgement = self._judging.measure(movement, self._trace, near)
        tempo = {"lift_s": judgement.lift_s, "lower_s": judgement.lower_s}
        faults = self._coach.end(movement.told_s, judgement.start_s, judgement.end_s, tempo, judgement.off_side_deg)
        self._keep(repetition(movement, judgement, faults, self.exercise, surely=verdict.surely))

    def _keep(self, rep: Rep) -> None:
        self._reps.append(rep)
        self._untold.append(rep)
        self._coach.explain(rep.told_s, rep.reason)

    def _tell(self, time_s: float) -> Rep | None:
        """One of what has not been told yet: a moment tells one."""
        if not self._untold:
            return None
        rep = replace(self._untold.popleft(), number=len(self._told) + 1, told_s=time_s)
        self._told.append(rep)
        self._counts = totals(settled(self._told))
        return rep

    def _snapshot(
        self,
        seen: Perceived,
        observation: Observation | None,
        position: Position,
        moment: Moment,
        side: Side | None,
        picture: Picture | None,
    ) -> Snapshot:
        state, reason = position.state, position.reason
        self._exercising = state is State.READY and (self._exercising or self._phases.phase is not Phase.REST)
        if self._exercising:
            state = State.EXERCISING
        if picture is not None:
            reason = picture.lost or (Trouble.DARK if picture.black else reason)
        finished = self._tell(seen.time_s)
        snapshot = partial(
            Snapshot,
            seen.time_s,
            state,
            reason,
            counts=self._counts,
            finished=finished,
            dips=moment.dips,
            hold_target_s=self.exercise.hold.seconds,
            cue=self._coach.cue(seen.time_s),
        )
        if observation is None or side is None:
            return snapshot()
        if state is State.POSITIONING:
            return snapshot(raw=Raw(observation))
        return snapshot(
            phase=self._phases.phase,
            progress=moment.progress,
            side=Side.BOTH if self.exercise.sides == "together" else side,
            hold_s=self._clock.run_s if self._phases.phase is Phase.HOLD else self._clock.best_s,
            measures=self._values(observation, side),
            raw=Raw(observation, side),
            view=self._view(seen, observation, position, side),
        )

    def _view(self, seen: Perceived, observation: Observation, position: Position, side: Side) -> View:
        off_side_deg, within_deg, judge = seen.view.off_side_deg, self.exercise.form_within_deg, self.exercise.judge
        shows_form = not off_side_deg > within_deg
        trusted = off_side_deg <= within_deg and not isnan(observation.smooth[side][judge.measure])
        advice = self._framing.advice
        if not shows_form:
            # A hold by the angle is worth turning for; what has none is counted as well from anywhere.
            advice = Advice.TURN if self.exercise.hold.seconds else advice or Advice.FORM_FROM_THE_SIDE
        elif side is not position.near and judge.leg is None and self._phases.phase is not Phase.REST:
            advice = Advice.FAR_LEG
        return View(position.near, off_side_deg, trusted, advice, shows_form)
