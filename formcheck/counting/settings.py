"""The limits of the engine that hold for every exercise, in one object: `benchmarks` varies it, `summary.json` has it.

What an exercise asks for stands in its file. A limit of a single computation, which nothing else depends on, stands
beside that computation.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of counting, of the gate that keeps other movement out, of the position, and of the judgement.

    Attributes
    ----------
    up, down
        Shares of the person's usual rise: a repetition goes beyond the first and comes back below the second. Real
        repetitions of a set rise at least 0.87 of their median, rendered full ones 0.81, deliberate partials at most
        0.62.
    dwell_s
        Seconds for which it has to stay below: longer than a landmark trembles.
    shortest_s
        Seconds from gate to gate that a repetition takes at least; the fastest real one took 0.43.
    begun
        Share of the way up: a recording that begins lower has caught the movement just after its start.
    memory_s
        Seconds for which heights are kept: rest and range are those of the last while.
    firm
        Rises that make a range: a median of three is not turned by one odd movement.
    smooth_s
        Seconds of the median over heights: takes a jumping landmark out, and is short beside any movement.
    left_s
        Seconds out of the exercise's posture after which the set has been left.
    gap_s
        Seconds without a person after which the next one may be elsewhere.
    still_s, still_within
        A body that moves less than this share of the smallest rise for so many seconds stands still.
    surely
        0 to 1: that it is something else, before it is kept out: a bound missed by more than what it gives way. The
        same of the posture, before a person is out of position: in doubt they are not.
    unsure
        0 to 1: a movement that is less plausible as the exercise that was named is counted, but never good.
    looked_at_together
        Movements of which most have to be something else before a set is refused.
    confirmed_by
        Repetitions that follow a single odd movement before it counts.
    settled_s
        Seconds in position after which a person is ready: longer than passing through it takes.
    gone_s
        A person who is not found for fewer seconds is still there.
    at_rest
        Progress (0 at rest, 1 at the usual top) below which the person is at rest; where a repetition starts and ends.
    count, hold
        Shares of the way to the goal of the judged measure: what a hold is at least, and where one by height runs.
    """

    up: float = 0.65
    down: float = 0.35
    dwell_s: float = 0.2
    shortest_s: float = 0.3
    begun: float = 0.5
    memory_s: float = 90.0
    firm: int = 3
    smooth_s: float = 0.12
    left_s: float = 0.5
    gap_s: float = 2.0
    still_s: float = 0.5
    still_within: float = 0.3
    surely: float = 0.9
    unsure: float = 0.5
    looked_at_together: int = 6
    confirmed_by: int = 2
    settled_s: float = 0.7
    gone_s: float = 0.5
    at_rest: float = 0.15
    count: float = 0.65
    hold: float = 0.8


DEFAULTS = Settings()
