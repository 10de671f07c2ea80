"""Pictures of a high dynamic range as an ordinary screen shows them: lights let down softly, colours as meant."""

import re
from enum import StrEnum
from functools import cache

import numpy as np
import numpy.typing as npt

from formcheck.system.native import import_cv2

Image = npt.NDArray[np.uint8]
_Numbers = npt.NDArray[np.float64]


class Transfer(StrEnum):
    """How light is written down, by ffmpeg's names: perceptual quantizer and hybrid log-gamma (ITU-R BT.2100)."""

    PQ = "smpte2084"
    HLG = "arib-std-b67"


SCREEN = 100.0
"""Candela a square metre of an ordinary screen's white (ITU-R BT.2390); all that is brighter is let down to it."""
BRIGHTEST, WHITE = 1000.0, 203.0
"""What such films are made for, and their white (ITU-R BT.2408)."""
_GAMMA = 2.4
_STEPS = 4096
# From the colours of BT.2020 to those of BT.709 (ITU-R BT.2087), blue-green-red.
_TO_709 = np.array([[1.1187, -0.1006, -0.0182], [-0.0083, 1.1329, -0.1246], [-0.0728, -0.5876, 1.6605]], np.float32)
_MANAGED_SINCE = 60
"""Since this version of its libavutil the ffmpeg in cv2 hands out ordinary colours, cut off at the films' white."""


def transfer_of(description: str) -> Transfer | None:
    """Of the first video in what ffmpeg says of a file; None for an ordinary one."""
    video = re.search(r"^ *Stream #.*Video:.*$", description, re.MULTILINE)
    return next((one for one in Transfer if video and one.value in video[0]), None)


def as_ordinary(image: Image, transfer: Transfer, *, managed: bool | None = None) -> Image:
    """The same picture with the colours and the lights of an ordinary screen.

    Parameters
    ----------
    image
        uint8 (height, width, 3), blue-green-red.
    transfer
        How light is written down in the file.
    managed
        Whether the picture has ordinary colours already, if too dark; by default as cv2 hands it out.
    """
    cv2 = import_cv2()
    managed = _manages_colours() if managed is None else managed
    light = cv2.LUT(image, _let_down(transfer, managed=managed))
    steps = (light if managed else cv2.transform(light, _TO_709)) * (_STEPS - 1)
    written: Image = _written()[np.clip(steps, 0, _STEPS - 1).astype(np.uint16)]
    return written


@cache
def _manages_colours() -> bool:
    version = re.search(r"avutil: *YES \((\d+)\.", import_cv2().getBuildInformation())
    return version is not None and int(version[1]) >= _MANAGED_SINCE


@cache
def _let_down(transfer: Transfer, *, managed: bool) -> npt.NDArray[np.float32]:
    """Share of the screen's white for each of the 256 values, by the curve of ITU-R BT.2390."""
    if managed:
        nits = WHITE * _VALUES**_GAMMA
    else:
        nits = _pq_nits(_VALUES) if transfer is Transfer.PQ else BRIGHTEST * _hlg_scene(_VALUES) ** 1.2
    screen, brightest = _pq(np.array([SCREEN, WHITE if managed else BRIGHTEST])).tolist()
    top, seen = screen / brightest, np.minimum(_pq(nits) / brightest, 1.0)
    least = 1.5 * top - 0.5
    t = (seen - least) / (1 - least)
    bent = (2 * t**3 - 3 * t**2 + 1) * least + (t**3 - 2 * t**2 + t) * (1 - least) + (3 * t**2 - 2 * t**3) * top
    return (_pq_nits(np.where(seen < least, seen, bent) * brightest) / SCREEN).astype(np.float32)


@cache
def _written() -> Image:
    """The value that is written for each step of light."""
    return np.round(255 * (np.arange(_STEPS) / (_STEPS - 1)) ** (1 / _GAMMA)).astype(np.uint8)


_VALUES: _Numbers = np.arange(256) / 255
_M1, _M2, _C1, _C2, _C3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875


def _pq_nits(value: _Numbers) -> _Numbers:
    root = value ** (1 / _M2)
    return 10000 * (np.maximum(root - _C1, 0) / (_C2 - _C3 * root)) ** (1 / _M1)


def _pq(nits: _Numbers) -> _Numbers:
    power = (nits / 10000) ** _M1
    return ((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2


def _hlg_scene(value: _Numbers) -> _Numbers:
    """Light before the camera, 0 to 1."""
    return np.where(value <= 0.5, value**2 / 3, (np.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12)
