"""Small files that are kept for one user, and that nobody else may read."""

from pathlib import Path

from formcheck.errors import unwritten
from formcheck.system.atomic import replacing


def keep_private(file: Path, text: str) -> None:
    """Write one, whole or not at all, in place of the one before; its folder is made if need be.

    Raises
    ------
    OutputError
        It cannot be written.
    """
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with replacing(file, mode=0o600) as target:
            target.write(text.encode())
    except OSError as error:
        raise unwritten(file, error) from error
