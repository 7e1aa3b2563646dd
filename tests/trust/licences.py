"""The licences of all packages that dubao needs at run time, for NOTICE: python -m tests.trust.licences [--write]"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

NOTICE = Path(__file__).parents[2] / "NOTICE"
HEADING = "Packages that are installed with dubao, and their licences:\n"
_NAMES = re.compile(r"[-_.]+")


def list_packages(name: str = "dubao", known: dict[str, str] | None = None) -> dict[str, str]:
    """The licences of what a package requires, by names, and of what that requires.

    Args:
        name: The package; for dubao the requirements are read from pyproject.toml.
        known: Those that were found already; they are added to.
    """
    found = {} if known is None else known
    for text in _read_requirements(name):
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        needed = _NAMES.sub("-", requirement.name).lower()
        if needed in found:
            continue
        try:
            found[needed] = find_licence(needed)
        except PackageNotFoundError:
            continue
        list_packages(needed, found)
    return dict(sorted(found.items()))


def _read_requirements(name: str) -> list[str]:
    if name != "dubao":
        return distribution(name).requires or []
    import tomllib

    text = (NOTICE.parent / "pyproject.toml").read_text("utf-8")
    requirements: list[str] = tomllib.loads(text)["project"]["dependencies"]
    return requirements


def find_licence(name: str) -> str:
    """The licence that the metadata of an installed package names."""
    metadata = distribution(name).metadata
    expression = (metadata.get_all("License-Expression") or [""])[0]
    classifiers = [
        value.rpartition(" :: ")[2] for value in metadata.get_all("Classifier") or () if value.startswith("License ::")
    ]
    field = (metadata.get_all("License") or [""])[0].strip().partition("\n")[0]
    return expression or "; ".join(classifiers) or field or "not named"


def format_section() -> str:
    """The section of NOTICE."""
    rows = (f"- {name}: {licence}\n" for name, licence in list_packages().items())
    return HEADING + "\n" + "".join(rows)


def main() -> None:
    """Print the section, or write it to NOTICE."""
    text = NOTICE.read_text("utf-8")
    before = text.partition(HEADING)[0].rstrip() + "\n\n"
    if "--write" in sys.argv:
        NOTICE.write_text(before + format_section(), "utf-8")
    else:
        print(format_section(), end="")


if __name__ == "__main__":
    main()
