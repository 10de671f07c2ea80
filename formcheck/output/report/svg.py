"""Figures as SVG for the pages: in their letters and colours, so that the same figure serves light and dark."""

import io
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NAMES = ("text", "faint", "line", "curve", "good", "mend", "missed", "hold", "counted", "other")
MARK = {name: f"#0{number:x}fa1{number:x}" for number, name in enumerate(_NAMES)}
"""Colours that no design would choose, one for each variable of the pages' style, by which they are replaced."""


def style(letter_px: float, salt: str) -> dict[Any, Any]:
    """The settings of matplotlib before a figure is made.

    Parameters
    ----------
    letter_px
        Size of the letters.
    salt
        Tells the names in one figure from those in others; the same gives the same text.
    """
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": salt,
        "font.size": letter_px,
        "font.family": "DejaVu Sans",
        "text.color": MARK["text"],
        "xtick.color": MARK["line"],
        "xtick.labelcolor": MARK["faint"],
        "ytick.color": MARK["line"],
        "ytick.labelcolor": MARK["faint"],
        "axes.edgecolor": MARK["line"],
        "axes.facecolor": "none",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
    }


def svg_of(figure: "Figure") -> str:
    """The figure as an SVG element, sized by the page, without names that nothing in it refers to; it is empty then."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    figure.clear()  # its parts know each other, and would stay for a while
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>|<style.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>', r'<svg viewBox="\1" aria-hidden="true">', text, count=1)
    wanted = {name for pair in re.findall(r"#([\w-]+)\)|href=\"#([\w-]+)\"", text) for name in pair}
    text = re.sub(r' id="([^"]+)"', lambda found: found[0] if found[1] in wanted else "", text)
    text = re.sub(r"'?DejaVu Sans'?(, *[^;\"]*)?", "var(--letters)", text)
    for name, mark in MARK.items():
        text = text.replace(mark, f"var(--{name})")
    text = re.sub(r"(\d\.\d\d)\d+", r"\1", text)  # a hundredth of a pixel
    return re.sub(r"\n\s*", "\n", text).strip()
