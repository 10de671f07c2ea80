"""What a clip's configuration file may say, and what it means where it says nothing."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, cast

from .body import Side

Colour = Sequence[float]
T = TypeVar("T")


@dataclass(frozen=True)
class Config:
    """One clip. Angles in degrees, colours linear red, green and blue from 0 to 1; README.md explains every key."""

    # what is done, and by whom
    exercise: str = "glute_bridge"
    shape: str = "fem"
    work: str | Sequence[str] = "left"
    reps: int = 2
    peak: float | Sequence[float] | None = None
    support: str = "hands"

    # when
    enter: bool = False
    enter_wait_s: float = 0.8
    enter_s: float = 2.5
    lead_s: float = 1.0
    move_s: float = 1.2
    hold_s: float | Sequence[float] = 2.5
    return_s: float = 1.3
    pause_s: float = 0.8
    tail_s: float = 0.2

    # what is wrong with it, and natural unsteadiness
    faulty: Sequence[int] | None = None
    faults: Sequence[str] | None = None
    amounts: Mapping[str, float | Sequence[float | None]] = field(default_factory=dict, hash=False)
    lumbar: float | None = None
    knee_top: float | None = None
    shin_top: float | None = None
    elbow_rest: float | None = None
    heel_lift_deg: float | None = None
    lean_deg: float = 0.0
    sway_deg: float = 0.0
    stretch_s: float = 0.0
    sinks_after_s: float = 0.0
    sinks_s: float | None = None

    # picture
    width: int = 480
    height: int = 270
    fps: float = 10
    engine: str = "cycles"
    samples: int = 4
    crf: int = 20
    threads: int = 2

    # camera; None is the exercise's own
    azimuth_deg: float = 0.0
    camera_height_m: float | None = None
    distance_m: float | None = None
    lens_mm: float | None = None
    target_height_m: float | None = None
    target_shift_m: float = 0.0
    tilt_deg: float | None = None
    roll_deg: float = 0.0

    # what and who else is there
    load: str = ""
    arms: str = ""
    companion: Mapping[str, Any] | None = None
    mirror_m: float | None = None

    # look
    top: Colour = (0.75, 0.12, 0.2)
    pants: Colour = (0.03, 0.03, 0.05)
    shoe: Colour = (0.85, 0.85, 0.85)
    skin: Colour = (0.62, 0.36, 0.25)
    hair: Colour = (0.05, 0.03, 0.02)
    mat: Colour = (0.1, 0.25, 0.45)
    floor: Colour = (0.42, 0.28, 0.17)
    wall: Colour = (0.75, 0.73, 0.7)
    bun: bool = True
    barefoot: bool = False
    sleeve: float = 0.5
    trouser_end: float | None = None
    light: float = 1.0
    world: float = 0.5
    sun_azimuth_deg: float = 40.0

    def __post_init__(self) -> None:
        _one_of("load", self.load, ("", "bar", "plates"))
        _one_of("arms", self.arms, ("", "head", "hips", "crossed"))
        _one_of("engine", self.engine, ("cycles", "workbench"))
        _one_of("support", self.support, ("hands", "forearms"))
        for side in self.sides:
            _one_of("work", side, ("left", "right"))

    @property
    def sides(self) -> list[Side]:
        """Working side of every repetition."""
        return cast(list[Side], self.by_rep("work", self.work))

    @property
    def alternating(self) -> bool:
        """Whether the side changes within the clip."""
        return len(set(self.sides)) > 1

    def by_rep(self, key: str, value: T | Sequence[T]) -> list[T]:
        """One value for each repetition; a single one stands for all."""
        if isinstance(value, str) or not isinstance(value, Sequence):
            return [value] * self.reps
        if len(value) != self.reps:
            raise ValueError(f"{key}: one value or {self.reps} expected, one per repetition, {len(value)} found")
        return list(value)

    def amounts_of(self, number: int) -> dict[str, float]:
        """How much there is of each fault in a repetition, counted from 1; those that are not made are left out."""
        by_fault = {key: self.by_rep(key, cast(Any, value))[number - 1] for key, value in self.amounts.items()}
        return {key: float(value) for key, value in by_fault.items() if value is not None}


def load(path: Path) -> Config:
    """Read a configuration file.

    Raises
    ------
    ValueError
        If it has a key that does not exist, or a value that makes no sense.
    """
    return made_of(json.loads(path.read_text(encoding="utf-8")))


def made_of(given: Mapping[str, Any]) -> Config:
    """The same of what was read already."""
    unknown = set(given) - {known.name for known in fields(Config)}
    if unknown:
        raise ValueError(f"unknown {', '.join(sorted(unknown))}")
    return Config(**given)


def _one_of(key: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{key}: {' or '.join(allowed)} expected, {value!r} found")
