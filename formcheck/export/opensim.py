"""Both files that OpenSim reads, as one sink."""

from pathlib import Path

from formcheck.export.mot import AnglesFile
from formcheck.export.trc import MarkersFile
from formcheck.moment import Moment
from formcheck.snapshot import Snapshot


class OpenSimFiles:
    """Sink that writes ``angles.mot`` and ``markers.trc`` into a folder.

    Raises
    ------
    OutputError
        They cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self._files = (AnglesFile(folder / "angles.mot"), MarkersFile(folder / "markers.trc"))

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Add the rows of one moment."""
        for file in self._files:
            file.show(moment, snapshot)

    def close(self) -> None:
        """Finish both files; may be called twice."""
        for file in self._files:
            file.close()
