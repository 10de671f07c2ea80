"""A live session of exercises that nobody has named: what is done is recognised, and goes on as a workout of it."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from math import inf, nan

from formcheck.counting.advice import Advice
from formcheck.counting.results import NotJudged, Rep, Verdict
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State
from formcheck.counting.summary import EndedSet, Review, Summary
from formcheck.counting.tally import Tally
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.leaving import AWAY_S, COUNTDOWN_S
from formcheck.workout.recognition.search import PRESENT, Search
from formcheck.workout.workout import Workout

FRESH_S = 45.0
"""What went by longer ago is not made up for, as of somebody who bent down to set up the camera."""
ALONE_S = 5.0
"""A single repetition names its exercise when the person has then stayed at rest in position for this long."""


class Recogniser:
    """Lets the sessions of several exercises see everything until one has counted enough, and goes on with that one.

    The workout of the recognised exercise is shown what has gone by, so that what has been done counts. Meanwhile it is
    looked for what is done next: another exercise ends the workout, and is the next one. The session is over a minute
    after the last workout.
    """

    def __init__(self, candidates: Iterable[Exercise], workout: Callable[[Exercise], Workout]) -> None:
        self._candidates = tuple(candidates)
        self._search = Search(self._candidates)
        self._begin = workout
        self._workout: Workout | None = None
        self._exercise_id = ""
        self._done: list[Summary] = []
        self._counted: list[Rep] = []
        self._told_s: dict[tuple[str, float], float] = {}
        self._past: deque[tuple[float, Pose | None, Picture | None]] = deque()
        self._made_up: deque[Snapshot] = deque()
        self._moved_s, self._active_s = -inf, -inf
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended; before anything is recognised only the user ends it."""
        under_way = self._workout is not None and not self._workout.over
        return bool(self._exercise_id) and not under_way and self._tally.last_s - self._active_s > AWAY_S

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        self._past.append((time_s, pose, picture))
        while time_s - self._past[0][0] > FRESH_S:
            self._past.popleft()
        seen = self._search.update(time_s, pose, picture)
        if any(one.state in PRESENT and one.phase is not Phase.REST for one in seen.values()):
            self._active_s = time_s
        if self._workout is not None and self._workout.over and not self.over:
            self._keep(self._workout)
        snapshot = self._snapshot(time_s, seen)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """End it, and sum it up; without an exercise where none was recognised."""
        if self._workout is not None:
            self._keep(self._workout)
        done = (rep for one in self._done for rep in one.reps)
        told_s = self._told_s  # what was made up for was told later than it was counted
        reps = [
            replace(rep, number=n, told_s=told_s.get((rep.exercise, rep.top_s), rep.told_s))
            for n, rep in enumerate(done, 1)
        ]
        most = Counter(rep.exercise for rep in reps).most_common(1)
        sets = [kept for one in self._done for kept in one.sets]
        summed_up = self._tally.summary(most[0][0] if most else self._exercise_id, reps, sets)
        return replace(summed_up, recognised=True, seen="" if self._exercise_id else self._search.seen)

    def _snapshot(self, time_s: float, seen: Mapping[str, Snapshot]) -> Snapshot:
        workout, found = self._workout, self._search.exercise
        if workout is None:
            self._look_at_single(time_s, seen)
            found = self._search.exercise
            return self._searching(time_s, seen) if found is None else self._take_over(found)
        if found is None or found.id == self._exercise_id or not self._is_new():
            return self._told(workout.update(*self._past[-1]))
        since_s = max((rep.end_s for rep in self._counted), default=-inf)
        workout.break_off()
        ended = self._keep(workout)
        while self._past[0][0] <= since_s:
            self._past.popleft()
        # What there was to make of it would be heard as about what is done now.
        return replace(self._take_over(found), ended=ended and replace(ended, review=Review()))

    def _is_new(self) -> bool:
        """Whether what was recognised beside the workout is nothing that it has surely counted itself."""
        surely = [rep for rep in self._counted if rep.judged.reason != NotJudged.OTHER_MOVEMENT]
        found = self._search.recogniser.sets[-1].repetitions
        return not any(rep.start_s < one.end_s and one.start_s < rep.end_s for rep in surely for one in found)

    def _keep(self, workout: Workout) -> EndedSet | None:
        """What a workout has come to; the set that was under way, if one was."""
        self._done.append(workout.finish())
        self._workout, self._search = None, Search(self._candidates)
        self._past = deque([self._past[-1]]) if workout.over else self._past
        return workout.take_ended()

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
        self._exercise_id, self._counted = exercise.id, []
        *past, last = [workout.update(*moment) for moment in self._past]
        self._made_up.extend(snapshot for snapshot in past if snapshot.finished is not None)
        self._search = Search(self._candidates)  # what comes next
        return self._told(last)

    def _told(self, snapshot: Snapshot) -> Snapshot:
        """With what was done before the exercise had a name, one a moment, and without its word about the camera."""
        if self._made_up:
            if snapshot.finished is not None:
                self._made_up.append(snapshot)
            done = self._made_up.popleft()
            ended = snapshot.ended or done.ended
            snapshot = replace(snapshot, finished=done.finished, counts=done.counts, sets=done.sets, ended=ended)
        rep = snapshot.finished
        if rep is not None:
            if rep.verdict is Verdict.REP:
                self._counted.append(rep)
            number = rep.number + sum(len(one.reps) for one in self._done)
            self._told_s[self._exercise_id, rep.top_s] = snapshot.time_s
            snapshot = replace(snapshot, finished=replace(rep, number=number, told_s=snapshot.time_s))
        # It was seen well enough.
        return snapshot if snapshot.sets is None else replace(snapshot, sets=replace(snapshot.sets, camera="", ways=()))

    def _searching(self, time_s: float, seen: Mapping[str, Snapshot]) -> Snapshot:
        """A moment before anything is recognised: what stands in the way of every exercise, or the word to begin."""
        first, reasons = next(iter(seen.values())), {snapshot.reason for snapshot in seen.values()}
        nobody = all(snapshot.state is State.NOBODY for snapshot in seen.values())
        moving = self._search.recogniser.candidate() is not None
        left_s = AWAY_S - (time_s - self._active_s) if self._exercise_id else inf
        return Snapshot(
            time_s,
            State.NOBODY if nobody else State.POSITIONING,
            first.reason if len(reasons) == 1 and first.reason else Advice.ONE_MORE if moving else Advice.BEGIN,
            raw=first.raw,
            sets=SetProgress(ends_in_s=max(left_s, 0.0) if left_s <= COUNTDOWN_S else nan),
        )
