"""What has to be mended in a repetition, which is then not good; and the tip that is the next step of a whole set."""

from collections import Counter
from collections.abc import Sequence

from formcheck.counting.results import Rep
from formcheck.exercises.severity import Severity
from formcheck.system.language import tr


def to_mend(rep: Rep) -> tuple[str, ...]:
    """What is said of the faults for which a repetition is not good, each once."""
    return tuple(dict.fromkeys(tr(fault.say) for fault in rep.faults if fault.severity is not Severity.TIP))


def next_step(reps: Sequence[Rep]) -> str:
    """The tip that most repetitions ask for, and how many do; empty where none does."""
    tips = Counter(say for rep in reps for say in {f.say for f in rep.faults if f.severity is Severity.TIP})
    if not tips:
        return ""
    say, count = tips.most_common(1)[0]
    total = sum(rep.counted for rep in reps)
    return tr("{say} ({count} of {total} repetitions)", say=tr(say), count=count, total=total)
