"""README and docs/ say what the program does: tables are made from it, links lead somewhere, recipes run."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest

import reader.config.settings
from reader.config.settings import Settings
from reader.i18n import Messages
from reader.input.commands import COMMANDS, CONTEXTS
from reader.input.key_names import format_key
from tests.cli.process import environment

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
RECIPES = re.findall(
    r"^## ([^\n]+)\n\n(?:[^`#]+\n\n)?```sh\n(.*?)```\n(?:\n```text\n(.*?)```\n)?",
    (ROOT / "docs" / "recipes.md").read_text("utf-8"),
    re.DOTALL | re.MULTILINE,
)
"""The title of each recipe, its commands, and what they print, where that is shown."""


def find_table(name: str, page: str) -> str:
    """The table between two comments of a page in docs/."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", text, re.DOTALL)
    assert found, name
    return found[1].strip()


def keys_table() -> str:
    """The table of keys for docs/reading.md, in Markdown."""

    def cells(keys: str) -> str:
        return " ".join(f"`{format_key(key)}`".replace("|", r"\|") for key in keys.split(",")) if keys else "by `:`"

    words = Messages("en")
    rows = [
        f"| {words('help.topic.' + context)} | {cells(c.keys)} | `{c.id}` | {words(c.id + '.help')} |"
        for context in CONTEXTS
        for c in COMMANDS
        if c.context == context
    ]
    return "\n".join(["| where | keys | name | what they do |", "| --- | --- | --- | --- |", *rows])


def settings_table() -> str:
    """Every setting with its values, default and the docstring below its field."""
    module = ast.parse(Path(reader.config.settings.__file__).read_text("utf-8"))
    body = next(node.body for node in module.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    rows = []
    for field, (node, described) in zip(fields(Settings), _pairs(body), strict=True):
        values = " ".join(f"`{v}`" for v in re.findall(r"['\"]?([\w]+)['\"]?", ast.unparse(node)[8:])) if node else ""
        rows.append(f"| `{field.name}` | {values} | `{field.default}` | {described} |")
    return "\n".join(["| key | values | default | what it is |", "| --- | --- | --- | --- |", *rows])


def _pairs(body: list[ast.stmt]) -> list[tuple[ast.expr | None, str]]:
    pairs: list[tuple[ast.expr | None, str]] = []
    for statement, following in pairwise(body):
        if isinstance(statement, ast.AnnAssign):
            assert isinstance(following, ast.Expr)
            assert isinstance(following.value, ast.Constant)
            node = statement.annotation if isinstance(statement.annotation, ast.Subscript) else None
            pairs.append((node, " ".join(str(following.value.value).split())))
    return pairs


def test_the_table_of_keys_is_that_of_the_program() -> None:
    assert find_table("keys", "reading.md") == keys_table()


def test_the_table_of_settings_is_that_of_the_program() -> None:
    assert find_table("settings", "settings.md") == settings_table()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_of_a_page_lead_to_files(page: Path) -> None:
    for path in re.findall(r"\[[^]\n]*\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        assert path.startswith("https://") or (page.parent / path).exists(), path


def test_there_are_ten_recipes() -> None:
    assert len(RECIPES) >= 10
    assert len({title for title, _, _ in RECIPES}) == len(RECIPES)
    assert len(RECIPES) == (ROOT / "docs" / "recipes.md").read_text("utf-8").count("\n## ")


@pytest.mark.parametrize(("commands", "printed"), [recipe[1:] for recipe in RECIPES], ids=[r[0] for r in RECIPES])
def test_a_recipe_runs_and_prints_what_it_says(commands: str, printed: str, tmp_path: Path) -> None:
    (tmp_path / "articles").symlink_to(ROOT / "articles")
    program = tmp_path / "bin" / "dubao"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    env = environment(DUBAO_LIBRARY=str(tmp_path / "library.db"))
    env["PATH"] = f"{program.parent}{os.pathsep}{env['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", commands], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == printed if printed else done.stdout or any(tmp_path.glob("*.csv"))


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.search(r"<!-- test -->\n```sh\n.*pytest.*\n```", README)
