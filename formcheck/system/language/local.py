"""Numbers and dates as they are written in the language of the program; what programs read is written otherwise."""

from datetime import date

from formcheck.system.language import ENGLISH, current


def number(value: float, digits: int = 0) -> str:
    """A number with so many digits after the decimal sign, as "1.5" or "1,5"."""
    from babel.numbers import get_decimal_symbol

    return f"{value:.{digits}f}".replace(".", get_decimal_symbol(_locale()))


def brief(value: float) -> str:
    """A number with the digits it needs, as "2" or "2,5"."""
    from babel.numbers import get_decimal_symbol

    return f"{value:g}".replace(".", get_decimal_symbol(_locale()))


def day(when: date, form: str = "long") -> str:
    """A date, as "29 November 2026" or "29. November 2026".

    Parameters
    ----------
    when
        The date.
    form
        "full", "long", "medium" or "short", or what is to be in it as CLDR writes it, such as "MMM" or "yMMMM".
    """
    from babel.dates import format_date, format_skeleton

    if form in ("full", "long", "medium", "short"):
        return format_date(when, form, _locale())
    return str(format_skeleton(form, when, locale=_locale()))


def weekday(when: date) -> str:
    """The day of the week, as "Tuesday"."""
    from babel.dates import format_date

    return str(format_date(when, "EEEE", _locale()))


def _locale() -> str:
    """What babel calls the language; English dates are written as in most of the world."""
    language = current().language
    return "en_GB" if language == ENGLISH else language
