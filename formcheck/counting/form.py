"""The form of a movement, moment by moment: which part of it this is, how long it is held, and what to say of it."""

from math import isnan

from formcheck.counting.advice import Advice
from formcheck.counting.coaching import Coach
from formcheck.counting.hold import HoldClock
from formcheck.counting.judgement import Judgement, Judging
from formcheck.counting.movements import Moment, Movement
from formcheck.counting.phases import PhaseWatch
from formcheck.counting.settings import Settings
from formcheck.counting.snapshot import Phase, View
from formcheck.counting.trace import Trace
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.measures import Measures
from formcheck.kinematics.observation import Observation
from formcheck.kinematics.view import ViewReading
from formcheck.pose.landmarks import Side


class Form:
    """Watches the form of one exercise.

    Attributes
    ----------
    coach
        What is said about it.
    """

    def __init__(self, exercise: Exercise, settings: Settings, spared: int = 0) -> None:
        self.coach = Coach(exercise, spared)
        self._exercise, self._settings = exercise, settings
        self._judging = Judging(exercise, settings)
        from_rest = [fault.measure for fault in exercise.fault if fault.from_rest]
        self._trace = Trace([*self._judging.measures, *from_rest], settings)
        self._phases = PhaseWatch(settings)
        self._clock = HoldClock(exercise.hold.dropout_s)

    @property
    def phase(self) -> Phase:
        """Which part of a repetition this is."""
        return self._phases.phase

    @property
    def hold_s(self) -> float:
        """How long the top is held now, or was in this movement."""
        return self._clock.run_s if self.phase is Phase.HOLD else self._clock.best_s

    def watch(
        self, moment: Moment, observation: Observation, view: ViewReading, side: Side, *, in_position: bool
    ) -> None:
        """Take the next moment, of which the measures of one side are shown."""
        time_s, progress, off_side_deg = observation.time_s, moment.progress, view.off_side_deg
        self._trace.add(observation, progress, view, in_position=in_position)
        held = self._hold_share(side, observation, off_side_deg, progress)
        phase = self._phases.update(progress, held)
        if phase is Phase.REST:
            self._clock = HoldClock(self._exercise.hold.dropout_s)
        else:
            self._clock.update(time_s, held, self._settings.hold)
        rest = {f.measure: self._trace.rest(side, f.measure) for f in self._exercise.fault if f.from_rest}
        self.coach.watch(time_s, phase, self.measures(observation, side), rest, off_side_deg)

    def side(self, moment: Moment, observation: Observation, near: Side) -> Side:
        """The side whose measures are shown: the working one where it is known, else the near one."""
        worked = moment.leading if abs(moment.progress) > self._settings.at_rest else Side.BOTH
        return self._judging.side_of(worked, [observation.value], near)

    def measures(self, observation: Observation, side: Side) -> Measures:
        """Smooth measures of one side, the judged one corrected by the offset of the landmarks."""
        measure, smooth = self._exercise.judge.measure, observation.smooth[side]
        return smooth.with_value(measure, smooth[measure] - self._judging.offset)

    def judge(self, this: Movement, near: Side) -> Judgement:
        """Everything that was measured of a movement that has been told."""
        return self._judging.measure(this, self._trace, near)

    def view(
        self, view: ViewReading, observation: Observation, side: Side, near: Side | None, placing: Advice | None
    ) -> View:
        """How the camera sees the person, and what would show more; `placing` is what is the matter with its place."""
        exercise, off_side_deg, advice = self._exercise, view.off_side_deg, placing
        shows_form = not off_side_deg > exercise.form_within_deg
        trusted = off_side_deg <= exercise.form_within_deg and not isnan(observation.smooth[side][exercise.measure])
        if not shows_form:
            # A hold by the angle is worth turning for; what has none is counted as well from anywhere.
            advice = Advice.TURN if exercise.hold.seconds else advice or Advice.FORM_FROM_THE_SIDE
        elif side is not near and exercise.judge.leg is None and self.phase is not Phase.REST:
            advice = Advice.FAR_LEG
        return View(near, off_side_deg, trusted, advice, shows_form)

    def _hold_share(self, side: Side, observation: Observation, off_side_deg: float, progress: float) -> float:
        """How far the hold's own measure has come: past `Settings.hold` it is held."""
        judge, offset = self._exercise.judge, self._judging.offset
        value, rest = observation.smooth[side][judge.measure] - offset, self._trace.rest(side, judge.measure) - offset
        if off_side_deg > judge.within_deg or isnan(value) or isnan(rest):
            return progress
        gate = self._exercise.hold_gate(rest, self._settings.count)
        return self._settings.hold * (value - rest) / (gate - rest) if gate > rest else progress
