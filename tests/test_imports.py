"""What a command loads, seen in a fresh interpreter: start-up is quick because heavy modules stay away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "textual",
    "rich",
    "httpx",
    "PIL",
    "sqlite3",
    "rapidfuzz",
    "lxml",
    "opencc",
    "webencodings",
    "platformdirs",
    "pydantic",
    "asyncio",
}
PROBE = """
import sys, io, json
before = set(sys.modules)
sys.stdout = io.TextIOWrapper(io.BytesIO())
{code}
print(json.dumps(sorted(set(sys.modules) - before)), file=sys.__stdout__)
"""
HANT, HANS = "江華全力打造創新政策，今年簽約專案。", "江华全力打造创新政策，今年签约专案。"


def loaded(code: str) -> set[str]:
    """The modules that a piece of code loads."""
    nowhere = {"DUBAO_CONFIG": "/nowhere/config.toml", "DUBAO_LIBRARY": "/nowhere/library.db"}
    environment = {**os.environ, **nowhere, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", PROBE.format(code=code)], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def heavy(*arguments: str) -> set[str]:
    """The heavy modules that a command loads."""
    return {name.partition(".")[0] for name in loaded(f"from reader.cli.main import main; main({arguments!r})")} & HEAVY


@pytest.fixture
def hant(tmp_path: Path) -> str:
    path = tmp_path / "hant.txt"
    path.write_text(HANT, encoding="utf-8")
    return str(path)


@pytest.fixture
def hans(tmp_path: Path) -> str:
    path = tmp_path / "hans.txt"
    path.write_text(HANS, encoding="gb18030")
    return str(path)


def test_importing_the_package_costs_nothing() -> None:
    assert loaded("import reader") == {"reader"}


def test_importing_the_command_line_loads_two_modules() -> None:
    new = loaded("import reader.cli.main")
    assert {name for name in new if name.startswith("reader")} == {
        "reader",
        "reader.cli",
        "reader.cli.main",
        "reader.errors",
    }
    assert not {name.partition(".")[0] for name in new} & HEAVY


@pytest.mark.parametrize("argument", ["--version", "--help", "--nonsense"])
def test_help_and_version_load_few_modules(argument: str) -> None:
    new = loaded(f"from reader.cli.main import main; main([{argument!r}])")
    assert not {name for name in new if name.startswith(("reader.structure", "reader.typeset", "reader.script"))}
    assert not {name.partition(".")[0] for name in new} & HEAVY


def test_showing_an_article_loads_neither_the_screen_nor_opencc(hant: str) -> None:
    assert heavy("show", hant) == set()
    assert heavy("show", hant, "--json") == set()
    assert heavy("show", hant, "--plain", "--width", "40") == set()
    assert heavy(hant) == set()


def test_a_page_of_the_disk_loads_its_parser_and_no_client(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><h1>渡口</h1><p>{HANT * 3}</p>", encoding="utf-8")
    assert heavy("show", str(path)) == {"lxml"}


def test_the_screen_loads_neither_the_client_nor_the_parser() -> None:
    names = {name.partition(".")[0] for name in loaded("import reader.tui.app")}
    assert not names & {"httpx", "httpcore", "anyio", "lxml"}


def test_an_open_article_loads_neither_the_html_package_nor_the_converter() -> None:
    new = loaded("import reader.tui.state.article, reader.tui.state.reading_list, reader.tui.state.annotation_store")
    assert not {name for name in new if name.startswith("reader.structure.html.")}
    assert not new & {"reader.structure.html", "reader.script.converter", "reader.script.offset_maps"}


def test_saving_a_copy_and_reading_it_loads_neither_the_screen_nor_a_parser(hant: str) -> None:
    for form in ("md", "html", "json", "csv"):
        assert heavy("save", hant, "-o", f"{hant}.{form}") == set()
    for form in ("md", "html", "json"):
        assert heavy("show", f"{hant}.{form}", "--json") == set()
    assert not {
        name for name in loaded(f"from reader.cli.main import main; main(['show', {hant!r}])") if "copies." in name
    } - {
        "reader.copies.checksum",
        "reader.copies.formats",
    }


def test_opencc_is_loaded_only_for_a_script_that_is_not_the_articles(hant: str) -> None:
    assert heavy("show", hant, "--script", "hans") == {"opencc"}
    assert heavy("show", hant, "--script", "hant") == set()
    assert heavy("show", hant, "--script", "source") == set()


def test_the_table_of_encodings_is_loaded_only_when_one_is_named(hans: str) -> None:
    assert heavy("show", hans, "--encoding", "gbk") == {"webencodings"}


def test_the_library_is_loaded_only_by_the_commands_that_use_it(hant: str, tmp_path: Path) -> None:
    named = ("--library", str(tmp_path / "library.db"))
    assert heavy("annotate", hant, "--quote", "創新政策", *named) == {"sqlite3"}
    assert heavy("annotate", hant, "--quote", "創新攻策", *named) == {"sqlite3", "rapidfuzz"}
    assert heavy("notes", *named) == heavy("list", *named) == heavy("search", "x", *named) == {"sqlite3"}
    assert heavy("show", hant, *named) == set()


def test_only_the_users_own_settings_need_platformdirs() -> None:
    """DUBAO_CONFIG was set in all the others."""
    code = "import os; os.environ.pop('DUBAO_CONFIG', None); from reader.config.settings import load_settings"
    code += "; load_settings()"
    assert {name.partition(".")[0] for name in loaded(code)} & HEAVY == {"platformdirs"}


@pytest.mark.parametrize(
    "package",
    [
        "annotations",
        "atomic_files",
        "cli.annotate",
        "cli.library",
        "config.settings",
        "input.commands",
        "library",
        "model",
        "script",
        "services.ansi_page",
        "services.diagnostics",
        "sources",
        "structure",
        "terminal.setup",
        "typeset",
    ],
)
def test_no_package_below_the_screen_loads_heavy_modules(package: str) -> None:
    assert not {name.partition(".")[0] for name in loaded(f"import reader.{package}")} & HEAVY
