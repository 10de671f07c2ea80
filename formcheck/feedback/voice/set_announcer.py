"""What is said on the way through sets: what comes, pauses, rests, the other side and the end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isnan

from formcheck.counting.advice import GOING_ON, PAIN, Advice, among
from formcheck.counting.snapshot import SetProgress, Snapshot, State
from formcheck.feedback.offers import stopped
from formcheck.feedback.voice.arrival_announcer import PRESENT, ArrivalAnnouncer
from formcheck.feedback.voice.countdowns import EndCountdown, RestCountdown
from formcheck.feedback.voice.outcome import outcome
from formcheck.feedback.voice.phrases import LEG, Phrase
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.system.language import Words
from formcheck.video.trouble import Trouble


def _of_camera(reason: str) -> Trouble | None:
    """What is the matter with the camera, if anything."""
    return reason if isinstance(reason, Trouble) else None


def _pauses(snapshot: Snapshot, before: "_Before", *, already: bool) -> bool:
    """Whether a pause begins with this moment: the person has got up, or has asked for it.

    Who has gone on, or has come back, and is not in position yet is on the way there: that is no other pause.
    """
    asked = among(snapshot.reason, GOING_ON) and not among(before.reason, GOING_ON)
    comes = before.state is State.NOBODY or (before.state is State.RESTING and not among(before.reason, PAIN))
    return asked or not (already or comes)


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
        self._arrival = ArrivalAnnouncer(words)
        self._ending, self._rest = EndCountdown(words), RestCountdown(words)
        self._paused = False
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
        yield from self._arrival.update(snapshot, sets)
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
        self._paused = self._paused and snapshot.state not in PRESENT
        another = (sets.name, sets.number) != (before.sets.name, before.sets.number) and bool(before.sets.name)
        if another or (sets.side is not before.sets.side and before.sets.done):
            self._arrival.begun = False
        announced = another or self._arrival.begun or not before.sets.done or sets.side is before.sets.side
        if not announced and sets.side is not None:
            which = f" {words(sets.which_leg)}" if sets.which_leg else ""
            text = f"{words(Phrase.OTHER_SIDE)} {words(LEG[sets.side])}{which}"
            self._arrival.turns_round(time_s)
            yield Utterance(time_s, text, Urgency.STEP, 8.0)
        if snapshot.state is State.DONE and before.state is not State.DONE:
            yield Utterance(time_s, outcome(words, snapshot.counts, sets), Urgency.STEP, 10.0, Tone.SET, stops=True)
        elif sets.offer is not None:
            if before.sets.offer is None:
                text = f"{stopped(words, sets.offer)} {words(Advice.GO_ON_THERE)}"
                yield Utterance(time_s, text, Urgency.STEP, 10.0)
        elif not isnan(sets.ends_in_s):
            begins = isnan(before.sets.ends_in_s)
            yield from self._ending.update(time_s, sets, snapshot.reason, begins=begins)
        elif rests:
            quiet = before.sets.name != sets.name
            yield from self._rest.update(time_s, sets, snapshot.reason, begins=not rested, quiet=quiet)
        elif among(snapshot.reason, PAIN):
            if snapshot.reason is not before.reason:
                yield Utterance(time_s, words(snapshot.reason), Urgency.STEP, 4.0)
        elif (rested or another) and sets.total > 1:
            text = words(Phrase.SET_OF, number=sets.number, total=sets.total)
            yield Utterance(time_s, text, Urgency.STEP, 5.0)
        elif snapshot.state is State.RESTING and _pauses(snapshot, before, already=self._paused):
            self._paused = True
            reason = f" {words(snapshot.reason)}" if among(snapshot.reason, GOING_ON) else ""
            yield Utterance(time_s, words(Phrase.PAUSE) + reason, Urgency.STEP, 4.0, stops=True)
        elif snapshot.state is State.NOBODY and before.state in PRESENT and not _of_camera(snapshot.reason):
            yield Utterance(time_s, words(Phrase.LOST), Urgency.STEP, 3.0, Tone.LOST, stops=True)
