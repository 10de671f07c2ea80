"""Angles and markers as OpenSim reads them: written, and read again by readers that know nothing of the writers."""

import tracemalloc
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from formcheck.app.loop import follow, recorded
from formcheck.counting.moment import Moment
from formcheck.counting.session import Session
from formcheck.counting.snapshot import Snapshot, State
from formcheck.errors import OutputError
from formcheck.exercises import catalogue
from formcheck.output.opensim import AnglesFile, MarkersFile, OpenSimFiles
from formcheck.output.opensim.trc import markers_m
from formcheck.pose.landmarks import COUNT, INDEX, NAMES, FloatArray, Pose
from formcheck.pose.recording import Recording
from tests.replay import FOLDER

HEADER = [
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate", "OrigDataStartFrame", "OrigNumFrames",
]  # fmt: skip


def read_mot(path: Path) -> tuple[dict[str, str], pd.DataFrame]:
    """Read a motion by what OpenSim's documentation says of it."""
    head, _, body = path.read_text(encoding="ascii").partition("endheader\n")
    said = dict(line.split("=") for line in head.splitlines()[1:] if "=" in line)
    return said, pd.read_csv(StringIO(body), sep="\t")


def read_trc(path: Path) -> tuple[dict[str, str], list[str], FloatArray, FloatArray]:
    """Read markers: header, names, times and points (frames, markers, 3); every cell counted, as OpenSim does."""
    lines = path.read_text(encoding="ascii").split("\n")
    assert lines[0].split("\t")[:3] == ["PathFileType", "4", "(X/Y/Z)"]
    said = dict(zip(lines[1].split("\t"), lines[2].split("\t"), strict=True))
    names = lines[3].split("\t")
    assert names[:2] == ["Frame#", "Time"]
    count = int(said["NumMarkers"])
    assert lines[4].split("\t") == ["", "", *(f"{axis}{n}" for n in range(1, count + 1) for axis in "XYZ")]
    assert (lines[5], lines[-1]) == ("", "")
    rows = [[float(cell) for cell in line.split("\t")] for line in lines[6:-1]]
    assert {len(row) for row in rows} == {2 + 3 * count}
    table = np.array(rows)
    assert table[:, 0].tolist() == list(range(1, len(rows) + 1))
    return said, names[2::3], table[:, 1], table[:, 2:].reshape(len(rows), count, 3)


def pose(**changes: FloatArray) -> Pose:
    """Somebody in the middle of the picture, every joint somewhere else."""
    step = np.arange(COUNT, dtype=float)[:, None]
    shown = {"image_px": 10 + step * [4.0, 2.0], "world_m": step * [0.01, 0.02, -0.03], "visibility": np.ones(COUNT)}
    return Pose(**{**shown, **changes}, image_size=(200, 100))


def snapshot(time_s: float, **raw: float) -> Snapshot:
    return Snapshot(time_s, State.READY, raw=raw)


@pytest.fixture(scope="module")
def kicks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Recording, list[Snapshot], Path]:
    """Kicks with both legs: the recording, what the session said of it, and the folder of both files."""
    folder = tmp_path_factory.mktemp("opensim")
    recording = Recording.load(FOLDER / "rendered_donkey_kick_alternating.npz")
    files, told = OpenSimFiles(folder), Told()
    follow(recorded(recording), Session(catalogue.load("donkey_kick")), [files, told])
    files.close()
    files.close()
    return recording, told.snapshots, folder


class Told:
    """Sink that keeps what it is shown."""

    def __init__(self) -> None:
        self.snapshots: list[Snapshot] = []

    def show(self, moment: Moment, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)


def test_angles_come_back_as_they_were(kicks: tuple[Recording, list[Snapshot], Path]) -> None:
    recording, snapshots, folder = kicks
    said, table = read_mot(folder / "angles.mot")
    assert said == {"version": "1", "nRows": str(len(recording)), "nColumns": "9", "inDegrees": "yes"}
    assert table.shape == (len(recording), 9)
    assert table["time"].to_numpy() == pytest.approx(recording.time_s, abs=1e-6)
    for column, sign, name in (
        ("hip_flexion_r", -1, "hip_extension_deg_right"), ("hip_flexion_l", -1, "hip_extension_deg_left"),
        ("knee_angle_r", 1, "knee_flexion_deg_right"), ("knee_angle_l", 1, "knee_flexion_deg_left"),
        ("elbow_flex_r", 1, "elbow_flexion_deg_right"), ("trunk_inclination_l", 1, "trunk_inclination_deg_left"),
    ):  # fmt: skip
        expected = [sign * told.raw[name] for told in snapshots]
        assert table[column].to_numpy() == pytest.approx(expected, abs=1e-4, nan_ok=True), column
    # On all fours a hip is flexed to about a right angle; each leg in turn comes to about straight.
    for column in ("hip_flexion_r", "hip_flexion_l"):
        assert 60 < table[column].max() < 100
        assert -15 < table[column].min() < 15


def test_markers_come_back_as_they_were_with_y_up_and_z_towards_the_camera(
    kicks: tuple[Recording, list[Snapshot], Path],
) -> None:
    recording, _, folder = kicks
    said, names, time_s, points = read_trc(folder / "markers.trc")
    assert list(said) == HEADER
    assert said["Units"] == "m"
    assert (said["NumFrames"], said["OrigNumFrames"], said["OrigDataStartFrame"]) == (*[str(len(recording))] * 2, "1")
    assert {said[key] for key in ("DataRate", "CameraRate", "OrigDataRate")} == {"10.000"}
    assert names == list(NAMES)
    assert time_s == pytest.approx(recording.time_s, abs=1e-6)
    expected = recording.world_m * [1, -1, -1]
    seen = ~np.isnan(points)
    assert seen.mean() > 0.9
    assert points[seen] == pytest.approx(expected[seen], abs=1e-4)
    # On all fours the shoulders are above the wrists, and nobody leaves the origin.
    shoulder, wrist = (points[:, INDEX[f"left_{joint}"], 1] for joint in ("shoulder", "wrist"))
    assert (shoulder > wrist + 0.2).all()
    assert np.abs(points[:, [INDEX["left_hip"], INDEX["right_hip"]]].mean(axis=1)).max() < 0.02


def test_the_axes_are_right_handed() -> None:
    turned = markers_m(pose(world_m=np.vstack([np.eye(3), np.zeros((COUNT - 3, 3))])))
    assert np.linalg.det(turned[:3]) == pytest.approx(1)
    assert turned[1].tolist() == [0, -1, 0]  # what is down in the picture is down


def test_a_joint_that_is_not_seen_is_no_number_and_a_frame_without_anybody_has_no_markers(tmp_path: Path) -> None:
    doubted, outside = np.ones(COUNT), pose().image_px.copy()
    doubted[INDEX["left_heel"]] = 0.1
    outside[INDEX["nose"]] = [210, 50]
    files = OpenSimFiles(tmp_path)
    files.show(Moment(0.0, pose(visibility=doubted, image_px=outside)), snapshot(0.0, knee_flexion_deg_left=90.0))
    files.show(Moment(0.5, None), Snapshot(0.5, State.NOBODY))
    files.show(Moment(1.0, pose(visibility=np.zeros(COUNT))), snapshot(1.0))
    files.show(Moment(1.5, pose()), snapshot(1.5))
    files.close()
    said, _, times_s, points = read_trc(tmp_path / "markers.trc")
    assert (said["NumFrames"], said["DataRate"], times_s.tolist()) == ("2", "2.000", [0.0, 1.5])
    missing = np.isnan(points[:, :, 0])
    assert [NAMES[row] for row in np.flatnonzero(missing[0])] == ["nose", "left_heel"]
    assert not missing[1].any()
    _, table = read_mot(tmp_path / "angles.mot")
    assert table["knee_angle_l"].tolist() == pytest.approx([90.0, np.nan, np.nan, np.nan], nan_ok=True)
    assert table.drop(columns=["time", "knee_angle_l"]).isna().to_numpy().all()
    # A blank at the end of a row is no cell for OpenSim: what is missing is said.
    assert "\t\t" not in (tmp_path / "angles.mot").read_text()
    assert all(line == line.strip() for line in (tmp_path / "markers.trc").read_text().split("\n")[6:])


def test_times_are_kept_uneven_and_of_repeated_ones_the_first(tmp_path: Path) -> None:
    files = OpenSimFiles(tmp_path)
    for number, time_s in enumerate([3.0, 3.1, 3.1, 3.1 + 1e-9, 3.05, 3.7, 4.0]):
        files.show(Moment(time_s, pose()), snapshot(time_s, knee_flexion_deg_right=float(number)))
    files.close()
    _, table = read_mot(tmp_path / "angles.mot")
    assert table["time"].tolist() == [3.0, 3.1, 3.7, 4.0]
    assert table["knee_angle_r"].tolist() == [0, 1, 5, 6]
    said, _, times_s, _ = read_trc(tmp_path / "markers.trc")
    assert times_s.tolist() == [3.0, 3.1, 3.7, 4.0]
    assert (said["NumFrames"], said["DataRate"]) == ("4", "3.000")


def test_a_single_frame_is_a_file_and_none_is_none(tmp_path: Path) -> None:
    for folder, frames in (("one", 1), ("none", 0)):
        (tmp_path / folder).mkdir()
        files = OpenSimFiles(tmp_path / folder)
        for _ in range(frames):
            files.show(Moment(0.0, pose()), snapshot(0.0))
        files.close()
    assert read_trc(tmp_path / "one" / "markers.trc")[0]["NumFrames"] == "1"
    assert read_mot(tmp_path / "one" / "angles.mot")[0]["nRows"] == "1"
    assert list((tmp_path / "none").iterdir()) == []


def test_nothing_is_to_be_seen_before_it_is_complete(tmp_path: Path) -> None:
    files = OpenSimFiles(tmp_path)
    files.show(Moment(0.0, pose()), snapshot(0.0))
    assert [path for path in tmp_path.iterdir() if path.suffix in {".mot", ".trc"}] == []
    files.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["angles.mot", "markers.trc"]


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    files, shown = OpenSimFiles(tmp_path), pose()
    tracemalloc.start()
    try:
        for number in range(1500):
            files.show(Moment(number / 30, shown), snapshot(number / 30))
        files.close()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (tmp_path / "markers.trc").stat().st_size > 1_000_000
    assert peak < 500_000


@pytest.mark.parametrize("kind", [AnglesFile, MarkersFile, OpenSimFiles])
def test_a_folder_that_is_not_there_is_named(
    tmp_path: Path, kind: type[AnglesFile] | type[MarkersFile] | type[OpenSimFiles]
) -> None:
    with pytest.raises(OutputError, match=r"cannot write .*absent"):
        kind(tmp_path / "absent" / "file")


def test_opensim_itself_reads_both(kicks: tuple[Recording, list[Snapshot], Path]) -> None:
    opensim = pytest.importorskip("opensim", reason="OpenSim's own Python package is not installed")
    opensim.Logger.removeFileSink()  # it writes a log into the working folder
    recording, _, folder = kicks
    _, table = read_mot(folder / "angles.mot")
    angles = opensim.TimeSeriesTable(str(folder / "angles.mot"))
    assert ("time", *angles.getColumnLabels()) == tuple(table.columns)
    assert angles.getMatrix().to_numpy() == pytest.approx(table.to_numpy()[:, 1:], nan_ok=True)
    storage = opensim.Storage(str(folder / "angles.mot"))
    assert (storage.getSize(), storage.isInDegrees()) == (len(recording), True)
    flat = opensim.TimeSeriesTableVec3(str(folder / "markers.trc")).flatten()
    *_, points = read_trc(folder / "markers.trc")
    assert flat.getMatrix().to_numpy() == pytest.approx(points.reshape(len(recording), -1), nan_ok=True)
    markers = opensim.MarkerData(str(folder / "markers.trc"))
    assert (markers.getNumFrames(), markers.getNumMarkers()) == (len(recording), COUNT)
