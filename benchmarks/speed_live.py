"""`formcheck live` with the arguments given, ended at its first picture; for `benchmarks.speed --startup`.

When that picture was on the screen is printed as seconds of the system's monotonic clock.
"""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING
from unittest.mock import patch

from formcheck.cli import main as program
from formcheck.cli import safety

if TYPE_CHECKING:
    from formcheck.counting.moment import Moment
    from formcheck.feedback.window import Window

SHOWN = "first picture:"


def _shown(moment: "Moment") -> None:
    if moment.frame is not None:
        print(SHOWN, monotonic(), flush=True)
        raise KeyboardInterrupt


def _listen() -> None:
    """Let every window tell of its first picture."""
    from formcheck.feedback.window import Window as Shown

    as_it_is = Shown.run

    def run(window: "Window", ended: Callable[[], bool]) -> None:
        window.on_shown = _shown
        as_it_is(window, ended)

    patch.object(Shown, "run", run).start()


def main() -> None:
    """Run the program with a window that tells of its first picture."""
    ask = safety.ask_before_the_first

    def ask_and_listen() -> None:
        _listen()  # not before the program has imported the window itself, in its own order
        ask()

    with patch.object(safety, "ask_before_the_first", ask_and_listen):
        program.main()


if __name__ == "__main__":
    main()
