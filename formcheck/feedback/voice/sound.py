"""A stretch of sound, mono, as numbers."""

import math
import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

_PCM, _EXTENSIBLE = 1, 0xFFFE
_QUIET = 0.01  # of the loudest sample: beneath it is what a voice breathes before and after the words
_BEFORE_S, _AFTER_S = 0.005, 0.02  # kept around the words, for the soft beginning of an f and the end of an s
_APART_S = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A stretch of sound.

    Attributes
    ----------
    samples
        float32 array of shape (n,), -1 to 1; n may be 0.
    rate_hz
        Samples a second.
    """

    samples: Samples
    rate_hz: int

    def __post_init__(self) -> None:
        if self.samples.ndim != 1 or self.samples.dtype != np.float32:
            raise ValueError(f"Sound.samples: expected float32 (n,), found {self.samples.dtype} {self.samples.shape}")
        if self.rate_hz <= 0:
            raise ValueError(f"Sound.rate_hz: expected more than 0, found {self.rate_hz}")

    @property
    def duration_s(self) -> float:
        """How long it lasts, in seconds."""
        return len(self.samples) / self.rate_hz

    def trimmed(self) -> "Sound":
        """The same without the silence before and after; of nothing but silence, nothing is left."""
        loudness = np.abs(self.samples)
        heard = np.flatnonzero(loudness > _QUIET * loudness.max(initial=0.0))
        if not len(heard):
            return Sound(self.samples[:0], self.rate_hz)
        begin = max(0, int(heard[0]) - round(_BEFORE_S * self.rate_hz))
        end = int(heard[-1]) + 1 + round(_AFTER_S * self.rate_hz)
        return Sound(self.samples[begin:end], self.rate_hz)

    def at(self, rate_hz: int) -> "Sound":
        """The same sound at another rate, with the same frequencies as far as that rate can hold them.

        Parameters
        ----------
        rate_hz
            Samples a second.
        """
        if rate_hz == self.rate_hz or not len(self.samples):
            return Sound(self.samples, rate_hz)
        step = math.gcd(rate_hz, self.rate_hz)
        more, fewer = rate_hz // step, self.rate_hz // step
        # A spectrum goes round: the silence behind keeps the end of the sound out of its beginning.
        blocks = math.ceil((len(self.samples) + _APART_S * self.rate_hz) / fewer)
        spectrum = np.fft.rfft(self.samples, blocks * fewer)
        resampled = np.fft.irfft(spectrum, blocks * more) * (more / fewer)
        count = math.ceil(len(self.samples) * more / fewer)
        return Sound(resampled[:count].astype(np.float32), rate_hz)


def read_wav(data: bytes) -> Sound:
    """A WAV file of 16-bit samples; several channels become their mean.

    A length in it that is wrong, as in a stream whose writer could not go back, is taken for "to the end".

    Parameters
    ----------
    data
        The whole file.

    Raises
    ------
    ValueError
        It is nothing of the kind.
    """
    if len(data) < 12 or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError(f"expected a WAV sound, found {len(data)} bytes of something else")
    channels = rate_hz = 0
    at = 12
    while at + 8 <= len(data):
        kind, length = data[at : at + 4], struct.unpack_from("<I", data, at + 4)[0]
        body = data[at + 8 : at + 8 + length]
        if kind == b"fmt " and len(body) >= 16:
            coding, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", body)
            if coding not in (_PCM, _EXTENSIBLE) or bits != 16 or not channels or not rate_hz:
                raise ValueError(f"expected a WAV sound of 16-bit samples, found coding {coding} with {bits} bits")
        elif kind == b"data" and channels:
            if not length:
                body = data[at + 8 :]
            whole = len(body) - len(body) % (2 * channels)
            samples = np.frombuffer(body[:whole], "<i2").reshape(-1, channels).mean(axis=1) / 32768
            return Sound(samples.astype(np.float32), rate_hz)
        at += 8 + length + length % 2
    raise ValueError("expected a WAV sound, found one without samples")
