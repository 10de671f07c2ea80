"""Both files that OpenSim reads, as one sink."""

from contextlib import ExitStack
from pathlib import Path

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.output.opensim.mot import AnglesFile
from formcheck.output.opensim.trc import MarkersFile


class OpenSimFiles:
    """Sink that writes ``angles.mot`` and ``markers.trc`` into a folder.

    Raises
    ------
    OutputError
        They cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        with ExitStack() as files:  # where the second cannot be written, the first is closed as well
            self._angles = AnglesFile(folder / "angles.mot")
            files.callback(self._angles.close)
            self._markers = MarkersFile(folder / "markers.trc")
            files.callback(self._markers.close)
            self._files = files.pop_all()

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Add the rows of one moment."""
        self._angles.show(moment, snapshot)
        self._markers.show(moment, snapshot)

    def close(self) -> None:
        """Finish both files; may be called twice."""
        self._files.close()
