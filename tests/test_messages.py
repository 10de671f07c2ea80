"""Every error that a user can meet: how it comes about, and its wording: what was found, and what to do about it.

`MET` provokes them. What is left is provoked elsewhere, where the camera, the voice or the network is played: the last
test names every place in the program that raises an error of which no test says a word.
"""

import ast
import re
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import pytest

import formcheck
from formcheck import errors
from formcheck.app import safety
from formcheck.app.analysis import analysis
from formcheck.app.arrays import read_signals
from formcheck.app.result import Result
from formcheck.cli import console
from formcheck.errors import FormcheckError
from formcheck.exercises import catalogue
from formcheck.feedback.voice.programs import Program, sound_of
from formcheck.feedback.voice.synthesis import find_voice
from formcheck.output.history.clip import keep_clip
from formcheck.output.history.export import export
from formcheck.output.history.overview import overview
from formcheck.output.history.page import write_page
from formcheck.output.history.store import History
from formcheck.output.report.index import write_index
from formcheck.output.report.reading import read_document
from formcheck.output.report.signals import SignalsFile
from formcheck.output.report.summary import Source
from formcheck.pose import npz, recording_file
from formcheck.pose.estimator import PoseEstimator
from formcheck.pose.landmarks import COUNT
from formcheck.pose.model.bundle import read_bundle
from formcheck.pose.model.finder import find
from formcheck.pose.recording import Recording
from formcheck.system.output_folder import OutputFolder
from formcheck.video.address import is_address
from formcheck.video.camera import open_camera
from formcheck.video.file import VideoFile
from formcheck.workout import routine
from tests import clips
from tests.past import DAY, an_entry

PACKAGE = Path(formcheck.__file__).parent
TESTS = Path(__file__).parent


class Met(NamedTuple):
    """How an error is provoked in a folder, and what is said; ``{}`` stands for the folder, ``...`` for anything."""

    name: str
    provoke: Callable[[Path], object]
    said: str


def arrays(**other: np.ndarray) -> dict[str, np.ndarray]:
    whole = {"time_s": np.arange(3) / 10, "image_px": np.ones((3, COUNT, 2)), "world_m": np.ones((3, COUNT, 3))}
    return {**whole, "visibility": np.ones((3, COUNT)), "image_size": np.array([640, 360]), **other}


def load(**other: np.ndarray) -> Callable[[Path], object]:
    """Read a recording with something else in it."""

    def provoke(folder: Path) -> object:
        np.savez(folder / "r.npz", **arrays(**other))  # type: ignore[arg-type]
        return Recording.load(folder / "r.npz")

    return provoke


def load_header(text: str, beyond: bytes = b"") -> Callable[[Path], object]:
    """Read a recording in which one array describes itself like this."""

    def provoke(folder: Path) -> object:
        np.savez(folder / "good.npz", **arrays())  # type: ignore[arg-type]
        with zipfile.ZipFile(folder / "good.npz") as good, zipfile.ZipFile(folder / "r.npz", "w") as file:
            for name in good.namelist():
                header = b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode() + beyond
                file.writestr(name, header if name == "time_s.npy" else good.read(name))
        return Recording.load(folder / "r.npz")

    return provoke


def described(shape: object = (3,), descr: str = "<f8") -> str:
    return str({"descr": descr, "fortran_order": False, "shape": shape})


def load_packed(compression: int) -> Callable[[Path], object]:
    def provoke(folder: Path) -> object:
        with zipfile.ZipFile(folder / "r.npz", "w", compression) as file:
            for name in ("time_s", "image_px", "world_m", "visibility", "image_size"):
                file.writestr(f"{name}.npy", "x" * 99)
        return Recording.load(folder / "r.npz")

    return provoke


def load_little(folder: Path) -> object:
    np.savez(folder / "r.npz", a=np.ones(3))
    return Recording.load(folder / "r.npz")


def load_frames(folder: Path) -> object:
    """A recording with more frames than are read; of which none is."""
    shapes = {"time_s": (), "image_px": (COUNT, 2), "world_m": (COUNT, 3), "visibility": (COUNT,)}
    stored = {name: SimpleNamespace(shape=(recording_file.MOST_FRAMES + 1, *shape)) for name, shape in shapes.items()}
    stored["image_size"] = SimpleNamespace(shape=(2,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(npz, "arrays", lambda *_: nullcontext(stored))
        return Recording.load(folder / "r.npz")


def written(name: str, content: str | bytes, read: Callable[[Path], object]) -> Callable[[Path], object]:
    """Read a file with this content."""

    def provoke(folder: Path) -> object:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(path)

    return provoke


def exercise(text: str | bytes) -> Callable[[Path], object]:
    return written("mine.toml", text, lambda path: catalogue.load(str(path)))


def plan(text: str | bytes) -> Callable[[Path], object]:
    return written("mine.toml", text, lambda path: routine.load(str(path)))


def video(content: str | bytes, name: str = "clip.mp4") -> Callable[[Path], object]:
    return written(name, content, VideoFile)


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def blocked(folder: Path) -> Path:
    """A place at which nothing can be written, since a file is where its folder should be."""
    (folder / "file").write_text("in the way")
    return folder / "file" / "new"


def kept(statement: str) -> Callable[[Path], object]:
    """Read a history in which somebody has changed something."""

    def provoke(folder: Path) -> object:
        import sqlite3
        from contextlib import closing

        history = History(folder / "h.sqlite3", patience_s=0.1)
        history.keep(an_entry(0))
        with closing(sqlite3.connect(history.path)) as connection, connection:
            connection.executescript(statement)
        return history.entries()

    return provoke


def analyzed(path: Path, folder: Path) -> object:
    return analysis.analyze(
        path, None, folder / "out", model=None, options=analysis.Options(), progress=lambda *_: None
    )


def published(folder: Path, prepare: Callable[[Path], object]) -> object:
    (folder / "out").mkdir()
    prepare(folder / "out" / "clip")
    return OutputFolder(folder / "out", "clip")


def bundle(content: bytes) -> Callable[[Path], object]:
    return written("m.task", content, read_bundle)


def zipped(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "m.task", "w") as file:
        file.writestr("a", "b")
    return folder / "m.task"


SUMMARY = "{}/summary.json: "
ROOM = ": see that there is room and that you may write there"
NO_RECORDING = "{}/r.npz: not a landmark recording (.npz): "
AGAIN = "move the file away, and a new one is begun"
WHERE = "check its name and permissions"

MET = [
    Met(
        "recording gone",
        lambda folder: Recording.load(folder / "r.npz"),
        "{}/r.npz: no such file: check its name and folder",
    ),
    Met(
        "recording of text",
        written("r.npz", "hello", Recording.load),
        NO_RECORDING + "it is no archive, or damaged (File is not a zip file): save or copy it again",
    ),
    Met("recording is a folder", Recording.load, "{}: not a landmark recording (.npz): it is not a file"),
    Met(
        "recording without all",
        load_little,
        NO_RECORDING + "it has no time_s, image_px, world_m, visibility, image_size",
    ),
    Met(
        "recording packed oddly",
        load_packed(zipfile.ZIP_LZMA),
        NO_RECORDING + "'time_s.npy' is packed in a way that is not read: save it with numpy",
    ),
    Met(
        "recording of other files",
        load_packed(zipfile.ZIP_STORED),
        NO_RECORDING + "'time_s.npy' is not an array in numpy's format 1.0",
    ),
    Met(
        "recording of words",
        load(time_s=np.array(["a", "b", "c"])),
        NO_RECORDING + "'time_s.npy': expected numbers, found the type '<U1'",
    ),
    Met(
        "recording of objects",
        load(time_s=np.array([{}, None, 2], dtype=object)),
        NO_RECORDING + "'time_s.npy': expected numbers, found the type '|O'",
    ),
    Met(
        "recording undescribed",
        load_header("{"),
        NO_RECORDING + "'time_s.npy' has no description that can be read",
    ),
    Met(
        "recording described at length",
        load_header(" " * 9000),
        NO_RECORDING + "'time_s.npy' has no description that can be read",
    ),
    Met(
        "recording of odd shape",
        load_header(described((-1,))),
        NO_RECORDING + "'time_s.npy' has no shape that can be read",
    ),
    Met(
        "recording that declares more",
        load_header(described((10**9,)), beyond=bytes(24)),
        NO_RECORDING + "'time_s.npy' declares another size than it has: shape (1000000000,)",
    ),
    Met(
        "recording cut short",
        load(visibility=np.ones((2, COUNT))),
        "{}/r.npz: visibility: expected shape (3, 33), found (2, 33)",
    ),
    Met(
        "recording without size",
        load(image_size=np.ones(9)),
        "{}/r.npz: image_size: expected width and height, found shape (9,)",
    ),
    Met(
        "recording of no size",
        load(image_size=np.array([0, 9])),
        "{}/r.npz: image_size: expected width and height in pixels, found [0.0, 9.0]",
    ),
    Met(
        "recording backwards",
        load(time_s=np.array([2.0, 1.0, 0.0])),
        "{}/r.npz: time_s: expected seconds that never run backwards",
    ),
    Met(
        "recording in milliseconds",
        load(time_s=np.array([0, 1, 1.7e12])),
        "{}/r.npz: time_s: expected seconds, found 1.7e+12",
    ),
    Met(
        "recording unwritten",
        lambda folder: recording_file.save(Recording.of([], (9, 9)), blocked(folder)),
        "cannot write {}/file/new: Not a directory" + ROOM,
    ),
    Met(
        "recording of months",
        load_frames,
        "{}/r.npz: holds 5000001 frames; the most that is read is 5000000: divide it",
    ),
    Met(
        "exercise unknown",
        lambda _: catalogue.load("glute_brigde"),
        "no exercise 'glute_brigde'; there are bird_dog, ..., or give a .toml file",
    ),
    Met(
        "exercise timed",
        lambda _: catalogue.load("walk"),
        "walk is a timer, of which a camera shows nothing; there are bird_dog, ...",
    ),
    Met(
        "exercise gone",
        lambda folder: catalogue.load(f"{folder}/no.toml"),
        f"{{}}/no.toml: cannot be read: No such file or directory: {WHERE}",
    ),
    Met(
        "exercise is a folder",
        lambda folder: catalogue.load(str(made(folder / "a.toml"))),
        "{}/a.toml: cannot be read: it is not a file",
    ),
    Met("exercise endless", exercise(b"#" * 2_000_000), "{}/mine.toml: cannot be read: it is longer than 1 MB"),
    Met("exercise of bytes", exercise(b"\xff\xfe"), "{}/mine.toml: not a text file in UTF-8: save it as one"),
    Met("exercise no TOML", exercise("name = "), "{}/mine.toml: not valid TOML: Invalid value (at end of document)"),
    Met("exercise of digits", exercise("a = " + "9" * 5000), "{}/mine.toml: not valid TOML: Exceeds the limit ..."),
    Met(
        "exercise based on nothing",
        exercise('based_on = "handstand"'),
        "{}/mine.toml: based_on: found 'handstand'; allowed are bird_dog, ...",
    ),
    Met(
        "exercise with a mistake",
        exercise('based_on = "squat"\n[hold]\nseconds = -1'),
        "{}/mine.toml: hold.seconds: Input should be greater than or equal to 0 (found '-1')",
    ),
    Met(
        "fault without name",
        exercise('based_on = "squat"\n[[fault]]\nid = [1]'),
        "{}/mine.toml: fault...id: Input should be a valid string ...",
    ),
    Met(
        "routine unknown",
        lambda _: routine.load("evening"),
        "no routine 'evening'; there are full_programme, ..., or give a .toml file",
    ),
    Met(
        "routine gone",
        lambda folder: routine.load(f"{folder}/no.toml"),
        f"{{}}/no.toml: cannot be read: No such file or directory: {WHERE}",
    ),
    Met("routine no TOML", plan("x"), "{}/mine.toml: not valid TOML: ..."),
    Met(
        "routine with a mistake",
        plan('title = "a"\nabout = "b"\n[[block]]\nexercise = "squat"\nsets = 0'),
        "{}/mine.toml:5: block 1, sets: Input should be greater than or equal to 1 (found '0')",
    ),
    Met(
        "routine with an unknown key",
        plan('title = "a"\nabout = "b"\n[[block]]\nexercise = "squat"\nset = 1'),
        "{}/mine.toml:5: block 1, set: unknown key; allowed are exercise, sets, ...",
    ),
    Met(
        "video gone", lambda folder: VideoFile(folder / "v.mp4"), '"{}/v.mp4" does not exist: check its name and folder'
    ),
    Met(
        "video name too long",
        lambda folder: VideoFile(folder / ("x" * 300)),
        '"{}/xxx..." cannot be opened (File name too long): ' + WHERE,
    ),
    Met("video is a folder", VideoFile, '"{}" is a folder: name the video files in it'),
    Met(
        "video is a device",
        lambda _: VideoFile("/dev/null"),
        '"/dev/null" is not a file that holds a video: give an MP4, MOV, MKV, WebM or AVI file',
    ),
    Met("video empty", video(b""), '"{}/clip.mp4" is empty (0 bytes): record or copy it again'),
    Met(
        "video is a photo",
        video(b"\xff\xd8\xff" + bytes(99)),
        '"{}/clip.mp4" is a photo (JPEG): a movement can only be judged in a video',
    ),
    Met(
        "video of text",
        video("not a video at all\n" * 40),
        '"{}/clip.mp4" is not a video, whatever its name says: give an MP4, MOV, MKV, WebM or AVI file',
    ),
    Met(
        "video is a list",
        video("#EXTM3U\nhttp://x/y.ts"),
        '"{}/clip.mp4" is a list of other files, and no video itself: name the videos that it lists',
    ),
    Met(
        "video unfinished",
        lambda folder: VideoFile(clips.cut_off(clips.plain(folder / "v.mp4"), 0.6)),
        '"{}/broken_v.mp4" was never finished: its index is missing, so nothing of it can be read; record it again',
    ),
    Met(
        "video is sound",
        lambda folder: VideoFile(clips.clip(folder / "v.m4a", *clips.BEEP)),
        '"{}/v.m4a" has sound but no picture: a video is needed',
    ),
    Met("folder to analyse", lambda folder: analyzed(folder, folder), '"{}" is a folder: name the files in it'),
    Met(
        "no model to analyse with",
        lambda folder: analyzed(clips.plain(folder / "v.mp4"), folder),
        "a video needs a pose model",
    ),
    Met(
        "result in place of a file",
        lambda folder: published(folder, lambda place: place.write_text("")),
        "{}/out/clip is a file; choose another folder with --out",
    ),
    Met(
        "result in place of something",
        lambda folder: published(folder, lambda place: (made(place) / "a").touch()),
        "{}/out/clip holds something else than a result; choose another folder with --out",
    ),
    Met(
        "results nowhere", lambda folder: OutputFolder(blocked(folder), "clip"), "cannot write {}/file/new: ..." + ROOM
    ),
    Met("summary gone", read_document, SUMMARY + f"cannot be read: No such file or directory: {WHERE}"),
    Met("summary no JSON", written("summary.json", "{", read_document), SUMMARY + "not valid JSON: ..."),
    Met(
        "summary of something",
        written("summary.json", "{}", read_document),
        SUMMARY + "not a summary: it has no schema_version; give the summary.json of a result",
    ),
    Met(
        "summary of tomorrow",
        written("summary.json", '{"schema_version": 99}', read_document),
        SUMMARY + "has schema version 99, this formcheck knows ...: update formcheck",
    ),
    Met(
        "summary of part",
        written("summary.json", '{"schema_version": 1, "frames": "x"}', read_document),
        SUMMARY + "...",
    ),
    Met(
        "signals gone",
        lambda folder: read_signals(folder / "s.csv"),
        "{}/s.csv: cannot be read: No such file or directory: analyse the clip again",
    ),
    Met(
        "signals of something",
        written("s.csv", "a,b\n1,2\n", read_signals),
        "{}/s.csv: not the signals of a result: it has no column time_s",
    ),
    Met(
        "signals of words", written("s.csv", "time_s\nx\n", read_signals), "{}/s.csv: not the signals of a result: ..."
    ),
    Met(
        "signals unwritten",
        lambda folder: SignalsFile(blocked(folder)),
        "cannot write {}/file/new: Not a directory" + ROOM,
    ),
    Met(
        "index unwritten",
        lambda folder: write_index(blocked(folder), []),
        "cannot write {}/file/new/index.html: ..." + ROOM,
    ),
    Met(
        "answers unwritten",
        lambda folder: safety.keep(blocked(folder), safety.Answer("2026-01-01", False)),
        "cannot write {}/file/new/safety.json: ..." + ROOM,
    ),
    Met(
        "history nowhere",
        lambda folder: History(blocked(folder)).keep(an_entry(0)),
        "the history {}/file/new cannot be used: ...; see whether the disk is full, and whether you may write there",
    ),
    Met(
        "history is a folder",
        lambda folder: History(folder).entries(),
        "the history {} cannot be used: it is not a file; name one with FORMCHECK_HISTORY",
    ),
    Met(
        "history of tomorrow",
        kept("PRAGMA user_version = 99"),
        "the history {}/h.sqlite3 was written by a newer formcheck (version 99, this one knows ...): update formcheck",
    ),
    Met(
        "history of another",
        kept("PRAGMA application_id = 1"),
        f"{{}}/h.sqlite3: expected a history, found it the file of another program: {AGAIN}",
    ),
    Met(
        "history with a trigger",
        kept("CREATE TRIGGER t AFTER INSERT ON sessions BEGIN DELETE FROM sessions; END"),
        f"{{}}/h.sqlite3: expected a history, found it the file of another program: {AGAIN}",
    ),
    Met(
        "history without a table",
        kept("ALTER TABLE sessions DROP COLUMN summary"),
        f"{{}}/h.sqlite3: expected a history, found it damaged (no such column: summary): {AGAIN}",
    ),
    Met(
        "history with a wrong value",
        kept("UPDATE sessions SET summary = json_set(summary, '$.reps[0].peak', 'high')"),
        f"{{}}/h.sqlite3: expected a history, found it damaged (reps.0.peak: Input should be a valid number,"
        f" unable to parse string as a number (found 'high')): {AGAIN}",
    ),
    Met(
        "history of text",
        written("h.sqlite3", "hello" * 999, lambda path: History(path).entries()),
        f"{{}}/h.sqlite3: expected a history, found it damaged (file is not a database): {AGAIN}",
    ),
    Met(
        "clip gone",
        lambda folder: keep_clip(History(folder / "h"), folder / "c", None, Source(""), {}),  # type: ignore[arg-type]
        "{}/c is not in the history: No such file or directory",
    ),
    Met(
        "export unwritten",
        lambda folder: export([], blocked(folder).with_suffix(".csv")),
        "cannot write {}/file/new.csv: Not a directory" + ROOM,
    ),
    Met(
        "page unwritten",
        lambda folder: write_page(overview([], DAY.date()), blocked(folder)),
        "cannot write {}/file/new: Not a directory" + ROOM,
    ),
    Met("no signals kept", lambda _: Result(None, None).signals, "no signals: there is no folder to read them from"),  # type: ignore[arg-type]
    Met(
        "model gone",
        lambda folder: find(folder / "m.task"),
        "{}/m.task: expected the .task file of a pose model, found no such file",
    ),
    Met(
        "model of text",
        bundle(b"hello"),
        "{}/m.task: not an intact .task bundle (File is not a zip file); get it again",
    ),
    Met(
        "model of something",
        lambda folder: read_bundle(zipped(folder)),
        "{}/m.task: expected ... and ... in the bundle, found other content",
    ),
    Met(
        "model unreadable",
        lambda folder: read_bundle(folder / "m.task"),
        "{}/m.task: cannot be read as a .task bundle (...): get it again",
    ),
    Met(
        "model gone meanwhile",
        lambda folder: PoseEstimator(folder / "m.task").warm_up(),
        "{}/m.task: cannot be read (No such file or directory)",
    ),
    Met(
        "no camera of that name",
        lambda _: open_camera("kitchen"),
        '"kitchen" is no camera number, no address (http...) and no file that exists',
    ),
    Met(
        "camera of another kind",
        lambda _: is_address("ftp://x/y"),
        "ftp://x/y: expected an address with http, ..., found ftp",
    ),
    Met(
        "voice of no language",
        lambda _: find_voice("klingon!"),
        'no voice was found: expected a language such as en or pt-br, found "klingon!"',
    ),
    Met(
        "voice gone",
        lambda folder: Program(f"{folder}/say").run([]),
        "the voice {}/say cannot be started (No such file or directory): install it anew",
    ),
    Met("voice failing", lambda _: Program("/bin/false").run([]), "the voice /bin/false failed: status 1"),
    Met("voice of noise", lambda _: sound_of("say", b"x"), "the voice say failed: ..."),
]


@pytest.mark.parametrize("met", MET, ids=lambda met: met.name)
def test_an_error_says_what_was_found_and_what_to_do(met: Met, tmp_path: Path) -> None:
    with pytest.raises(FormcheckError) as caught:
        met.provoke(tmp_path)
    told = str(caught.value)
    assert re.fullmatch(expected(met, tmp_path), told), told
    assert "\n" not in told
    assert "Errno" not in told
    assert len(told) < 700 or "x" * 200 in told


def expected(met: Met, folder: Path) -> str:
    """The wording as a pattern."""
    return re.escape(met.said).replace(re.escape("{}"), re.escape(str(folder))).replace(re.escape("..."), ".*")


@dataclass(frozen=True)
class Place:
    """A place in the program that makes an error: the file, its lines, and the texts that it says."""

    file: str
    first: int
    last: int
    texts: tuple[str, ...]

    def __repr__(self) -> str:
        return f"{self.file}:{self.first} {max(self.texts, key=len, default='')!r}"


KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, FormcheckError)}


@cache
def places() -> list[Place]:
    """Everywhere in the program where an error is made."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                texts = tuple(_texts(node))
                found.append(Place(str(path.relative_to(PACKAGE)), node.lineno, node.end_lineno or node.lineno, texts))
    return found


def _texts(call: ast.Call) -> Iterator[str]:
    for node in ast.walk(call):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


ELSEWHERE = {
    "batch.py": ("test_place.py", 1),
    "cli.py": ("test_place.py", 1),
    "report/folder.py": ("test_report.py", 1),
    "model/download.py": ("test_model.py", 6),
    "routine.py": ("test_routine.py", 1),
    "system.py": ("test_system.py", 1),
    "video/camera.py": ("test_camera.py", 1),
    "video/device.py": ("test_device.py", 2),
    "video/file.py": ("test_video_refused.py", 3),
    "voice/powershell.py": ("test_voice_synthesis.py", 4),
    "voice/programs.py": ("test_voice_synthesis.py", 1),
}
"""Where errors have their words from elsewhere, as from the system or another program: what tests them, how many."""
PHRASE = 14
"""So many letters in a row are a phrase that is known again."""


def test_no_error_is_raised_of_which_no_test_says_a_word(tmp_path: Path) -> None:
    provoked = set[tuple[str, int]]()
    for number, met in enumerate(MET):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(FormcheckError) as caught:
            met.provoke(folder)
        error: BaseException | None = caught.value
        while error is not None:
            provoked |= {(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)}
            error = error.__cause__
    told = told_of()
    unheard = [
        place
        for place in places()
        if not any(
            name == str(PACKAGE / place.file) and place.first - 1 <= line <= place.last for name, line in provoked
        )
        and not is_told(place, told)
    ]
    assert Counter(place.file for place in unheard) == {file: count for file, (_, count) in ELSEWHERE.items()}, unheard
    assert {name for name, _ in ELSEWHERE.values() if not (TESTS / name).is_file()} == set()


def told_of() -> str:
    """Everything that the other tests say, without what makes a pattern of it."""
    others = [
        path.read_text(encoding="utf-8")
        for path in sorted(TESTS.rglob("test_*.py"))
        if path.name != Path(__file__).name
    ]
    return re.sub(r"\\(.)", r"\1", "\n".join(others))


def is_told(place: Place, told: str) -> bool:
    """Whether a phrase of it stands in another test."""
    phrases = [text[at : at + PHRASE] for text in place.texts for at in range(max(1, len(text) - PHRASE + 1))]
    return any(len(phrase.strip()) >= PHRASE - 2 and phrase in told for phrase in phrases)


def test_a_new_error_would_be_missed() -> None:
    new = Place("new.py", 1, 1, ("the moon is in the way: wait until it has ", "x"))
    assert not is_told(new, told_of())
    assert len(places()) > 100


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("two\nlines", "two lines"),
        ("clip\x1b[2J.mp4", "clip\\x1b[2J.mp4"),
        ("clip\u202e4pm.exe", "clip\\u202e4pm.exe"),
        ("a\udcffb", "a\\udcffb"),
        ("[bold]x :leg:", "[bold]x :leg:"),
        ("über 30° – gut", "über 30° – gut"),
    ],
)
def test_a_line_on_the_terminal_can_do_nothing_but_be_read(
    capsys: pytest.CaptureFixture[str], message: str, line: str
) -> None:
    assert console.complain(FormcheckError(message)) == line
    assert capsys.readouterr().err == f"formcheck: {line}\n"


def test_a_line_that_nobody_would_read_loses_its_middle(capsys: pytest.CaptureFixture[str]) -> None:
    told = console.complain(FormcheckError(f"{'x' * 5000}: record it again"))
    assert len(told) < 1000
    assert told.endswith("record it again")
    assert capsys.readouterr().err.count("\n") == 1
