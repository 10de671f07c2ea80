"""A voice that hums, and a loudspeaker that is a file."""

import wave
from pathlib import Path

import numpy as np

from formcheck.feedback.voice.mixer import Mixer
from formcheck.feedback.voice.outputs import NullOutput
from formcheck.feedback.voice.programs import RATE_HZ
from formcheck.feedback.voice.sound import Samples, Sound

_HUM_HZ = 200.0


class ScriptedSynthesizer:
    """Hums instead of speaking, for as long as there are letters.

    Parameters
    ----------
    letter_s
        How long one letter lasts, in seconds.

    Attributes
    ----------
    rendered
        Every text so far, in order.
    closed
        How often it was closed.
    """

    name = "script"

    def __init__(self, letter_s: float = 0.02) -> None:
        self._letter_s = letter_s
        self.rendered: list[str] = []
        self.closed = 0

    def render(self, text: str) -> Sound:
        """A hum as long as the text."""
        self.rendered.append(text)
        letters = sum(map(str.isalnum, text))
        time_s = np.arange(round(letters * self._letter_s * RATE_HZ)) / RATE_HZ
        return Sound((0.5 * np.sin(2 * np.pi * _HUM_HZ * time_s)).astype(np.float32), RATE_HZ)

    def close(self) -> None:
        """Count it."""
        self.closed += 1


class WavOutput(NullOutput):
    """Writes a WAV file of 16-bit samples, as fast as a loudspeaker would play it."""

    def __init__(self, mixer: Mixer, path: Path) -> None:
        super().__init__(mixer)
        self._file = wave.open(str(path), "wb")  # noqa: SIM115 - until it is closed
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(mixer.rate_hz)

    def take(self, block: Samples) -> None:
        """Write the samples."""
        self._file.writeframesraw(np.rint(block * 32767).astype("<i2").tobytes())

    def close(self) -> None:
        """End and complete the file; a second time does nothing."""
        super().close()
        self._file.close()
