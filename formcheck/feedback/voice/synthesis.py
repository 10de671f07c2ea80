"""The system's own voice, which renders text to sound."""

import re
import sys
from collections.abc import Callable
from typing import Protocol

from formcheck.errors import DeviceError
from formcheck.feedback.voice.espeak import find_espeak
from formcheck.feedback.voice.powershell import find_powershell
from formcheck.feedback.voice.say import find_say
from formcheck.feedback.voice.sound import Sound
from formcheck.system.language import tr

RATE_WPM = 175
SLOWEST_WPM, FASTEST_WPM = 80, 450

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


class Synthesizer(Protocol):
    """Turns text into sound. It is asked by one thread at a time."""

    @property
    def name(self) -> str:
        """What it is, fit to be shown."""

    def render(self, text: str) -> Sound:
        """The text as sound that starts with its first word; empty for a text without words.

        Parameters
        ----------
        text
            Words in the language of the voice; nothing in it is taken for a command.

        Raises
        ------
        DeviceError
            It failed or took too long. The next text may be tried.
        """

    def close(self) -> None:
        """End it, from any thread and also while it renders; a second time does nothing."""


def find_voice(language: str = "en", rate_wpm: int = RATE_WPM) -> Synthesizer:
    """The voice that this system brings, tried out with one word; that takes up to a few seconds.

    Parameters
    ----------
    language
        A tag such as ``en``, ``de`` or ``pt-BR``.
    rate_wpm
        Words a minute, 80 to 450. Higher is over sooner, lower is easier to understand from the floor.

    Raises
    ------
    DeviceError
        There is none, it does not know the language, or it does not work.
    """
    tag = language.strip().lower().replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        raise DeviceError(
            tr('no voice was found: expected a language such as en or pt-br, found "{language}"', language=language)
        )
    if not SLOWEST_WPM <= rate_wpm <= FASTEST_WPM:
        raise ValueError(f"rate_wpm: expected {SLOWEST_WPM} to {FASTEST_WPM}, found {rate_wpm}")
    finders: dict[str, Callable[[str, int], Synthesizer]] = {"darwin": find_say, "win32": find_powershell}
    voice = finders.get(sys.platform, find_espeak)(tag, rate_wpm)
    try:
        voice.render("1")
    except DeviceError as error:
        voice.close()
        raise DeviceError(tr("no voice for the language {tag}: {why}", tag=tag, why=error)) from error
    return voice
