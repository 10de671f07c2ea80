"""`angles.mot`: the joint angles of both sides in every frame, as an OpenSim motion."""

from collections.abc import Sequence
from math import nan
from pathlib import Path

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.output.opensim.table import TimedTable

ANGLES = {
    "hip_flexion": "hip_flexion_deg",
    "knee_angle": "knee_flexion_deg",
    "elbow_flex": "elbow_flexion_deg",
    "trunk_inclination": "trunk_inclination_deg",
}
"""Column without its side, and the measure it shows. The first three are coordinates of OpenSim's full-body models."""

COLUMNS = {f"{column}_{side[0]}": f"{name}_{side}" for side in ("right", "left") for column, name in ANGLES.items()}


class AnglesFile:
    """Sink that writes the angles in degrees, unsmoothed; NaN where a joint cannot be seen.

    They are angles in the picture of one camera. Hip: thigh against the line from hip to shoulder (and not against the
    pelvis, which is not seen), flexion positive, past straight negative. Knee and elbow: 0 straight, flexion positive.
    Trunk: the line from hip to shoulder above the horizontal.

    Parameters
    ----------
    path
        The file; it appears when the sink is closed, if there was a frame.

    Raises
    ------
    OutputError
        It cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._rows = TimedTable(path, self._header)

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Add the row of one moment."""
        self._rows.add(snapshot.time_s, [snapshot.raw.get(name, nan) for name in COLUMNS.values()])

    def close(self) -> None:
        """Finish the file; may be called twice."""
        self._rows.close()

    @staticmethod
    def _header(count: int, rate: float) -> Sequence[str]:
        return (
            "angles",
            "version=1",
            f"nRows={count}",
            f"nColumns={len(COLUMNS) + 1}",
            "inDegrees=yes",
            "",
            "Angles in the picture of one camera, unsmoothed. Hip: trunk against thigh, not the pelvis.",
            "endheader",
            "\t".join(("time", *COLUMNS)),
        )
