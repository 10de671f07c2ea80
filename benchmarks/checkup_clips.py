"""What the check-up finds in rendered clips that the pose model has seen, beside what is in them: a row for each.

python -m benchmarks.checkup_clips
"""

import sys
from collections import Counter

from formcheck.checkup.catalogue import load
from formcheck.checkup.record import Try
from formcheck.checkup.recorded import Recorded, recorded
from tests.checkup.clips import CLIPS, WANTED
from tools.render.expected import Expected


def main() -> None:
    """Print the table."""
    lines = ["| clip | in it | found |", "|---|---|---|"]
    for name, wanted in WANTED.items():
        found = recorded(load(wanted.test), CLIPS[name])
        lines.append(f"| {name} | {_wanted(wanted)} | {_found(found)} |")
    sys.stdout.write("\n".join([*lines, ""]))


def _wanted(wanted: Expected) -> str:
    values = ", ".join(f"{value:g}" for value in wanted.values)
    stands = f"{wanted.stands} stands" if wanted.stands else ""
    within = f"{values} in time" if stands and values else values
    return "; ".join(part for part in (stands, wanted.side if not stands else "", within, wanted.ended) if part)


def _found(found: Recorded) -> str:
    events = Counter(one.event.name.lower() for one in found.stands)
    stands = [f"{count} {name}" for name, count in events.items()]
    results = [f"{result.side or 'both'}: {', '.join(map(_tried, result.tries))}" for result in found.results]
    return "; ".join([*stands, *results])


def _tried(one: Try) -> str:
    details = [f"{value:.1f}" for name, value in one.details.items() if name.startswith("lift_")]
    value = "none" if one.value is None else " / ".join(details) or f"{one.value:.1f}"
    return f"{value} ({one.ended})"


if __name__ == "__main__":
    main()
