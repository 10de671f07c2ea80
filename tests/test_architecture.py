"""The rooms and which of them may know which: imports run downwards only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import formcheck

PACKAGE = Path(formcheck.__file__).parent
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}

# What may import the heavy libraries.
HEAVY = {
    "cv2": ("formcheck.system.native",),
    "mediapipe": ("formcheck.system.native", "formcheck.pose.model.normalization", "formcheck.pose.estimator"),
    "pandas": ("formcheck.app.result",),
    "matplotlib": ("formcheck.output.report", "formcheck.output.history.plots", "formcheck.feedback.overlay.lettering"),
}
# Rooms of the engine from the bottom to the top: each may know those before it, and the plain types.
FLOORS = [
    "landmarks", "advice", "results", "snapshot", "frame", "kinematics", "smoothing", "spool", "npz", "recording",
    "exercise", "timed", "catalogue", "tracking", "observation", "framing", "gesture", "calibration", "swings",
    "readiness", "settling", "survey", "excursion", "phases", "reps", "coaching", "record", "session", "stance",
    "pacing", "plan", "routine", "bout", "command", "workout", "recognition.candidates", "recognition.assignment",
    "recognition.recorded", "recognition.relay", "recognition.live",
]  # fmt: skip
PLAIN = {"errors", "atomic", "textfile"}


def imports(path: Path) -> set[str]:
    """Names of all modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_are_imported_in_their_rooms_alone(library: str) -> None:
    users = {name for name, path in MODULES.items() if any(i.split(".")[0] == library for i in imports(path))}
    assert {name for name in users if not name.startswith(HEAVY[library])} == set()


@pytest.mark.parametrize("room", FLOORS)
def test_the_engine_knows_only_what_lies_below(room: str) -> None:
    allowed = {f"formcheck.{name}" for name in [*FLOORS[: FLOORS.index(room)], *PLAIN]}
    known = {name for name in imports(MODULES[f"formcheck.{room}"]) if name.startswith("formcheck.")}
    assert known <= allowed


@pytest.mark.parametrize("room", FLOORS)
def test_the_engine_reads_no_clock(room: str) -> None:
    assert not imports(MODULES[f"formcheck.{room}"]) & {"time", "datetime"}


def words(path: Path) -> set[str]:
    """Names and texts of a file's code, without its documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return found | {
        str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in texts
    }


def test_no_line_of_python_knows_an_exercise_by_name() -> None:
    names = [path.stem for path in (PACKAGE / "exercises").glob("*.toml")]
    assert names
    assert [(m, n) for m, path in MODULES.items() for n in names if any(n in word for word in words(path))] == []


def test_help_answers_without_any_heavy_library() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from formcheck.cli.main import app;"
        "result = CliRunner().invoke(app, ['--help']);"
        "assert result.exit_code == 0 and 'analyze' in result.output, result.output;"
        "print([m for m in ('cv2', 'mediapipe', 'matplotlib', 'scipy', 'numpy', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
