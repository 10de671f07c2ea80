"""Coverage by room, ``python -m tools.rooms``; status 1 where a room that judges people is below its floor."""

import sys
from collections import Counter
from pathlib import Path

from coverage import Coverage

FLOORS = {"kinematics": 98, "exercises": 98, "counting": 99, "workout": 97, "checkup": 95}
"""Per cent of the lines of a room, as the quick tests of these rooms alone reached when it was last measured."""


def main() -> int:
    """Print it; the exit status."""
    coverage = Coverage()
    coverage.load()
    lines, missed = Counter[str](), Counter[str]()
    for path in sorted(Path("formcheck").rglob("*.py")):
        room = path.parts[1] if len(path.parts) > 2 else "beside"
        _, statements, _, missing, _ = coverage.analysis2(str(path))
        lines[room] += len(statements)
        missed[room] += len(missing)
    reached = {room: 100 * (lines[room] - missed[room]) / lines[room] for room in lines}
    for room, share in reached.items():
        floor = f", at least {FLOORS[room]}" if room in FLOORS else ""
        print(f"{room:12} {lines[room]:6} lines {share:6.1f} %{floor}")
    print(f"{'all':12} {lines.total():6} lines {100 * (1 - missed.total() / lines.total()):6.1f} %")
    return int(any(reached[room] < floor for room, floor in FLOORS.items()))


if __name__ == "__main__":
    sys.exit(main())
