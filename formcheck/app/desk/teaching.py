"""Two glances at the start: what sitting and standing look like at this desk."""

import time
from collections.abc import Callable
from typing import Any

from formcheck.app.desk.attendant import Look
from formcheck.app.desk.shoulders import Shoulders, Taught
from formcheck.errors import DeviceError
from formcheck.system.language import tr

_TURN_S = 0.1


def teach(begin_look: Callable[[str], Look], ready: Callable[[str], object]) -> Taught:
    """Look twice.

    Parameters
    ----------
    begin_look
        Begins a look, as the attendant's.
    ready
        Shows a sentence and waits until the person has done what it asks for.

    Raises
    ------
    DeviceError
        The camera does not show enough to tell them apart.
    """
    ready(tr("Sit as you work."))
    sitting = _seen(begin_look("glance"))
    if sitting is None:
        raise DeviceError(tr("I do not see your shoulders: tilt the camera, or let in more light"))
    ready(tr("Stand up, as you stand at this desk, or stand beside your chair."))
    taught = Taught(sitting, _seen(begin_look("glance")))
    if not taught.can_tell:
        raise DeviceError(tr("standing looks like sitting from here: the camera has to be lower, or farther away"))
    return taught


def _seen(look: Look) -> Shoulders | None:
    found: list[dict[str, Any]] = []
    while not look.ended():
        time.sleep(_TURN_S)
    found += look.found()
    if look.failure is not None:
        raise DeviceError(tr("I could not look: {why}", why=look.failure))
    if found and found[-1].get("dark"):
        raise DeviceError(tr("it is too dark to see anybody: let in more light"))
    return Shoulders(**found[-1]["seen"]) if found and found[-1]["seen"] else None
