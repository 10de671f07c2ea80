"""Two programs in the same place at the same time: both end well, and of two results one is there, whole."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.hostile_kill import broken, damaged, hidden, program
from formcheck.output.history.store import History
from formcheck.output.report import OutputFolder
from formcheck.system.atomic import replacing
from formcheck.system.workplace import Workplace, sweep
from tests.past import an_entry
from tests.program import KICKS, told
from tests.replay import FOLDER

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def together(*commands: Sequence[str]) -> list[str]:
    """Run programs at the same time; what they have told on stderr."""
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
        for command in commands
    ]
    said = [process.communicate(timeout=120)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), said
    return said


PUBLISH = """
import sys
from pathlib import Path
from formcheck.output.report import OutputFolder
for number in range(150):
    with OutputFolder(Path(sys.argv[1]), "clip") as folder:
        for name in ("summary.json", "signals.csv", "report.html"):
            folder.write(name, f"{sys.argv[2]} {number}")
"""


def test_results_of_two_programs_replace_each_other_as_a_whole(tmp_path: Path) -> None:
    commands = [[sys.executable, "-c", PUBLISH, str(tmp_path), name] for name in ("one", "other")]
    assert together(*commands) == ["", ""]
    texts = {path.read_text() for path in (tmp_path / "clip").iterdir()}
    assert len(list((tmp_path / "clip").iterdir())) == 3
    assert len(texts) == 1
    assert texts.pop().split()[1] == "149"
    assert [path.name for path in tmp_path.iterdir()] == ["clip"]


def test_two_analyses_of_one_recording_into_one_folder(tmp_path: Path) -> None:
    arguments = ("analyze", KICKS, FOLDER / "donkey_kick_1.npz", "--exercise", "donkey_kick", "--out", tmp_path)
    said = together(*[program(*arguments, "--history", "--jobs", "1")] * 2)
    assert [told(text) for text in said] == [[], []]
    assert broken(tmp_path) == []
    assert hidden(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["donkey_kick_1.npz", "donkey_kick_2.npz", "index.html"]


KEEP = """
import sys
from pathlib import Path
from formcheck.output.history.store import History
from tests.past import an_entry

for number in range(40):
    History(Path(sys.argv[1])).keep(an_entry(int(sys.argv[2]) + number))
"""


def test_two_programs_write_one_history(tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.sqlite3"
    together(*([sys.executable, "-c", KEEP, str(path), first] for first in ("0", "100")))
    days = [*range(40), *range(100, 140)]
    assert [entry.uuid for entry in History(path).entries()] == [an_entry(day).uuid for day in days]
    assert damaged(path) == []


# Hidden folders


@contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Somebody else who is at work on a result, and has half of it."""
    code = (
        "import sys, time; from pathlib import Path; from formcheck.output.report import OutputFolder\n"
        "folder = OutputFolder(Path(sys.argv[1]), 'theirs')\n"
        "folder.write('signals.csv', 'half')\n"
        "print('at work', flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        try:
            yield process
        finally:
            process.kill()


def test_what_another_program_is_at_work_on_is_left_alone_and_swept_when_it_is_dead(tmp_path: Path) -> None:
    with another_program(tmp_path) as process:
        with OutputFolder(tmp_path, "ours") as folder:
            folder.write("summary.json", "")
        (half,) = tmp_path.glob(".formcheck-*/new/signals.csv")
        assert half.read_text() == "half"
        process.kill()
        process.wait()
        with OutputFolder(tmp_path, "ours") as folder:
            folder.write("summary.json", "")
    assert [path.name for path in tmp_path.iterdir()] == ["ours"]


def test_what_this_program_is_at_work_on_is_left_alone_too(tmp_path: Path) -> None:
    with OutputFolder(tmp_path, "first") as first, OutputFolder(tmp_path, "second") as second:
        for folder in (first, second):
            folder.write("summary.json", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]


def abandon(place: Workplace) -> None:
    """Leave it as a program does that is killed."""
    assert place._lock is not None
    os.close(place._lock)
    place._lock = None


def test_a_result_on_its_way_out_comes_back_when_its_program_was_killed(tmp_path: Path) -> None:
    with OutputFolder(tmp_path, "clip") as folder:
        folder.write("summary.json", "before")
    place = Workplace(tmp_path)
    (place.made / "summary.json").write_text("after")
    (tmp_path / "clip").rename(place.replaced / "clip")
    abandon(place)
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["clip"]
    assert (tmp_path / "clip" / "summary.json").read_text() == "before"


def test_a_result_that_was_replaced_does_not_come_back(tmp_path: Path) -> None:
    place = Workplace(tmp_path)
    (place.replaced / "clip").mkdir()
    (place.replaced / "clip" / "summary.json").write_text("before")
    (tmp_path / "clip").mkdir()
    (tmp_path / "clip" / "summary.json").write_text("after")
    abandon(place)
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["clip"]
    assert (tmp_path / "clip" / "summary.json").read_text() == "after"


def test_only_what_a_formcheck_has_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".formcheck-mine").mkdir()
    (tmp_path / ".config.lock").write_text("")
    (tmp_path / ".formcheck-link.lock").write_text("")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_text("")
    (tmp_path / ".formcheck-link").symlink_to(tmp_path / "photos")
    sweep(tmp_path)
    assert (tmp_path / "photos" / "me.jpg").exists()
    assert (tmp_path / ".formcheck-mine").exists()
    assert (tmp_path / ".config.lock").exists()


def test_where_nothing_can_be_locked_nothing_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int, *, blocking: bool) -> bool:
        raise OSError("no locks here")

    monkeypatch.setattr("formcheck.system.workplace.lock_descriptor", refuse)
    abandon(Workplace(tmp_path))
    with OutputFolder(tmp_path, "clip") as folder:
        folder.write("summary.json", "")
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names[-1] == "clip"
    assert len(names) == 3


def test_a_file_that_nobody_has_finished_goes_away_a_day_later(tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in (".a[1].html.x.part", ".a[1].html.y.part", ".b.html.z.part"))
    for path in (old, new, other):
        path.write_text("half")
    for path in (old, other):
        os.utime(path, (1_760_000_000, 1_760_000_000))
    with replacing(tmp_path / "a[1].html") as file:
        file.write(b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, other.name, "a[1].html"]
