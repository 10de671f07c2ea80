"""A live session of an exercise that nobody has named: what is done is recognised, and goes on as a workout of it."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import isnan, nan
from typing import NamedTuple

from formcheck.counting.advice import Advice
from formcheck.counting.results import Rep, Summary
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State
from formcheck.counting.tally import Tally
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.recognition.assignment import Movement, Worth
from formcheck.workout.recognition.recorded import PRESENT
from formcheck.workout.workout import Workout

ENOUGH = 2
"""So many repetitions of one exercise are it."""
TOGETHER_S = 0.4
"""Several exercises may count the same movement, one a moment before the other: they are waited for."""
ALONE_S = 5.0
"""A single repetition is it after nobody has moved in any exercise, and nobody got up, for so long."""
FRESH_S = 45.0
"""Repetitions that ended longer ago say nothing any more, as of somebody who bent down to set up the camera."""
MOST = 100
"""No more movements than this end within `FRESH_S`: those before need not be looked at, however many they become."""
NEW_S = 1.5
"""What ended longer ago is not told as if it just had."""


class _Leader(NamedTuple):
    """The exercise that explains best what has been done, and the repetitions of it."""

    session: Session
    reps: list[Rep]


class Recogniser:
    """Lets the sessions of several exercises see everything until one has counted enough, and goes on with that one.

    The workout of the recognised exercise is shown what has gone by, so that what has been done counts.

    Parameters
    ----------
    candidates
        What it may be, at least one.
    workout
        Plans a workout of the exercise that is recognised.
    """

    def __init__(self, candidates: Iterable[Exercise], workout: Callable[[Exercise], Workout]) -> None:
        self._sessions = [Session(exercise) for exercise in candidates]
        self._begin = workout
        self._workout: Workout | None = None
        self._past: deque[tuple[float, Pose | None, Picture | None]] = deque()
        self._enough_s = self._moved_s = nan
        self._told = 0
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended; before anything is recognised only the user ends it."""
        return self._workout is not None and self._workout.over

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        if self._workout is not None:
            return _named(self._workout.update(time_s, pose, picture))
        self._past.append((time_s, pose, picture))
        while time_s - self._past[0][0] > FRESH_S:
            self._past.popleft()
        seen = [session.update(time_s, pose, picture) for session in self._sessions]
        leader = self._lead(time_s)
        if leader is not None and self._sure(time_s, leader, seen):
            return self._take_over(leader.session.exercise)
        snapshot = self._searching(time_s, leader, seen)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """End it, and sum it up; without an exercise where none was recognised."""
        summary = self._tally.summary("", []) if self._workout is None else self._workout.finish()
        return replace(summary, recognised=True)

    def _lead(self, time_s: float) -> _Leader | None:
        """Who has counted most of late; None where nobody has counted anything."""
        best, found = Worth(), None
        for session in self._sessions:
            worth, reps = Worth(), []
            for rep in session.movements[-MOST:]:
                movement = Movement(session.exercise, rep, nan)
                if movement.counts and time_s - movement.end_s <= FRESH_S:
                    worth = worth.plus(movement.worth, 0.0)
                    reps.append(rep)
            if worth > best:
                best, found = worth, _Leader(session, reps)
        return found

    def _sure(self, time_s: float, leader: _Leader, seen: Sequence[Snapshot]) -> bool:
        """Whether the leader is it: after two repetitions, or after one and nothing else."""
        present = seen[self._sessions.index(leader.session)].state in PRESENT
        if isnan(self._moved_s) or not present or any(one.phase is not Phase.REST for one in seen):
            self._moved_s = time_s
        if len(leader.reps) < ENOUGH:
            self._enough_s = nan
            return time_s - self._moved_s >= ALONE_S
        self._enough_s = time_s if isnan(self._enough_s) else self._enough_s
        return time_s - self._enough_s >= TOGETHER_S

    def _take_over(self, exercise: Exercise) -> Snapshot:
        """Begin the workout, and make up for what has gone by."""
        workout = self._workout = self._begin(exercise)
        snapshots = [workout.update(*moment) for moment in self._past]
        self._past.clear()
        self._sessions.clear()
        last = snapshots[-1]
        finished = next((one for one in reversed(snapshots) if one.finished is not None), None)
        if finished is not None and last.time_s - finished.time_s <= NEW_S:
            last = replace(last, finished=finished.finished)
        return _named(last)

    def _searching(self, time_s: float, leader: _Leader | None, seen: Sequence[Snapshot]) -> Snapshot:
        """A moment before anything is recognised: what stands in the way of every exercise, or the word to begin."""
        done = 0 if leader is None else len(leader.reps)
        told, self._told = self._told, done
        first, reasons = seen[0], {snapshot.reason for snapshot in seen}
        nobody = all(snapshot.state is State.NOBODY for snapshot in seen)
        waited_for = Advice.ONE_MORE if done else Advice.BEGIN
        snapshot = Snapshot(
            time_s,
            State.NOBODY if nobody else State.POSITIONING,
            first.reason if len(reasons) == 1 and first.reason else waited_for,
            raw=first.raw,
            sets=SetProgress(),
        )
        if leader is None or not told < done < ENOUGH:
            return snapshot
        # It is counted, so that people know they are seen; how good it was nobody can say of what has no name.
        rep = replace(leader.reps[-1], reason="", faults=())
        return replace(snapshot, finished=rep, sets=SetProgress(done=done))


def _named(snapshot: Snapshot) -> Snapshot:
    """With the name of the exercise, and without its word about the camera: it was seen well enough."""
    return snapshot if snapshot.sets is None else replace(snapshot, sets=replace(snapshot.sets, camera=""))
