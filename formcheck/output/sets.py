"""The sets of a session with their repetitions and attempts."""

from collections.abc import Iterator

from formcheck.counting.summary import EndedSet, Summary


def in_sets(summary: Summary) -> Iterator[EndedSet]:
    """The sets that were planned or recognised; of each the first repetitions of its exercise that are left."""
    left = list(summary.reps)
    for kept in summary.sets:
        count = kept.counts.movements
        own = [rep for rep in left if (rep.exercise or summary.exercise) == kept.exercise][:count]
        taken = set(map(id, own))
        left = [rep for rep in left if id(rep) not in taken]
        yield EndedSet(kept, tuple(own))
