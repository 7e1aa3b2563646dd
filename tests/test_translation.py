"""Sentences of errors and of the command line in Chinese: none is missing, and values come back in their places."""

from __future__ import annotations

import ast
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.commands import COMMANDS
from reader.cli.main import main
from reader.cli.parser import SOURCE_NOTE
from reader.errors import ReaderError
from reader.i18n import Messages
from reader.library import sqlite_errors
from reader.sources import files, web_errors
from reader.text.tsv import read_rows
from reader.translation import compile_template, set_message_language, translate

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1] / "reader"
RAISING = {"ReaderError": 1, "NoArticleError": 1, "UsageError": 0, "ArgumentTypeError": 0, "print_message": 0}
"""Calls whose arguments are sentences, and the index of the first of them."""
ROWS = read_rows(str(ROOT / "translation.py"), "translations")


def find_templates(node: ast.expr) -> Iterator[str]:
    """The English sentences that an expression can be, with {} for what varies; none where that cannot be seen."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from find_templates(node.body)
        yield from find_templates(node.orelse)


def find_sentences() -> set[str]:
    """The sentences of the code: of errors, of messages of the command line, and of its help."""
    found = {SOURCE_NOTE, *(command.description for command in COMMANDS.values())}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            sentences = [*node.args[RAISING[name] :]] if name in RAISING else []
            if path.parent.name == "cli":
                sentences += [keyword.value for keyword in node.keywords if keyword.arg == "help"]
            found.update(template for sentence in sentences for template in find_templates(sentence))
    for table in (sqlite_errors._MESSAGES, files._ERRNO_REASONS):
        found.update(sentence for pair in table.values() for sentence in pair)
    for _, *cells in read_rows(str(Path(web_errors.__file__)), "web_errors"):
        for cell in cells:
            fields = {field: "{}" for _, field, _, _ in string.Formatter().parse(cell) if field}
            found.add(cell.format_map(fields))
    return {sentence for sentence in found if sentence.replace("{}", "").strip(" :;,./()\"'")}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    set_message_language("en")


@pytest.mark.parametrize("sentence", sorted(find_sentences()))
def test_every_sentence_has_a_translation(sentence: str) -> None:
    filled = sentence.replace("{}", "X1")
    for language in ("hant", "hans"):
        set_message_language(language)
        translated = translate(filled)
        assert translated != filled
        assert translated.count("X1") == sentence.count("{}")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_row_has_the_same_values_in_all_languages(row: list[str]) -> None:
    english, *others = row
    fields = [str(number) for number in range(english.count("{}"))]
    for other in others:
        assert sorted(field for _, field, _, _ in string.Formatter().parse(other) if field is not None) == fields


@given(st.sampled_from([row for row in ROWS if "{}" in row[0]]), st.data())
def test_values_of_a_template_are_found_again(row: list[str], data: st.DataObject) -> None:
    values = [f"<{data.draw(st.integers(0, 10**6))}>" for _ in range(row[0].count("{}"))]
    found = compile_template(row[0]).fullmatch(row[0].format(*values))
    assert found
    assert list(found.groups()) == values


def test_an_error_is_told_in_the_language_that_was_set() -> None:
    error = ReaderError("a.txt", "there is no such file", "check the path")
    assert str(error) == "a.txt: there is no such file; check the path"
    set_message_language("hk")
    assert str(error) == "a.txt：沒有這個檔案；請檢查路徑"
    set_message_language("hans")
    assert str(error) == "a.txt：没有这个文件；请检查路径"


def test_a_sentence_without_a_translation_stays() -> None:
    set_message_language("hans")
    assert translate("of no table") == "of no table"
    assert translate("") == ""
    assert translate("x" * 100_000) == "x" * 100_000


@pytest.mark.parametrize(
    ("locale", "error", "usage", "heading"),
    [
        ("zh_TW.UTF-8", "dubao: nosuch.txt：沒有這個檔案；請檢查路徑\n", "用法：", "例子："),
        ("zh_CN.UTF-8", "dubao: nosuch.txt：没有这个文件；请检查路径\n", "用法：", "所有命令共用的选项"),
        ("de_DE.UTF-8", "dubao: nosuch.txt: there is no such file; check the path\n", "usage: ", "examples:"),
    ],
)
def test_errors_and_help_speak_the_language_of_the_locale(
    locale: str,
    error: str,
    usage: str,
    heading: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    assert main(["nosuch.txt"]) == 1
    assert capsys.readouterr().err == error
    assert main(["show", "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{usage}dubao show ")
    assert f"\n{heading}" in printed
    assert main(["shwo"]) == 2
    assert "dubao show" in capsys.readouterr().err


def test_taiwan_has_its_own_forms_of_the_common_sentences() -> None:
    set_message_language("tw")
    assert translate("nothing was changed") == "什麼都沒有改"
    set_message_language("hk")
    assert translate("nothing was changed") == "甚麼都沒有改"
    assert Messages("tw")("setting.pictures.help") == "圖說的圖片在哪裡顯示"
    assert Messages("hk")("setting.pictures.help") == "圖說的圖片在哪裏顯示"
