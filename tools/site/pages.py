"""The source of the site: pages that there are, with their links turned, and those that are made from data."""

import json
import re
import shutil
from importlib import resources
from pathlib import Path

from formcheck.exercises import catalogue
from formcheck.exercises.checked import UNSEEN, checked
from formcheck.exercises.timed import AnyExercise

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BESIDE = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md",
          "SECURITY.md": "security.md", "tools/render/README.md": "renderer.md"}  # fmt: skip
"""Pages that lie elsewhere, and what they are called on the site."""
CONTENTS = {
    "Using it": ("page", "using", "checkup", "desk", "phone", "exercises/index"),
    "What to expect": ("accuracy", "privacy"),
    "With other programs": ("python", "api", "opensim", "scale"),
    "Taking part": ("contributing", "translating", "test_bench", "renderer", "security", "changelog"),
}
API = """# The Python interface

How it is used: [formcheck from Python](python.md).

```{eval-rst}
.. autofunction:: formcheck.analyze
.. autofunction:: formcheck.analyze_all
.. autofunction:: formcheck.read
.. autoclass:: formcheck.Result
   :members:
.. automodule:: formcheck.errors
   :members:
   :show-inheritance:
   :exclude-members: unusable, unwritten
```
"""
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?!https?:)([^)#\s]*)(#[^)]*)?\)")


def write_source(target: Path) -> None:
    """Write everything Sphinx reads into a folder."""
    target.mkdir(parents=True)
    for path in DOCS.iterdir():
        if path.suffix == ".md":
            (target / path.name).write_text(turned(path), encoding="utf-8")
        elif path.is_file():
            shutil.copy(path, target)
    for name, page in BESIDE.items():
        (target / page).write_text(turned(ROOT / name), encoding="utf-8")
    chapters = {title.lower().replace(" ", "-"): title for title in CONTENTS}
    with (target / "index.md").open("a", encoding="utf-8") as index:
        index.write(_toctree(*chapters, hidden=True))
    for name, title in chapters.items():
        (target / f"{name}.md").write_text(f"# {title}\n{_toctree(*CONTENTS[title])}", encoding="utf-8")
    (target / "api.md").write_text(API, encoding="utf-8")
    _write_exercises(target / "exercises")


def turned(page: Path) -> str:
    """A page whose links lead to pages of the site; what is no page of it is named, and not linked."""

    def link(found: re.Match[str]) -> str:
        mark, text, where, place = found.groups()
        if not where:
            return found[0]
        path = (page.parent / where).resolve().relative_to(ROOT).as_posix()
        if path in BESIDE:
            return f"[{text}]({BESIDE[path]}{place or ''})"
        if path.startswith("docs/"):
            return f"{mark}[{text}]({path.removeprefix('docs/')}{place or ''})"
        return text

    return _LINK.sub(link, page.read_text(encoding="utf-8"))


def _toctree(*pages: str, hidden: bool = False) -> str:
    return "\n".join(["", "```{toctree}", ":hidden:" if hidden else ":maxdepth: 1", "", *pages, "```", ""])


def _write_exercises(folder: Path) -> None:
    folder.mkdir()
    pictures = json.loads((resources.files("formcheck.web") / "pictures.json").read_text(encoding="utf-8"))
    known = [catalogue.find(name) for name in (*catalogue.names(), *catalogue.timers())]
    rows = [f"- [{one.name}]({one.id}.md): {one.about}" for one in known]
    index = "# Exercises\n\n" + "\n".join(rows) + "\n" + _toctree(*(one.id for one in known), hidden=True)
    (folder / "index.md").write_text(index, encoding="utf-8")
    for one in known:
        shutil.copy(ROOT / "formcheck" / "exercises" / f"{one.id}.toml", folder)
        (folder / f"{one.id}.md").write_text(_page(one, _drawing(pictures[one.id])), encoding="utf-8")


def _drawing(picture: dict[str, object]) -> str:
    paths = picture["paths"]
    assert isinstance(paths, list)
    drawn = "".join(f'<path class="step-{step}" fill-rule="evenodd" d="{d}"/>' for step, d in enumerate(paths))
    box = f"0 0 {picture['width']} {picture['height']}"
    return f'<svg class="exercise" viewBox="{box}" role="img" aria-label="start and end">{drawn}</svg>'


def _page(one: AnyExercise, drawing: str) -> str:
    times = f"{one.dose.sets} sets of {one.dose.reps}" + (" a side" if one.one_sided else "")
    held = f", each held for {one.hold_s:g} s" if one.hold_s else ""
    parts = [f"# {one.name}", f"```{{raw}} html\n{drawing}\n```", one.about, f"{times}{held}; `{one.id}`.",
             f"**Camera.** {one.camera}"]  # fmt: skip
    if one.timer is None:
        parts += [f"**Checked from {place}:** {'; '.join(what)}." for place, what in checked(one).items()]
        parts += [f"**No camera sees** {UNSEEN}."]
    parts += [f"**{title}.** {said}" for title, said in (("Easier", one.easier), ("Careful", one.caution)) if said]
    parts += ["## Its file", f"```{{literalinclude}} {one.id}.toml\n:language: toml\n```"]
    return "\n\n".join(parts) + "\n"
