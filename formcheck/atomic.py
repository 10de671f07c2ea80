"""Files that appear under their name only when they are complete."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Write a file beside its final place; leaving without an exception puts it there.

    Safe however many programs do so at once. With an exception nothing has changed and nothing is left over.

    Parameters
    ----------
    target
        The file; its folder has to exist.

    Raises
    ------
    OSError
        It cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)  # a temporary file can be read by its owner alone
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
