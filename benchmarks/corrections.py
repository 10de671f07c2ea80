"""Are the corrections true? Every fault made by amounts, seen from around; real faults; and good form left alone.

    python -m benchmarks.corrections ROWS.jsonl               # make the rows of rendered bodies, then print their table
    python -m benchmarks.corrections ROWS.jsonl --keep        # print the table of rows that are there
    python -m benchmarks.corrections --seen                   # the clips of faults that the pose model has really seen
    python -m benchmarks.corrections --captured PEOPLE.npz    # motion-captured people: what is there, and what is named
    python -m benchmarks.corrections --measures [PEOPLE.npz]  # measures beside truth
    python -m benchmarks.corrections --real FOLDER            # people whose form is good: what is named nevertheless

What is there is defined on joints in space, in `benchmarks.form_truth`. `--page` writes all into docs/accuracy.md.
"""

import argparse
from pathlib import Path

from benchmarks import form_alone, form_measured, form_people, form_rows, form_seen, form_tables
from benchmarks.accuracy import PAGE, page

HERE = Path(__file__).parents[1] / "tests" / "recordings"


def main() -> None:
    """Make what was asked for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=Path, help="rows of rendered bodies")
    parser.add_argument("--keep", action="store_true", help="the rows are there")
    parser.add_argument("--views", type=int, default=1, help="places for each angle off the side")
    parser.add_argument("--only", default="", help="a part of an exercise's name")
    parser.add_argument("--seen", action="store_true")
    parser.add_argument("--captured", type=Path)
    parser.add_argument(
        "--measures", nargs="?", type=Path, const=Path(), help="of rendered bodies, and of these people"
    )
    parser.add_argument("--real", type=Path)
    parser.add_argument("--page", action="store_true")
    arguments, made = parser.parse_args(), dict[str, str]()
    if arguments.rows is not None:
        if not arguments.keep:
            form_rows.run(arguments.rows, form_rows.jobs(arguments.views, arguments.only))
        made["corrections"] = form_tables.rendered(form_rows.read(arguments.rows))
    if arguments.seen:
        made |= {"corrections seen": form_seen.table(HERE / "bench"), "corrections part": form_tables.part()}
    if arguments.captured is not None:
        made["corrections captured"] = form_tables.captured(form_people.run(arguments.captured))
    if arguments.measures is not None:
        made["measures"] = form_measured.table(arguments.measures if arguments.measures.name else None)
    if arguments.real is not None:
        made["alone"] = form_alone.table(arguments.real)
    for name, text in made.items():
        print(f"{name}\n\n{text}")
    if arguments.page:
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main()
