"""The cameras: which there are, and whether one delivers a picture, and if not, which of the usual reasons it is."""

from formcheck.app.doctor.check import Check, probe
from formcheck.system.language import tr
from formcheck.video.listing import Listed, listed
from formcheck.video.why_closed import why_closed

# Opened as a live session opens it.
_PROGRAM = """
from formcheck.video.capture import quiet_cv2
from formcheck.video.device import Device
from formcheck.system.language import tr
device = Device(quiet_cv2(), {number}, patience_s=5.0)
print(*device.size, sep="x")
device.close()
"""


def check_camera(number: int = 0, name: str = "") -> Check:
    """The camera of a number, from 0, opens and delivers a picture; `name` is what it is called."""
    title = tr("camera {number}", number=number) + (f", {name}" if name else "")
    said = probe(_PROGRAM.format(number=number))
    if said.line is not None:
        return Check(title, True, False, said.line)
    found, advice = why_closed(number, said.complaints)
    return Check(title, False, False, found, advice)


def check_cameras() -> list[Check]:
    """Every camera that the system lists, and whether it delivers a picture; where it lists none, the first."""
    return [_with_link(camera, check_camera(camera.number, camera.name)) for camera in listed()] or [check_camera()]


def _with_link(camera: Listed, check: Check) -> Check:
    found = f"{check.found}; {camera.link}" if camera.link else check.found
    return Check(check.name, check.ok, check.needed, found, check.advice)
