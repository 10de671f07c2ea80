"""`markers.trc`: the 33 landmarks of every frame in space, as OpenSim reads markers."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from formcheck.counting.moment import Moment
from formcheck.counting.snapshot import Snapshot
from formcheck.kinematics.observation import LEAST_VISIBILITY, OUTSIDE
from formcheck.output.opensim.table import TimedTable
from formcheck.pose.landmarks import COUNT, NAMES, FloatArray, Pose

_TURN = np.array([1.0, -1.0, -1.0])
_NOBODY = np.full((COUNT, 3), np.nan)


def markers_m(pose: Pose) -> FloatArray:
    """The landmarks in OpenSim's axes, metres from the middle of the hips.

    Parameters
    ----------
    pose
        As the pose model gives it: its z, away from the camera, is a guess.

    Returns
    -------
    FloatArray
        (33, 3): x to the right of the picture, y up, z towards the camera (right-handed). NaN where the model itself
        doubts the joint, or it lies outside the picture.
    """
    share = pose.image_px / pose.image_size
    inside = ((share >= -OUTSIDE) & (share <= 1 + OUTSIDE)).all(axis=1)
    seen = inside & (pose.visibility >= LEAST_VISIBILITY)
    return np.where(seen[:, None], pose.world_m * _TURN, np.nan)


class MarkersFile:
    """Sink that writes the markers as the pose model sees them, unsmoothed; NaN where a joint is not seen.

    A frame without a person has no row: OpenSim's inverse kinematics leaves out single markers that are missing,
    and fails where all are. The middle of the hips is the origin of every frame: no person moves through the room.

    Parameters
    ----------
    path
        The file; it appears when the sink is closed, if a person was seen.

    Raises
    ------
    OutputError
        It cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._rows = TimedTable(path, self._header, numbered=True)

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        """Add the row of one moment."""
        found = _NOBODY if moment.pose is None else markers_m(moment.pose)
        self._rows.add(moment.time_s, None if np.isnan(found).all() else found.ravel().tolist())

    def close(self) -> None:
        """Finish the file; may be called twice."""
        self._rows.close()

    def _header(self, count: int, rate: float) -> Sequence[str]:
        keys = "DataRate CameraRate NumFrames NumMarkers Units OrigDataRate OrigDataStartFrame OrigNumFrames"
        axes = "\t".join(f"X{n}\tY{n}\tZ{n}" for n in range(1, COUNT + 1))
        return (
            f"PathFileType\t4\t(X/Y/Z)\t{self._name}",
            keys.replace(" ", "\t"),
            f"{rate:.3f}\t{rate:.3f}\t{count}\t{COUNT}\tm\t{rate:.3f}\t1\t{count}",
            "Frame#\tTime\t" + "\t\t\t".join(NAMES) + "\t\t",
            f"\t\t{axes}",
            "",
        )
