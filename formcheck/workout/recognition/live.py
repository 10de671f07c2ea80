"""A live session of an exercise that nobody has named: what is done is recognised, and goes on as a workout of it."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from formcheck.counting.advice import Advice
from formcheck.counting.results import Summary
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.counting.tally import Tally
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.recognition.search import Search
from formcheck.workout.workout import Workout

FRESH_S = 45.0
"""What went by longer ago is not made up for, as of somebody who bent down to set up the camera."""
NEW_S = 1.5
"""What ended longer ago is not told as if it just had."""


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
        self._search: Search | None = Search(candidates)
        self._begin = workout
        self._workout: Workout | None = None
        self._past: deque[tuple[float, Pose | None, Picture | None]] = deque()
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended; before anything is recognised only the user ends it."""
        return self._workout is not None and self._workout.over

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        if self._workout is not None:
            return _named(self._workout.update(time_s, pose, picture))
        assert self._search is not None
        self._past.append((time_s, pose, picture))
        while time_s - self._past[0][0] > FRESH_S:
            self._past.popleft()
        seen = self._search.update(time_s, pose, picture)
        recognised = self._search.recogniser.exercise
        if recognised is not None:
            return self._take_over(self._search.sessions[recognised].exercise)
        snapshot = self._searching(time_s, list(seen.values()))
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """End it, and sum it up; without an exercise where none was recognised."""
        if self._workout is not None:
            return replace(self._workout.finish(), recognised=True)
        seen = "" if self._search is None else self._search.seen
        return replace(self._tally.summary("", []), recognised=True, seen=seen)

    def _take_over(self, exercise: Exercise) -> Snapshot:
        """Begin the workout, and make up for what has gone by."""
        workout = self._workout = self._begin(exercise)
        snapshots = [workout.update(*moment) for moment in self._past]
        self._past.clear()
        self._search = None
        last = snapshots[-1]
        finished = next((one for one in reversed(snapshots) if one.finished is not None), None)
        if finished is not None and last.time_s - finished.time_s <= NEW_S:
            last = replace(last, finished=finished.finished)
        return _named(last)

    def _searching(self, time_s: float, seen: Sequence[Snapshot]) -> Snapshot:
        """A moment before anything is recognised: what stands in the way of every exercise, or the word to begin."""
        first, reasons = seen[0], {snapshot.reason for snapshot in seen}
        nobody = all(snapshot.state is State.NOBODY for snapshot in seen)
        moving = self._search is not None and self._search.recogniser.candidate() is not None
        return Snapshot(
            time_s,
            State.NOBODY if nobody else State.POSITIONING,
            first.reason if len(reasons) == 1 and first.reason else Advice.ONE_MORE if moving else Advice.BEGIN,
            raw=first.raw,
            sets=SetProgress(),
        )


def _named(snapshot: Snapshot) -> Snapshot:
    """With the name of the exercise, and without its word about the camera: it was seen well enough."""
    return snapshot if snapshot.sets is None else replace(snapshot, sets=replace(snapshot.sets, camera=""))
