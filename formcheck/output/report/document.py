"""What `summary.json` may hold, key by key; its JSON schema is made from this, and from the results themselves.

A key may be added without a new schema version: a reader ignores what it does not know. The version goes up where
a key goes away or comes to mean something else.
"""

from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from formcheck.counting.quantities import Count, Degrees, Seconds, Share
from formcheck.counting.results import Counts, Judged, Rep
from formcheck.counting.summary import SetSummary, Unfinished
from formcheck.pose.landmarks import Side

SCHEMA_VERSION: Final = 2


class _Document(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ModelDocument(_Document):
    """The pose model that was used."""

    name: str = Field(description='its file name without the ending, as "pose_landmarker_full"')
    origin: str = Field(description="where it comes from, in a few words")
    sha256: str = Field(description="checksum of the file, hexadecimal")


class TrackingDocument(_Document):
    """How well the camera saw."""

    seen: Share = Field(description="share of the frames in which somebody was found, 0 to 1")
    trusted: Share = Field(description="share of the frames that could be judged, 0 to 1")
    near_side: Side | None = Field(description="the side towards the camera; null where it changed")
    yaw_deg: Degrees = Field(description="degrees from an exact side view, 0 to 90, coarse; null if unknown")
    advice: str = Field(description="why nothing could be judged, the reason that lasted longest; empty for none")
    advice_share: Share = Field(default=0.0, description="for which share of the time, 0 to 1")


class SummaryDocument(_Document):
    """Everything that is known of a session at its end."""

    schema_version: Literal[2] = Field(description="2; goes up where a key goes away or changes its meaning")
    source: str = Field(description="file or camera, as it was given, without passwords")
    file_id: str = Field(default="", description="tells files of one name apart: a digest of the file's place")
    session: str = Field(default="", description="uuid by which the history knows it; empty in older files")
    started_at: AwareDatetime | None = Field(
        default=None, description="when it began or was filmed, with the offset from UTC; null where unknown"
    )
    load: str = Field(default="", description="weight, band or height of a chair, as it was noted; empty for none")
    looked: dict[str, float | None] = Field(
        default_factory=dict,
        description="how a clip was looked at, by the names of the options; null is without end; empty in older files",
    )
    routine: str | None = Field(description="title of the routine; null where it was none")
    exercise: str | None = Field(description="id; of several the most frequent; null where none was recognised")
    recognised: bool = Field(description="the exercise was recognised, and not named")
    complete: bool = Field(description="false where the analysis was interrupted")
    duration_s: Seconds = Field(description="seconds from the first to the last frame")
    frames: Count
    counts: Counts
    judged: Judged = Field(description="what could be judged of all repetitions: most frequent view and reason")
    sets: tuple[SetSummary, ...] = Field(description="empty where nobody planned or recognised any")
    reps: tuple[Rep, ...] = Field(description="every repetition and attempt in time")
    tracking: TrackingDocument
    unfinished: Unfinished | None = Field(
        default=None, description="what was still to come of the plan; null where it came to its end"
    )
    seen: str = Field(description="where no exercise was recognised: what was seen; else empty")
    settings: dict[str, float] = Field(
        default_factory=dict, description="limits of the engine by name; empty in files of older versions"
    )
    notes: tuple[str, ...] = Field(description="sentences about the source, as that it breaks off")
    formcheck_version: str
    model: ModelDocument | None = Field(description="null for a landmark recording")
