"""The file of the page of plots, beside the history."""

from pathlib import Path

from formcheck.output.report import pagemark

KIND = "history"


def page_of(history: Path) -> Path | None:
    """Where the page of a history is; None where a history of such a name has no room for one beside it."""
    if not history.name or history.suffix.lower() == ".html":
        return None
    return history.with_suffix(".html")


def is_page(path: Path) -> bool:
    """Whether there is such a page that formcheck has written."""
    return pagemark.is_page(path, KIND)
