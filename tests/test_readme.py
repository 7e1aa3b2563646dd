"""The README says what the program does: its tables are made from the program, its commands are those of CI."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import reader.config.settings
from reader.config.settings import Settings
from reader.i18n import Messages
from reader.input.commands import COMMANDS, CONTEXTS
from reader.input.key_names import format_key

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def part(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", README, re.DOTALL)
    assert found, name
    return found[1].strip()


def keys_table() -> str:
    """The table of keys for the README, in Markdown."""

    def cells(keys: str) -> str:
        return " ".join(f"`{format_key(key)}`" for key in keys.split(",")) if keys else "by `:`"

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
    assert part("keys") == keys_table()


def test_the_table_of_settings_is_that_of_the_program() -> None:
    assert part("settings") == settings_table()


def test_the_picture_is_there() -> None:
    for path in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / path).is_file()


def test_ci_runs_the_test_command_of_the_readme() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.search(r"<!-- test -->\n```sh\n.*pytest.*\n```", README)
