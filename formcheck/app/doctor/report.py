"""One file that can be attached where a mistake is reported; it is written only, and sent nowhere."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from formcheck.app.doctor.movement import RECORDING, Movement
from formcheck.errors import unwritten
from formcheck.pose import recording_file
from formcheck.system.atomic import replacing

FILE = "formcheck-report.zip"
FINDINGS, SUMMARY = "doctor.txt", "summary.json"


@dataclass(frozen=True, slots=True)
class Report:
    """What such a file holds: what the doctor has found, and how somebody moved, if that is to be judged."""

    findings: str
    movement: Movement | None = None

    def write(self, path: Path) -> None:
        """Write it, in the place of an earlier one.

        Raises
        ------
        OutputError
            It cannot be written.
        """
        try:
            with replacing(path) as file, zipfile.ZipFile(file, "w") as archive:
                # Under names alone: ZipInfo takes no time and no owner from anywhere.
                archive.writestr(zipfile.ZipInfo(FINDINGS), self.findings, zipfile.ZIP_DEFLATED)
                if self.movement is not None:
                    archive.writestr(zipfile.ZipInfo(SUMMARY), self.movement.summary, zipfile.ZIP_DEFLATED)
                    with archive.open(zipfile.ZipInfo(RECORDING), "w") as entry:
                        recording_file.write(self.movement.recording, entry)
        except OSError as error:
            raise unwritten(path, error) from error
