"""The folder of one result: it appears under its name when it is complete, and replaces what was there as a whole."""

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from formcheck.errors import OutputError

MARK = "summary.json"
"""A folder that holds this is a result of ours and may be replaced."""


class OutputFolder:
    """A result in the making, in a hidden folder beside the final one.

    Leaving the ``with`` without an exception puts it in place; with one, nothing under the final name has changed.

    Parameters
    ----------
    parent
        Folder of all results; made if need be.
    name
        Name of this result.

    Raises
    ------
    OutputError
        The place cannot be written to, or is taken by something that is not a result.
    """

    def __init__(self, parent: Path, name: str) -> None:
        self.final = parent / name
        self._parent = parent
        self._check()
        try:
            parent.mkdir(parents=True, exist_ok=True)
            self.path = Path(tempfile.mkdtemp(prefix=".formcheck-", dir=parent))
            # Temporary folders are private; a result is an ordinary folder.
            self.path.chmod(0o755)
        except OSError as error:
            raise OutputError(f"cannot write to {parent}: {error.strerror or error}") from error

    def _check(self) -> None:
        final = self.final
        if final.is_symlink() or (final.exists() and not final.is_dir()):
            raise OutputError(f"{final} is a file; choose another folder with --out")
        if final.is_dir() and any(final.iterdir()) and not (final / MARK).is_file():
            raise OutputError(f"{final} holds something else than a result; choose another folder with --out")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._publish()
        finally:
            shutil.rmtree(self.path, ignore_errors=True)

    def _publish(self) -> None:
        """Swap the finished folder in; the old one is out of the way before and goes last."""
        self._check()
        old = Path(tempfile.mkdtemp(prefix=".formcheck-", dir=self._parent))
        try:
            if self.final.exists():
                self.final.replace(old / "old")
            self.path.replace(self.final)
        except OSError as error:
            if (old / "old").exists() and not self.final.exists():
                (old / "old").replace(self.final)
            raise OutputError(f"cannot write {self.final}: {error.strerror or error}") from error
        finally:
            shutil.rmtree(old, ignore_errors=True)

    def write(self, name: str, text: str) -> None:
        """Write one text file of the result, UTF-8."""
        try:
            (self.path / name).write_text(text, encoding="utf-8", errors="replace")
        except OSError as error:
            raise OutputError(f"cannot write {self.final / name}: {error.strerror or error}") from error
