"""Does the left side keep up with the right? A folder of clips in, a table and a plot out.

    python examples/compare_sides.py monday.mp4 tuesday.mp4 --exercise donkey_kick --plot sides.png

Needs pandas: pip install 'formcheck[pandas]'
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

import formcheck

try:
    import pandas as pd
except ModuleNotFoundError:
    sys.exit("pandas is not installed, which this example makes its tables with: pip install 'formcheck[pandas]'")

# Less than this is no difference: what the measurement itself is worth (docs/accuracy.md).
LEAST_SHARE, LEAST_RANGE_DEG, LEAST_HOLD_S = 0.2, 10.0, 0.3
COLOURS = {"left": "tab:blue", "right": "tab:orange"}


def repetitions(results: Sequence[formcheck.Result]) -> pd.DataFrame:
    """One row for every one-sided movement of every clip, with its range from rest to the top."""
    frames = [result.reps_frame().assign(clip=Path(result.document.source).name) for result in results]
    reps = pd.concat(frames, ignore_index=True)
    reps["range_deg"] = reps["judged_peak"] - reps["judged_rest"]
    return reps[reps["side"].isin(COLOURS)]


def table(reps: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Counts, and the medians of what counted."""
    counts = reps.groupby(list(by)).agg(
        reps=("verdict", lambda verdict: (verdict == "rep").sum()),
        good=("good", "sum"),
        attempts=("verdict", lambda verdict: (verdict == "attempt").sum()),
    )
    counted = reps[reps["verdict"] == "rep"]
    medians = counted.groupby(list(by))[["range_deg", "hold_s", "lift_s", "lower_s"]].median()
    return counts.join(medians)


def shown(sides: pd.DataFrame) -> str:
    """A table as it is printed: angles to five degrees, seconds to one decimal; a landmark is worth no more."""
    rounded = sides.assign(range_deg=5 * (sides["range_deg"] / 5).round()).round(1)
    return str(rounded.to_string(na_rep="-", formatters={"range_deg": "{:.0f}".format}))


def differences(sides: pd.DataFrame) -> list[str]:
    """What is different between the sides by more than the measurement is unsure."""
    if not {"left", "right"} <= set(sides.index):
        return ["Only one side was seen."]
    found = []
    for less, more in (("left", "right"), ("right", "left")):
        a, b = sides.loc[less], sides.loc[more]
        if a["good"] < (1 - LEAST_SHARE) * b["good"]:
            found.append(f"{less}: {a['good']:.0f} good repetitions, {more}: {b['good']:.0f}")
        if b["range_deg"] - a["range_deg"] >= LEAST_RANGE_DEG:
            found.append(f"{less}: about {5 * round((b['range_deg'] - a['range_deg']) / 5)} degrees less range")
        if b["hold_s"] - a["hold_s"] >= LEAST_HOLD_S:
            found.append(f"{less}: held {b['hold_s'] - a['hold_s']:.1f} s less")
    return found or ["No difference that could be measured."]


def plot(results: Sequence[formcheck.Result], path: Path) -> None:
    """The hip angle of every repetition from its start, left over right."""
    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.add_subplot()
    labels = set()
    for result in results:
        time_s, hip_deg = result.signals["time_s"], result.signals["hip_extension_deg"]
        for rep in result.reps[result.reps["verdict"] == "rep"]:
            side = str(rep["side"])
            part = (time_s >= rep["start_s"] - 0.3) & (time_s <= rep["end_s"] + 0.3)
            if side in COLOURS and part.any():
                label = None if side in labels else side
                axes.plot(time_s[part] - rep["start_s"], 180 + hip_deg[part], color=COLOURS[side], label=label, lw=1.2)
                labels.add(side)
    axes.axhline(180, color="grey", lw=0.8, ls=":")
    axes.set(xlabel="seconds from the start of the repetition", ylabel="hip angle, degrees (180 = straight)")
    axes.spines[["top", "right"]].set_visible(False)
    if labels:
        axes.legend(frameon=False)
    figure.savefig(path, dpi=150)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("clips", nargs="+", type=Path, help="videos or landmark recordings (.npz)")
    parser.add_argument("--exercise", help="its name, or a .toml file; otherwise it is recognised")
    parser.add_argument("--plot", type=Path, help="where to draw the repetitions, as sides.png")
    given = parser.parse_args(arguments)
    results = []
    for clip in given.clips:
        try:
            results.append(formcheck.analyze(clip, given.exercise))
        except formcheck.FormcheckError as error:
            print(error, file=sys.stderr)
    if not results:
        return 1
    reps = repetitions(results)
    if reps.empty:
        print("No one-sided repetition was found.")
        return 0
    print(shown(table(reps, ["clip", "side"])), end="\n\n")
    sides = table(reps, ["side"])
    print(shown(sides), end="\n\n")
    print("\n".join(differences(sides)))
    if given.plot is not None:
        plot(results, given.plot)
        print(f"Plot: {given.plot}")
    return 0 if len(results) == len(given.clips) else 1


if __name__ == "__main__":
    sys.exit(main())
