"""Ties tracking, readiness, phases, repetitions and advice together: one pose in, one snapshot out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isnan, nan

from formcheck.counting.advice import Advice
from formcheck.counting.calibration import Calibration
from formcheck.counting.coaching import Coach
from formcheck.counting.excursion import Excursion, Sample
from formcheck.counting.leg_order import naming_for
from formcheck.counting.live_readiness import LiveReadiness
from formcheck.counting.phases import LOST_S, PhaseMachine
from formcheck.counting.placement import Framing, placing_advice
from formcheck.counting.readiness import Readiness, ReadinessStatus
from formcheck.counting.replay_readiness import ReplayReadiness, Survey
from formcheck.counting.reps import judge, make_rep, tempo
from formcheck.counting.results import Counts, Rep, Summary
from formcheck.counting.snapshot import Gates, Snapshot, State, View
from formcheck.counting.tally import Tally, totals
from formcheck.exercises.exercise import Exercise
from formcheck.kinematics.observation import Lengths, Observation, observe
from formcheck.pose.landmarks import SIDES, Pose, Side
from formcheck.pose.recording import Landmarks
from formcheck.pose.tracking import LiveTrack, ReplayTrack, Track, Tracked
from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble

NEAR_S = 1.0
"""Another near side is believed after so long, where it is not the working leg's."""


class Session:
    """One person doing one exercise before one camera.

    Parameters
    ----------
    exercise
        What is being done.
    track, readiness
        How poses are smoothed and the start position is found; as a live session does, by default.
    """

    def __init__(self, exercise: Exercise, track: Track | None = None, readiness: Readiness | None = None) -> None:
        self.exercise = exercise
        self._track = track or LiveTrack(naming_for(exercise))
        self._readiness = readiness or LiveReadiness(exercise)
        self._machines = {side: PhaseMachine(Gates(), exercise.hold.dropout_s) for side in SIDES}
        self._coach = Coach(exercise)
        self._reps: list[Rep] = []
        self._counts = Counts()
        self._working: Side | None = None
        self._calibration: Calibration | None = None
        self._exercising = False
        self._framing = Framing()
        self._left_near_s = 0.0
        self._tally = Tally()

    @classmethod
    def replay(cls, exercise: Exercise, recording: Landmarks) -> "Session":
        """A session over a whole recording, which is looked at first: for rest, near side and offset."""
        track = ReplayTrack(recording, lambda: naming_for(exercise))
        survey = Survey(recording, exercise, track)
        return cls(exercise, track.again(), ReplayReadiness(survey, exercise))

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment.

        Parameters
        ----------
        time_s
            Seconds of the source; never before the last one.
        pose
            None where nobody is seen.
        picture
            What was measured of the picture, where there is one.
        """
        tracked = self._track.update(time_s, pose)
        lengths = self._calibration.lengths if self._calibration else None
        observation = None if tracked is None else self._observe(time_s, tracked, lengths)
        standing = self._readiness.update(time_s, observation, None if tracked is None else tracked.smooth)
        if standing.calibration is None or self._anew(standing.calibration):
            finished = self._leave(time_s, standing)
        else:
            for late in standing.backlog:
                self._move(late.time_s, late, standing.calibration)
            finished = self._move(time_s, observation, standing.calibration)
        self._calibration = standing.calibration
        if pose is not None and standing.calibration is not None:
            self._look_at_placing(time_s, pose, standing.calibration, picture)
        snapshot = self._snapshot(time_s, observation, standing, picture, finished)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    @property
    def movements(self) -> Sequence[Rep]:
        """Repetitions and attempts so far."""
        return tuple(self._reps)

    def break_off(self) -> None:
        """Forget the movement under way: the person has asked for a pause."""
        for machine in self._machines.values():
            machine.stop()

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        self._end_all(self._tally.last_s, lost=False)
        self._calibration = None
        return self._tally.summary(self.exercise.id, self._reps)

    def _observe(self, time_s: float, tracked: Tracked, lengths: Lengths | None) -> Observation:
        """Measure a moment, and follow which side is near where that is not the leg's."""
        exercise = self.exercise
        observation = observe(time_s, tracked, exercise.posture, lengths)
        step_s = 0.0 if isnan(self._tally.last_s) else time_s - self._tally.last_s
        towards = 1 if observation.near is Side.LEFT else -1
        self._left_near_s = min(max(self._left_near_s + towards * step_s, -NEAR_S), NEAR_S)
        return observation

    def _look_at_placing(self, time_s: float, pose: Pose, calibration: Calibration, picture: Picture | None) -> None:
        """Judge the camera's place, between repetitions: a foot in the air may well leave the picture."""
        if all(machine.excursion is None for machine in self._machines.values()):
            found = placing_advice(pose, calibration.near, picture=picture, floor=self.exercise.floor)
            self._framing.update(time_s, found)

    def _sides(self, calibration: Calibration) -> tuple[Side, ...]:
        return (calibration.near,) if self.exercise.follows_one_leg else SIDES

    def _judged(self, calibration: Calibration) -> Side:
        """The side whose measures are judged: the working one, else the near one."""
        if self.exercise.follows_one_leg or self._working is None:
            return calibration.near
        return self._working

    def _anew(self, calibration: Calibration) -> bool:
        """Whether the person has been calibrated anew, so that what is under way cannot be followed."""
        return self._calibration is not None and calibration.lengths is not self._calibration.lengths

    def _move(self, time_s: float, observation: Observation | None, calibration: Calibration) -> Rep | None:
        """Let the machines of the sides take a step; the repetition or attempt that ended, if one did."""
        sides = self._sides(calibration)
        samples = {side: self._sample(time_s, observation, calibration, side) for side in sides}
        finished = None
        for side in sides:
            machine = self._machines[side]
            if machine.excursion is None:
                machine.gates = calibration.gates(self.exercise.drive, self.exercise.hold, side)
            rival = samples[side.other].progress if len(sides) > 1 else nan
            ended = machine.update(samples[side], rival)
            finished = (ended and self._judge(time_s, side, ended, calibration)) or finished
        moving = [side for side in sides if self._machines[side].excursion is not None and samples[side].fits != 0]
        if moving:
            self._working = max(moving, key=lambda side: self._machines[side].excursion.peak)  # type: ignore[union-attr]
            self._exercising = True
        if observation is not None:
            side = self._judged(calibration)
            values = self._values(observation, calibration, side)
            yaw_deg = calibration.yaw_deg
            self._coach.watch(time_s, self._machines[side].phase, values, calibration.rest[side], yaw_deg)
        return finished

    def _leave(self, time_s: float, standing: ReadinessStatus) -> Rep | None:
        """Out of position: what was under way is void, unless it had come back already or went out of sight."""
        self._exercising, self._working = False, None
        lost = standing.state is State.NOBODY or time_s - self._tally.last_s > LOST_S
        return self._end_all(time_s, lost=lost, broken_off=True)

    def _end_all(self, time_s: float, *, lost: bool, broken_off: bool = False) -> Rep | None:
        finished = None
        for side, machine in self._machines.items():
            ended = machine.stop()
            if ended is None or self._calibration is None:
                continue
            ended.lost = lost and not ended.returned
            if ended.returned or ended.lost or not broken_off:
                finished = self._judge(time_s, side, ended, self._calibration) or finished
        return finished

    def _judge(self, time_s: float, side: Side, excursion: Excursion, calibration: Calibration) -> Rep | None:
        exercise, gates = self.exercise, self._machines[side].gates
        verdict = judge(excursion, exercise, gates, calibration)
        if verdict is None:
            return None
        faults = self._coach.end(time_s, excursion.start_s, tempo(excursion))
        way = calibration.way(exercise.drive, exercise.hold, side)
        true_side = side.other if excursion.at_peak("swapped") >= 0.5 else side
        worked = true_side if exercise.one_sided else Side.BOTH
        rep = make_rep(len(self._reps) + 1, worked, excursion, verdict, way, faults)
        rep = replace(rep, direction=exercise.drive.direction)
        if exercise.drive.measure == "hip_extension_deg":
            # What the last top has shown of the landmarks' offset holds for the whole of the movement.
            rep = replace(rep, peak_hip_extension_deg=rep.peak_hip_extension_deg - calibration.offset)
        self._reps.append(rep)
        self._counts = totals(self._reps)
        self._coach.explain(time_s, rep.reason)
        return rep

    def _sample(self, time_s: float, observation: Observation | None, calibration: Calibration, side: Side) -> Sample:
        if observation is None:
            return Sample(time_s, nan)
        exercise, rest = self.exercise, calibration.rest[side]
        smooth = observation.smooth[side]
        height, confirm = exercise.height, exercise.confirm
        return Sample(
            time_s,
            calibration.progress(exercise.drive, side, smooth[exercise.drive.measure]),
            smooth[exercise.drive.measure] - rest[exercise.drive.measure],
            smooth[exercise.drive.measure],
            smooth["hip_extension_deg"],
            smooth[height.measure] - (rest[height.measure] if height.from_rest else 0.0),
            smooth[confirm.measure] - rest[confirm.measure] if confirm else nan,
            self._fits(observation, side),
            float(observation.swapped),
        )

    def _fits(self, observation: Observation, side: Side) -> float:
        """1 where all that tells this exercise at its top is so, 0 where something is not; what is hidden may be."""
        return float(all(limit.may_hold(observation.smooth, side) for limit in self.exercise.top))

    def _values(self, observation: Observation, calibration: Calibration, side: Side) -> dict[str, float]:
        """Smooth measures of one side, the driving one corrected by the offset of the landmarks."""
        drive = self.exercise.drive.measure
        smooth = observation.smooth[side]
        return {**smooth, drive: smooth[drive] - calibration.offset}

    def _snapshot(
        self,
        time_s: float,
        observation: Observation | None,
        standing: ReadinessStatus,
        picture: Picture | None,
        finished: Rep | None,
    ) -> Snapshot:
        calibration = standing.calibration
        state, reason = standing.state, standing.reason
        if state is State.READY and self._exercising:
            state = State.EXERCISING
        if picture is not None:
            reason = picture.lost or (Trouble.DARK if picture.black else reason)
        snapshot = Snapshot(
            time_s,
            state,
            reason,
            counts=self._counts,
            finished=finished,
            hold_target_s=self.exercise.hold.seconds,
            cue=self._coach.cue(time_s),
        )
        if observation is None:
            return snapshot
        snapshot = replace(snapshot, raw=_by_side(observation))
        return snapshot if calibration is None else self._measured(snapshot, observation, calibration)

    def _measured(self, snapshot: Snapshot, observation: Observation, calibration: Calibration) -> Snapshot:
        side = self._judged(calibration)
        machine = self._machines[side]
        sample = self._sample(snapshot.time_s, observation, calibration, side)
        return replace(
            snapshot,
            phase=machine.phase,
            progress=sample.progress,
            gates=machine.gates,
            side=observation.true_side(side) if self.exercise.one_sided else Side.BOTH,
            hold_s=machine.hold_s,
            measures=self._values(observation, calibration, side),
            raw={**snapshot.raw, **observation.raw[side]},
            view=self._view(calibration, observation.true_side(side), trusted=not isnan(sample.progress)),
        )

    def _view(self, calibration: Calibration, side: Side, *, trusted: bool) -> View:
        advice, near = self._framing.advice, calibration.near
        if self.exercise.drive.leg is not None:
            near = Side.LEFT if self._left_near_s > 0 else Side.RIGHT
        if not calibration.from_the_side:
            advice = Advice.TURN
        elif side is not near and self.exercise.drive.leg is None:
            advice = Advice.FAR_LEG
        return View(near, calibration.yaw_deg, trusted, advice)


def _by_side(observation: Observation) -> Mapping[str, float]:
    return {
        f"{name}_{observation.true_side(side)}": value
        for side in SIDES
        for name, value in observation.raw[side].items()
    }
