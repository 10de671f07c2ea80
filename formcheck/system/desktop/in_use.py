"""Whether other programs use the camera or listen to the microphone of a Linux computer."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from formcheck.system.desktop.programs import said

PROCESSES, CAMERAS = Path("/proc"), Path("/sys/class/video4linux")
_SERVERS = frozenset({"pipewire", "wireplumber", "pipewire-media-session"})
"""They hold cameras open for others, also while nobody looks."""


def camera_used(processes: Path = PROCESSES, cameras: Path = CAMERAS) -> bool | None:
    """By who has a camera's device open, and by PipeWire's cameras that run for somebody."""
    if all(_uses(camera) == 0 for camera in cameras.glob("*")):
        return False  # to look at every process every few seconds is what would cost most of all
    if any(_holds_camera(process) for process in _others(processes)):
        return True
    nodes = _pipewire()
    return any(_runs(node, "Video/Source") for node in nodes) if nodes is not None else False


def microphone_used() -> bool | None:
    """By PulseAudio's or PipeWire's streams that listen; None where neither is there."""
    listing = said("pactl", "-f", "json", "list", "source-outputs")
    if listing is not None:
        with suppress(ValueError):
            return any(not stream.get("corked", False) for stream in json.loads(listing or "[]"))
    nodes = _pipewire()
    return None if nodes is None else any(_runs(node, "Stream/Input/Audio") for node in nodes)


def _uses(camera: Path) -> int | None:
    """How often its driver is in use, which every opening counts as one; None where the kernel does not tell."""
    with suppress(OSError, ValueError):
        return int((camera / "device/driver/module/refcnt").read_text())
    return None


def _others(processes: Path) -> Iterator[str]:
    """Folders of the processes that are neither this one nor its children."""
    ours = str(os.getpid())
    with os.scandir(processes) as found:
        for process in found:
            if not process.name.isdecimal() or process.name == ours:
                continue
            with suppress(OSError):  # it has just ended
                stat = Path(process.path, "stat").read_bytes().decode(errors="replace")
                # The name in brackets may hold anything, a bracket and a space too.
                name, rest = stat.partition("(")[2].rpartition(")")[::2]
                if name not in _SERVERS and rest.split()[1] != ours:
                    yield process.path


def _holds_camera(process: str) -> bool:
    with suppress(OSError), os.scandir(f"{process}/fd") as opened:  # it has just ended, or is another user's
        for handle in opened:
            with suppress(OSError):
                if Path(handle.path).readlink().as_posix().startswith("/dev/video"):
                    return True
    return False


def _pipewire() -> list[dict[str, object]] | None:
    dump = said("pw-dump")
    if dump is None:
        return None
    with suppress(ValueError):
        return [thing.get("info") or {} for thing in json.loads(dump) if thing.get("type") == "PipeWire:Interface:Node"]
    return None


def _runs(node: dict[str, object], media_class: str) -> bool:
    props = node.get("props")
    return node.get("state") == "running" and isinstance(props, dict) and props.get("media.class") == media_class
