"""formcheck from Python: one clip in, arrays and data frames out."""

import csv
import json
import pickle
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import formcheck
from formcheck.app.analysis import analysis
from formcheck.app.analysis.analysis import Analysis, Progress
from formcheck.app.analysis.options import Options
from formcheck.counting.summary import Summary
from formcheck.errors import InputError, UnknownExerciseError
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.pose.model import Model
from tests.program import SAMPLES
from tests.replay import FOLDER, replay

KICKS = FOLDER / "rendered_donkey_kick_alternating.npz"


@pytest.fixture(scope="module")
def kicks() -> formcheck.Result:
    return formcheck.analyze(KICKS, exercise="donkey_kick")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result that was kept."""
    found = formcheck.analyze(KICKS, "donkey_kick", out=tmp_path_factory.mktemp("out"), save_recording=True).folder
    assert found is not None
    return found


def rounded(summary: Summary) -> list[tuple[float, float, float]]:
    return [(round(rep.start_s, 3), round(rep.hold_s, 3), round(rep.peak, 3)) for rep in summary.reps]


def test_importing_formcheck_imports_nothing_heavy() -> None:
    code = (
        "import sys, formcheck; from formcheck import FormcheckError; assert 'analyze' in dir(formcheck);"
        "print([m for m in ('numpy', 'pydantic', 'cv2', 'mediapipe', 'matplotlib', 'pandas') if m in sys.modules]);"
        "formcheck.analyze; print('numpy' in sys.modules, 'pandas' in sys.modules, 'mediapipe' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "True False False"]


def test_a_name_that_formcheck_does_not_have_is_refused_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'analyse'"):
        getattr(formcheck, "analyse")  # noqa: B009 - a type checker refuses the other way


def test_the_result_is_what_the_engine_found(kicks: formcheck.Result) -> None:
    expected = replay(KICKS.stem).summary
    assert kicks.counts == expected.counts
    assert rounded(kicks.summary) == rounded(expected)
    assert json.loads(kicks.to_json())["counts"]["reps"] == kicks.document.counts.reps == 4
    assert repr(kicks) == f"<Result {str(KICKS)!r}: donkey_kick, 4 reps, 4 good, 0 attempts>"


def test_repetitions_are_an_array_with_a_row_each(kicks: formcheck.Result) -> None:
    reps = kicks.reps
    assert reps["side"].tolist() == ["left", "right", "left", "right"]
    assert reps["verdict"].tolist() == ["rep"] * 4
    assert reps["exercise"].tolist() == ["donkey_kick"] * 4
    assert reps["good"].all()
    assert reps[reps["side"] == "left"]["number"].tolist() == [1, 3]
    assert (reps["start_s"] < reps["top_s"]).all()
    assert (reps["judged_peak"] - reps["judged_rest"] > 60).all()
    assert (reps["peak"] > reps["count_gate"]).all()
    assert set(reps["judged"].tolist()) == {"hip_extension_deg"}
    assert {reps[name].dtype for name in ("hold_s", "lift_s", "peak_leg_height")} == {np.dtype(np.float64)}


def test_attempts_have_their_reason_and_faults_and_what_is_unknown_is_nan(folder: Path, tmp_path: Path) -> None:
    content = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    fault = {"id": "swinging", "severity": "tip", "say": "Slower.", "start_s": 1.0, "end_s": None}
    content["reps"][1] |= {"verdict": "attempt", "reason": "not_high_enough", "good": False, "top_s": None}
    content["reps"][1]["faults"] = [fault, {**fault, "id": "trunk"}]
    (tmp_path / "summary.json").write_text(json.dumps(content), encoding="utf-8")
    row = formcheck.read(tmp_path).reps[1]
    assert (row["verdict"], row["reason"], row["good"]) == ("attempt", "not_high_enough", False)
    assert row["faults"] == "swinging trunk"
    assert np.isnan(row["top_s"])


def test_signals_are_columns_of_numbers_and_words(kicks: formcheck.Result, folder: Path) -> None:
    with (folder / "signals.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(kicks.signals) == list(rows[0])
    assert {column.shape for column in kicks.signals.values()} == {(152,)}
    assert kicks.signals["side"].tolist() == [row["side"] for row in rows]
    assert set(kicks.signals["phase"].tolist()) == {"rest", "lift", "hold", "lower"}
    for name in set(kicks.signals) - {"state", "phase", "side"}:
        assert kicks.signals[name].dtype == np.float64, name
        cells = [float(row[name] or "nan") for row in rows]
        assert np.array_equal(kicks.signals[name], cells, equal_nan=True), name
    assert np.isnan(kicks.signals["knee_share"]).any()


def test_data_frames_have_the_same_rows(kicks: formcheck.Result) -> None:
    reps, signals = kicks.reps_frame(), kicks.signals_frame()
    assert isinstance(reps, pd.DataFrame)
    assert list(reps.columns) == list(kicks.reps.dtype.names or ())
    assert reps.groupby("side")["good"].sum().to_dict() == {"left": 2, "right": 2}
    assert reps["hold_s"].tolist() == kicks.reps["hold_s"].tolist()
    assert signals.shape == (152, len(kicks.signals))
    assert signals["hip_extension_deg"].max() == pytest.approx(np.nanmax(kicks.signals["hip_extension_deg"]))


def test_without_pandas_it_is_said_what_to_install(kicks: formcheck.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    for frame in (kicks.reps_frame, kicks.signals_frame):
        with pytest.raises(ImportError, match=r"pip install 'formcheck\[pandas\]'"):
            frame()
    assert len(kicks.reps) == 4


def test_without_a_folder_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    result = formcheck.analyze(KICKS, "donkey_kick")
    assert list(tmp_path.iterdir()) == []
    assert result.folder is None
    assert len(result.signals["time_s"]) == 152
    with pytest.raises(formcheck.FormcheckError):
        formcheck.analyze(tmp_path / "absent.npz", "donkey_kick")
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_result_is_opened_again(kicks: formcheck.Result, folder: Path) -> None:
    assert (folder / "recording.npz").is_file()
    for place in (folder, str(folder), folder / "summary.json"):
        again = formcheck.read(place)
        assert again.summary == kicks.summary
        assert np.array_equal(again.reps, kicks.reps)
        assert again.signals["progress"].tolist()[40] == kicks.signals["progress"].tolist()[40]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: None, "signals.csv: cannot be read"),
        (lambda text: "", "not the signals of a result: it has no column time_s"),
        (lambda text: text[:-30], "not the signals of a result"),
        (lambda text: text.replace("0.1000", "soon", 1), "not the signals of a result: could not convert .*soon"),
    ],
    ids=["gone", "empty", "cut off", "no number"],
)
def test_signals_that_are_broken_are_refused_and_the_repetitions_are_there(
    folder: Path, tmp_path: Path, change: object, message: str
) -> None:
    assert callable(change)
    shutil.copy(folder / "summary.json", tmp_path)
    text = change((folder / "signals.csv").read_text())
    if text is not None:
        (tmp_path / "signals.csv").write_text(text)
    result = formcheck.read(tmp_path)
    assert len(result.reps) == 4
    with pytest.raises(InputError, match=message):
        _ = result.signals


@pytest.mark.parametrize("number", [2**53, 10**30])
@pytest.mark.parametrize("key", [("reps", 0, "number"), ("counts", "reps"), ("frames",)])
def test_a_number_that_no_computer_counts_to_is_refused(
    folder: Path, tmp_path: Path, key: tuple[str | int, ...], number: int
) -> None:
    content = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    part = content
    for step in key[:-1]:
        part = part[step]
    for value in (number, 2**53 - 1):
        part[key[-1]] = value
        (tmp_path / "summary.json").write_text(json.dumps(content), encoding="utf-8")
        if value == number:
            with pytest.raises(InputError, match=rf"{key[-1]}: expected .* or less .*found '{number}"):
                formcheck.read(tmp_path)
    assert len(formcheck.read(tmp_path).reps) == 4


def test_a_result_goes_from_one_process_to_another(kicks: formcheck.Result) -> None:
    copy = pickle.loads(pickle.dumps(kicks))
    assert copy.summary == kicks.summary
    assert np.array_equal(copy.signals["knee_share"], kicks.signals["knee_share"], equal_nan=True)


def test_an_exercise_is_a_name_a_file_or_an_object(kicks: formcheck.Result, tmp_path: Path) -> None:
    file = tmp_path / "long_kick.toml"
    file.write_text('based_on = "donkey_kick"\n[hold]\nseconds = 5\n', encoding="utf-8")
    held = formcheck.analyze(KICKS, file)
    assert (held.counts.reps, held.counts.good) == (4, 0)
    assert set(held.reps["reason"].tolist()) == {"hold_short"}
    assert held.document.exercise == "long_kick"
    assert formcheck.analyze(KICKS, catalogue.load("donkey_kick")).summary == kicks.summary
    with pytest.raises(UnknownExerciseError, match="no exercise 'donkey_kicks'"):
        formcheck.analyze(KICKS, "donkey_kicks")


def test_without_a_name_the_exercise_is_recognised() -> None:
    result = formcheck.analyze(str(KICKS))
    assert result.document.recognised
    assert (result.document.exercise, result.counts.reps) == ("donkey_kick", 4)


def test_a_clip_in_which_nothing_happens_has_empty_tables() -> None:
    result = formcheck.analyze(KICKS, "glute_bridge")
    assert result.reps.shape == (0,)
    assert result.reps_frame().shape == (0, len(result.reps.dtype.names or ()))
    assert np.concatenate([result.reps, formcheck.analyze(KICKS, "donkey_kick", as_live=True).reps]).shape == (4,)
    assert "0 reps" in repr(result)


def test_an_interrupt_is_passed_on_once_the_results_are_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = analysis.analyze

    def interrupted(
        path: Path,
        exercise: Exercise | None,
        out: Path,
        *,
        model: Model | None,
        options: Options,
        progress: Progress,
        name: str = "",
    ) -> Analysis:
        done = whole(path, exercise, out, model=model, options=options, progress=progress, name=name)
        return replace(done, source=replace(done.source, complete=False))

    monkeypatch.setattr(analysis, "analyze", interrupted)
    for out in (None, tmp_path):
        with pytest.raises(KeyboardInterrupt):
            formcheck.analyze(KICKS, "donkey_kick", out=out)
    assert formcheck.read(tmp_path / KICKS.name).counts.reps == 4


def test_a_video_is_analysed_with_the_model_that_is_named(tmp_path: Path, model_path: Path) -> None:
    result = formcheck.analyze(SAMPLES / "glute_bridge.mp4", "glute_bridge", out=tmp_path, model=model_path)
    assert (result.counts.reps, result.counts.good) == (4, 3)
    assert result.document.model is not None
    assert result.folder is not None
    assert not (result.folder / "annotated.mp4").exists()
