"""Several clips in one file: what they share, and what each adds."""

import json
from pathlib import Path

from .config import Config, load, made_of


def load_all(path: Path) -> dict[str, Config]:
    """Clips by name: of a single configuration, or of a list ``{"defaults": {...}, "clips": {NAME: {...}}}``."""
    given = json.loads(path.read_text(encoding="utf-8"))
    if "clips" not in given:
        return {path.stem: load(path)}
    clips = {}
    for name, own in given["clips"].items():
        try:
            clips[name] = made_of({**given.get("defaults", {}), **own})
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return clips
