"""What programs read: JSON on stdout and nothing else, with every command that has something for them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.program import KICKS, SAMPLES, called, run


def printed(home: Path, *arguments: str | Path, status: int = 0) -> Any:  # noqa: ANN401 - a document
    environment = {"FORMCHECK_HISTORY": str(home / "history.sqlite3"), "XDG_DATA_HOME": str(home), "DISPLAY": ""}
    program = run if "live" in arguments else called
    done = program(*arguments, "--json", FORMCHECK_LANGUAGE="de", **environment)
    assert done.returncode == status, done.stderr
    return json.loads(done.stdout)


def test_a_program_reads_where_results_lie_and_what_was_counted(tmp_path: Path) -> None:
    missing, out = str(tmp_path / "none.npz"), tmp_path / "out"
    known: list[str | Path] = ["--exercise", "donkey_kick", "--save-recording", "--history", "--out", out]
    found = printed(tmp_path, "analyze", KICKS, missing, *known, status=1)
    first, second = found["results"]
    summary = json.loads(Path(first["files"]["summary"]).read_text(encoding="utf-8"))
    assert first["input"] == KICKS
    assert first["counts"] == summary["counts"]
    assert first["counts"]["reps"] > 0
    assert Path(first["files"]["report"]).is_file()
    assert missing in second["error"]
    assert found["index"] == str(out / "index.html")
    again: list[str | Path] = ["--exercise", "donkey_kick", "--history", "--out", tmp_path / "again"]
    printed(tmp_path, "analyze", first["files"]["recording"], *again)  # what is of a session is no other one
    report = printed(tmp_path, "report")
    assert (report["id"], report["folder"]) == (1, first["folder"])
    assert len(printed(tmp_path, "history", "--goal", "4")["sessions"]) == 1
    assert printed(tmp_path, "history", "--delete", "1", "--yes")["sessions"] == []
    assert list(out.iterdir()) == []  # the page over all results has gone with the last of them


@pytest.mark.slow
def test_a_program_reads_what_came_of_a_session(tmp_path: Path, model_path: Path) -> None:
    clip, out = SAMPLES / "glute_bridge.mp4", tmp_path / "out"
    asked = ["--sets", "1", "--reps", "1", "--quiet"]
    found = printed(tmp_path, "live", "glute_bridge", "--camera", clip, "--out", out, "--model", model_path, *asked)
    assert found["exercise"] == "glute_bridge"
    assert found["counts"]["reps"] == 1
    assert Path(found["folder"]).parent == out


@pytest.mark.parametrize(
    "command", [["exercises"], ["exercises", "squat"], ["routines"], ["privacy"], ["safety"], ["desk"]]
)
def test_what_is_listed_is_there_for_programs_too(command: list[str], tmp_path: Path) -> None:
    assert printed(tmp_path, *command)
