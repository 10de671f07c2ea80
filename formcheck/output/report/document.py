"""What `summary.json` may hold, key by key; its JSON schema is made from this.

A key may be added without a new schema version: whoever reads ignores what it does not know. The version goes up where
a key goes away or comes to mean something else.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = 1

Seconds = Annotated[float | None, Field(description="seconds; null where unknown")]
Degrees = Annotated[float | None, Field(description="degrees; null where unknown")]
Driven = Annotated[float | None, Field(description="in the unit of the exercise's driving measure; null where unknown")]
Share = Annotated[float | None, Field(ge=0, le=1, description="share of the frames, 0 to 1; null where unknown")]
MOST: Final = 2**53 - 1
"""Whole numbers up to here are exact wherever JSON is read."""
Count = Annotated[int, Field(ge=0, le=MOST)]
WorkingSide = Literal["left", "right", "both"]


def _open(schema: dict[str, Any]) -> None:
    """A file of a newer version may hold more than this one knows, and is valid all the same."""
    schema.pop("additionalProperties", None)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, json_schema_extra=_open)


class ModelDocument(_Part):
    """The pose model that was used."""

    name: str = Field(description='its file name without the ending, as "pose_landmarker_full"')
    origin: str = Field(description="where it comes from, in a few words")
    sha256: str = Field(description="checksum of the file, hexadecimal")


class CountsDocument(_Part):
    """Totals."""

    reps: Count = Field(description="complete repetitions")
    good: Count = Field(description="of these: full range and hold reached, nothing to mend")
    attempts: Count = Field(description="movements that did not count")
    left: Count = Field(description="one-sided repetitions of the person's left side")
    right: Count = Field(description="one-sided repetitions of the person's right side")


class FaultDocument(_Part):
    """Something that was wrong, while it lasted."""

    id: str = Field(description="name of the fault in the exercise's file")
    severity: Literal["tip", "fix", "stop"] = Field(description="a repetition with fix or stop is not good")
    say: str = Field(description="what is said about it")
    start_s: Seconds
    end_s: Seconds


class RepDocument(_Part):
    """One repetition or attempt; times are seconds of the source."""

    number: int = Field(ge=1, le=MOST, description="over repetitions and attempts together, in time")
    exercise: str = Field(description="id of the exercise")
    side: WorkingSide = Field(description="the person's own side; both where the sides work together")
    verdict: Literal["rep", "attempt"]
    good: bool
    reason: str = Field(description="one word with underscores, as not_high_enough; empty for a good repetition")
    start_s: Seconds
    top_s: Seconds
    end_s: Seconds
    hold_s: Seconds
    hold_gate: Driven = Field(description="value of the driving measure past which the hold runs; null if unknown")
    peak_hip_extension_deg: Degrees = Field(
        description="degrees, 0 with trunk and thigh in line, flexed negative; null if unknown"
    )
    peak_leg_height: float | None = Field(
        description="thigh lengths: knee above hip, or rise of the hip; null if unknown"
    )
    rest: Driven = Field(description="value of the driving measure in the start position, in its unit; null if unknown")
    peak: Driven = Field(description="its value at the top; null if unknown")
    count_gate: Driven = Field(description="past this value a repetition counts; null if unknown")
    lift_s: Seconds = Field(description="seconds up, without the hold; null if unknown")
    lower_s: Seconds = Field(description="seconds down, without the hold; null if unknown")
    faults: tuple[FaultDocument, ...]


class SetDocument(_Part):
    """One set of a session."""

    exercise: str = Field(description="id of the exercise")
    side: WorkingSide | None = Field(description="null where both work together, or either might")
    start_s: Seconds
    end_s: Seconds
    target: Count = Field(description="repetitions that were wanted; 0 for no end")
    counts: CountsDocument
    verify: Literal["measured", "timer"] = Field(description="timer: paced, and checked by nobody")
    stopped_for: Literal["pain"] | None = Field(description="why the exercise was left out from then on")
    hold_target_s: Seconds = Field(description="seconds that each repetition was to be held; 0 for no hold")


class TrackingDocument(_Part):
    """How well the camera saw."""

    seen: Share = Field(description="share of the frames in which somebody was found, 0 to 1")
    trusted: Share = Field(description="share of the frames that could be judged, 0 to 1")
    near_side: WorkingSide | None = Field(description="the side towards the camera; null where it changed")
    yaw_deg: Degrees = Field(description="degrees from an exact side view, 0 to 90, coarse; null if unknown")
    advice: str = Field(description="the last reason why nothing could be judged; empty where there was none")


class SummaryDocument(_Part):
    """Everything that is known of a session at its end."""

    schema_version: Literal[1] = Field(description="1; goes up where a key goes away or changes its meaning")
    source: str = Field(description="file or camera, as it was given, without passwords")
    routine: str | None = Field(description="title of the routine; null where it was none")
    exercise: str | None = Field(description="id; of several the most frequent; null where none was recognised")
    recognised: bool = Field(description="the exercise was recognised, and not named")
    complete: bool = Field(description="false where the analysis was interrupted")
    duration_s: Seconds = Field(description="seconds from the first to the last frame")
    frames: Count
    counts: CountsDocument
    sets: tuple[SetDocument, ...] = Field(description="empty where nobody planned or recognised any")
    reps: tuple[RepDocument, ...] = Field(description="every repetition and attempt in time")
    tracking: TrackingDocument
    notes: tuple[str, ...] = Field(description="sentences about the source, as that it breaks off")
    formcheck_version: str
    model: ModelDocument | None = Field(description="null for a landmark recording")
