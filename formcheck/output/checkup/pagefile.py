"""The file of the page of the last check-up, beside the history."""

from pathlib import Path

from formcheck.output.report import pagemark

KIND = "checkup"


def page_of(history: Path) -> Path:
    """Where it is."""
    return history.parent / f"{history.stem}-checkup.html"


def is_page(path: Path) -> bool:
    """Whether there is such a page that formcheck has written."""
    return pagemark.is_page(path, KIND)
