"""No module of the screen imports another that imports it in turn, not even for types."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "reader" / "tui"


def imports_of(path: Path) -> set[str]:
    """The modules that a module names in its import statements, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def find_circle(graph: dict[str, set[str]]) -> list[str]:
    """The names along some circle of a graph; none where there is none."""
    done: set[str] = set()
    path: list[str] = []

    def visit(name: str) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        path.append(name)
        for other in sorted(graph[name]):
            if circle := visit(other):
                return circle
        path.pop()
        done.add(name)
        return []

    return next((circle for name in sorted(graph) if (circle := visit(name))), [])


def test_no_module_of_the_screen_is_in_an_import_circle() -> None:
    folders = [FOLDER / name for name in ("controllers", "screens", "widgets", "terminal")]
    paths = [*FOLDER.glob("*.py"), *(path for folder in folders for path in folder.glob("*.py"))]
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths if path.stem != "__init__"}
    assert find_circle({name: imports_of(path) & set(names) for name, path in names.items()}) == []


def test_no_controller_imports_a_screen_a_widget_or_the_app() -> None:
    allowed = {"reader.tui.widgets.scrolling"}  # a mixin without Textual
    for path in (FOLDER / "controllers").glob("*.py"):
        found = {name for name in imports_of(path) if name.startswith(("reader.tui.screens", "reader.tui.widgets"))}
        found |= {name for name in imports_of(path) if name.startswith(("textual", "rich", "reader.tui.app"))}
        assert {name for name in found if not any(name.startswith(each) for each in allowed)} == set(), path


def test_a_circle_is_found() -> None:
    assert find_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
