"""File names that no one would choose, and files that are no files, for everything the program reads or writes."""

import os
import socket
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.fault_recordings import FRAMES, SOURCE
from benchmarks.fault_texts import odd_file
from benchmarks.fault_trial import FaultError, Room, Trial, program
from formcheck.pose.recording import Recording

NAMES = (
    "a\nb",
    "..",
    "...",
    ". ",
    " ",
    "-",
    "--help",
    "-rf",
    "\u202egnp.exe",
    "\u2066x\u2069",
    "x" * 250,
    "ü" * 125,
    "\udcff\udcfe",
    "a\udc80b",
    "%s%n",
    "{0}",
    "$(touch owned)",
    "`id`",
    "; ls",
    "'",
    '"',
    "<script>alert(1)<",
    "[bold]x",
    "[/]",
    "[red",
    "\x1b[2J\x07",
    "\t",
    "\r",
    "a:b",
    "C:\\x",
    "file:x",
    "http:x",
    "concat:x|y",
    "pipe:0",
    "CON",
    "summary.json",
    "index.html",
    "formcheck-out",
    ".hidden",
    "name.npz",
    "🦵",
    "\u0301",
    "\u200b",
    "\ufeffx",
    "\x7f",
    "\x01",
    "~",
    "*",
    "?",
    "&amp;",
    "a#b?c=d",
    "%2e%2e",
    "ée\u0301",
)


class Names:
    """Names of inputs, of exercises and of folders for results; and what may be in their place."""

    name = "names"

    def prepare(self, store: Path) -> None:
        """Cut a recording."""
        self._clip = store / "short.npz"
        if not self._clip.exists():
            Recording.load(SOURCE).part(0, FRAMES).save(self._clip)

    def trial(self, random: Random, room: Room) -> Trial:
        ways: list[Callable[[Random, Room], Trial]] = [
            self._input,
            self._input,
            self._input,
            self._exercise,
            self._folder,
            self._odd_input,
            self._in_the_way,
            self._missing,
        ]
        return random.choice(ways)(random, room)

    def _input(self, random: Random, room: Room) -> Trial:
        """A good recording with an odd name, or something that is none."""
        name = random.choice(NAMES) + random.choice((".npz", ".npz", ".NPZ", ".mp4", ""))
        path = room.given / name
        content = self._clip.read_bytes() if name.lower().endswith(".npz") else b"not a video at all\n" * 40
        if path.resolve().parent == room.given.resolve() and len(os.fsencode(name)) < 256:
            path.write_bytes(content)
        return self._analysed(random, room, path, f"input {name!a}")

    def _analysed(self, random: Random, room: Room, path: Path, what: str) -> Trial:
        several = [str(self._clip)] if random.random() < 0.2 else []
        arguments = ["analyze", "--jobs", "1", "--exercise", "donkey_kick", "--out", str(room.out), "--", str(path)]
        if several:
            return Trial(what, lambda: _of_several([*arguments, *several], room), ())
        return Trial(what, lambda: program(*arguments), arguments)

    def _exercise(self, random: Random, room: Room) -> Trial:
        name = random.choice(NAMES) + random.choice((".toml", ".toml", ""))
        path = room.given / name
        if path.resolve().parent == room.given.resolve() and len(os.fsencode(name)) < 256:
            path.write_text('based_on = "donkey_kick"\n')
        arguments = ["analyze", "--jobs", "1", str(self._clip), "--out", str(room.out), "--exercise", str(path)]
        return Trial(f"exercise {name!a}", lambda: program(*arguments), arguments)

    def _folder(self, random: Random, room: Room) -> Trial:
        name = random.choice(NAMES)
        if "/" in name or name == "..":
            name = "x"
        arguments = [
            "analyze",
            "--jobs",
            "1",
            str(self._clip),
            "--exercise",
            "donkey_kick",
            "--out",
            str(room.out / name),
        ]

        def run() -> None:
            program(*arguments)
            for folder in room.out.iterdir():  # what is in it is looked at as any result
                for result in folder.iterdir():
                    result.rename(room.out / result.name)
                folder.rmdir()

        return Trial(f"folder {name!a}", run, arguments)

    def _odd_input(self, random: Random, room: Room) -> Trial:
        """A pipe, a folder, a link, a socket, a device in place of a file."""
        path = room.given / f"clip{random.choice(('.npz', '.mp4'))}"
        if random.random() < 0.15:
            with socket.socket(socket.AF_UNIX) as end:
                here = Path.cwd()
                os.chdir(room.given)  # the name of a socket must be short
                end.bind(path.name)
                os.chdir(here)
            what = "a socket"
        elif random.random() < 0.3:
            path.symlink_to(self._clip)
            what = "a link to a good file"
        else:
            what = odd_file(random, path)
        return self._analysed(random, room, path, f"{path.suffix} is {what}")

    def _in_the_way(self, random: Random, room: Room) -> Trial:
        """Something is where the result belongs; nothing of it may be touched."""
        elsewhere = room.home / "precious"
        elsewhere.mkdir()
        (elsewhere / "summary.json").write_text("precious")
        place = room.out / self._clip.name
        ways: list[tuple[str, Callable[[], object]]] = [
            ("a link elsewhere", lambda: (_made(room.out) / place.name).symlink_to(elsewhere)),
            ("a link to nothing", lambda: (_made(room.out) / place.name).symlink_to(room.home / "new")),
            ("a file", lambda: (_made(room.out) / place.name).write_text("precious")),
            ("a folder of something else", (lambda: (_made(place) / "precious").touch())),  # noqa: PLW0108 - not before it is wanted
            ("a file in place of all", lambda: room.out.write_text("precious")),
            ("a link in place of all", lambda: room.out.symlink_to(room.home / "nowhere" / "deep")),
        ]
        what, make = random.choice(ways)
        make()
        arguments = ["analyze", "--jobs", "1", str(self._clip), "--exercise", "donkey_kick", "--out", str(room.out)]
        before = _tree(room.out)

        def run() -> None:
            try:
                program(*arguments)
            finally:
                if _tree(room.out) != before:
                    raise FaultError(f"touched what was in the way: {sorted(_tree(room.out) ^ before)}")
                for path in (place, room.out):
                    _away(path)

        return Trial(f"in the way is {what}", run, arguments)

    def _missing(self, random: Random, room: Room) -> Trial:
        """Nothing of this name, or a name that no system takes."""
        name = random.choice(("x" * 300, "x" * 5000, "a/" * 3000, "nowhere", "no/where", "", ".", "..", "/", "x/../y"))
        path = f"{room.given}/{name}{random.choice(('.npz', '.mp4', '', '.toml'))}"
        command = random.choice(
            (
                ["analyze", "--jobs", "1", path, "--exercise", "donkey_kick", "--out", str(room.out)],
                ["analyze", "--jobs", "1", str(self._clip), "--out", str(room.out), "--exercise", path],
                ["routines", f"{path}.toml"],
                ["exercises", f"{path}.toml"],
            )
        )
        return Trial(f"missing {name[:10]!a}", lambda: program(*command), command)


def _of_several(arguments: list[str], room: Room) -> None:
    """Of several inputs one may fail; of several results there is the page over all of them."""
    try:
        program(*arguments)
    finally:
        index = room.out / "index.html"
        if len([path for path in room.out.glob("*") if path.is_dir()]) > 1 and not index.is_file():
            raise FaultError(f"no page over all inputs: {sorted(room.out.iterdir()) if room.out.exists() else None}")
        index.unlink(missing_ok=True)
        for result in room.out.glob("short.npz"):  # the good one: looked at elsewhere
            for path in (*result.iterdir(), result):
                path.unlink() if path.is_file() else path.rmdir()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _tree(place: Path) -> set[str]:
    if place.is_symlink() or place.is_file():
        return {f"{place}: {place.lstat().st_size}"}
    return {f"{path}: {path.lstat().st_size if path.is_file() else ''}" for path in place.rglob("*")}


def _away(place: Path) -> None:
    if place.is_symlink() or place.is_file():
        place.unlink()
    elif place.is_dir():
        for path in sorted(place.rglob("*"), reverse=True):
            path.unlink() if path.is_symlink() or path.is_file() else path.rmdir()
        place.rmdir()
