"""How things stand with the companion that runs, for whoever asks: the page, and the terminal."""

from dataclasses import dataclass
from datetime import datetime

from formcheck.app.desk.keeping import doing, is_running, load, state_path
from formcheck.app.desk.offers import asking, offers
from formcheck.app.desk.situation import Answer, Seen
from formcheck.system.language import plural, tr


@dataclass(frozen=True, slots=True)
class Status:
    """How things stood when it was written down, a minute ago at most.

    Attributes
    ----------
    posture
        What was seen last; sitting where nothing is looked at.
    minutes
        Of sitting since the last break, or of standing.
    asked
        Whether it has asked to get up, and nothing has come of it.
    put_off, put_off_until
        By which answer, and until when; None where nothing was put off.
    doing
        Id of the offer that is being done.
    taught
        Whether it was shown what sitting and standing look like.
    """

    posture: Seen
    minutes: int
    asked: bool = False
    put_off: Answer | None = None
    put_off_until: datetime | None = None
    doing: str | None = None
    taught: bool = False

    @property
    def sentence(self) -> str:
        """For people."""
        if self.doing is not None:
            return tr("Under way: {what}", what=tr(offers()[self.doing].title))
        if self.posture is Seen.STANDING:
            return plural("{count} minute of standing.", "{count} minutes of standing.", self.minutes)
        sat = plural("{count} minute of sitting.", "{count} minutes of sitting.", self.minutes)
        return f"{sat} {tr(asking().question)}" if self.asked else sat

    @property
    def silence(self) -> str:
        """What was put off, for people; empty where nothing was."""
        if self.put_off is Answer.OFF:
            return tr("It asks no more today.")
        if self.put_off_until is None:
            return ""
        return tr("It asks again at {time}.", time=f"{self.put_off_until:%H:%M}")


def status(now: datetime) -> Status | None:
    """Of the companion of this user; None where none runs."""
    if not is_running():
        return None
    state, taught = load(state_path())
    quiet = state.quiet
    put_off = quiet.answer if quiet.is_put_off(now) else None
    stands = state.posture is Seen.STANDING
    return Status(
        state.posture,
        round((state.stood_s if stands else state.sat_s) / 60),
        asked=state.asked > 0 and put_off is None,
        put_off=put_off,
        put_off_until=None if put_off is None else quiet.end,
        doing=doing(state_path()),
        taught=taught is not None,
    )
