"""formcheck: a camera watches exercises for the glutes, counts repetitions and checks their form.

>>> import formcheck
>>> result = formcheck.analyze("clip.mp4", exercise="glute_bridge")
>>> result.counts.reps, result.reps["hold_s"], result.signals["hip_extension_deg"]
"""

from typing import TYPE_CHECKING

from formcheck.errors import FormcheckError
from formcheck.version import __version__

if TYPE_CHECKING:
    from formcheck.app.api import analyze, analyze_all, read
    from formcheck.app.result import Result

__all__ = ["FormcheckError", "Result", "__version__", "analyze", "analyze_all", "read"]

if not TYPE_CHECKING:  # type checkers know the names from above, and go on to refuse all others

    def __getattr__(name: str) -> object:
        """Import what needs everything only when it is asked for: the command line answers at once."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from formcheck.app import api

        return getattr(api, name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
