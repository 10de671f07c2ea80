"""Everything formcheck refuses, as one tree of exceptions.

FormcheckError
├── InputError          a file that cannot be read as what it claims to be
├── DeviceError         a camera or a window that is not there or stopped answering
├── ModelError          the pose model is missing, damaged or cannot be obtained
├── ExerciseError       an exercise file that says something it may not
│   ├── UnknownExerciseError  a name that no exercise has
│   └── TimedOnlyError        an exercise of which a camera sees nothing, where one has to be seen
├── RoutineError        a routine's file that says something it may not
│   └── UnknownRoutineError   a name that no routine has
├── OutputError         a folder that cannot be written
├── WorkerError         a process that works on a part is ended from outside
├── HistoryError        the file of past sessions cannot be read or written
└── MissingLibraryError a library of the system that has to be installed first

Each message is one line: what was expected, what was found, what to do.
"""

from formcheck.system.language import tr
from formcheck.system.reasons import reason_of


class FormcheckError(Exception):
    """Base of all errors a user can cause or a device can raise."""


class InputError(FormcheckError):
    """A video or landmark recording that cannot be read."""


class DeviceError(FormcheckError):
    """A camera, stream or window that is missing or stopped answering."""


class ModelError(FormcheckError):
    """The pose model is missing, damaged or could not be obtained."""


class ExerciseError(FormcheckError):
    """An exercise that does not exist, or a file that says something it may not."""


class UnknownExerciseError(ExerciseError):
    """A name that no exercise has: wrong usage."""


class TimedOnlyError(ExerciseError):
    """An exercise that is paced and not measured, where one has to be measured."""


class RoutineError(FormcheckError):
    """A routine that does not exist, or a file that says something it may not."""


class UnknownRoutineError(RoutineError):
    """A name that no routine has: wrong usage."""


class OutputError(FormcheckError):
    """A result that could not be written."""


class WorkerError(FormcheckError):
    """A process that works on a part of the whole is ended from outside."""


class HistoryError(FormcheckError):
    """The file of past sessions cannot be read or written."""


class MissingLibraryError(FormcheckError):
    """A library of the operating system without which cv2 or mediapipe cannot be loaded."""


def unusable(error: OSError) -> str:
    """What is said of a file or folder of which nothing better is known than what the system says."""
    return tr(
        '"{filename}" cannot be used ({why}): check its name and permissions',
        filename=error.filename,
        why=reason_of(error),
    )


def unwritten(place: object, error: OSError) -> OutputError:
    """What is said of something that cannot be written, and what to do.

    Parameters
    ----------
    place
        The file or folder.
    error
        What the system says of it.
    """
    if isinstance(error, FileExistsError | NotADirectoryError):
        return OutputError(
            tr("cannot write {place}: a file is in the way: move it or choose another place", place=place)
        )
    return OutputError(
        tr(
            "cannot write {place}: {why}: see that there is room and that you may write there",
            place=place,
            why=reason_of(error),
        )
    )
