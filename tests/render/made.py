"""Clips for the tests."""

from typing import Any

from tools.render.clip import Clip
from tools.render.config import made_of


def clip_of(exercise: str, **keys: Any) -> Clip:  # noqa: ANN401 - whatever a configuration may say
    """A clip of one repetition, unless the keys say otherwise."""
    return Clip(made_of({"exercise": exercise, "reps": 1, **keys}))
