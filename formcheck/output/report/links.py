"""Links from one file of a result to another."""

import os
from urllib.parse import quote


def link_to(*parts: str) -> str:
    """A relative link, from the names of folders and a file; whatever is in them, it stays a link to that file."""
    return "/".join(quote(os.fsencode(part), safe="") for part in parts)
