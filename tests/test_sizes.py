"""No file, function or line of classes grows beyond what one can hold in mind, and only the command line prints."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "reader").rglob("*.py"))
MAX_FILE_LINES = 420
MAX_FUNCTION_LINES = 60
"""Lines of a function without its docstring. Its complexity is limited by ruff (C901)."""
MAX_CLASS_LEVELS = 3
"""Classes of ours in a line of inheritance, the class itself included."""
LONG_FUNCTIONS: frozenset[str] = frozenset()
"""Functions that are longer, as `path:name`; the list may only shrink."""
LONG_FILES = frozenset(
    {
        "reader/annotations/anchoring.py",
        "reader/script/converter.py",
    }
)
"""Files that are longer; the list may only shrink."""


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def count_function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines from the name of a function to its end, without those of its docstring."""
    first = node.body[0]
    has_docstring = ast.get_docstring(node, clean=False) is not None
    docstring_lines = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring_lines


def find_long_functions(source: str) -> list[str]:
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [node.name for node in functions if count_function_lines(node) > MAX_FUNCTION_LINES]


def base_names(node: ast.ClassDef) -> list[str]:
    """The last names of the classes that a class inherits from."""
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return [
        base.attr if isinstance(base, ast.Attribute) else base.id
        for base in bases
        if isinstance(base, ast.Attribute | ast.Name)
    ]


def count_levels(bases: dict[str, list[str]]) -> dict[str, int]:
    """How many of our classes are in the longest line of inheritance that ends in each.

    Args:
        bases: The names of the classes that each of our classes inherits from.
    """

    def levels(name: str) -> int:
        return 1 + max((levels(base) for base in bases[name] if base in bases), default=0)

    return {name: levels(name) for name in bases}


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MAX_FILE_LINES or relative(path) in LONG_FILES
    long = [name for name in find_long_functions(source) if f"{relative(path)}:{name}" not in LONG_FUNCTIONS]
    assert long == []


def test_the_lists_of_exceptions_name_only_what_is_still_too_long() -> None:
    for exception in LONG_FUNCTIONS:
        path, name = exception.split(":")
        assert name in find_long_functions((ROOT / path).read_text(encoding="utf-8")), exception
    for name in LONG_FILES:
        assert (ROOT / name).read_text(encoding="utf-8").count("\n") > MAX_FILE_LINES, name


def test_no_class_is_deeper_than_three_of_our_own() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FILES]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    deep = {
        name
        for name, levels in count_levels({c.name: base_names(c) for c in classes}).items()
        if levels > MAX_CLASS_LEVELS
    }
    assert deep == set()


def test_levels_are_counted_over_all_bases() -> None:
    assert count_levels({"A": ["Widget"], "B": ["A"], "C": ["Mixin", "B"], "Mixin": []}) == {
        "A": 1,
        "B": 2,
        "C": 3,
        "Mixin": 1,
    }


def test_only_the_output_of_the_command_line_prints() -> None:
    def prints(path: Path) -> bool:
        calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
        return any(isinstance(call.func, ast.Name) and call.func.id == "print" for call in calls)

    assert [relative(path) for path in FILES if prints(path)] == ["reader/cli/output.py"]
