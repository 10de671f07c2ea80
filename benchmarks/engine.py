"""What the engine costs: everything between a pose and its snapshot, in milliseconds a frame.

    python benchmarks/engine.py [RECORDING.npz --exercise NAME]

The median and the 95th percentile over all frames; the goal is 0.3 ms.
"""

import argparse
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from formcheck.counting.session import Session
from formcheck.exercises import catalogue
from formcheck.pose.recording import Recording

DEFAULT = Path(__file__).parents[1] / "tests" / "recordings" / "donkey_kick_1.npz"
GOAL_MS = 0.3
ROUNDS = 5


def frame_costs_ms(session: Session, recording: Recording) -> list[float]:
    """Milliseconds that each frame of a recording takes in a session."""
    costs = []
    for time_s, pose in recording:
        before = perf_counter()
        session.update(time_s, pose)
        costs.append((perf_counter() - before) * 1000)
    return costs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("recording", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--exercise", default="donkey_kick")
    arguments = parser.parse_args()
    recording, exercise = Recording.load(arguments.recording), catalogue.load(arguments.exercise)
    print(f"{arguments.recording.name}: {len(recording)} frames, {ROUNDS} rounds, goal {GOAL_MS} ms a frame")
    costs = [cost for _ in range(ROUNDS) for cost in frame_costs_ms(Session(exercise), recording)]
    print(f"median {median(costs):.3f} ms   95th percentile {quantiles(costs, n=20)[-1]:.3f} ms")


if __name__ == "__main__":
    main()
