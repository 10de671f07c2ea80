"""One pose in, one snapshot out: perceives, counts, judges and advises; nothing told is taken back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import nan

from formcheck.counting.advice import Advice
from formcheck.counting.counter import Counter
from formcheck.counting.form import Form
from formcheck.counting.gate import Gate, NamedGate, Verdict
from formcheck.counting.movements import Moment
from formcheck.counting.placement import Framing, placing_advice
from formcheck.counting.position import Position, PositionWatch
from formcheck.counting.reps import Reporter
from formcheck.counting.results import Rep
from formcheck.counting.settings import DEFAULTS, Settings
from formcheck.counting.snapshot import Phase, Snapshot, State
from formcheck.counting.summary import Summary
from formcheck.counting.tally import Tally, Told
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.heights import HEIGHTS
from formcheck.kinematics.observation import Observation, Raw
from formcheck.kinematics.perception import Perceived, Perception
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble

_TURNED = {90: Advice.TURNED_90, 180: Advice.TURNED_180, 270: Advice.TURNED_270}
LEVEL_WITHIN_DEG = 45.0
"""How far off the side the line of two joints on the floor still tells whether the camera stands level."""


class Session:
    """One person doing one exercise before one camera.

    By default the person's word is trusted, and the gate refuses only what is surely another class of movement. As many
    repetitions as are `spared` are not corrected to begin with. Who comes into position `live` is waited for longer.
    """

    def __init__(
        self,
        exercise: Exercise,
        gate: Gate | None = None,
        settings: Settings = DEFAULTS,
        spared: int = 0,
        *,
        live: bool = False,
    ) -> None:
        self.exercise, self._settings = exercise, settings
        self._perception, self._position = Perception(), PositionWatch(exercise, settings, live=live)
        self._counter, self._form = Counter(exercise.count, settings), Form(exercise, settings, spared)
        self._reporter = Reporter(exercise, gate or NamedGate(exercise, settings), self._form)
        self._framing, self._told, self._tally = Framing(), Told(), Tally()
        self._exercising = False

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
        near = self._reporter.near = position.near or Side.LEFT
        self._reporter.note(seen.time_s, seen.followed)
        measured = self._measured(observation, near)
        moment = self._counter.update(seen.time_s, seen.followed, position.inside, measured)
        side = position.near
        if observation is not None and side is not None:
            side = self._form.side(moment, observation, near)
            self._form.watch(moment, observation, seen.view, side, in_position=position.inside)
        self._form.coach.note_dips(seen.time_s, moment.dips)
        self._reporter.take(moment.told)
        if seen.pose is not None and side is not None and position.state is State.READY and self._at_rest:
            # Who gets up after the set tilts no camera, and from the feet end every floor slopes.
            tells = not self._told.movements and not seen.view.off_side_deg > LEVEL_WITHIN_DEG
            floor = self.exercise.floor if tells else None
            found = placing_advice(seen.pose, near, picture=picture, floor=floor)
            self._framing.update(seen.time_s, found)
        snapshot = self._snapshot(seen, observation, position, moment, side, picture)
        self._tally.add(snapshot, seen=seen.pose is not None)
        return snapshot

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions and attempts that have been told, in the order in which they were."""
        return self._told.movements

    def break_off(self) -> None:
        """Forget the movement under way: the person has asked for a pause."""
        self._counter.forget()
        self._reporter.forget()

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        self._reporter.take(self._counter.finish().told, final=True)
        self._tell_all()
        return replace(self._tally.summary(self.exercise.id, self._told.in_time()), settings=self._settings)

    def decide(self, verdict: Verdict) -> None:
        """Keep a movement as what a gate has found it to be once this moment, or the session, was over."""
        self._reporter.decide(verdict)
        self._tell_all()

    def _tell_all(self) -> None:
        while self._reporter.untold:
            self._told.tell(self._reporter.untold.popleft(), self._tally.last_s)

    @property
    def _at_rest(self) -> bool:
        return self._form.phase is Phase.REST

    def _measured(self, observation: Observation | None, near: Side) -> float:
        """The measure that counts where no height changes."""
        if observation is None or self.exercise.count.height in HEIGHTS:
            return nan
        side = self._form.side(Moment(observation.time_s), observation, near)
        return observation.smooth[side][self.exercise.count.height]

    def _snapshot(
        self,
        seen: Perceived,
        observation: Observation | None,
        position: Position,
        moment: Moment,
        side: Side | None,
        picture: Picture | None,
    ) -> Snapshot:
        state, reason, form, untold = position.state, position.reason, self._form, self._reporter.untold
        self._exercising = state is State.READY and (self._exercising or not self._at_rest)
        if self._exercising:
            state = State.EXERCISING
        if seen.turn_deg and not self._told.counts.reps:
            reason = _TURNED[seen.turn_deg]  # nothing hangs on it: some postures look like another, turned
        if picture is not None:
            dark = picture.black or (picture.dim and state is State.NOBODY)
            reason = picture.lost or (Trouble.DARK if dark else reason)
        snapshot = partial(
            Snapshot,
            seen.time_s,
            state,
            reason,
            finished=self._told.tell(untold.popleft(), seen.time_s) if untold else None,
            counts=self._told.counts,
            dips=moment.dips,
            hold_target_s=self.exercise.hold.seconds,
            cue=form.coach.cue(seen.time_s),
            followed=form.coach.followed(),
            direction=self.exercise.direction,
        )
        if observation is None or side is None:
            return snapshot()
        if state is State.POSITIONING:
            return snapshot(raw=Raw(observation))
        return snapshot(
            phase=form.phase,
            progress=moment.progress,
            side=side if self.exercise.one_sided else Side.BOTH,
            hold_s=form.hold_s,
            measures=form.measures(observation, side),
            raw=Raw(observation, side),
            view=form.view(seen.view, observation, side, position.near, self._framing.advice),
        )
