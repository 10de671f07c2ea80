"""Check-ups as they would have been kept, four weeks apart, and judged."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from formcheck.checkup.record import Checkup
from formcheck.checkup.scoring import Judged, Person, judged
from formcheck.output.history.kept_checkup import KeptCheckup
from tests.past import DAY

WOMAN = Person(34, "F")


def kept(number: int, checkup: Checkup) -> KeptCheckup:
    """The check-up of so many days after the first."""
    return KeptCheckup(
        str(uuid5(NAMESPACE_URL, f"checkup {number}")), DAY + timedelta(days=number), checkup, number + 1
    )


def past(*checkups: Checkup, person: Person = WOMAN) -> list[tuple[KeptCheckup, Judged]]:
    """All of these, four weeks apart."""
    return [(kept(28 * place, one), judged(one, checkups[:place], person)) for place, one in enumerate(checkups)]
