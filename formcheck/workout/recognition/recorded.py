"""A recording of what was not named: counted as whatever is recognised in it, set by set."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from formcheck.counting.results import NO_COUNTS, Counts, Rep, Verdict
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import SetSummary, Summary
from formcheck.counting.tally import Tally, Told, totals
from formcheck.exercises.exercise import Exercise
from formcheck.pose.landmarks import Pose, Side
from formcheck.video.frame import Picture
from formcheck.workout.recognition.search import PRESENT, Search

PAUSE_S = 10.0
"""Who stays in position for longer without a repetition has ended a set."""
AWAY_S = 3.0
"""Who has left the position meanwhile has ended it after this long."""


class Recognised:
    """Like one session, over every one of the candidates that is recognised."""

    def __init__(self, candidates: Iterable[Exercise]) -> None:
        self._search = Search(candidates)
        self._taken = dict.fromkeys(self._search.sessions, 0)
        self._present = dict.fromkeys(self._search.sessions, False)
        self._left_s: dict[str, list[float]] = {name: [] for name in self._search.sessions}
        self._told, self._tally = Told(), Tally()
        self._counts: dict[str, Counts] = {}

    @property
    def exercise(self) -> Exercise | None:
        """What is being done, as far as it is known."""
        return self._search.exercise

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment."""
        seen = self._search.update(time_s, pose, picture)
        self._note_presence(time_s, seen)
        exercise = self.exercise
        snapshot = _unjudged(seen) if exercise is None else seen[exercise.id]
        finished = self._take(time_s)
        snapshot = replace(
            snapshot, finished=finished, counts=self._counts.get(exercise.id if exercise else "", NO_COUNTS)
        )
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def finish(self) -> Summary:
        """Everything summed up, with the sets."""
        found = self._search.finish()
        while self._take(self._tally.last_s) is not None:
            pass
        reps = _without_strays(self._told.in_time())
        sets = [_set(one, self._search.sessions[one[0].exercise].exercise) for one in self._into_sets(reps)]
        done = [one for one in sets if one.counts.reps]
        first = max(done, key=lambda one: one.counts.reps).exercise if done else ""
        seen = "" if done else self._search.seen
        whole = self._tally.summary(first, reps, done)
        if first:  # how well it was seen was not known before it had a name
            tracking, advice = found[first].tracking, found[first].advice
            whole = replace(whole, tracking=tracking, advice=advice, advice_share=found[first].advice_share)
        return replace(whole, recognised=True, seen=seen)

    def _note_presence(self, time_s: float, seen: Mapping[str, Snapshot]) -> None:
        """Remember when the position of each exercise was left."""
        for name, snapshot in seen.items():
            present = snapshot.state in PRESENT
            if self._present[name] and not present:
                self._left_s[name].append(time_s)
            self._present[name] = present

    def _into_sets(self, reps: Iterable[Rep]) -> list[list[Rep]]:
        """Movements in order of time, split where the exercise changes and where the person paused."""
        sets: list[list[Rep]] = []
        for rep in reps:
            if not sets or self._parted(sets[-1][-1], rep):
                sets.append([])
            sets[-1].append(rep)
        return sets

    def _parted(self, before: Rep, after: Rep) -> bool:
        pause_s = after.start_s - before.end_s
        left = any(before.end_s <= left_s < after.start_s for left_s in self._left_s[after.exercise])
        return before.exercise != after.exercise or pause_s >= PAUSE_S or (left and pause_s >= AWAY_S)

    def _take(self, time_s: float) -> Rep | None:
        """The next that one of the sessions has told, of an exercise that has been recognised."""
        recognised = {one.exercise for one in self._search.recogniser.sets}
        for name, session in self._search.sessions.items():
            told = session.movements
            if len(told) > self._taken[name] and name in recognised:
                self._taken[name] += 1
                rep = self._told.tell(replace(told[self._taken[name] - 1], exercise=name), time_s)
                self._counts[name] = totals(one for one in self._told.movements if one.exercise == name)
                return rep
        return None


def _unjudged(seen: Mapping[str, Snapshot]) -> Snapshot:
    """What can be said of a moment in which it is not known what is done: where the joints are, what is in the way."""
    first, reasons = next(iter(seen.values())), {snapshot.reason for snapshot in seen.values()}
    state = State.POSITIONING if first.state in PRESENT else first.state
    return Snapshot(first.time_s, state, reasons.pop() if len(reasons) == 1 else "", raw=first.raw)


def _without_strays(reps: list[Rep]) -> list[Rep]:
    """The movements without attempts at another exercise than the repetitions before and after them; numbered."""
    counted = [rep for rep in reps if rep.verdict is Verdict.REP]

    def belongs(rep: Rep) -> bool:
        before = [one.exercise for one in counted if one.top_s <= rep.top_s][-1:]
        after = [one.exercise for one in counted if one.top_s >= rep.top_s][:1]
        return rep.exercise in (*before, *after)

    return [replace(rep, number=n) for n, rep in enumerate(filter(belongs, reps), 1)]


def _set(reps: list[Rep], exercise: Exercise) -> SetSummary:
    counts = totals(reps)
    sides = {rep.side for rep in reps}
    side = sides.pop() if len(sides) == 1 else None
    return SetSummary(
        exercise.id, None if side is Side.BOTH else side, reps[0].start_s, reps[-1].end_s, 0, counts,
        hold_target_s=exercise.hold.seconds,
    )  # fmt: skip
