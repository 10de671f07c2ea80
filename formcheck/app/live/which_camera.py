"""Which camera a session takes: the one that is asked for, else that of last time, else the first that answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

from formcheck.app.last_camera import keep, last_camera, lasting
from formcheck.errors import DeviceError, OutputError
from formcheck.system.language import tr
from formcheck.video.camera import Camera, open_camera
from formcheck.video.capture import quiet_cv2
from formcheck.video.device import camera_numbers
from formcheck.video.listing import listed
from formcheck.video.turn import Turn


def chosen_camera(spec: str | None, turn: Turn, folder: Path, note: Callable[[str], object]) -> Camera:
    """Open the camera of a session; one that was asked for is kept for the next time.

    Parameters
    ----------
    spec
        As `open_camera` takes it; None where the user has named none.
    turn
        What is done to its pictures.
    folder
        Where the last one is kept.
    note
        Takes a sentence about what is used in place of what.

    Raises
    ------
    DeviceError, InputError, MissingLibraryError
        As `open_camera` does; where none is named, no camera of this computer can be used.
    """
    if spec is None:
        return _any_camera(last_camera(folder), turn, note)
    camera = open_camera(spec, turn=turn)
    kept = lasting(spec, camera.number, listed())
    if kept is not None:
        try:
            keep(folder, kept)
        except OutputError as error:
            note(str(error))
    return camera


def _any_camera(last: str | None, turn: Turn, note: Callable[[str], object]) -> Camera:
    failure: DeviceError | None = None
    for spec in _candidates(last):
        try:
            camera = open_camera(spec, turn=turn)
        except DeviceError as error:
            failure = failure or error
            continue
        if failure is not None:
            why = failure.__cause__ or failure  # without the list of those that are tried anyway
            instead = tr("{camera} is used instead. Another one: --camera.", camera=_named(camera))
            note(f"{why}. {instead}")
        elif spec is not None:
            note(tr("The camera of last time: {camera}. Another one: --camera.", camera=_named(camera)))
        return camera
    assert failure is not None  # the first is always tried
    raise failure


def _candidates(last: str | None) -> Iterator[str | None]:
    if last is not None:
        yield last
    yield None
    yield from (str(number) for number in camera_numbers(quiet_cv2()) if number)


def _named(camera: Camera) -> str:
    called = {one.number: str(one) for one in listed()}
    return camera.name if camera.number is None else f"camera {called.get(camera.number, camera.number)}"
