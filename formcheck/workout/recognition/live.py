"""A live session of an exercise that nobody has named: what is done is recognised, and goes on as a workout of it."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import inf

from formcheck.counting.advice import Advice
from formcheck.counting.results import Summary
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State
from formcheck.counting.tally import Tally
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.recognition.search import PRESENT, Search
from formcheck.workout.workout import Workout

FRESH_S = 45.0
"""What went by longer ago is not made up for, as of somebody who bent down to set up the camera."""
ALONE_S = 5.0
"""A single repetition names its exercise when the person has then stayed at rest in position for this long."""


class Recogniser:
    """Lets the sessions of several exercises see everything until one has counted enough, and goes on with that one.

    The workout of the recognised exercise is shown what has gone by, so that what has been done counts.
    """

    def __init__(self, candidates: Iterable[Exercise], workout: Callable[[Exercise], Workout]) -> None:
        self._search = Search(candidates)
        self._begin = workout
        self._workout: Workout | None = None
        self._past: deque[tuple[float, Pose | None, Picture | None]] = deque()
        self._made_up: deque[Snapshot] = deque()
        self._moved_s = -inf
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended; before anything is recognised only the user ends it."""
        return self._workout is not None and self._workout.over

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        if self._workout is not None:
            return self._told(self._workout.update(time_s, pose, picture))
        self._past.append((time_s, pose, picture))
        while time_s - self._past[0][0] > FRESH_S:
            self._past.popleft()
        seen = self._search.update(time_s, pose, picture)
        self._look_at_single(time_s, seen)
        if self._search.exercise is not None:
            return self._take_over(self._search.exercise)
        snapshot = self._searching(time_s, seen)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """End it, and sum it up; without an exercise where none was recognised."""
        if self._workout is not None:
            return replace(self._workout.finish(), recognised=True)
        return replace(self._tally.summary("", []), recognised=True, seen=self._search.seen)

    def _look_at_single(self, time_s: float, seen: Mapping[str, Snapshot]) -> None:
        """A single repetition names its exercise where the person stays at rest in position after it."""
        recogniser, since_s = self._search.recogniser, time_s - FRESH_S
        name = recogniser.single(since_s)
        if name is None or seen[name].state not in PRESENT or seen[name].phase is not Phase.REST:
            self._moved_s = time_s
        elif time_s - self._moved_s >= ALONE_S:
            recogniser.finish(since_s)

    def _take_over(self, exercise: Exercise) -> Snapshot:
        """Begin the workout, and make up for what has gone by."""
        workout = self._workout = self._begin(exercise)
        *past, last = [workout.update(*moment) for moment in self._past]
        self._made_up.extend(snapshot for snapshot in past if snapshot.finished is not None)
        self._past.clear()
        self._search = Search(())  # all that the others have seen is let go
        return self._told(last)

    def _told(self, snapshot: Snapshot) -> Snapshot:
        """With what was done before the exercise had a name, one a moment, and without its word about the camera."""
        if self._made_up:
            if snapshot.finished is not None:
                self._made_up.append(snapshot)
            done = self._made_up.popleft()
            ended = snapshot.ended or done.ended
            snapshot = replace(snapshot, finished=done.finished, counts=done.counts, sets=done.sets, ended=ended)
        # It was seen well enough.
        return snapshot if snapshot.sets is None else replace(snapshot, sets=replace(snapshot.sets, camera=""))

    def _searching(self, time_s: float, seen: Mapping[str, Snapshot]) -> Snapshot:
        """A moment before anything is recognised: what stands in the way of every exercise, or the word to begin."""
        first, reasons = next(iter(seen.values())), {snapshot.reason for snapshot in seen.values()}
        nobody = all(snapshot.state is State.NOBODY for snapshot in seen.values())
        moving = self._search.recogniser.candidate() is not None
        return Snapshot(
            time_s,
            State.NOBODY if nobody else State.POSITIONING,
            first.reason if len(reasons) == 1 and first.reason else Advice.ONE_MORE if moving else Advice.BEGIN,
            raw=first.raw,
            sets=SetProgress(),
        )
