"""What is written: the folder, the summary, the signals."""

import csv
import json
import os
from math import nan
from pathlib import Path

import pytest

from formcheck import __version__
from formcheck.counting.moment import Moment
from formcheck.counting.results import Counts, FaultSpan, Rep, Verdict
from formcheck.counting.snapshot import Snapshot, State
from formcheck.counting.summary import Summary, Tracking
from formcheck.errors import OutputError
from formcheck.exercises.severity import Severity
from formcheck.kinematics.measures import MEASURES
from formcheck.output.report import OutputFolder, SignalsFile, Source, as_json
from formcheck.pose.landmarks import Side
from formcheck.pose.model import Model

FAULT = FaultSpan("heels_far", Severity.TIP, "Bring your heels closer.", 1.2, 2.0)
REP = Rep(1, Side.BOTH, Verdict.REP, "hold_short", nan, 1.0, 2.5, 0.61234, -15.0, -1.234, 0.4, (FAULT,))
SUMMARY = Summary("glute_bridge", 4.0, 40, Counts(1, 0, 0), (REP,), Tracking(1.0, 0.9, Side.LEFT, nan))


def test_the_summary_has_every_key_that_others_rely_on() -> None:
    model = Model(Path("m.task"), "pose_landmarker_full", "given by the user", "ab" * 32)
    found = json.loads(as_json(SUMMARY, Source("clip ü <b>.mp4", model, notes=["it breaks off"])))
    assert found["source"] == "clip ü <b>.mp4"
    assert found["exercise"] == "glute_bridge"
    assert (found["duration_s"], found["frames"], found["complete"]) == (4.0, 40, True)
    assert found["judged"] == {"view": "", "measures": [], "reason": "", "near": None}
    assert found["counts"] == {**dict.fromkeys(("good", "attempts", "left", "right", "judged"), 0), "reps": 1,
                               "tried": 0, "timed": 0, "other_leg": 0, "added": 0}  # fmt: skip
    assert found["tracking"]["near_side"] == "left"
    assert found["formcheck_version"] == __version__
    assert found["model"]["name"] == "pose_landmarker_full"
    assert found["notes"] == ["it breaks off"]
    (rep,) = found["reps"]
    assert {"number", "side", "verdict", "reason", "start_s", "top_s", "end_s", "hold_s", "hold_gate",
            "peak_hip_extension_deg", "peak_leg_height", "faults", "dips", "told_s", "depth_deg", "by_hand", "hold_on",
            "judged", "rest", "peak", "count_gate"} <= rep.keys()  # fmt: skip
    assert rep["faults"] == [
        {"id": "heels_far", "severity": "tip", "say": "Bring your heels closer.", "start_s": 1.2, "end_s": 2.0,
         "worst": None, "limit": None}
    ]  # fmt: skip


def test_missing_numbers_are_null() -> None:
    found = json.loads(as_json(SUMMARY, Source("x")))
    assert found["reps"][0]["start_s"] is None
    assert found["tracking"]["yaw_deg"] is None
    assert found["model"] is None


def test_signals_have_a_row_a_frame_and_empty_cells_where_nothing_is_known(tmp_path: Path) -> None:
    file = SignalsFile(tmp_path / "signals.csv")
    seen = Snapshot(
        0.04, State.READY, side=Side.RIGHT, progress=0.25, measures={"knee_flexion_deg": 90.0},
        raw={"knee_flexion_deg": 91.0, "knee_flexion_deg_left": 80.0, "knee_flexion_deg_right": nan},
    )  # fmt: skip
    for snapshot, looked_at in ((Snapshot(0.0, State.NOBODY), True), (seen, False)):
        file.show(Moment(snapshot.time_s, None, looked_at=looked_at), snapshot)
    file.close()
    file.close()
    with (tmp_path / "signals.csv").open(newline="") as text:
        empty, row = csv.DictReader(text)
    assert list(row)[:6] == ["time_s", "state", "phase", "side", "progress", "looked_at"]
    assert (empty["looked_at"], row["looked_at"]) == ("1", "0")
    for name in MEASURES:
        assert {f"{name}_raw", name, f"{name}_left", f"{name}_right"} <= row.keys()
    assert (empty["state"], empty["side"], empty["progress"], empty["hip_height"]) == ("nobody", "", "", "")
    assert (row["time_s"], row["side"], row["progress"]) == ("0.0400", "right", "0.2500")
    assert (row["knee_flexion_deg"], row["knee_flexion_deg_raw"]) == ("90.0000", "91.0000")
    assert (row["knee_flexion_deg_left"], row["knee_flexion_deg_right"]) == ("80.0000", "")


def test_a_result_appears_whole_and_replaces_the_one_before_whole(tmp_path: Path) -> None:
    for text in ("first", "second"):
        with OutputFolder(tmp_path / "out", "clip.mp4") as folder:
            folder.write("summary.json", text)
            if text == "first":
                folder.write("old.txt", "")
            assert not (folder.final / "summary.json").exists() or text == "second"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["clip.mp4"]
    assert [path.name for path in (tmp_path / "out" / "clip.mp4").iterdir()] == ["summary.json"]
    assert (tmp_path / "out" / "clip.mp4" / "summary.json").read_text() == "second"


def test_sessions_that_began_in_the_same_second_all_stay(tmp_path: Path) -> None:
    with OutputFolder(tmp_path, "live", keep=True) as one, OutputFolder(tmp_path, "live", keep=True) as another:
        one.write("summary.json", "one")
        another.write("summary.json", "another")
    with OutputFolder(tmp_path, "live", keep=True) as third:
        third.write("summary.json", "third")
    said = {folder.final.name: (folder.final / "summary.json").read_text() for folder in (one, another, third)}
    assert said == {"live": "another", "live_2": "one", "live_3": "third"}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(said)


def test_what_fails_half_way_leaves_the_result_before_and_nothing_else(tmp_path: Path) -> None:
    with OutputFolder(tmp_path, "clip.mp4") as folder:
        folder.write("summary.json", "first")
    with pytest.raises(RuntimeError), OutputFolder(tmp_path, "clip.mp4") as folder:
        folder.write("summary.json", "second")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"]
    assert (tmp_path / "clip.mp4" / "summary.json").read_text() == "first"


def test_a_file_or_a_strangers_folder_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_text("the clip itself")
    with pytest.raises(OutputError, match="is a file"):
        OutputFolder(tmp_path, "clip.mp4")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "me.jpg").write_text("")
    with pytest.raises(OutputError, match="something else"):
        OutputFolder(tmp_path, "photos")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clip.mp4", "photos"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file: a file is in the way: move it or choose another place"):
        OutputFolder(tmp_path / "file", "clip.mp4")


@pytest.mark.skipif(os.name != "posix", reason="permissions as on Unix")
def test_a_result_can_be_read_by_others_like_any_file(tmp_path: Path) -> None:
    with OutputFolder(tmp_path, "clip.mp4") as folder:
        folder.write("summary.json", "")
    assert folder.final.stat().st_mode & 0o055 == 0o055
