"""Coverage by room, from what `coverage` has kept: ``python -m tools.rooms``; status 1 where all is below the floor."""

import sys
from collections import Counter
from pathlib import Path

from coverage import Coverage

FLOOR = 90
"""Per cent of all lines, as the quick tests reached when it was last measured, rounded down."""


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
    for room in lines:
        print(f"{room:12} {lines[room]:6} lines {_share(lines[room], missed[room]):6.1f} %")
    total = _share(lines.total(), missed.total())
    print(f"{'all':12} {lines.total():6} lines {total:6.1f} %, at least {FLOOR}")
    return int(total < FLOOR)


def _share(lines: int, missed: int) -> float:
    return 100 * (lines - missed) / max(lines, 1)


if __name__ == "__main__":
    sys.exit(main())
