"""The voice of macOS: say, run anew for each phrase, which takes it about half a second."""

import re
import shutil
import tempfile
from pathlib import Path

from formcheck.errors import DeviceError
from formcheck.feedback.voice.programs import RATE_HZ, Program, plain, silence, sound_of
from formcheck.feedback.voice.sound import Sound
from formcheck.system.language import tr
from formcheck.system.paths import TEMPORARY_PREFIX

_VOICE = re.compile(r"^(?P<name>\S.*?)\s+(?P<language>[a-z]{2,3}[_-]\w+)\s+#", re.MULTILINE)
# Of the voices that come with macOS, most are jokes or from the last century. These are neither.
_FAVOURED = ("Samantha", "Alex", "Daniel", "Anna", "Thomas", "Mónica", "Alice", "Joana", "Luciana", "Xander", "Kyoko")


class SayVoice:
    """The program of macOS; it writes to a file only.

    Parameters
    ----------
    path
        The program.
    language
        A tag such as ``en`` or ``pt-br``, in lower case.
    rate_wpm
        Words a minute.

    Raises
    ------
    DeviceError
        It has no voice that speaks this language.
    """

    def __init__(self, path: str, language: str, rate_wpm: int) -> None:
        self._program = Program(path)
        voice = say_voice(self._program.run(["-v", "?"]).decode(errors="replace"), language)
        if voice is None:
            raise DeviceError(
                tr(
                    "say has no voice for the language {language}: add one in System Settings,"
                    " Accessibility, Spoken Content",
                    language=language,
                )
            )
        self.name = f"say ({voice})"
        self._arguments = ["-v", voice, "-r", str(rate_wpm), "--file-format=WAVE", f"--data-format=LEI16@{RATE_HZ}"]

    def render(self, text: str) -> Sound:
        """The text as sound, see `formcheck.feedback.voice.synthesis.Synthesizer`."""
        words = plain(text)
        if not words:
            return silence()
        with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX) as folder:
            file = Path(folder) / "phrase.wav"
            self._program.run([*self._arguments, "-o", str(file)], words)
            return sound_of(self.name, file.read_bytes() if file.exists() else b"")

    def close(self) -> None:
        """End it; a second time does nothing."""
        self._program.close()


def find_say(language: str, rate_wpm: int) -> SayVoice:
    """The program of macOS; the parameters are those of `SayVoice`.

    Raises
    ------
    DeviceError
        It is not there, or does not speak the language.
    """
    path = shutil.which("say")
    if path is None:
        raise DeviceError(tr("no voice was found: looked for say, which is part of macOS; add /usr/bin to PATH"))
    return SayVoice(path, language, rate_wpm)


def say_voice(listing: str, language: str) -> str | None:
    """The best voice for a language; None where there is none.

    Parameters
    ----------
    listing
        What ``say -v ?`` prints.
    language
        A tag in lower case; of ``pt-br`` the country is a wish, the language a condition.
    """
    voices = [(found["name"], found["language"].lower().replace("_", "-")) for found in _VOICE.finditer(listing)]
    base = language.partition("-")[0]
    speaking = [(tag != language, name) for name, tag in voices if tag.partition("-")[0] == base]
    if language == base:
        speaking = [(False, name) for _, name in speaking]  # any country will do
    return min(speaking, key=lambda voice: (voice[0], _worth(voice[1])), default=(False, None))[1]


def _worth(name: str) -> tuple[int, str]:
    """The lower, the better it sounds."""
    if name.endswith(("(Premium)", "(Enhanced)")):
        return 0 if name.endswith("(Premium)") else 1, name
    if name in _FAVOURED:
        return 2, name
    return (4 if "(" in name else 3), name
