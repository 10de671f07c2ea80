"""What a session that is led by sentences wants to be heard, in the person's language."""

from collections.abc import Iterator

from formcheck.counting.said import Said
from formcheck.counting.snapshot import Snapshot
from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance
from formcheck.system.language import Words
from formcheck.video.trouble import Trouble

PATIENCE_S = {"step": 30.0, "now": 1.5, "advice": 5.0}
"""A step waits for those before it: the welcome is long."""
_URGENCY = {"step": Urgency.STEP, "now": Urgency.NOW, "advice": Urgency.ADVICE}


class SaidAnnouncer:
    """The counterpart of the announcers that find words themselves."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._trouble = ""

    def update(self, snapshot: Snapshot) -> Iterator[Utterance]:
        """What is to be heard."""
        trouble = snapshot.reason if isinstance(snapshot.reason, Trouble) else ""
        if trouble and trouble != self._trouble:
            yield Utterance(snapshot.time_s, self._words(trouble), Urgency.STEP, 10.0, Tone.LOST)
        self._trouble = trouble
        for said in snapshot.said:
            yield self._utterance(snapshot.time_s, said)

    def _utterance(self, time_s: float, said: Said) -> Utterance:
        text = self._words(said.text, **said.values) if said.text else ""
        tone = Tone(said.tone) if said.tone else None
        return Utterance(time_s, text, _URGENCY[said.kind], PATIENCE_S[said.kind], tone)
