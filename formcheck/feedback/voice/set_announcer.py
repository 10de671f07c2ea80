"""What is said on the way to a set, between sets and at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import ceil, inf, isnan

from formcheck.counting.advice import Advice
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State
from formcheck.feedback.offers import stopped
from formcheck.feedback.voice.phrases import Phrase
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.pose.landmarks import Side
from formcheck.system.language import Words
from formcheck.video.trouble import Trouble

GRACE_S = 8.0
"""Advice about the camera's place is waited for this long before "ready": some rooms are too small."""
AGAIN_S = 10.0
"""Advice that stays true is said again after this long, then after twice as long, and so on."""
TIMELY_S = 20.0
"""In longer rests the last ten seconds are announced."""
STOP_AGAIN_S = 20
"""So long before the end what to do is said once more."""

_PRESENT = (State.READY, State.EXERCISING)
_LEG = {Side.LEFT: Phrase.LEFT_LEG, Side.RIGHT: Phrase.RIGHT_LEG}
# How long something has to be the matter before it is said: people are on their way, or have gone for a drink.
_SETTLED_S = {State.POSITIONING: 1.5, State.NOBODY: 3.0}
_UP_S = 6.0
_HOW_TO_GO_ON: Mapping[str, Phrase] = {
    Advice.GO_ON: Phrase.STOPPING_PAUSE, Advice.BEGIN: Phrase.STOPPING_LIVE, Advice.ONE_MORE: Phrase.STOPPING_LIVE,
}  # fmt: skip
"""By what stands in the way; else it is the position."""
_SAID_ELSEWHERE = (
    Advice.GO_ON,
    Advice.GO_ON_THERE,
    Advice.FORM_FROM_THE_SIDE,
)  # by the steps, and after the first repetition


def _about_pain(reason: str) -> bool:
    """Whether it is the question whether anything hurt, or what follows from the answer."""
    return reason is Advice.HURT or reason is Advice.LEFT_OUT


def _of_camera(reason: str) -> Trouble | None:
    """What is the matter with the camera, if anything."""
    return reason if isinstance(reason, Trouble) else None


def _pauses(snapshot: Snapshot, before: "_Before", *, already: bool) -> bool:
    """Whether a pause begins with this moment: the person has got up, or has asked for it.

    Who has gone on and is not in position yet is on the way there: that is no other pause.
    """
    asked = snapshot.reason is Advice.GO_ON and before.reason is not Advice.GO_ON
    return asked or (not already and (before.state is not State.RESTING or _about_pain(before.reason)))


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
        self._begun = False
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
            yield Utterance(time_s, text, urgency, patience_s)
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
            text = f"{words(Phrase.OTHER_SIDE)} {words(_LEG[sets.side])}"
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
            yield from self._rest(time_s, sets, begins=not rested, quiet=before.sets.name != sets.name)
        elif _about_pain(snapshot.reason):
            if snapshot.reason is not before.reason:
                yield Utterance(time_s, words(snapshot.reason), Urgency.STEP, 4.0)
        elif (rested or another) and sets.total > 1:
            text = words(Phrase.SET_OF, number=sets.number, total=sets.total)
            yield Utterance(time_s, text, Urgency.STEP, 5.0)
        elif snapshot.state is State.RESTING and _pauses(snapshot, before, already=self._paused):
            self._paused = True
            reason = f" {words(snapshot.reason)}" if snapshot.reason is Advice.GO_ON else ""
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

    def _rest(self, time_s: float, sets: SetProgress, *, begins: bool, quiet: bool) -> Iterator[Utterance]:
        """A rest counted down; a short one before another exercise is the time to get there, and not announced."""
        words, left = self._words, ceil(sets.rest_left_s)
        if begins:
            if left >= TIMELY_S or not quiet:
                yield Utterance(time_s, words(Phrase.REST, seconds=left), Urgency.STEP, 8.0)
            self._countdown, self._timely = left, left >= TIMELY_S
            if self._timely and not self._rested:
                self._rested = True
                yield Utterance(time_s, words(Phrase.SOONER), Urgency.ADVICE, 8.0)
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
        if self._ready_due_s == inf:
            return
        if snapshot.phase is not Phase.REST:
            self._ready_due_s, self._begun = inf, True  # a person who has begun needs no word to begin
        elif snapshot.view.advice in (None, Advice.FORM_FROM_THE_SIDE) or time_s >= self._ready_due_s:
            self._ready_due_s = inf
            leg = "" if sets.side is None else f" {self._words(_LEG[sets.side])}"
            yield Utterance(time_s, self._words(Phrase.READY) + leg, Urgency.STEP, 5.0)
            if sets.target:
                # Apart, so that a person who knows it and begins is counted along.
                yield Utterance(time_s, self._task(snapshot, sets), Urgency.ADVICE, 2.0)
            self._begun = True

    def _task(self, snapshot: Snapshot, sets: SetProgress) -> str:
        words, left, seconds = self._words, sets.target - sets.done, snapshot.hold_target_s
        if self._begun and sets.done:
            return words(Phrase.MORE, reps=left)
        if sets.timer is not None:
            task = Phrase.SECONDS if left == 1 else Phrase.TASK_TIMED
            said = words(task, reps=left, plural=self._several(left, sets), seconds=f"{seconds:g}")
            return f"{said} {words(sets.timer.unseen)}"
        task = Phrase.TASK if seconds < 1 else Phrase.TASK_HOLD_ONE if seconds == 1 else Phrase.TASK_HOLD
        turns = f" {words(Phrase.TAKE_TURNS)}" if sets.alternates else ""
        return words(task, reps=left, plural=self._several(left, sets), seconds=f"{seconds:g}") + turns

    def _several(self, count: int, sets: SetProgress) -> str:
        """What so many repetitions are called."""
        return self._words(Phrase.REPETITION if count == 1 else sets.plural)

    def _remind(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What to do about the position, or about the camera's place."""
        present = snapshot.state in _PRESENT
        text = (snapshot.view.advice or "") if present else snapshot.reason
        stopping = snapshot.sets is not None and not isnan(snapshot.sets.ends_in_s)
        if stopping or snapshot.state is State.DONE or _of_camera(text) or _about_pain(text) or text in _SAID_ELSEWHERE:
            text = ""
        if present and snapshot.phase is not Phase.REST:
            return
        lasting_s = 0.0 if present else _UP_S if self._begun else _SETTLED_S.get(snapshot.state, 0.0)
        if self._reminder.update(snapshot.time_s, text, lasting_s):
            yield Utterance(snapshot.time_s, self._words(text), Urgency.ADVICE, 3.0)
