"""The program as a person calls it, for tests."""

import io
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

import formcheck
from formcheck.app.safety import UNASKED
from formcheck.cli import main as cli
from formcheck.system.language import use
from formcheck.system.language.chosen import chosen
from tests.replay import FOLDER

SAMPLES = Path(formcheck.__file__).parents[1] / "sample_videos"
KICKS = str(FOLDER / "donkey_kick_2.npz")


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, as wide as a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "formcheck", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        env={**os.environ, "COLUMNS": "120", "PYTHONIOENCODING": "utf-8", **environment},
    )  # fmt: skip


def called(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same in this process, which begins at once: where nothing depends on how a program begins and ends."""
    stdout, stderr, status = io.StringIO(), io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(stdout), redirect_stderr(stderr):
        for name, value in {"COLUMNS": "120", **environment}.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["formcheck", *map(str, arguments)])
        patch.setattr(sys, "stdin", io.StringIO())
        patch.setattr(cli, "_prepare", lambda: use(chosen(sys.argv[1:])))
        try:
            cli.main()
        except SystemExit as end:
            status = int(end.code or 0)
    return subprocess.CompletedProcess(arguments, status, stdout.getvalue(), stderr.getvalue())


def told(stderr: str) -> list[str]:
    """What is said on stderr, but for the safety questions: whether they have been asked is up to this computer."""
    return [line for line in stderr.splitlines() if line != UNASKED]


def complaint(done: subprocess.CompletedProcess[str], status: int = 1) -> str:
    """The one line of a failure."""
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0]


def video_of(seconds: int, target: Path, sample: str = "glute_bridge.mp4") -> Path:
    """A sample for so long, over and over if need be."""
    import imageio_ffmpeg

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-stream_loop", "20", "-i",
               SAMPLES / sample, "-t", str(seconds), "-c", "copy", target]  # fmt: skip
    subprocess.run(command, check=True)
    return target


def listen_to_interrupts() -> None:
    """In the child: whoever runs the tests in the background has interrupts ignored, and children inherit it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
