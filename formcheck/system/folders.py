"""Where this user's files are kept."""

from pathlib import Path

import platformdirs

from formcheck.errors import OutputError

SETTINGS = "settings.json"
"""What the user has chosen once and for all, in their folder."""


def user_folder() -> Path:
    """The folder of this user in which formcheck keeps everything; it need not exist.

    Raises
    ------
    OutputError
        This user has none, as in some containers.
    """
    try:
        return platformdirs.user_data_path("formcheck", appauthor=False)
    except RuntimeError as error:
        raise OutputError("this user has no home folder to keep anything in: set HOME or XDG_DATA_HOME") from error
