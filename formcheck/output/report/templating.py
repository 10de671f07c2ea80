"""Pages from templates: everything escaped, styles and script inside, and nothing else allowed to run or to load."""

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources

from formcheck.system.language import current, plural, retold, tr

_POLICY = (
    "default-src 'none'; img-src data:; media-src 'self' file:; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'; script-src {}"
)


def rendered(template: str, *, script: str = "", **values: object) -> Iterator[str]:
    """A page, piece after piece: of hours of exercise it is long, and need not be in memory as a whole.

    Parameters
    ----------
    template
        Its name in ``templates/``.
    script
        Name of the script that it runs; only this one may.
    values
        What the template shows. ``data``, JSON text, is made safe to stand within the page.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    code = _text(script) if script else ""
    if "data" in values:
        values["data"] = Markup(_within_a_script(str(values["data"])))
    environment = Environment(
        loader=PackageLoader("formcheck.output.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"tr": tr, "plural": plural, "retold": retold, "language": current().language}
    return environment.get_template(template).generate(
        style=Markup(_text("page.css")),
        script=Markup(code),
        policy=_POLICY.format(f"'sha256-{_digest(code)}'" if code else "'none'"),
        **values,
    )


def _text(name: str) -> str:
    return (resources.files("formcheck.output.report") / "templates" / name).read_text(encoding="utf-8")


def _digest(code: str) -> str:
    return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


def _within_a_script(text: str) -> str:
    """JSON in which no tag can end or begin."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
