"""ARCHITECTURE.md names paths and symbols that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
PATHS = sorted(set(re.findall(r"`((?:reader|tests)/[\w./]*)`", TEXT)))
SYMBOLS = sorted(
    set(re.findall(r"`([\w.]+)`\s+(?:in\s+|\()`(reader/[\w./]+\.py)`", TEXT)), key=lambda pair: (pair[1], pair[0])
)
PACKAGES = sorted(path.parent.relative_to(ROOT).as_posix() + "/" for path in (ROOT / "reader").glob("*/__init__.py"))


def list_names(path: Path) -> set[str]:
    """The functions, classes, methods and constants that a module defines; methods as Class.method."""
    names: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{part.name}" for part in node.body if isinstance(part, ast.FunctionDef)}
        if isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


@pytest.mark.parametrize("path", PATHS)
def test_paths_exist(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "path"), SYMBOLS)
def test_symbols_are_defined_in_the_named_modules(name: str, path: str) -> None:
    assert name in list_names(ROOT / path)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_has_its_line(package: str) -> None:
    assert f"| `{package}` |" in TEXT


def test_architecture_names_enough_paths_and_symbols() -> None:
    assert len(PATHS) > 40
    assert len(SYMBOLS) > 10
