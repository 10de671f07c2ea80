"""The pose model without the part that paints an outline: smaller, and its landmarks the same to the last bit."""

from importlib import metadata
from pathlib import Path
from typing import Any

import flatbuffers
import numpy as np
import pytest
from mediapipe.tasks.metadata import schema_py_generated as schema

from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.landmarks import Pose
from formcheck.pose.model.bundle import read_bundle, to_load
from formcheck.pose.model.maskless import TRIED, without_mask
from formcheck.video.file import VideoFile

CLIP = Path(__file__).parents[2] / "sample_videos" / "glute_bridge.mp4"
PICTURE = [1, 8, 8, 3]


def model(*outputs: list[int], graphs: int = 1) -> bytes:
    """A model of a common operator, and two for each output of such a shape."""
    shapes, operators = [PICTURE, PICTURE], [([0], [1])]
    for shape in outputs:
        shapes += [PICTURE, shape]
        operators += [([1], [len(shapes) - 2]), ([len(shapes) - 2], [len(shapes) - 1])]
    graph = schema.SubGraphT()
    graph.tensors, graph.operators = [_tensor(shape) for shape in shapes], [_operator(*each) for each in operators]
    graph.inputs, graph.outputs = [0], [3 + 2 * at for at in range(len(outputs))]
    content = schema.ModelT()
    content.version, content.subgraphs = 3, [graph] * graphs
    builder = flatbuffers.Builder(0)
    builder.Finish(content.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _tensor(shape: list[int]) -> Any:  # noqa: ANN401 - flatbuffers is not typed
    tensor = schema.TensorT()
    tensor.shape = shape
    return tensor


def _operator(takes: list[int], gives: list[int]) -> Any:  # noqa: ANN401 - flatbuffers is not typed
    operator = schema.OperatorT()
    operator.inputs, operator.outputs = takes, gives
    return operator


def graph_of(data: bytes) -> Any:  # noqa: ANN401 - flatbuffers is not typed
    return schema.ModelT.InitFromPackedBuf(data, 0).subgraphs[0]


def test_operators_that_only_the_mask_needs_are_gone_and_all_others_stay_in_their_order() -> None:
    graph = graph_of(without_mask(model([1, 195], [1, 8, 8, 1], [1, 117])))
    assert [list(operator.outputs) for operator in graph.operators] == [[1], [2], [3], [6], [7]]
    assert list(graph.outputs) == [3, 2, 7]
    assert len(set(graph.outputs)) == 3


@pytest.mark.parametrize(
    "other",
    [
        model([1, 195], [1, 117]),
        model([1, 8, 8, 1], [1, 8, 8, 1]),
        model([1, 195], [1, 8, 8, 1], graphs=2),
        b"something else entirely",
        b"",
    ],
    ids=["no mask", "two", "two graphs", "another format", "nothing"],
)
def test_what_is_built_otherwise_is_left_as_it_is(other: bytes) -> None:
    assert without_mask(other) == other


@pytest.mark.parametrize("length", range(8, 400, 7))
def test_what_is_cut_off_is_left_to_mediapipe(length: int) -> None:
    whole = model([1, 195], [1, 8, 8, 1])
    assert length < len(whole)
    assert without_mask(whole[:length]) == whole[:length]


def poses(model_path: Path) -> list[Pose | None]:
    with VideoFile(CLIP) as video, PoseEstimator(model_path) as estimator:
        return [estimator.estimate(frame) for frame, _ in zip(video, range(20), strict=False)]


def test_the_version_that_is_installed_has_been_tried() -> None:
    """Where not: add it to `TRIED` if the next two tests pass with it."""
    assert metadata.version("mediapipe") in TRIED


def test_a_version_that_was_not_tried_is_given_the_whole_model(
    model_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parts() -> tuple[bytes, bytes]:
        (tmp_path / "loaded.task").write_bytes(to_load(model_path))
        return read_bundle(tmp_path / "loaded.task")

    detector, landmarks = read_bundle(model_path)
    assert parts() == (detector, without_mask(landmarks))
    monkeypatch.setattr("formcheck.pose.model.bundle.metadata.version", lambda name: "1.9.0")
    assert parts() == (detector, landmarks)


def test_landmarks_are_the_same_to_the_last_bit(model_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, landmarks = read_bundle(model_path)
    assert len(graph_of(without_mask(landmarks)).operators) < len(graph_of(landmarks).operators)
    without = poses(model_path)
    monkeypatch.setattr("formcheck.pose.landmarker.to_load", Path.read_bytes)
    for pose, same in zip(without, poses(model_path), strict=True):
        assert pose is not None
        assert same is not None
        assert np.array_equal(pose.image_px, same.image_px)
        assert np.array_equal(pose.world_m, same.world_m)
        assert np.array_equal(pose.visibility, same.visibility)
