"""The house: thirteen folders on the way of a frame, and which of them may know which."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import formcheck

PACKAGE = Path(formcheck.__file__).parent
MODULES = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}

FOLDERS = [
    "system",
    "video",
    "pose",
    "kinematics",
    "exercises",
    "counting",
    "workout",
    "checkup",
    "feedback",
    "output",
    "app",
    "web",
    "cli",
]
"""From the ground up: each imports only what stands before it, and the plain files beside them."""
BESIDE = {"__init__", "__main__", "errors", "version"}
ENGINE = ["kinematics", "exercises", "counting", "workout", "checkup"]
HEAVY = {
    "cv2": ("formcheck.system.native",),
    "mediapipe": ("formcheck.system.native", "formcheck.pose.model.normalization", "formcheck.pose.estimator"),
    "pandas": ("formcheck.app.result",),
    "matplotlib": ("formcheck.output", "formcheck.feedback.overlay.lettering"),
}
"""What may import the heavy libraries."""


@cache
def tree(path: Path) -> ast.Module:
    """A file, read once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> set[str]:
    """Names of all modules that a file imports, anywhere in it; of a package's, with the name that is taken from it."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def folder(module: str) -> str:
    """The folder, or the file beside the folders, in which a module stands."""
    return module.split(".")[1] if "." in module else "__init__"


def test_nothing_stands_beside_the_folders_but_four_files() -> None:
    assert {folder(module) for module in MODULES} <= {*FOLDERS, *BESIDE}
    assert {path.stem for path in PACKAGE.glob("*.py")} == BESIDE


def test_each_folder_says_what_it_is() -> None:
    texts = {path.name: ast.get_docstring(ast.parse((path / "__init__.py").read_text())) for path in folders()}
    assert texts
    assert [name for name, text in texts.items() if not text] == []


def folders() -> list[Path]:
    """The folders that there are."""
    return [path for path in PACKAGE.iterdir() if path.is_dir() and path.name != "__pycache__"]


@pytest.mark.parametrize("module", [module for module in MODULES if folder(module) in FOLDERS])
def test_imports_run_downwards_only(module: str) -> None:
    known = {folder(name) for name in imports(MODULES[module]) if name.split(".")[0] == "formcheck"}
    above = FOLDERS[FOLDERS.index(folder(module)) + 1 :]
    assert known & {*above, "__init__", "__main__"} == set()


@pytest.mark.parametrize("library", HEAVY)
def test_heavy_libraries_are_imported_in_their_rooms_alone(library: str) -> None:
    users = {name for name, path in MODULES.items() if any(i.split(".")[0] == library for i in imports(path))}
    assert {name for name in users if not name.startswith(HEAVY[library])} == set()


@pytest.mark.parametrize("room", ENGINE)
def test_the_engine_reads_no_clock(room: str) -> None:
    clocks = {"time", "datetime"}
    inside = {name: path for name, path in MODULES.items() if folder(name) == room}
    assert inside
    assert [name for name, path in inside.items() if {i.split(".")[0] for i in imports(path)} & clocks] == []


def words(path: Path) -> set[str]:
    """Names and texts of a file's code, without its documentation."""
    nodes = list(ast.walk(tree(path)))
    texts = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    found = {node.id for node in nodes if isinstance(node, ast.Name)}
    return found | {str(node.value) for node in nodes if isinstance(node, ast.Constant) and id(node) not in texts}


def test_no_line_of_python_knows_an_exercise_by_name() -> None:
    names = [path.stem for path in (PACKAGE / "exercises").glob("*.toml")]
    assert names
    said = {module: words(path) for module, path in MODULES.items()}
    assert [
        (module, name) for module, there in said.items() for name in names if any(name in one for one in there)
    ] == []


def test_help_answers_without_any_heavy_library() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from formcheck.cli.main import app;"
        "result = CliRunner().invoke(app, ['--help']);"
        "assert result.exit_code == 0 and 'analyze' in result.output, result.output;"
        "print([m for m in ('cv2', 'mediapipe', 'matplotlib', 'scipy', 'numpy', 'PIL') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
