"""The wheel holds the program and its articles alone, dependencies have bounds, and NOTICE lists their licences."""

from __future__ import annotations

import re
import tomllib
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from packaging.requirements import Requirement

from tests.trust.licences import HEADING, NOTICE, format_section, list_packages

ROOT = Path(__file__).parents[2]
PROGRAM_SUFFIXES = {".py", ".tsv", ".sql", ".css", ".tcss", ".bin"}
"""Endings of the files of the package; something else in it is there by mistake."""
SHARED_FOLDERS = {"man", "bash-completion", "zsh", "fish"}
"""Where the manual page and the completions of shells go."""
WITHOUT_UPPER_BOUND = {"certifi"}
"""Data with dates for versions."""
COPYLEFT = re.compile(r"\b(?:A?GPL|SSPL|GNU)", re.IGNORECASE)


def read_project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def list_wheel(tmp_path: Path) -> list[str]:
    """The names of the files in the wheel, built twice to the same bytes."""
    builder = pytest.importorskip("hatchling.builders.wheel")
    wheels = [
        Path(next(builder.WheelBuilder(str(ROOT)).build(directory=str(tmp_path / name), versions=["standard"])))
        for name in ("a", "b")
    ]
    assert wheels[0].read_bytes() == wheels[1].read_bytes()
    with zipfile.ZipFile(wheels[0]) as archive:
        return archive.namelist()


def test_the_wheel_holds_the_program_and_its_articles_alone(tmp_path: Path) -> None:
    names = [PurePosixPath(name) for name in list_wheel(tmp_path)]
    shared = [name for name in names if name.parts[0].endswith(".data")]
    assert {name.parts[1:4] for name in shared} <= {("data", "share", part) for part in SHARED_FOLDERS}
    outside = [
        name for name in names if name.parts[0] != "reader" and not name.parts[0].endswith((".dist-info", ".data"))
    ]
    assert outside == []
    articles = [name for name in names if name.parts[:2] == ("reader", "articles")]
    assert sorted(name.name for name in articles) == sorted(path.name for path in (ROOT / "articles").iterdir())
    program = [name for name in names if name.parts[0] == "reader" and name not in articles]
    assert {name.suffix for name in program} <= PROGRAM_SUFFIXES
    assert not [
        name for name in program if {"tests", "__pycache__"} & {*name.parts} or name.name.startswith((".", "test_"))
    ]
    assert {"LICENSE", "NOTICE"} <= {name.name for name in names if name.parts[0].endswith(".dist-info")}


def test_dependencies_have_upper_bounds() -> None:
    requirements = [Requirement(text) for text in read_project()["project"]["dependencies"]]
    without = {each.name for each in requirements if not any(bound.operator == "<" for bound in each.specifier)}
    assert without == WITHOUT_UPPER_BOUND


def test_notice_lists_the_licences_of_all_dependencies() -> None:
    text = NOTICE.read_text("utf-8")
    listed = set(re.findall(r"^- ([a-z0-9-]+): ", text.partition(HEADING)[2], re.MULTILINE))
    assert {*list_packages()} <= listed, "python -m tests.trust.licences --write"
    assert not [line for line in format_section().splitlines() if COPYLEFT.search(line)]
