"""Whether other programs use the camera or listen to the microphone of a Linux computer."""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from formcheck.system.desktop.programs import said

PROCESSES = Path("/proc")
_SERVERS = frozenset({"pipewire", "wireplumber", "pipewire-media-session"})
"""They hold cameras open for others, also while nobody looks."""


def camera_used(processes: Path = PROCESSES) -> bool | None:
    """By who has a camera's device open, and by PipeWire's cameras that run for somebody."""
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


def _others(processes: Path) -> Iterator[Path]:
    ours = {os.getpid(), os.getppid()}
    for process in processes.glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            mine = int(process.name) in ours or _parent(process) in ours
            if not mine and (process / "comm").read_text().strip() not in _SERVERS:
                yield process


def _parent(process: Path) -> int:
    # The name in brackets may hold anything, a bracket and a space too.
    return int((process / "stat").read_text(errors="replace").rpartition(")")[2].split()[1])


def _holds_camera(process: Path) -> bool:
    with suppress(OSError):  # it has just ended, or is another user's
        for opened in (process / "fd").iterdir():
            with suppress(OSError):
                if opened.readlink().as_posix().startswith("/dev/video"):
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
