"""The examples, and what the README shows of Python: they run, and print what they should."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import formcheck
from tests.replay import FOLDER

ROOT = Path(formcheck.__file__).parents[1]
KICKS = FOLDER / "rendered_donkey_kick_alternating.npz"
ONE_SIDED = FOLDER / "rendered_d_left.npz"
BRIDGES = FOLDER / "rendered_glute_bridge.npz"


def compare(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the comparison of the sides; a warning of any library is a failure."""
    script = ROOT / "examples" / "compare_sides.py"
    return subprocess.run(
        [sys.executable, "-W", "error", str(script), *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


def test_sides_are_compared_in_a_table_and_a_plot(tmp_path: Path) -> None:
    done = compare(KICKS, "--exercise", "donkey_kick", "--plot", tmp_path / "sides.png")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines() if re.match(r"(left|right)\b", line)]
    assert [row[:5] for row in rows] == [["left", "2", "2", "0", "70"], ["right", "2", "2", "0", "75"]]
    assert "No difference that could be measured." in done.stdout
    assert (tmp_path / "sides.png").read_bytes().startswith(b"\x89PNG")


def test_a_real_difference_is_told(tmp_path: Path) -> None:
    done = compare(KICKS, FOLDER / "sample_donkey_kick.npz", "--exercise", "donkey_kick")
    assert "left: 2 good repetitions, right: 6" in done.stdout


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    assert "Only one side was seen." in compare(ONE_SIDED, "--exercise", "donkey_kick").stdout
    assert "No one-sided repetition was found." in compare(BRIDGES, "--exercise", "glute_bridge").stdout


def test_a_clip_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    done = compare(tmp_path / "absent.npz", ONE_SIDED, "--exercise", "donkey_kick")
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path / 'absent.npz'}: no such file: check its name and folder\n"
    assert "rendered_d_left.npz" in done.stdout


@pytest.mark.parametrize("page", ["docs/using.md", "docs/python.md"])
def test_the_python_that_is_shown_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Block after block as one program, on a recording in place of the clips."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks
    code = "\n".join(blocks).replace("results/monday.mp4", f"results/{KICKS.name}")
    others = iter([KICKS, *sorted(KICKS.parent.glob("donkey_kick_*.npz"))])
    places = {name: next(others) for name in dict.fromkeys(re.findall(r'"(\w+\.mp4)"', code))}
    for name, place in places.items():
        code = code.replace(f'"{name}"', repr(str(place)))
    exec(compile(code, page, "exec"), {})
