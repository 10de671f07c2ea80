"""What other programs read: joint angles (``.mot``) and markers (``.trc``) for OpenSim."""

from formcheck.output.opensim.mot import AnglesFile
from formcheck.output.opensim.opensim import OpenSimFiles
from formcheck.output.opensim.trc import MarkersFile

__all__ = ["AnglesFile", "MarkersFile", "OpenSimFiles"]
