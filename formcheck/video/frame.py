"""One picture of the source, with the time at which it was taken and what was measured of it."""

from dataclasses import dataclass
from math import nan

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Picture:
    """What a frame looks like as a picture, whatever is in it.

    Attributes
    ----------
    brightness
        Mean luma, 0 (black) to 255 (white).
    frozen
        The picture is the one before, to the last pixel (a stalled camera).
    lost
        Why there is no picture to look at, one sentence; empty where there is one.
    """

    brightness: float
    frozen: bool = False
    lost: str = ""

    @property
    def black(self) -> bool:
        """Nothing to be seen: a covered lens or a camera that delivers black."""
        return self.brightness < 8.0

    @property
    def dim(self) -> bool:
        """Too dark to be sure that a person is found: people have been seen well at 45, as well as by day at 62."""
        return self.brightness < 30.0


UNMEASURED = Picture(nan)
"""Nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture and its time.

    Attributes
    ----------
    index
        Number of the frame in its source, from 0.
    time_s
        Seconds since the first frame of the source; when it was taken, never when it was processed.
    image
        uint8 array of shape (height, width, 3), blue-green-red, upright and not mirrored.
    picture
        What was measured of the image.
    """

    index: int
    time_s: float
    image: npt.NDArray[np.uint8]
    picture: Picture

    def __post_init__(self) -> None:
        if self.image.ndim != 3 or self.image.shape[2] != 3 or self.image.dtype != np.uint8:
            raise ValueError(
                f"Frame.image: expected uint8 (height, width, 3), found {self.image.dtype} {self.image.shape}"
            )

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.shape[1], self.image.shape[0]


@dataclass(frozen=True, slots=True)
class Passed:
    """A picture that is not looked at: its time in seconds since the first; its image where it is to be drawn."""

    time_s: float
    image: npt.NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A moment without a picture: a camera is silent or stuck, and is being opened again.

    Attributes
    ----------
    time_s
        Seconds since the first frame of the source.
    picture
        Its ``lost`` says what is the matter, in one sentence.
    detail
        What the system says of it, for the person who repairs the camera; may be empty.
    """

    time_s: float
    picture: Picture
    detail: str = ""
