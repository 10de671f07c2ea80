"""Makes the site: ``python -m tools.site FOLDER``; a warning is an error."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.cmd.build import build_main

from tools.site.pages import write_source


def main(target: Path) -> int:
    """Write the site into a folder; the exit status."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        write_source(source)
        here = Path(__file__).parent
        return build_main(["-b", "html", "-W", "--keep-going", "-q", "-c", str(here), "-d", f"{folder}/trees",
                           str(source), str(target)])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
