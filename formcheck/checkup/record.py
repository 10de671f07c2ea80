"""What a check-up has measured: its tests, their tries, and how each try ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from formcheck.pose.landmarks import Side

Unit = Literal["stands", "s", "deg", "passed"]
"""What a value counts; "passed" is 1 for yes and 0 for no."""


@dataclass(frozen=True, slots=True)
class Try:
    """One try at a test.

    Attributes
    ----------
    value
        What was measured, in the test's unit; None where the try is void.
    capped
        It lasted to the end of the test: the person could have gone on.
    ended
        Why it ended, one of the reasons of the test's file, such as "time", "foot_down" or "hands".
    warnings
        What was called meanwhile, in order.
    setup
        How the person was placed: by name and unit, such as "seat_slope_deg", "knee_flexion_deg", "own_top_deg".
    details
        What else was measured, by name and unit, such as "first_five_s".
    """

    value: float | None
    ended: str
    capped: bool = False
    warnings: tuple[str, ...] = ()
    setup: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TestResult:
    """A test on one side, or on both at once.

    Attributes
    ----------
    test
        The id of the test's file, such as "chair_stand".
    side
        The leg that works; None where both do.
    tries
        In order; of the values that are not None the largest is the result.
    not_judged
        Why there is no value although the test was not left out: a reason of the test's file; None otherwise.
    left_out
        The person left the test out.
    view
        From where it was seen: "side", "oblique" or "front"; None where that was not known.
    """

    __test__ = False  # no class of pytest's

    test: str
    unit: Unit
    side: Side | None
    tries: tuple[Try, ...] = ()
    not_judged: str | None = None
    left_out: bool = False
    view: str | None = None

    @property
    def best(self) -> Try | None:
        """The try with the largest value; None where no try has one."""
        return max((one for one in self.tries if one.value is not None), key=lambda one: one.value or 0, default=None)

    @property
    def value(self) -> float | None:
        """The largest value; None where there is none."""
        return None if self.best is None else self.best.value


@dataclass(frozen=True, slots=True)
class Checkup:
    """One check-up; when it was is known to who keeps it.

    Attributes
    ----------
    first_side
        The side that began; it alternates from one check-up to the next.
    results
        In the order of the tests; a test of one leg twice.
    model
        The name of the pose model: lite, full or heavy.
    short
        Only the chair stand, the one-leg stand and the single-leg bridge were asked for.
    complete
        It was gone through to its end.
    seat_height_m
        As told by the person; None where they did not say.
    """

    first_side: Side
    results: tuple[TestResult, ...]
    model: str
    short: bool = False
    complete: bool = True
    seat_height_m: float | None = None
