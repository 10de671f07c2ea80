"""What other programs read: joint angles (``.mot``) and markers (``.trc``) for OpenSim."""

from formcheck.export.mot import AnglesFile
from formcheck.export.opensim import OpenSimFiles
from formcheck.export.trc import MarkersFile

__all__ = ["AnglesFile", "MarkersFile", "OpenSimFiles"]
