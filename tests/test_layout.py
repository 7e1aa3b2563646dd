"""Every module that decides anything has a test file of its own: tests/a/test_b.py for reader/a/b.py."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
MIN_CODE_LINES = 60
"""Lines of code, without comments and docstrings, from which on a module needs a test file of its own."""
DECLARATIONS = {
    "tui/parts.py",
    "tui/shell.py",
}
"""Modules of protocols and data types, which decide nothing."""
WITHOUT_TESTS = {
    "services/feeds/ingestion.py",
    "services/feeds/listing.py",
    "services/feeds/newsboat_import.py",
    "services/feeds/refresh_process.py",
    "services/feeds/refresh_run.py",
    "structure/html/story.py",
    "structure/markdown/article.py",
    "tui/app.py",
    "tui/screens/counted_keys.py",
    "tui/screens/full_page.py",
    "tui/screens/help.py",
    "tui/screens/reading.py",
    "tui/screens/reading_controllers.py",
    "tui/screens/reading_events.py",
    "tui/screens/settings.py",
    "tui/selection.py",
    "tui/widgets/article_list.py",
    "tui/widgets/article_pane.py",
    "tui/widgets/article_view.py",
    "tui/widgets/choice_drawer.py",
    "tui/widgets/full_page_rows.py",
    "tui/widgets/note_editor.py",
    "tui/widgets/page_renderer.py",
    "tui/widgets/prompt_bar.py",
    "tui/widgets/status_bars.py",
}
"""Modules that are only tested through others. Write a test file for one, and take it off the list;
`python -m tests.test_layout` prints the list as it should be."""


def count_code_lines(path: Path) -> int:
    """The lines of a module that are neither blank, nor comments, nor docstrings."""
    source = path.read_text(encoding="utf-8")
    strings = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )
    documentation = {line for node in strings for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    lines = enumerate(source.splitlines(), 1)
    return sum(1 for n, line in lines if n not in documentation and line.strip() and not line.strip().startswith("#"))


def find_modules_without_tests() -> set[str]:
    """The modules that need a test file and have none, as paths below reader/."""
    modules = (path for path in (ROOT / "reader").rglob("*.py") if path.name not in ("__init__.py", "__main__.py"))
    return {
        module.relative_to(ROOT / "reader").as_posix()
        for module in modules
        if count_code_lines(module) >= MIN_CODE_LINES and not find_test(module).exists()
    }


def find_test(module: Path) -> Path:
    """The path of the test file of a module."""
    relative = module.relative_to(ROOT / "reader")
    return ROOT / "tests" / relative.parent / f"test_{relative.stem}.py"


def test_every_module_that_decides_anything_has_a_test_file() -> None:
    assert find_modules_without_tests() - DECLARATIONS - WITHOUT_TESTS == set()


def test_modules_that_have_a_test_file_are_off_the_list() -> None:
    assert WITHOUT_TESTS - find_modules_without_tests() == set(), "take these off WITHOUT_TESTS"


def test_comments_blank_lines_and_docstrings_are_no_code(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    source = '"""Two\nlines."""\n\n# comment\nX = 1\n"""What it is."""\n\n\ndef f():\n    """Text."""\n    return X\n'
    path.write_text(source)
    assert count_code_lines(path) == 3


if __name__ == "__main__":  # python -m tests.test_layout: the list as it should be
    print("\n".join(f'    "{name}",' for name in sorted(find_modules_without_tests() - DECLARATIONS)))
