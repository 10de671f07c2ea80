"""``python -m formcheck``, and the command ``formcheck``."""

import signal


def main() -> None:
    """Run the program. Who interrupts it while it is being loaded, or when all is done, ends it without a word."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # whoever ignores interrupts goes on to do so
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from formcheck.cli.main import main as run

    try:
        run()
    finally:
        for name in ("SIGINT", "SIGTERM"):
            if callable(signal.getsignal(getattr(signal, name))):
                signal.signal(getattr(signal, name), signal.SIG_DFL)


if __name__ == "__main__":
    main()
