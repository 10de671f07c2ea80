"""Looks at everything formcheck needs of this computer, one check each, without changing or downloading anything."""

from pathlib import Path

from formcheck.app.doctor.camera import check_camera, check_cameras
from formcheck.app.doctor.check import Check
from formcheck.app.doctor.desktop import check_desktop
from formcheck.app.doctor.software import (
    check_cv2,
    check_data_folder,
    check_ffmpeg,
    check_mediapipe,
    check_model,
    check_python,
    check_system,
    check_system_libraries,
)
from formcheck.app.doctor.speed import check_speed
from formcheck.app.doctor.surroundings import check_display, check_sound, check_voice

__all__ = ["Check", "check_cameras", "check_sound", "run_checks"]


def run_checks(*, camera: int | None = 0, model_path: Path | None = None, spoken: str | None = None) -> list[Check]:
    """Look at everything, in the order in which it should be mended.

    Parameters
    ----------
    camera
        Number of the camera that is opened for a moment; None to leave the cameras alone.
    model_path
        The model chosen by the user; None for the one formcheck finds itself.
    spoken
        Language for which a voice is looked for; None for that of the program.
    """
    return [
        check_python(),
        check_system(),
        check_system_libraries(),
        check_cv2(),
        check_mediapipe(),
        check_model(model_path),
        check_speed(model_path),
        check_ffmpeg(),
        check_data_folder(),
        check_display(),
        check_sound(),
        check_voice(spoken),
        check_desktop(),
        *([] if camera is None else [check_camera(camera)]),
    ]
