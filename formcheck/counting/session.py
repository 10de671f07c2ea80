"""One pose in, one snapshot out: perceives, counts, judges and advises; nothing told is taken back."""

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.counter import Counter
from formcheck.counting.evidence import History
from formcheck.counting.form import Form
from formcheck.counting.gate import Gate, NamedGate, Verdict
from formcheck.counting.movements import Attempt, Moment, Repetition
from formcheck.counting.placement import Framing, placing_advice
from formcheck.counting.position import Position, PositionWatch
from formcheck.counting.reps import attempt, repetition
from formcheck.counting.results import Counts, Reason, Rep, Summary
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.snapshot import Phase, Snapshot, State, View
from formcheck.counting.tally import Tally, settled, totals
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.heights import HEIGHTS
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
        self._counter = Counter(exercise.count, settings)
        self._gate = gate or NamedGate(exercise, settings)
        self._figures = History()
        self._form = Form(exercise, settings)
        self._near = Side.LEFT
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
        self._near = position.near or Side.LEFT
        if seen.followed is not None and seen.followed.figure is not None:
            self._figures.push(seen.time_s, seen.followed.figure)
        measured = self._measured(observation)
        moment = self._counter.update(seen.time_s, seen.followed, position.inside, measured)
        side = None
        if observation is not None and position.near is not None:
            side = self._form.side(self._counter.leading, moment, observation, position.near)
            self._form.watch(moment, observation, seen.view, side, in_position=position.inside)
        self._form.coach.note_dips(seen.time_s, moment.dips)
        self._take(moment)
        at_rest = position.state is State.READY and self._form.phase is Phase.REST
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
        self._near = Side.LEFT
        self._take(self._counter.finish(), final=True)
        self.tell_all()
        in_time = sorted(settled(self._told), key=lambda rep: rep.top_s)
        numbered = [replace(rep, number=n) for n, rep in enumerate(in_time, 1)]
        return replace(self._tally.summary(self.exercise.id, numbered), settings=self._settings)

    def tell_all(self) -> None:
        """Tell what waits, one after the other: nothing comes after."""
        while self._tell(self._tally.last_s) is not None:
            pass

    def decide(self, verdict: Verdict) -> None:
        """Keep a movement as what a gate has found it to be."""
        movement = verdict.movement
        if not verdict.counts:
            said = verdict.reason in (Reason.LOST_SIGHT, Reason.NOT_IN_POSITION)
            self._try(movement.refused(verdict.reason if said else Reason.OTHER_MOVEMENT))
            return
        judgement = self._form.judge(movement, self._near)
        tempo = {"lift_s": judgement.lift_s, "lower_s": judgement.lower_s}
        faults = self._form.coach.end(movement.told_s, judgement.start_s, judgement.end_s, tempo)
        self._keep(repetition(movement, judgement, faults, self.exercise, surely=verdict.surely))

    def _measured(self, observation: Observation | None) -> float:
        """The measure that counts where no height changes."""
        if observation is None or self.exercise.count.height in HEIGHTS:
            return nan
        side = self._form.side(Side.BOTH, Moment(observation.time_s), observation, self._near)
        return observation.smooth[side][self.exercise.count.height]

    def _take(self, moment: Moment, final: bool = False) -> None:
        """Show what has been told to the gate that keeps other movement out."""
        for movement in moment.told:
            if isinstance(movement, Repetition):
                for verdict in self._gate.push(movement, self._figures.evidence(movement)):
                    self.decide(verdict)
        for verdict in self._gate.finish() if final else ():
            self.decide(verdict)
        for movement in moment.told:
            if isinstance(movement, Attempt):
                self._try(movement)

    def _try(self, this: Attempt) -> None:
        self._keep(attempt(this, self._form.judge(this, self._near), self.exercise))

    def _keep(self, rep: Rep) -> None:
        self._untold.append(rep)
        self._form.coach.explain(rep.told_s, rep.reason)

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
        state, reason, form = position.state, position.reason, self._form
        self._exercising = state is State.READY and (self._exercising or form.phase is not Phase.REST)
        if self._exercising:
            state = State.EXERCISING
        if picture is not None:
            reason = picture.lost or (Trouble.DARK if picture.black else reason)
        snapshot = partial(
            Snapshot,
            seen.time_s,
            state,
            reason,
            finished=self._tell(seen.time_s),
            counts=self._counts,
            dips=moment.dips,
            hold_target_s=self.exercise.hold.seconds,
            cue=form.coach.cue(seen.time_s),
        )
        if observation is None or side is None:
            return snapshot()
        if state is State.POSITIONING:
            return snapshot(raw=Raw(observation))
        return snapshot(
            phase=form.phase,
            progress=moment.progress,
            side=Side.BOTH if self.exercise.sides == "together" else side,
            hold_s=form.hold_s,
            measures=form.measures(observation, side),
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
        elif side is not position.near and judge.leg is None and self._form.phase is not Phase.REST:
            advice = Advice.FAR_LEG
        return View(position.near, off_side_deg, trusted, advice, shows_form)
