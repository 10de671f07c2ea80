"""What was measured of every picture that was looked at."""

from array import array
from collections.abc import Sequence
from typing import overload

from formcheck.video.frame import Picture


class Pictures(Sequence[Picture]):
    """What was measured of pictures, in little memory."""

    def __init__(self) -> None:
        self._brightness = array("d")
        self._frozen = bytearray()

    def append(self, picture: Picture) -> None:
        """Add the next one."""
        self._brightness.append(picture.brightness)
        self._frozen.append(picture.frozen)

    def extend(self, others: "Pictures") -> None:
        """Add those of the next part."""
        self._brightness.extend(others._brightness)
        self._frozen.extend(others._frozen)

    def __len__(self) -> int:
        return len(self._brightness)

    @overload
    def __getitem__(self, row: int) -> Picture: ...
    @overload
    def __getitem__(self, row: slice) -> list[Picture]: ...
    def __getitem__(self, row: int | slice) -> Picture | list[Picture]:
        if isinstance(row, slice):
            return [self[one] for one in range(*row.indices(len(self)))]
        return Picture(self._brightness[row], bool(self._frozen[row]))
