"""What the operating system says of a file that cannot be used."""

from formcheck.system.language import later, tr

_SYSTEM = (
    later("No such file or directory"),
    later("Permission denied"),
    later("Is a directory"),
    later("Not a directory"),
    later("File exists"),
    later("File name too long"),
    later("No space left on device"),
    later("Disk quota exceeded"),
    later("Read-only file system"),
    later("Input/output error"),
    later("File too large"),
    later("Operation not permitted"),
    later("Too many open files"),
)
"""What the system says most often."""


def reason_of(error: OSError) -> str:
    """What the system says of a file that cannot be used, in the language of the program where it is known."""
    return tr(error.strerror) if error.strerror else str(error)
