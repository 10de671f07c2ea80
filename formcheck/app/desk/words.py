"""The sentences of the desk companion, and how they are heard."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from formcheck.app.desk.event import Event, Kind
from formcheck.app.desk.offers import asking, offers
from formcheck.app.desk.situation import Answer
from formcheck.system.language import current, plural, tr

Aloud = Callable[[str], None]
TITLE = "formcheck"
FAREWELL_S = 10.0


def question(event: Event) -> str:
    """What is asked, as it is spoken and shown."""
    minutes = round(event.sat_s / 60)
    if event.kind is Kind.STOOD_LONG:
        return tr(asking().stood)
    sat = plural("{count} minute of sitting.", "{count} minutes of sitting.", minutes)
    return f"{sat} {tr(asking().question)}"


def praise() -> str:
    """After a break that was seen."""
    return tr("That was a break.")


def buttons() -> dict[str, str]:
    """What can be answered, by its word; the likeliest first, for some desktops show three and no more."""
    titles = {
        **{name: tr(offer.title) for name, offer in offers().items()},
        Answer.LATER: tr("In ten minutes"),
        Answer.HOUR: tr("Not this hour"),
        Answer.OFF: tr("Not today"),
    }
    first = [*list(offers())[:2], Answer.LATER]
    return {word: titles[word] for word in (*first, *titles)}


@contextmanager
def aloud(*, silent: bool = False) -> Iterator[Aloud]:
    """Say sentences aloud, as far as this computer has a voice; at the end wait until they were heard."""
    if silent:
        yield lambda text: None
        return
    # Only here: sound is large, and this program runs all day.
    from formcheck.feedback.captions import Captions
    from formcheck.feedback.voice.setup import VoiceSettings, open_speaker, sayer
    from formcheck.feedback.voice.utterance import Tone, Urgency, Utterance

    captions = Captions(VoiceSettings().rate_wpm)
    settings = VoiceSettings(language=current().language)
    with open_speaker(settings, lambda trouble: sys.stderr.write(f"{trouble}\n"), captions) as speaker:
        say = sayer(speaker, captions)
        yield lambda text: say(Utterance(time.monotonic(), text, Urgency.STEP, FAREWELL_S, Tone.SET))
        if speaker is not None:
            speaker.wait(FAREWELL_S)


def main() -> int:
    """Run as a program it says its one argument: sound and voice are large, and live no longer than a sentence."""
    with aloud() as say:
        say(sys.argv[1])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
