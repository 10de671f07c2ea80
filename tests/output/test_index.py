"""The page over all reports of one run."""

import os
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner

from formcheck.cli.main import app
from formcheck.counting.results import Counts
from formcheck.counting.summary import Summary, Tracking
from formcheck.errors import OutputError
from formcheck.output.report.index import Entry, entry_of, index_page, write_index
from tests.report_pages import BRIDGE, THREE, renamed, session

RECORDINGS = Path(__file__).parents[1] / "recordings"
HOSTILE = Path('/clips/<img src=x onerror=alert(1)> "ü" 😀 #1?%.mp4')


def test_every_input_has_a_line_and_what_failed_its_reason() -> None:
    text = index_page([entry_of(Path("a.mp4"), session(THREE), BRIDGE), Entry(Path("b.mp4"), failed="is a photo")])
    assert "Both bridges reached a straight line; the hold was short on 1;" in text
    assert re.findall(r'<a href="([^"]+)">', text) == ["a.mp4/report.html"]
    assert "Failed: is a photo" in text
    assert "2 clips, 1 of them could not be analysed" in text


def test_names_are_shown_and_not_run_and_links_lead_to_the_file() -> None:
    text = index_page([entry_of(HOSTILE, session(THREE), renamed(name="<b>Bridge</b>"))])
    assert "<img" not in text
    assert "<b>" not in text
    (link,) = re.findall(r'<a href="([^"]+)">', text)
    assert unquote(link) == f"{HOSTILE.name}/report.html"
    assert not set(link) & set('<>"#? :')


def test_what_nobody_recognised_has_a_line_too() -> None:
    nothing = Summary("", 3.0, 30, Counts(), (), Tracking(0.0), recognised=True)
    assert "Nobody was seen." in index_page([entry_of(Path("a.mp4"), nothing, None)])


def test_an_index_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        write_index(tmp_path / "file", [])
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_somebody_elses_index_is_seen_before_the_work_and_stays(tmp_path: Path) -> None:
    mine = tmp_path / "index.html"
    mine.write_text("<html>my garden</html>")
    inputs = [str(RECORDINGS / name) for name in ("rendered_donkey_kick.npz", "rendered_b_yaw45.npz")]
    done = CliRunner().invoke(app, ["analyze", *inputs, "--exercise", "donkey_kick", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert str(done.exception).endswith("is no page of formcheck's: move it away, or choose another folder with --out")
    assert mine.read_text() == "<html>my garden</html>"
    assert list(tmp_path.iterdir()) == [mine]


def test_our_own_index_is_written_anew(tmp_path: Path) -> None:
    write_index(tmp_path, [])
    write_index(tmp_path, [entry_of(Path("a.mp4"), Summary("", 3.0, 30, Counts(), (), Tracking(0.0)), None)])
    assert "a.mp4" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_clip_that_is_called_as_the_index_is_analysed_by_itself(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["analyze", "Index.html", "b.npz", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "analyse that one by itself" in " ".join(done.output.replace("│", " ").split())


def test_several_inputs_end_with_an_index_and_each_has_its_report(tmp_path: Path) -> None:
    inputs = [RECORDINGS / "rendered_donkey_kick.npz", tmp_path / "missing.npz", RECORDINGS / "rendered_b_yaw45.npz"]
    done = CliRunner().invoke(
        app, ["analyze", *map(str, inputs), "--exercise", "donkey_kick", "--out", f"{tmp_path}/out"]
    )
    assert done.exit_code == 1
    assert f"All reports: {tmp_path}/out/index.html" in done.output
    text = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+)">', text)
    assert len(links) == 2
    assert all((tmp_path / "out" / unquote(link)).is_file() for link in links)
    assert "no such file" in text
    assert [path.name for path in (tmp_path / "out").glob(".*")] == []


def test_a_single_input_has_a_report_and_no_index(tmp_path: Path) -> None:
    recording = RECORDINGS / "rendered_donkey_kick.npz"
    done = CliRunner().invoke(app, ["analyze", str(recording), "--exercise", "donkey_kick", "--out", str(tmp_path)])
    assert done.exit_code == 0
    report = tmp_path / recording.name / "report.html"
    assert f"Report: {report}" in done.output.replace("\n", "")
    text = report.read_text(encoding="utf-8")
    assert "<video" not in text
    assert text.count("data:image/jpeg;base64,") >= 1
    assert not (tmp_path / "index.html").exists()


def analysed(*inputs: object, out: Path) -> str:
    done = CliRunner().invoke(app, ["analyze", *map(str, inputs), "--exercise", "donkey_kick", "--out", str(out)])
    assert done.exit_code == 0, done.output
    return done.output


def labels(out: Path) -> list[str]:
    """What the page over all results names, from its first row on."""
    return re.findall(r'<a href="[^"]+">([^<]+)</a>', (out / "index.html").read_text(encoding="utf-8"))


def test_results_of_earlier_commands_are_there_too_the_newest_first(tmp_path: Path) -> None:
    names = ("rendered_donkey_kick.npz", "rendered_b_yaw45.npz", "donkey_kick_2.npz")
    clips = [Path(shutil.copy(RECORDINGS / name, tmp_path / name)) for name in names]
    for age, clip in enumerate(clips):
        os.utime(clip, (1_700_000_000 - 86_400 * age,) * 2)
    out = tmp_path / "out"
    analysed(clips[1], out=out)
    assert not (out / "index.html").exists()
    assert "All reports: " in analysed(clips[0], out=out)
    assert labels(out) == [names[0], names[1]]
    analysed(clips[2], out=out)
    assert labels(out) == [*names]
    assert "14 Nov 2023, " in (out / "index.html").read_text(encoding="utf-8")


def test_clips_of_one_name_get_folders_that_tell_them_apart_also_in_later_commands(tmp_path: Path) -> None:
    clips = [tmp_path / day / "kick.npz" for day in ("monday", "tuesday", "friday")]
    for clip in clips:
        clip.parent.mkdir()
        shutil.copy(RECORDINGS / "rendered_donkey_kick.npz", clip)
    out = tmp_path / "out"
    analysed(clips[0], out=out)
    analysed(*clips, out=out)
    made = {"kick.npz", "tuesday_kick.npz", "friday_kick.npz"}
    assert {path.name for path in out.iterdir() if path.is_dir()} == made
    assert set(labels(out)) == made
    analysed(clips[2], out=out)
    assert {path.name for path in out.iterdir() if path.is_dir()} == made


def test_the_same_file_twice_is_wrong_usage(tmp_path: Path) -> None:
    recording = RECORDINGS / "rendered_donkey_kick.npz"
    done = CliRunner().invoke(app, ["analyze", str(recording), f"{RECORDINGS}/./{recording.name}"])
    assert done.exit_code == 2
    assert "named twice" in done.output


def test_a_single_clip_leaves_somebody_elses_index_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html>my garden</html>")
    for name in ("rendered_donkey_kick.npz", "rendered_b_yaw45.npz"):
        analysed(RECORDINGS / name, out=tmp_path)
    assert (tmp_path / "index.html").read_text() == "<html>my garden</html>"
