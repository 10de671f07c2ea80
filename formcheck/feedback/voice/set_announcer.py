"""What is said on the way to a set, between sets and at the end."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil, inf, isnan

from formcheck.counting.advice import GOING_ON, PAIN, SOONER, Advice
from formcheck.counting.results import Reason
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State
from formcheck.feedback.offers import stopped
from formcheck.feedback.voice.phrases import Phrase
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words
from formcheck.system.language.local import brief
from formcheck.video.trouble import Trouble

GRACE_S = 8.0
"""Advice about the camera's place is waited for this long before "ready": some rooms are too small."""
AGAIN_S = 10.0
"""Advice that stays true is said again after this long, then after twice as long, and so on."""
TIMELY_S = 20.0
"""In longer rests the last ten seconds are announced."""
STOP_AGAIN_S = 20
"""So long before the end what to do is said once more."""

LONG_S = 6.0
"""Nothing about the place is said within a movement; what lasts for longer is none, but the way into position."""

FRESH_S = 0.5
"""What is told to have been done so soon after somebody is in position was done before."""

_ON_THE_WAY = (Reason.LOST_SIGHT, Reason.NOT_IN_POSITION)
_PRESENT = (State.READY, State.EXERCISING)
_LEG = {Side.LEFT: Phrase.LEFT_LEG, Side.RIGHT: Phrase.RIGHT_LEG}
# How long something has to be the matter before it is said: people are on their way, or have gone for a drink.
_SETTLED_S = {State.POSITIONING: 1.5, State.NOBODY: 3.0}
_UP_S = 6.0
_HOW_TO_GO_ON: Mapping[str, Phrase] = {
    **dict.fromkeys(GOING_ON, Phrase.STOPPING_PAUSE),
    Advice.BEGIN: Phrase.STOPPING_LIVE, Advice.ONE_MORE: Phrase.STOPPING_LIVE,
}  # fmt: skip
"""By what stands in the way; else it is the position."""
_SAID_ELSEWHERE = (*GOING_ON, *SOONER, *PAIN, Advice.GO_ON_THERE, Advice.FORM_FROM_THE_SIDE)
# by the steps, and after the first repetition


def _is_one(reason: str, of: Collection[Advice]) -> bool:
    return any(reason is advice for advice in of)


def _of_camera(reason: str) -> Trouble | None:
    """What is the matter with the camera, if anything."""
    return reason if isinstance(reason, Trouble) else None


def _pauses(snapshot: Snapshot, before: "_Before", *, already: bool) -> bool:
    """Whether a pause begins with this moment: the person has got up, or has asked for it.

    Who has gone on and is not in position yet is on the way there: that is no other pause.
    """
    asked = _is_one(snapshot.reason, GOING_ON) and not _is_one(before.reason, GOING_ON)
    return asked or (not already and (before.state is not State.RESTING or _is_one(before.reason, PAIN)))


def _is_well_seen(snapshot: Snapshot) -> bool:
    """Whether nothing about the place is to be changed."""
    return snapshot.view.advice in (None, Advice.FORM_FROM_THE_SIDE) and not snapshot.reason


def _is_at_exercise(snapshot: Snapshot) -> bool:
    """Whether a movement shows that the person has begun: not one that was seen of somebody on the way."""
    ended = snapshot.finished
    holds = snapshot.phase is Phase.HOLD and snapshot.hold_target_s >= 1
    return holds or (ended is not None and ended.reason not in _ON_THE_WAY)


class Reminder:
    """Says what stays true, once it has lasted, and again at growing intervals."""

    def __init__(self) -> None:
        self._text = ""
        self._due_s = inf
        self._again_s = AGAIN_S

    def update(self, time_s: float, text: str, lasting_s: float) -> bool:
        """Take what is true now, empty for nothing; whether it is to be said."""
        if text != self._text:
            self._text, self._due_s, self._again_s = text, time_s + lasting_s, AGAIN_S
        if not text or time_s < self._due_s:
            return False
        self._due_s, self._again_s = time_s + self._again_s, 2 * self._again_s
        return True


@dataclass(frozen=True, slots=True)
class _Before:
    """What is remembered of the moment before."""

    state: State
    sets: SetProgress
    reason: str = ""


class SetAnnouncer:
    """Takes a person from an empty room through all sets to the end."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._before: _Before | None = None
        self._reminder = Reminder()
        self._camera_s = inf
        self._ready_due_s = inf
        self._begun = self._seen = False
        self._entered_s = self._rest_s = -inf
        self._rested = False
        self._timely = False
        self._paused = False
        self._countdown = 0
        self._notice = ""

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What is to be heard about the state of things."""
        time_s, sets = snapshot.time_s, snapshot.sets or SetProgress()
        before = self._before or _Before(State.NOBODY, replace(sets, name="", offer=None))
        if sets.name and sets.name != before.sets.name:
            yield from self._change(time_s, sets, first=not before.sets.name)
        if snapshot.notice and snapshot.notice != self._notice:
            yield Utterance(time_s, self._words(snapshot.notice), Urgency.NOW, 2.0)
        self._notice = snapshot.notice
        yield from self._camera(time_s, _of_camera(before.reason), _of_camera(snapshot.reason))
        yield from self._steps(snapshot, before, sets)
        yield from self._ready(snapshot, before, sets)
        yield from self._remind(snapshot)
        self._before = _Before(snapshot.state, sets, snapshot.reason)

    def _change(self, time_s: float, sets: SetProgress, *, first: bool) -> Iterator[Utterance]:
        """The first exercise, or another one than before."""
        today = [self._words(change.what, **change.values) for change in sets.today]
        words, minutes = self._words, 0 if isnan(sets.left_s) else round(sets.left_s / 60)
        if first:
            title = ""
            if sets.routine:
                phrase = Phrase.ROUTINE if minutes > 1 else Phrase.SHORT_ROUTINE
                title = f"{words(phrase, title=words(sets.routine), minutes=minutes)} "
            urgency, patience_s = (Urgency.STEP, 8.0) if sets.routine else (Urgency.COURTESY, 3.0)
            text = " ".join([f"{title}{words(sets.name)}. {words(sets.camera)}".strip(), *today])
            urgency, patience_s = (Urgency.STEP, 8.0) if today else (urgency, patience_s)
            yield Utterance(time_s, text, urgency, patience_s, guides=not sets.routine)
            return
        way = " ".join([*(words(text) for text in sets.ways), *today])
        yield Utterance(time_s, f"{words(Phrase.NEXT, name=words(sets.name))} {way}".strip(), Urgency.STEP, 8.0)
        if sets.routine and minutes:
            left = words(Phrase.MINUTE_LEFT) if minutes == 1 else words(Phrase.MINUTES_LEFT, minutes=minutes)
            yield Utterance(time_s, left, Urgency.ADVICE, 10.0)

    def _camera(self, time_s: float, before: Trouble | None, now: Trouble | None) -> Iterator[Utterance]:
        if now and now is not before:
            yield Utterance(time_s, self._words(now), Urgency.STEP, 10.0, Tone.LOST)
        elif before and not now:
            yield Utterance(time_s, self._words(Phrase.CAMERA_BACK), Urgency.STEP, 5.0)

    def _steps(self, snapshot: Snapshot, before: _Before, sets: SetProgress) -> Iterator[Utterance]:
        """Pause, rest, other side, question, end."""
        words, time_s, rests = self._words, snapshot.time_s, not isnan(sets.rest_left_s)
        rested = not isnan(before.sets.rest_left_s)
        self._paused = self._paused and snapshot.state not in _PRESENT
        another = (sets.name, sets.number) != (before.sets.name, before.sets.number) and bool(before.sets.name)
        if another or (sets.side is not before.sets.side and before.sets.done):
            self._begun = False
        announced = another or self._begun or not before.sets.done or sets.side is before.sets.side
        if not announced and sets.side is not None:
            which = f" {words(sets.which_leg)}" if sets.which_leg else ""
            text = f"{words(Phrase.OTHER_SIDE)} {words(_LEG[sets.side])}{which}"
            yield Utterance(time_s, text, Urgency.STEP, 8.0)
        if snapshot.state is State.DONE and before.state is not State.DONE:
            yield Utterance(time_s, self._done(snapshot, sets), Urgency.STEP, 10.0, Tone.SET)
        elif sets.offer is not None:
            if before.sets.offer is None:
                text = f"{stopped(words, sets.offer)} {words(Advice.GO_ON_THERE)}"
                yield Utterance(time_s, text, Urgency.STEP, 10.0)
        elif not isnan(sets.ends_in_s):
            yield from self._stopping(snapshot, sets, begins=isnan(before.sets.ends_in_s))
        elif rests:
            quiet = before.sets.name != sets.name
            yield from self._rest(time_s, sets, snapshot.reason, begins=not rested, quiet=quiet)
        elif _is_one(snapshot.reason, PAIN):
            if snapshot.reason is not before.reason:
                yield Utterance(time_s, words(snapshot.reason), Urgency.STEP, 4.0)
        elif (rested or another) and sets.total > 1:
            text = words(Phrase.SET_OF, number=sets.number, total=sets.total)
            yield Utterance(time_s, text, Urgency.STEP, 5.0)
        elif snapshot.state is State.RESTING and _pauses(snapshot, before, already=self._paused):
            self._paused = True
            reason = f" {words(snapshot.reason)}" if _is_one(snapshot.reason, GOING_ON) else ""
            yield Utterance(time_s, words(Phrase.PAUSE) + reason, Urgency.STEP, 4.0)
        elif snapshot.state is State.NOBODY and before.state in _PRESENT and not _of_camera(snapshot.reason):
            yield Utterance(time_s, words(Phrase.LOST), Urgency.STEP, 3.0, Tone.LOST)

    def _done(self, snapshot: Snapshot, sets: SetProgress) -> str:
        """What came of it all."""
        words, counts, left = self._words, snapshot.counts, sets.unfinished
        if left is not None:
            text = words(Phrase.STOPPED if left.done else Phrase.STOPPED_FIRST, done=left.done, total=left.total)
            return f"{text} {words(Phrase.LATER)}" if sets.routine else text
        if sets.routine:
            return words(Phrase.ROUTINE_DONE, title=words(sets.routine))
        if sets.timer or not counts.reps:
            return words(Phrase.DONE_TIMED)
        judged_all, some = counts.judged == counts.reps, counts.judged > 0
        phrase = Phrase.DONE if judged_all else Phrase.DONE_PARTLY if some else Phrase.DONE_COUNTED
        plural = self._several(counts.reps, sets)
        return words(phrase, reps=counts.reps, plural=plural, good=counts.good, judged=counts.judged)

    def _stopping(self, snapshot: Snapshot, sets: SetProgress, *, begins: bool) -> Iterator[Utterance]:
        """The end counted down, and how not to come to it: who hears it may be in the next room, or face down."""
        words, time_s, left = self._words, snapshot.time_s, ceil(sets.ends_in_s)
        if begins:
            self._countdown = left
            phrase = _HOW_TO_GO_ON.get(snapshot.reason, Phrase.STOPPING)
            yield Utterance(time_s, words(phrase, seconds=left), Urgency.STEP, 4.0, Tone.LOST)
        elif left < self._countdown:
            self._countdown = left
            if left == STOP_AGAIN_S and snapshot.reason not in _HOW_TO_GO_ON:
                yield Utterance(time_s, words(snapshot.reason), Urgency.STEP, 4.0)
            elif left == 10:
                yield Utterance(time_s, words(Phrase.SECONDS, seconds=left), Urgency.STEP, 2.0)
            elif 1 <= left <= 5:
                yield Utterance(time_s, f"{left}.", Urgency.NOW, 0.6)

    def _rest(self, time_s: float, sets: SetProgress, sooner: str, *, begins: bool, quiet: bool) -> Iterator[Utterance]:
        """A rest counted down; a short one before another exercise is the time to get there, and not announced."""
        words, left = self._words, ceil(sets.rest_left_s)
        if begins:
            if left >= TIMELY_S or not quiet:
                yield Utterance(time_s, words(Phrase.REST, seconds=left), Urgency.STEP, 8.0)
            self._countdown, self._timely = left, left >= TIMELY_S
            if self._timely and not self._rested and _is_one(sooner, SOONER):
                self._rested = True
                yield Utterance(time_s, words(sooner), Urgency.ADVICE, 8.0)
        elif left < self._countdown:
            self._countdown = left
            if left == 10 and self._timely:
                yield Utterance(time_s, words(Phrase.SECONDS, seconds=left), Urgency.STEP, 2.0)
            elif 1 <= left <= 3:
                yield Utterance(time_s, f"{left}.", Urgency.NOW, 0.6)

    def _ready(self, snapshot: Snapshot, before: _Before, sets: SetProgress) -> Iterator[Utterance]:
        """The word to begin, or to go on."""
        if snapshot.state not in _PRESENT:
            self._ready_due_s = inf
            return
        time_s = snapshot.time_s
        if before.state not in _PRESENT:
            self._ready_due_s = time_s + GRACE_S
            self._rest_s = self._entered_s = time_s
        if self._ready_due_s == inf:
            return
        if snapshot.finished is not None and time_s - self._entered_s < FRESH_S:
            return  # what was done before it had a name is told first
        if _is_at_exercise(snapshot):
            self._ready_due_s, self._begun = inf, True  # a person who has begun needs no word to begin
        elif snapshot.phase is not Phase.REST and time_s - self._rest_s < LONG_S:
            return  # who turns round is not at exercise yet
        elif time_s >= self._ready_due_s or _is_well_seen(snapshot):
            self._ready_due_s = inf
            yield Utterance(time_s, self._begin(snapshot, sets), Urgency.STEP, 5.0, arrived=_is_well_seen(snapshot))
            if sets.target:
                # Apart, so that a person who knows it and begins is counted along.
                yield Utterance(time_s, self._task(snapshot, sets), Urgency.ADVICE, 4.5)
            self._begun = True

    def _begin(self, snapshot: Snapshot, sets: SetProgress) -> str:
        """The word to begin, once with that all is seen, and with the leg."""
        said = [Phrase.READY]
        if not self._seen and snapshot.view.near is not None and _is_well_seen(snapshot):
            self._seen = True
            said.insert(0, Phrase.SEEN)
        if sets.side is not None:
            said.append(_LEG[sets.side])
        elif sets.which_leg and not sets.alternates:
            said.append(Phrase.EITHER_LEG)
        return " ".join(
            self._words(text) for text in (*said, *([sets.which_leg] if sets.side is not None else ())) if text
        )

    def _task(self, snapshot: Snapshot, sets: SetProgress) -> str:
        words, left, seconds = self._words, sets.target - sets.done, snapshot.hold_target_s
        if self._begun and sets.done:
            return words(Phrase.MORE, reps=left)
        if sets.timer is not None:
            task = Phrase.SECONDS if left == 1 else Phrase.TASK_TIMED
            said = words(task, reps=left, plural=self._several(left, sets), seconds=brief(seconds))
            return f"{said} {words(sets.timer.unseen)}"
        task = Phrase.TASK if seconds < 1 else Phrase.TASK_HOLD_ONE if seconds == 1 else Phrase.TASK_HOLD
        turns = f" {words(Phrase.TAKE_TURNS)}" if sets.alternates else ""
        return words(task, reps=left, plural=self._several(left, sets), seconds=brief(seconds)) + turns

    def _several(self, count: int, sets: SetProgress) -> str:
        """What so many repetitions are called."""
        return self._words(Phrase.REPETITION if count == 1 else sets.plural)

    def _remind(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What to do about the position, or about the camera's place."""
        present = snapshot.state in _PRESENT
        text = snapshot.view.advice or (snapshot.reason if not self._begun else "") if present else snapshot.reason
        stopping = snapshot.sets is not None and not isnan(snapshot.sets.ends_in_s)
        if stopping or snapshot.state is State.DONE or _of_camera(text) or _is_one(text, _SAID_ELSEWHERE):
            text = ""
        if not present or snapshot.phase is Phase.REST:
            self._rest_s = snapshot.time_s
        if snapshot.time_s - self._rest_s < LONG_S and present and snapshot.phase is not Phase.REST:
            return
        lasting_s = 0.0 if present else _UP_S if self._begun else _SETTLED_S.get(snapshot.state, 0.0)
        if self._reminder.update(snapshot.time_s, text, lasting_s):
            said = " ".join(self._words(one) for one in (text, *(() if present else snapshot.then)))
            yield Utterance(snapshot.time_s, said, Urgency.ADVICE, 8.0, guides=True)
