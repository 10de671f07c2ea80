"""What is wrong with a live source, judged from its pictures, and when it has to be opened again."""

from collections import Counter
from dataclasses import dataclass
from math import isnan, nan

from formcheck.video.frame import Picture
from formcheck.video.trouble import Trouble

_MOST_DOUBLINGS = 20  # far beyond every longest pause


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a live source may go without a good picture before something is done about it, all in seconds.

    A pair is a first pause and a longest one: each time the source is opened again in vain, the pause doubles.

    Attributes
    ----------
    gap_after_s, gap_every_s
        Without a picture for so long, the first gap is reported; the next ones in this rhythm.
    stuck_s
        A picture that stays the same to the last pixel for so long is stuck. Cameras that compress may skip what does
        not move, but hardly for longer: a person breathes, and a whole picture comes every second or two.
    silent_pauses_s
        Pauses before a source that failed or ended is opened again.
    stuck_pauses_s, black_pauses_s
        How long it may be stuck, or deliver nothing but black, before it is opened again.
    steady_s
        Good pictures for so long, and the pauses begin anew; one alone may come from a cable that is loose.
    give_up_s
        Without a picture for so long, it is given up.
    """

    gap_after_s: float = 1.0
    gap_every_s: float = 0.25
    stuck_s: float = 1.5
    silent_pauses_s: tuple[float, float] = (0.5, 10.0)
    stuck_pauses_s: tuple[float, float] = (3.0, 30.0)
    black_pauses_s: tuple[float, float] = (5.0, 60.0)
    steady_s: float = 10.0
    give_up_s: float = 120.0


class Health:
    """The health of one live source, over all the times it is opened; reads no clock.

    Parameters
    ----------
    limits
        How long what may last.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pauses_s = {
            Trouble.SILENT: limits.silent_pauses_s,
            Trouble.STUCK: limits.stuck_pauses_s,
            Trouble.DARK: limits.black_pauses_s,
        }
        self._tries: Counter[Trouble] = Counter()
        self._trouble: Trouble | None = None
        self._since_s = nan  # since when that is so; NaN between opening and the first picture
        self._same_since_s = nan
        self._lasted_s = 0.0

    @property
    def due(self) -> bool:
        """Whether what is wrong has lasted so long that it should be opened again."""
        return self._trouble is not None and self._lasted_s >= self._pause_s(self._trouble)

    def look(self, time_s: float, picture: Picture) -> Trouble | None:
        """Judge the next picture.

        Parameters
        ----------
        time_s
            When it was taken.
        picture
            What was measured of it.

        Returns
        -------
        Trouble
            `Trouble.STUCK`, `Trouble.DARK`, or None for a good picture.
        """
        if not picture.frozen or isnan(self._same_since_s):
            self._same_since_s = time_s
        stuck = time_s - self._same_since_s >= self._limits.stuck_s
        # Black first: behind a closed cover all pictures are the same.
        trouble = Trouble.DARK if picture.black else Trouble.STUCK if stuck else None
        if trouble is not self._trouble or isnan(self._since_s):
            self._trouble, self._since_s = trouble, time_s
        self._lasted_s = time_s - self._since_s
        if trouble is None and self._lasted_s >= self._limits.steady_s:
            self._tries.clear()
        return trouble

    def again(self, trouble: Trouble) -> float:
        """Note that it will be opened once more, and say how long to wait before.

        Parameters
        ----------
        trouble
            Why it is opened again: `Trouble.SILENT`, or what the last `look` returned. With these it has gone on
            delivering, the pause is over, and there is nothing left to wait for.

        Returns
        -------
        float
            Seconds.
        """
        pause_s = self._pause_s(trouble) if trouble is Trouble.SILENT else 0.0
        self._tries[trouble] += 1
        self._since_s, self._lasted_s = nan, 0.0
        return pause_s

    def _pause_s(self, trouble: Trouble) -> float:
        first_s, longest_s = self._pauses_s[trouble]
        return min(longest_s, first_s * 2.0 ** min(self._tries[trouble], _MOST_DOUBLINGS))
