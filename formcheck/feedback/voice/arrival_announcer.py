"""What is said on the way into position, until the word to begin; and about the camera's place."""

from collections.abc import Iterator
from math import inf, isnan

from formcheck.counting.advice import GOING_ON, PAIN, SOONER, TURNING, Advice, among
from formcheck.counting.results import Reason
from formcheck.counting.snapshot import Phase, SetProgress, Snapshot, State
from formcheck.feedback.voice.phrases import LEG, Phrase
from formcheck.feedback.voice.utterance import Urgency, Utterance
from formcheck.system.language import Words
from formcheck.system.language.local import brief
from formcheck.video.trouble import Trouble

GRACE_S = 8.0
"""Advice about the camera's place is waited for this long before "ready": some rooms are too small."""
AGAIN_S = 10.0
"""Advice that stays true is said again after this long, then after twice as long, and so on."""
LONG_S = 6.0
"""Nothing about the place is said within a movement; what lasts for longer is none, but the way into position."""
FRESH_S = 0.5
"""What is told to have been done so soon after somebody is in position was done before."""
TURNS_S = 7.0
"""So long somebody who was told to turn round for the other side is not told again: to hear it takes three seconds."""

PRESENT = (State.READY, State.EXERCISING)
ON_THE_WAY = (Reason.LOST_SIGHT, Reason.NOT_IN_POSITION)
"""Why what was seen of somebody on the way to a place is no repetition."""
# How long something has to be the matter before it is said: people are on their way, or have gone for a drink.
_SETTLED_S = {State.POSITIONING: 1.5, State.NOBODY: 3.0}
_UP_S = 6.0
_SAID_ELSEWHERE = (*GOING_ON, *SOONER, *PAIN, Advice.GO_ON_THERE, Advice.FORM_FROM_THE_SIDE)
# by the steps, and after the first repetition
_PARTLY_SEEN = (Advice.MOVE_BACK, Advice.COME_NEARER, Advice.LIGHT)


def _is_well_seen(snapshot: Snapshot) -> bool:
    """Whether nothing about the place is to be changed."""
    return snapshot.view.advice in (None, Advice.FORM_FROM_THE_SIDE) and not snapshot.reason


def _is_all_seen(snapshot: Snapshot) -> bool:
    """Whether all of the person is seen, be it from another side than it should."""
    return snapshot.view.near is not None and not snapshot.reason and snapshot.view.advice not in _PARTLY_SEEN


def _is_at_exercise(snapshot: Snapshot) -> bool:
    """Whether a movement shows that the person has begun: not one that was seen of somebody on the way."""
    ended = snapshot.finished
    holds = snapshot.phase is Phase.HOLD and snapshot.hold_target_s >= 1
    return holds or (ended is not None and ended.reason not in ON_THE_WAY)


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


class ArrivalAnnouncer:
    """Takes somebody from wherever they are into position, and says the word to begin.

    Attributes
    ----------
    begun
        Whether it was said, or was not needed, in this set and on this side.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._reminder = Reminder()
        self._ready_due_s = inf
        self._entered_s = self._rest_s = self._turns_s = -inf
        self._was_present = self._seen = self.begun = False

    def turns_round(self, time_s: float) -> None:
        """Somebody has been told to show the other side."""
        self._turns_s = time_s

    def update(self, snapshot: Snapshot, sets: SetProgress) -> Iterator[Utterance]:
        """What is to be heard of it."""
        yield from self._ready(snapshot, sets)
        yield from self._remind(snapshot)
        self._was_present = snapshot.state in PRESENT

    def _ready(self, snapshot: Snapshot, sets: SetProgress) -> Iterator[Utterance]:
        """The word to begin, or to go on."""
        if snapshot.state not in PRESENT:
            self._ready_due_s = inf
            return
        time_s = snapshot.time_s
        if not self._was_present:
            self._ready_due_s = time_s + GRACE_S
            self._rest_s = self._entered_s = time_s
        if self._ready_due_s == inf:
            return
        if snapshot.finished is not None and time_s - self._entered_s < FRESH_S:
            return  # what was done before it had a name is told first
        if _is_at_exercise(snapshot):
            self._ready_due_s, self.begun = inf, True  # a person who has begun needs no word to begin
        elif snapshot.phase is not Phase.REST and time_s - self._rest_s < LONG_S:
            return  # who turns round is not at exercise yet
        elif time_s >= self._ready_due_s or _is_well_seen(snapshot):
            self._ready_due_s = inf
            arrived = _is_well_seen(snapshot)
            yield Utterance(time_s, self._begin(snapshot, sets), Urgency.STEP, 5.0, arrived=arrived, begins=True)
            if sets.target:
                # Apart, so that a person who knows it and begins is counted along.
                yield Utterance(time_s, self._task(snapshot, sets), Urgency.ADVICE, 4.5, begins=True)
            self.begun = True

    def _begin(self, snapshot: Snapshot, sets: SetProgress) -> str:
        """The word to begin, once with that all is seen, and with the leg."""
        said = [Phrase.READY]
        if not self._seen and _is_all_seen(snapshot):
            self._seen = True
            said.insert(0, Phrase.SEEN)
        if sets.side is not None:
            said.append(LEG[sets.side])
        elif sets.which_leg and not sets.alternates:
            said.append(Phrase.EITHER_LEG)
        return " ".join(
            self._words(text) for text in (*said, *([sets.which_leg] if sets.side is not None else ())) if text
        )

    def _task(self, snapshot: Snapshot, sets: SetProgress) -> str:
        words, left, seconds = self._words, sets.target - sets.done, snapshot.hold_target_s
        several = words(Phrase.REPETITION if left == 1 else sets.plural)
        if self.begun and sets.done:
            return words(Phrase.MORE, reps=left)
        if sets.timer is not None:
            task = Phrase.SECONDS if left == 1 else Phrase.TASK_TIMED
            said = words(task, reps=left, plural=several, seconds=brief(seconds))
            return f"{said} {words(sets.timer.unseen)}"
        task = Phrase.TASK if seconds < 1 else Phrase.TASK_HOLD_ONE if seconds == 1 else Phrase.TASK_HOLD
        turns = f" {words(Phrase.TAKE_TURNS)}" if sets.alternates else ""
        return words(task, reps=left, plural=several, seconds=brief(seconds)) + turns

    def _remind(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What to do about the position, or about the camera's place."""
        time_s, present = snapshot.time_s, snapshot.state in PRESENT
        text = snapshot.view.advice or (snapshot.reason if not self.begun else "") if present else snapshot.reason
        stopping = snapshot.sets is not None and not isnan(snapshot.sets.ends_in_s)
        said = isinstance(text, Trouble) or among(text, _SAID_ELSEWHERE)
        if stopping or snapshot.state is State.DONE or said or self._turns_already(time_s, text):
            text = ""
        if not present or snapshot.phase is Phase.REST:
            self._rest_s = time_s
        if time_s - self._rest_s < LONG_S and present and snapshot.phase is not Phase.REST:
            return
        lasting_s = 0.0 if present else _UP_S if self.begun else _SETTLED_S.get(snapshot.state, 0.0)
        if self._reminder.update(time_s, text, lasting_s):
            sentence = " ".join(self._words(one) for one in (text, *(() if present else snapshot.then)))
            yield Utterance(time_s, sentence, Urgency.ADVICE, 8.0, guides=True)

    def _turns_already(self, time_s: float, text: str) -> bool:
        return time_s - self._turns_s < TURNS_S and among(text, TURNING)
