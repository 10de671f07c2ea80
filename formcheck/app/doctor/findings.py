"""What the doctor has found, as a text that strangers may read: in English, and without names."""

import re
from collections.abc import Iterable
from importlib import metadata

from formcheck.app.doctor import run_checks
from formcheck.app.doctor.check import Check
from formcheck.app.doctor.nameless import nameless
from formcheck.system.language import ENGLISH, current, tr, use
from formcheck.system.processes import cores
from formcheck.version import __version__


def findings() -> str:
    """What this computer is, and what of it formcheck can use: some lines."""
    spoken = current().language
    try:
        use(ENGLISH)
        checks = [_line(check) for check in run_checks(spoken=spoken)]
    finally:
        use(spoken)
    about = {"formcheck": __version__, "language": spoken, "processors": cores(), "packages": _packages()}
    return nameless("\n".join([*checks, "", *(f"{what}: {value}" for what, value in about.items())])) + "\n"


def _line(check: Check) -> str:
    sign = "ok" if check.ok else "FAIL" if check.needed else "note"
    found = check.found if check.ok else f"{check.found}; {check.advice}"
    return " ".join(f"{sign:4}  {tr(check.name)}: {nameless(found, check.own)}".splitlines())


def _packages() -> str:
    """What formcheck is made of, and whatever else calls itself cv2: two of those overwrite each other."""
    try:
        needed = metadata.requires("formcheck") or []
    except metadata.PackageNotFoundError:
        return "unknown"
    names = [re.split(r"[^\w.-]", line)[0] for line in needed if "extra ==" not in line]
    return ", ".join(_versions({*names, *metadata.packages_distributions().get("cv2", [])}))


def _versions(names: Iterable[str]) -> list[str]:
    found = []
    for name in sorted(names, key=str.casefold):
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            found.append(f"{name} missing")
    return found
