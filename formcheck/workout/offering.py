"""To go on where the same plan was stopped last time: it is asked before anything else."""

from formcheck.counting.snapshot import SetProgress
from formcheck.counting.summary import Offer
from formcheck.workout.active_set import ActiveSet
from formcheck.workout.course import Course
from formcheck.workout.mode import Mode

OFFER_S = 15.0
"""It is asked for so long, from when somebody is there to hear it."""
START_S = 10.0
"""What begins without a person in position begins after this long: the camera has to be put down."""


class Offering:
    """Begins a workout: at its beginning, or where it was stopped.

    Parameters
    ----------
    course
        Of the workout.
    offer
        Where it was stopped; None where nothing is offered.
    """

    def __init__(self, course: Course, offer: Offer | None) -> None:
        self._course, self._offer, self._seen = course, offer, False

    @property
    def asks(self) -> bool:
        """Whether the answer is still to come."""
        return self._offer is not None

    def start(self, time_s: float) -> ActiveSet:
        """Begin with the question, or with the set that is on."""
        anywhere = self._course.agenda.current.exercise.posture is None
        running = self._course.begin(time_s, rest_s=START_S if anywhere else 0.0)
        if self._offer is not None:
            self._course.enter(time_s, Mode.OFFERING)
        return running

    def update(self, time_s: float, *, seen: bool) -> None:
        """Take the next moment: the time to answer begins once somebody is there."""
        self._seen = self._seen or seen
        if self._offer is not None and not self._seen:
            self._course.since_s = time_s

    def let_time_pass(self, time_s: float) -> None:
        """Who does not answer begins at the beginning."""
        if self._offer is not None and time_s - self._course.since_s >= OFFER_S:
            self.decide(time_s, go_on=False)

    def decide(self, time_s: float, *, go_on: bool) -> None:
        """Begin where it was stopped last time, or at the beginning."""
        offer, self._offer = self._offer, None
        if offer is not None and go_on:
            self._course.agenda.go_on_from(offer.unfinished.next_set, offer.left_out)
        self.start(time_s)

    def progress(self, routine: str) -> SetProgress:
        """The question."""
        return SetProgress(routine=routine, offer=self._offer)
