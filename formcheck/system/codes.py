"""QR codes, made on this computer: for a page, and for a terminal."""

import io

import segno


def as_svg(text: str) -> str:
    """An image that any page can hold: dark on light, whatever is around it."""
    code = io.BytesIO()
    segno.make(text, micro=False).save(
        code, kind="svg", scale=6, border=2, xmldecl=False, svgns=True, dark="#000", light="#fff"
    )
    return code.getvalue().decode()


def as_text(text: str) -> str:
    """Half blocks, two rows to a line."""
    code = io.StringIO()
    segno.make(text, micro=False).terminal(code, compact=True, border=1)
    return code.getvalue()
