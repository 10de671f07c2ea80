"""A picture turned upright: for a camera that is mounted on its side or head down, or that shows a mirror image."""

from dataclasses import dataclass

import numpy as np

from formcheck.video.capture import Image

RIGHT_ANGLES = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is done to every picture of a source.

    Attributes
    ----------
    rotate_deg
        Clockwise, one of `RIGHT_ANGLES`.
    mirrored
        The source shows a mirror image, in which left and right are exchanged: it is put back.
    """

    rotate_deg: int = 0
    mirrored: bool = False

    def __post_init__(self) -> None:
        if self.rotate_deg not in RIGHT_ANGLES:
            raise ValueError(f"rotate_deg: expected one of {RIGHT_ANGLES}, found {self.rotate_deg}")

    def apply(self, image: Image) -> Image:
        """The picture upright."""
        if self.mirrored:
            image = image[:, ::-1]
        if self.rotate_deg:
            image = np.rot90(image, -self.rotate_deg // 90)
        return np.ascontiguousarray(image)

    def size(self, size: tuple[int, int]) -> tuple[int, int]:
        """Width and height of a picture of this size once it is turned; turned back, too."""
        return size[::-1] if self.rotate_deg % 180 else size


AS_IT_IS = Turn()
