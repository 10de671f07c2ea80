"""Text files of the user spoilt: exercises, routines, the answers and summaries that the program has kept itself."""

import json
import os
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

import formcheck
from benchmarks.fault_mutations import as_toml, nudged, spoilt_bytes, spoilt_value
from benchmarks.fault_recordings import FRAMES, SOURCE
from benchmarks.fault_trial import FaultError, Room, Trial, program
from formcheck.app import safety
from formcheck.app.analysis import analysis
from formcheck.app.analysis.options import Options
from formcheck.exercises import catalogue
from formcheck.exercises.exercise import Exercise
from formcheck.output.report.reading import read_document, summary_of
from formcheck.pose.recording import Recording
from formcheck.workout import routine
from formcheck.workout.workout import Workout

NASTY = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"[" * 3000,
    b"a = " + b"[" * 3000,
    b"a = " + b"{b=" * 3000,
    b"x" * 3_000_000,
    b"a = " + b"9" * 5000,
    b"a = 0x" + b"f" * 9000,
    b"a = 1e999999",
    b"a = 2026-13-45",
    b'a = "\\ud800"',
    b"'''",
    b"a.b.c" * 999,
    b"\n" * 100_000,
    b"#" * 2_000_000,
    b'"a\\nb" = 1',
    b"a = 1\r\na = 2",
    b"[a]\n[a]",
    b"{" * 3000,
    b'{"a":' * 3000,
    b"NaN",
    b"[]",
    b"1",
    b'"x"',
    b"null",
    b"-" * 9000,
    b"0" * 9000,
    b"\x1b[2J = 1",
    "\u202e = 1".encode(),
    b"[[block]]\n" * 100,
    b"[[fault]]\n" * 2000,
)


@cache
def _built_in(room: str) -> dict[str, bytes]:
    return {
        file.name: file.read_bytes()
        for file in resources.files("formcheck").joinpath(room).iterdir()
        if file.name.endswith(".toml")
    }


def _spoilt(random: Random, room: str) -> tuple[bytes, str]:
    """A file that comes with the program, spoilt as bytes or as what it means; or something else altogether."""
    name = random.choice(sorted(_built_in(room)))
    content = _built_in(room)[name]
    way = random.random()
    if way < 0.1:
        return random.choice(NASTY), "nasty"
    if way < 0.3:
        return spoilt_bytes(random, content)
    table: dict[str, Any] = tomllib.loads(content.decode())
    if way > 0.8:
        return as_toml(nudged(random, table)).encode(), "numbers"
    if way < 0.5 and room == "exercises":
        based = {key: table[key] for key in random.sample(sorted(table), 2)}
        table = {"based_on": random.choice((name.removesuffix(".toml"), 7, [], "../x", {"a": 1})), **based}
    return as_toml(spoilt_value(random, table)).encode(errors="surrogatepass"), "values"


def odd_file(random: Random, path: Path) -> str:
    """Put something at a place that is no ordinary file; what it is, empty where an ordinary one is wanted."""
    ways: list[tuple[str, Callable[[], object]]] = [
        ("a pipe", lambda: os.mkfifo(path)),
        ("a folder", path.mkdir),
        ("a link to itself", lambda: path.symlink_to(path)),
        ("a link to nothing", lambda: path.symlink_to(path.parent / "nowhere")),
        ("a link to endless zeros", lambda: path.symlink_to("/dev/zero")),
        ("a link to nothing at all", lambda: path.symlink_to("/dev/null")),
        ("a sparse file of 5 GB", lambda: _sparse(path)),
    ]
    what, make = random.choice(ways)
    make()
    return what


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 5_000_000_000)


class Exercises:
    """Exercise files: one that is taken has to count a recording."""

    name = "exercise"

    def prepare(self, store: Path) -> None:
        """There is nothing to make."""

    def trial(self, random: Random, room: Room) -> Trial:
        path, clip = room.given / "mine.toml", room.given / "clip.npz"
        Recording.load(SOURCE).part(0, FRAMES).save(clip)
        if random.random() < 0.06:
            what = odd_file(random, path)
        else:
            content, what = _spoilt(random, "exercises")
            path.write_bytes(content)
        arguments = ["analyze", "--jobs", "1", str(clip), "--exercise", str(path), "--out", str(room.out)]
        arguments += ["--as-live"] if random.random() < 0.5 else []

        def run() -> None:
            found = catalogue.find(str(path))
            if isinstance(found, Exercise):
                program(*arguments)
            program("exercises", str(path))

        return Trial(what, run, arguments)


class Routines:
    """Routine files: one that is taken has to lead through a minute of moments."""

    name = "routine"

    def prepare(self, store: Path) -> None:
        """There is nothing to make."""

    def trial(self, random: Random, room: Room) -> Trial:
        path = room.given / "mine.toml"
        if random.random() < 0.06:
            what = odd_file(random, path)
        elif random.random() < 0.2:
            (room.given / "own.toml").write_bytes(_spoilt(random, "exercises")[0])
            path.write_text(
                f'title = "a"\nabout = "b"\n[[block]]\nexercise = "own.toml"\nsets = {random.randint(0, 3)}\n'
            )
            what = "an exercise of one's own"
        else:
            content, what = _spoilt(random, "workout/routines")
            path.write_bytes(content)
        moments = list(Recording.load(SOURCE).part(0, FRAMES))

        def run() -> None:
            program("routines", str(path))
            workout = Workout(routine.load(str(path)).sets())
            for row in range(600):
                workout.update(row / 10, moments[row % len(moments)][1])
            workout.finish()

        return Trial(what, run, ["routines", str(path)])


class Settings:
    """What the program has kept itself: the answers to the safety questions, and the summary of a result."""

    name = "settings"

    def prepare(self, store: Path) -> None:
        """Analyse something once."""
        if not (store / "result").exists():
            clip = store / "clip.npz"
            Recording.load(SOURCE).save(clip)
            options, chosen = Options(page=False), catalogue.load("donkey_kick")
            done = analysis.analyze(clip, chosen, store / "out", model=None, options=options, progress=lambda *_: None)
            done.folder.rename(store / "result")
        self._summary = (store / "result" / "summary.json").read_bytes()
        self._signals = (store / "result" / "signals.csv").read_bytes()

    def trial(self, random: Random, room: Room) -> Trial:
        if random.random() < 0.4:
            return self._answers(random, room)
        place, summary, signals = room.given, self._summary, self._signals
        way = random.random()
        if way < 0.1:
            signals, what = spoilt_bytes(random, signals)[0], "signals"
        elif way < 0.2:
            summary, what = random.choice(NASTY), "nasty summary"
        elif way < 0.5:
            summary, what = spoilt_bytes(random, summary)
        else:
            summary, what = _json(spoilt_value(random, json.loads(summary))), "values"
        (place / "summary.json").write_bytes(summary)
        (place / "signals.csv").write_bytes(signals)
        if random.random() < 0.06:
            (place / "summary.json").unlink()
            what = odd_file(random, place / "summary.json")

        def run() -> None:
            result = formcheck.read(place)
            summary_of(read_document(place))
            if not (len(result.reps) == len(result.summary.reps) and result.signals and repr(result) and result.counts):
                raise FaultError("read as something else than it is")

        return Trial(what, run)

    def _answers(self, random: Random, room: Room) -> Trial:
        path, what = room.home / safety.FILE, "answers"
        good = {"date": "2026-01-02", "applies": False, "version": safety.VERSION}
        way = random.random()
        if way < 0.15:
            what = odd_file(random, path)
        elif way < 0.3:
            path.write_bytes(random.choice(NASTY))
        elif way < 0.5:
            path.write_bytes(spoilt_bytes(random, json.dumps(good).encode())[0])
        else:
            path.write_bytes(_json(spoilt_value(random, good)))

        def run() -> None:
            answer = safety.kept(room.home)
            if answer is not None and [type(part) for part in (answer.date, answer.applies)] != [str, bool]:
                raise FaultError(f"took {answer!a} for an answer")

        return Trial(f"answers: {what}", run)


def _json(value: Any) -> bytes:  # noqa: ANN401
    try:
        return json.dumps(value).encode(errors="surrogatepass")
    except ValueError:  # a number too long to be written
        return b'{"version": ' + b"9" * 5000 + b"}"
