"""What the user has chosen for good: kept on this computer, and taken by the page where nothing else is said."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from formcheck.feedback.voice.setup import VoiceSettings
from formcheck.system.folders import SETTINGS
from formcheck.system.language import current
from formcheck.system.private_file import keep_private
from formcheck.system.textfile import UnreadableError, read_text


class Settings(BaseModel):
    """All of them, each with what holds where nothing was chosen.

    Attributes
    ----------
    language
        A code of `formcheck.system.language.languages`; empty for that of the computer.
    words, tones, volume, rate_wpm
        How it is heard: spoken words, sounds for counts, per cent, words a minute.
    side, hold_s
        Asked of a single exercise; None as the exercise itself asks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Literal["", "en", "de"] = ""
    words: bool = True
    tones: bool = False
    volume: Annotated[int, Field(ge=0, le=100)] = 100
    rate_wpm: Annotated[int, Field(ge=80, le=400)] = 170
    side: Literal["left", "right", "each", "alternate"] | None = None
    hold_s: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] | None = None

    @property
    def voice(self) -> VoiceSettings:
        """The part that the voice takes, in the language of the program."""
        return VoiceSettings(self.words, self.tones, self.volume / 100, self.rate_wpm, current().language)


def settings(folder: Path) -> Settings:
    """What was chosen; what holds otherwise where that is nothing, or cannot be read."""
    try:
        return Settings.model_validate_json(read_text(folder / SETTINGS))
    except (UnreadableError, ValidationError):
        return Settings()


def keep(folder: Path, chosen: Settings) -> None:
    """Keep them; the folder is made if need be.

    Raises
    ------
    OutputError
        They cannot be written.
    """
    keep_private(folder / SETTINGS, f"{chosen.model_dump_json(indent=2)}\n")
