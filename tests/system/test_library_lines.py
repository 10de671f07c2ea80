import subprocess
import sys

import pytest

# A library as mediapipe 1.2.3 and matplotlib are: one writes straight to the descriptor, also at the very end, and the
# other warns through logging.
PROGRAM = """
import atexit, logging, os, sys, warnings
from formcheck.system.library_lines import hide_library_lines, show_library_lines
{which}()
atexit.register(os.write, 2, b"DestroyAccelerator: ptr=0x1\\n")
os.write(2, b"I0000 00:00:1.5 77 gl_context.cc:1] GL\\n")
logging.getLogger("matplotlib").warning("mkdir -p failed for path /root/.config/matplotlib")
logging.getLogger("formcheck.system.native").debug("native log")
warnings.warn("deprecated")
print("formcheck: no such file", file=sys.stderr)
"""


def stderr_of(which: str) -> str:
    program = [sys.executable, "-c", PROGRAM.format(which=which)]
    return subprocess.run(program, capture_output=True, text=True, check=True, timeout=60).stderr


def test_of_libraries_nothing_is_seen_and_of_the_program_everything() -> None:
    assert stderr_of("hide_library_lines") == "formcheck: no such file\n"


@pytest.mark.parametrize("line", ["DestroyAccelerator", "GL", "mkdir -p failed", "native log", "deprecated", "no such"])
def test_who_asks_sees_all_of_it(line: str) -> None:
    assert line in stderr_of("show_library_lines")
