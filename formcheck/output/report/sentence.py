"""The one plain sentence at the top of a report, put together from what was counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from formcheck.counting.results import Reason, Rep, SetSummary, Summary, Verdict
from formcheck.counting.tally import judged_together, totals
from formcheck.exercises.severity import Severity
from formcheck.exercises.timed import AnyExercise
from formcheck.feedback.reasons import unjudged, words_for

REFUSED = (Reason.NOT_IN_POSITION, Reason.OTHER_MOVEMENT)
"""What was something else, and no try."""
_MISSED = (Reason.NOT_RETURNED, Reason.TOO_FAST, Reason.LOST_SIGHT, *REFUSED)
_RANK = {Severity.STOP: 2, Severity.FIX: 1, Severity.TIP: 0}


def headlines(summary: Summary, practices: Mapping[str, AnyExercise]) -> list[str]:
    """One sentence for each exercise that was done, in order; where there are several, each begins with its name.

    Parameters
    ----------
    summary
        The session.
    practices
        What was done, by id.
    """
    done = list(dict.fromkeys(kept.exercise for kept in summary.sets)) or [summary.exercise] * bool(summary.exercise)
    if not done:
        return [_nothing(summary)]
    sentences = [(name, _sentence(name, summary, practices.get(name))) for name in done]
    if len(sentences) == 1:
        return [text for _, text in sentences]
    return [f"{name_in(practices, name)}: {text[:1].lower()}{text[1:]}" for name, text in sentences]


def name_in(practices: Mapping[str, AnyExercise], exercise: str) -> str:
    """What an exercise is called; its id where its file is not at hand."""
    return practices[exercise].name if exercise in practices else exercise


def most_frequent_fault(reps: Sequence[Rep]) -> tuple[str, int]:
    """What to say about the fault of most repetitions, and of how many; empty where there was none."""
    found: Counter[str] = Counter()
    rank: dict[str, int] = {}
    for rep in reps:
        found.update({fault.say for fault in rep.faults})
        rank.update({fault.say: _RANK[fault.severity] for fault in rep.faults})
    if not found:
        return "", 0
    return max(found.items(), key=lambda item: (item[1], rank[item[0]]))


def _nothing(summary: Summary) -> str:
    if not summary.tracking.seen:
        return "Nobody was seen."
    return f"No exercise was recognised; say which it is. {summary.seen}".strip()


def _sentence(name: str, summary: Summary, practice: AnyExercise | None) -> str:
    sets = [kept for kept in summary.sets if kept.exercise == name]
    reps = [rep for rep in summary.reps if (rep.exercise or summary.exercise) == name]
    plural = practice.plural if practice is not None else "repetitions"
    hurt = "; stopped because something hurt" if any(kept.stopped_for for kept in sets) else ""
    if sets and all(kept.verify == "timer" for kept in sets):
        return f"{_paced(sets, plural)}{hurt}."
    if not reps:
        return f"No {plural} were counted{hurt}."
    asked = any(kept.hold_target_s for kept in sets)
    asked = asked or (not sets and practice is not None and practice.hold_s > 0)
    reached = practice.judge.reached if practice is not None and practice.timer is None else "the full range"
    clauses = list(_range([rep for rep in reps if rep.reason not in REFUSED], plural, reached))
    clauses += _holds(reps, asked=asked)
    missed = ((why, count) for why, count in _reasons(reps).items() if why in _MISSED)
    clauses += [f"{count} {words_for(why, reps[0].direction)}" for why, count in missed]
    text = "; ".join(clauses)
    return text[:1].upper() + text[1:] + hurt + _advice(reps)


def _paced(sets: Sequence[SetSummary], plural: str) -> str:
    count = sum(kept.counts.reps for kept in sets)
    who = "it" if count == 1 else "them"
    return f"{count or 'No'} {plural} paced by the timer" + (f"; nobody checked {who}" if count else "")


def _range(reps: Sequence[Rep], plural: str, reached: str) -> Iterator[str]:
    """How many were counted, where not all of their form could be judged; how many went all the way, where that was."""
    counted = [rep for rep in reps if rep.verdict is Verdict.REP]
    known = [rep for rep in reps if rep.judged.measures or rep.verdict is Verdict.ATTEMPT]
    if counted and not totals(counted).judged:
        yield f"{len(counted)} counted; {unjudged(judged_together(counted))}"
    elif len(known) < len(reps):
        yield f"{len(counted)} counted"
    if counted and not any(rep.judged.measures for rep in counted):
        if known:
            yield f"{len(known)} more tried"
        return
    full = sum(rep.verdict is Verdict.REP and rep.reason != Reason.NOT_HIGH_ENOUGH for rep in known)
    of, seen = len(known), " that could be measured" if len(known) < len(reps) else ""
    if of == 1:
        yield f"one repetition{seen}, and it {'reached' if full else 'did not reach'} {reached}"
    elif of and full == of:
        yield f"{'both' if of == 2 else f'all {of}'} {plural}{seen} reached {reached}"
    elif of:
        yield f"{full or 'none'} of {of} {plural}{seen} reached {reached}"


def _holds(reps: Sequence[Rep], *, asked: bool) -> Iterator[str]:
    counted = [rep for rep in reps if rep.verdict is Verdict.REP]
    short = _reasons(reps)[Reason.HOLD_SHORT]
    if short:
        every = "all" if short == len(counted) > 1 else str(short)
        yield "the hold was short" if len(reps) == 1 else f"the hold was short on {every}"
    elif asked and counted and all(rep.good for rep in counted):
        yield "the hold was long enough" if len(reps) == 1 else "every hold was long enough"


def _reasons(reps: Sequence[Rep]) -> Counter[str]:
    return Counter(rep.reason for rep in reps)


def _advice(reps: Sequence[Rep]) -> str:
    """What to do about the most frequent fault: within the sentence where it is one, else after it."""
    say, _ = most_frequent_fault(reps)
    plain = say.rstrip(". ")
    if not plain:
        return "."
    if "." in plain or plain.startswith("I "):
        return f". {say}"
    return f"; {plain[:1].lower()}{plain[1:]}{say.rstrip()[-1] if say.rstrip()[-1] in '!?' else '.'}"
