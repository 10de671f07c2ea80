"""The voice of Linux: espeak-ng, run anew for each phrase, which takes it a few hundredths of a second."""

import shutil
from pathlib import Path

from formcheck.errors import DeviceError
from formcheck.feedback.voice.programs import Program, plain, silence, sound_of
from formcheck.feedback.voice.sound import Sound
from formcheck.system.language import tr


class EspeakVoice:
    """espeak-ng, or espeak of old, which takes the same options.

    Parameters
    ----------
    path
        The program.
    language
        A tag such as ``en`` or ``pt-br``, in lower case.
    rate_wpm
        Words a minute.
    """

    def __init__(self, path: str, language: str, rate_wpm: int) -> None:
        self.name = f"{Path(path).stem} ({language})"
        self._program = Program(path)
        # Text is UTF-8, without a pause after the last word, in at standard input, out at standard output.
        self._arguments = ["-v", language, "-s", str(rate_wpm), "-b", "1", "-z", "--stdin", "--stdout"]

    def render(self, text: str) -> Sound:
        """The text as sound, see `formcheck.feedback.voice.synthesis.Synthesizer`."""
        words = plain(text)
        return sound_of(self.name, self._program.run(self._arguments, words)) if words else silence()

    def close(self) -> None:
        """End it; a second time does nothing."""
        self._program.close()


def find_espeak(language: str, rate_wpm: int) -> EspeakVoice:
    """espeak-ng, or espeak; the parameters are those of `EspeakVoice`.

    Raises
    ------
    DeviceError
        Neither is installed.
    """
    path = shutil.which("espeak-ng") or shutil.which("espeak")
    if path is None:
        raise DeviceError(
            tr(
                "no voice was found: looked for espeak-ng and espeak; install the package espeak-ng"
                " (Debian, Ubuntu: sudo apt-get install espeak-ng)"
            )
        )
    return EspeakVoice(path, language, rate_wpm)
