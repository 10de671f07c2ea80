"""A session of several sets: begins, pauses, rests, changes sides and ends by what the person does."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import Enum
from math import inf

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Correction, SetProgress, Snapshot, State
from formcheck.counting.summary import EndedSet, Offer, Summary, Unfinished
from formcheck.counting.tally import Tally, settled, totals
from formcheck.pose.landmarks import Pose
from formcheck.video.frame import Picture
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.agenda import Agenda
from formcheck.workout.command import Command
from formcheck.workout.gestures import Hands, RaisedHands, Way
from formcheck.workout.ledger import Ledger, unfinished_from
from formcheck.workout.plan import ASK_S, PlannedSet

AWAY_S = 60.0
"""Out of position for longer, the end is counted down: the door has been answered and the water drunk by then."""
PAUSED_S = 600.0
"""A pause by a raised hand comes to that after this long."""
COUNTDOWN_S = 30.0
"""Time enough to hear it in the next room, to come back, and to lie down."""
BACK_S = 4.0
"""A hand that is up so soon after somebody is back in position was raised to go on, and asks for no pause."""
LINGER_S = 6.0
"""The end is shown and said for this long."""
ANSWER_S = 4.0
"""So long lasts the answer to a person who was hurt."""
OFFER_S = 15.0
"""It is asked for so long whether to go on where it was stopped last time, from when somebody is there to hear it."""
START_S = 10.0
"""What begins without a person in position begins after this long: the camera has to be put down."""


class _Mode(Enum):
    WORKING = 1
    RESTING = 2
    PAUSED = 3
    ASKING = 4
    HURT = 5
    LEAVING = 6
    STOPPED = 7
    OVER = 8
    OFFERING = 9


_ENDED = (_Mode.STOPPED, _Mode.OVER)
_SAYS = {
    _Mode.RESTING: {Way.HAND: Advice.SOONER, Way.SITTING_BACK: Advice.SOONER_SITTING, Way.FOOT: Advice.SOONER_FOOT},
    _Mode.PAUSED: {Way.HAND: Advice.GO_ON, Way.SITTING_BACK: Advice.GO_ON_SITTING, Way.FOOT: Advice.GO_ON_FOOT},
    _Mode.ASKING: {Way.HAND: Advice.HURT, Way.SITTING_BACK: Advice.HURT_SITTING, Way.FOOT: Advice.HURT_FOOT},
    _Mode.HURT: dict.fromkeys(Way, Advice.LEFT_OUT),
}
"""What is asked or offered, by how the person can answer from where they are."""


class Workout:
    """Drives one session after another through a plan.

    A set begins when the person is in position and still, pauses while they are not, and goes on when they are again.
    A raised hand pauses too; while pausing or resting it means to go on, and where it is asked whether anything hurt,
    that it did: then what is left of that exercise is left out. Two hands skip a set; face down it is feet, and on all
    fours one sits back for it. After a minute away the end is counted down; who is in position again meanwhile, or
    raises a hand, goes on.

    Parameters
    ----------
    plan
        The sets, at least one.
    commands
        Called with every moment; what has been asked for since the last one, by key.
    offer
        To go on where the same plan was stopped last time: it is asked before anything else.
    """

    def __init__(
        self,
        plan: Sequence[PlannedSet],
        commands: Callable[[], Iterable[Command]] = tuple,
        offer: Offer | None = None,
    ) -> None:
        self._agenda = Agenda(plan)
        self._routine, self._first_id = plan[0].routine, plan[0].exercise.id
        self._commands = commands
        self._set: ActiveSet | None = None
        self._ledger = Ledger()
        self._corrected: deque[Correction | Advice] = deque()
        self._mode = _Mode.WORKING
        self._since_s = self._rest_s = 0.0
        self._by_position, self._back_s = True, -inf
        self._offer, self._seen = offer, False
        self._hands = RaisedHands()
        self._says = ""
        self._tally = Tally()

    @property
    def over(self) -> bool:
        """Whether the session has ended, and has been seen to end."""
        return self._mode in _ENDED and self._tally.last_s - self._since_s >= LINGER_S

    def update(self, time_s: float, pose: Pose | None, picture: Picture | None = None) -> Snapshot:
        """Take the next moment; as `Session.update`."""
        running = self._set or self._start(time_s)
        if self._offer is not None and pose is None and not self._seen:
            self._since_s = time_s
        self._seen = self._seen or pose is not None
        waited_for = self._mode is not _Mode.WORKING
        self._answer(time_s, running, self._hands.update(time_s, pose, waited_for=waited_for))
        for command in self._commands():
            self._obey(time_s, command)
        self._let_time_pass(time_s)
        running = self._set or running
        if self._mode is _Mode.LEAVING:
            snapshot = self._leave(time_s, running, pose, picture)
        elif self._mode is _Mode.WORKING:
            snapshot = self._work(time_s, running, pose, picture)
        else:
            snapshot = self._wait(time_s, running, picture)
        snapshot = replace(snapshot, ended=self.take_ended())
        if self._corrected:
            made = self._corrected.popleft()
            if isinstance(made, Correction):
                snapshot = replace(snapshot, correction=made)
            else:
                snapshot = replace(snapshot, notice=made)
        self._tally.add(snapshot, seen=pose is not None)
        return snapshot

    def break_off(self) -> None:
        """Forget the movement under way, and what is not decided: it is part of something else."""
        if self._set is not None:
            self._set.session.break_off()

    def take_ended(self) -> EndedSet | None:
        """The set that has ended and was told by no snapshot yet."""
        return self._ledger.take_ended()

    def finish(self) -> Summary:
        """End the session: what was under way is judged, and everything is summed up."""
        unfinished = self._unfinished()
        if self._set is not None:
            self._close(self._set)
        most = Counter(rep.exercise for rep in self._ledger.reps).most_common(1)
        exercise = most[0][0] if most else self._first_id
        summary = self._tally.summary(exercise, self._ledger.reps, self._ledger.sets)
        return replace(summary, routine=self._routine, unfinished=unfinished)

    def _unfinished(self) -> Unfinished | None:
        """What is still to come; None where nothing is, or there is no end to come to."""
        if self._mode is _Mode.OVER:
            return None
        under_way = self._mode not in (_Mode.ASKING, _Mode.HURT)
        return unfinished_from(self._agenda.current if under_way else self._agenda.following)

    def _start(self, time_s: float) -> ActiveSet:
        running = self._begin(time_s, rest_s=START_S if self._agenda.current.exercise.posture is None else 0.0)
        if self._offer is not None:
            self._enter(time_s, _Mode.OFFERING)
        return running

    def _decide(self, time_s: float, offer: Offer, *, go_on: bool) -> None:
        """Begin where it was stopped last time, or at the beginning."""
        self._offer = None
        if go_on:
            self._agenda.go_on_from(offer.unfinished.next_set, offer.left_out)
        self._start(time_s)

    def _begin(self, time_s: float, *, rest_s: float) -> ActiveSet:
        """Begin the set that is on, with a rest before it."""
        self._rest_s = rest_s
        self._set = ActiveSet(self._agenda.current, self._agenda.side, time_s)
        self._enter(time_s, _Mode.RESTING if rest_s > 0 else _Mode.WORKING)
        return self._set

    def _enter(self, time_s: float, mode: _Mode) -> None:
        self._mode, self._since_s = mode, time_s
        self._says = _SAYS[mode][self._hands.way] if mode in _SAYS else ""
        if self._set is not None:
            self._set.present_s = time_s

    def _answer(self, time_s: float, running: ActiveSet, hands: Hands | None) -> None:
        """Raised hands: what they mean depends on what is going on."""
        if hands is None or time_s - self._back_s < BACK_S:
            return
        if self._mode is _Mode.ASKING:
            self._agenda.leave_out()
            self._ledger.note_pain()
            self._enter(time_s, _Mode.HURT)
        elif hands is Hands.BOTH and not running.session.movements and self._mode in (_Mode.RESTING, _Mode.WORKING):
            self._leave_out(time_s, running)
        elif hands is Hands.BOTH:
            self._obey(time_s, Command.NEXT)
        elif self._mode is not _Mode.WORKING or running.begun:
            self._obey(time_s, Command.PAUSE)

    def _obey(self, time_s: float, command: Command) -> None:
        running, under_way = self._set, self._mode in (_Mode.WORKING, _Mode.PAUSED, _Mode.LEAVING)
        if command in (Command.TAKE_BACK, Command.ADD):
            taken_back = command is Command.TAKE_BACK
            if running is not None and self._offer is None:
                made = self._ledger.correct(time_s, running, self._agenda, taken_back=taken_back)
                self._corrected.append(made)
            return
        if running is None or self._mode in _ENDED:
            return
        if command is Command.AGAIN:
            done = running.session.movements or self._mode in (_Mode.ASKING, _Mode.HURT)
            self._close(running)
            if not done:
                self._agenda.step_back()
            self._begin(time_s, rest_s=0.0)
        elif self._mode is _Mode.LEAVING and command is Command.PAUSE:
            self._enter(time_s, _Mode.WORKING)
        elif self._offer is not None:
            self._decide(time_s, self._offer, go_on=command is Command.PAUSE)
        elif not under_way:
            self._go_on(time_s)
        elif command is Command.NEXT:
            running.session.break_off()
            self._close(running)
            self._after(time_s, running, rest_s=0.0)
        elif self._mode is _Mode.PAUSED:
            self._enter(time_s, _Mode.WORKING)
        else:
            running.session.break_off()
            self._enter(time_s, _Mode.PAUSED)

    def _leave_out(self, time_s: float, coming: ActiveSet) -> None:
        """Skip a set of which nothing is done yet, both sides of it; a rest before it goes on."""
        left_s = self._since_s + self._rest_s - time_s if self._mode is _Mode.RESTING else 0.0
        self._close(coming)
        if self._agenda.skip():
            self._begin(time_s, rest_s=left_s)
        else:
            self._enter(time_s, _Mode.OVER)

    def _go_on(self, time_s: float) -> None:
        """End a rest, or a question and its answer."""
        if self._mode is _Mode.RESTING:
            self._enter(time_s, _Mode.WORKING)
        else:
            self._forward(time_s, self._rest_s - (time_s - self._since_s))

    def _let_time_pass(self, time_s: float) -> None:
        """End what ends by itself."""
        if self._offer is not None and time_s - self._since_s >= OFFER_S:
            self._decide(time_s, self._offer, go_on=False)
        lasts_s = {_Mode.RESTING: self._rest_s, _Mode.ASKING: ASK_S, _Mode.HURT: ANSWER_S}.get(self._mode)
        if lasts_s is not None and time_s - self._since_s >= lasts_s:
            self._go_on(time_s)

    def _after(self, time_s: float, ended: ActiveSet, *, rest_s: float) -> None:
        """Go on after a set: with a question where the exercise is over, else with a rest."""
        if ended.begun and self._agenda.ends_exercise:
            self._rest_s = ended.planned.rest_s
            self._enter(time_s, _Mode.ASKING)
        else:
            self._forward(time_s, rest_s)

    def _forward(self, time_s: float, rest_s: float) -> None:
        """The next set of the plan, or the end."""
        if self._agenda.advance():
            self._begin(time_s, rest_s=rest_s)
        else:
            self._enter(time_s, _Mode.OVER)

    def _work(self, time_s: float, running: ActiveSet, pose: Pose | None, picture: Picture | None) -> Snapshot:
        snapshot = running.update(time_s, pose, picture)
        snapshot = replace(snapshot, sets=self._progress(running))
        if snapshot.finished is not None:
            snapshot = replace(snapshot, finished=self._ledger.numbered(snapshot.finished, running))
        if running.complete:
            self._close(running)
            self._after(time_s, running, rest_s=running.planned.rest_s)
        elif self._is_away(time_s, running):
            self._mode, self._since_s, self._by_position = _Mode.LEAVING, time_s, True
        return snapshot

    def _leave(self, time_s: float, running: ActiveSet, pose: Pose | None, picture: Picture | None) -> Snapshot:
        """A moment of the countdown to the end: who is in position again goes on."""
        reason: str = self._says or Advice.GO_ON
        if self._by_position:
            snapshot = running.update(time_s, pose, picture)
            reason = snapshot.reason
            if running.present_s == time_s:
                self._enter(time_s, _Mode.WORKING)
                self._back_s = time_s
                return replace(snapshot, sets=self._progress(running))
        else:
            running.session.update(time_s, None)  # the pause goes on
        left_s = self._since_s + COUNTDOWN_S - time_s
        if left_s <= 0:
            self._enter(time_s, _Mode.STOPPED)
            self._close(running)
            return self._wait(time_s, running, picture)
        progress, counts = replace(self._progress(running), ends_in_s=left_s), totals(settled(running.movements))
        return Snapshot(time_s, State.RESTING, reason, counts=counts, sets=progress)

    def _is_away(self, time_s: float, running: ActiveSet) -> bool:
        return bool(self._ledger.reps or running.session.movements) and time_s - running.present_s > AWAY_S

    def _wait(self, time_s: float, running: ActiveSet, picture: Picture | None) -> Snapshot:
        """A moment of rest, of a pause, of a question or after the end: nothing done now is a repetition."""
        if self._mode is _Mode.PAUSED:
            running.session.update(time_s, None)
            if time_s - self._since_s > PAUSED_S:
                self._mode, self._since_s, self._by_position = _Mode.LEAVING, time_s, False
        progress = self._progress(running)
        if self._mode in _ENDED:
            progress = replace(progress, unfinished=self._unfinished())
            return Snapshot(time_s, State.DONE, counts=totals(self._ledger.reps), sets=progress)
        lost = picture.lost if picture is not None else ""
        if self._offer is not None:
            asked = SetProgress(routine=self._routine, offer=self._offer)
            return Snapshot(time_s, State.RESTING, lost or Advice.GO_ON_THERE, sets=asked)
        if self._mode is _Mode.RESTING:
            left_s = self._since_s + self._rest_s - time_s
            progress = replace(progress, rest_left_s=left_s, left_s=progress.left_s + left_s)
        counts = totals(settled(running.movements))
        return Snapshot(time_s, State.RESTING, lost or self._says, counts=counts, sets=progress)

    def _progress(self, running: ActiveSet) -> SetProgress:
        """How far the set has come, and how long everything that is left will last."""
        progress = running.progress()
        return replace(progress, left_s=progress.left_s + self._agenda.remaining_s)

    def _close(self, running: ActiveSet) -> None:
        """Keep what a set has come to, once."""
        if self._ledger.close(running, self._agenda.following) and running.begun:
            self._agenda.note_worked(running.side)
