"""Counts a recording as what was recognised in it: each moment is handed to the exercise that was done there."""

from dataclasses import replace

from formcheck.counting.results import Rep, SetSummary, Summary
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.tally import Tally, totals
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.workout.recognition.assignment import Movement
from formcheck.workout.recognition.recorded import PRESENT, Begin, Recognition


class Relay:
    """Like one session, over everything that was recognised.

    Parameters
    ----------
    recognition
        What was done when.
    begin
        Begins a session of each exercise over the same recording, in the way in which they were begun to recognise it.
    """

    def __init__(self, recognition: Recognition, begin: Begin) -> None:
        self._recognition = recognition
        self._sessions: dict[str, Session] = {}
        for exercise in (*recognition.exercises, recognition.nearest):
            if exercise.id not in self._sessions:
                self._sessions[exercise.id] = begin(exercise) or Session(exercise)
        movements = [movement for one in recognition.sets for movement in one]
        self._reps = {(m.exercise.id, m.rep.number): _renamed(m, n) for n, m in enumerate(movements, 1)}
        self._done: list[Rep] = []
        self._tally = Tally()

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment of the recording."""
        seen = {name: session.update(time_s, pose, picture) for name, session in self._sessions.items()}
        exercise = self._recognition.at(time_s)
        snapshot = replace(seen[exercise.id], finished=self._finished(seen))
        if self._recognition.sets:
            done = totals(rep for rep in self._done if rep.exercise == exercise.id)
            snapshot = replace(snapshot, counts=done)
        else:
            snapshot = _unjudged(snapshot, picture)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """Everything summed up, with the sets."""
        exercises = self._recognition.exercises
        sets = [_summed_up(one) for one in self._recognition.sets]
        summary = self._tally.summary(exercises[0].id if exercises else "", list(self._reps.values()), sets)
        return replace(summary, recognised=True)

    def _finished(self, seen: dict[str, Snapshot]) -> Rep | None:
        """What has ended, whichever exercise the moment belongs to: the next one may have begun already."""
        finished = None
        for name, snapshot in seen.items():
            rep = self._reps.get((name, snapshot.finished.number)) if snapshot.finished is not None else None
            if rep is not None:
                finished = rep
                self._done.append(rep)
        return finished


def _renamed(movement: Movement, number: int) -> Rep:
    return replace(movement.rep, number=number, exercise=movement.exercise.id)


def _unjudged(snapshot: Snapshot, picture: Picture | None) -> Snapshot:
    """What can be said of a moment in which nobody knows what is done: where the joints are."""
    state = State.POSITIONING if snapshot.state in PRESENT else snapshot.state
    reason = snapshot.reason if picture is not None and (picture.lost or picture.black) else ""
    return Snapshot(snapshot.time_s, state, reason, raw=snapshot.raw)


def _summed_up(one: tuple[Movement, ...]) -> SetSummary:
    sides = {movement.rep.side for movement in one if movement.counts} or {movement.rep.side for movement in one}
    side = sides.pop() if len(sides) == 1 else None
    exercise: Exercise = one[0].exercise
    counts = totals(movement.rep for movement in one)
    return SetSummary(
        exercise.id, None if side is Side.BOTH else side, one[0].start_s, max(m.end_s for m in one), 0, counts,
        hold_target_s=exercise.hold.seconds,
    )  # fmt: skip
