"""Sentences of errors and of the command line in Chinese: none is missing, and values come back in their places."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import feeds
from reader.cli.commands import COMMANDS
from reader.cli.main import main
from reader.cli.parser import SOURCE_NOTE
from reader.errors import ReaderError
from reader.i18n import Messages
from reader.library import sqlite_errors
from reader.sources import encoding, files, pictures, web_errors, web_response
from reader.text.tsv import read_rows
from reader.translation import (
    compile_template,
    format_count,
    join_parts,
    set_message_language,
    translate,
    write_taiwan_forms,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1] / "reader"
RAISING = {
    "ReaderError": 1,
    "NoArticleError": 1,
    "UsageError": 0,
    "ArgumentTypeError": 0,
    "print_message": 0,
    "translate": 0,
}
"""Calls whose arguments are sentences, and the index of the first of them."""
ROWS = read_rows(str(ROOT / "translation.py"), "translations")


PLACEHOLDER = re.compile(r"\{#?\}")
NOTICE_CALLS = {"notices.append", "problems.append", "notify"}
"""Calls whose first argument is a sentence on what was found."""
NOTICE_NAMES = {"notices", "anchor_notices", "_describe_annotations", "_reanchor_misplaced"}
"""Names of lists of such sentences, and of functions that return or yield them."""


class Scope:
    """The values that the names of a module can have.

    Args:
        tree: The module.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.values: dict[str, list[ast.expr]] = {}
        """The expressions that a name is assigned, and those that a function returns or yields."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._assign(target, node.value)
            elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
                self._assign(node.target, node.value)
            elif isinstance(node, ast.FunctionDef):
                found = [each for each in ast.walk(node) if isinstance(each, ast.Return | ast.Yield)]
                self.values.setdefault(node.name, []).extend(each.value for each in found if each.value is not None)

    def _assign(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.values.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            for name, part in zip(target.elts, value.elts, strict=False):
                self._assign(name, part)

    def find_templates(self, node: ast.expr, depth: int = 4) -> Iterator[str]:
        """The English sentences that an expression can be, with {} for what varies; none where that cannot be seen."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            for part in node.values:
                if isinstance(part, ast.FormattedValue):  # a part of several words is English, too
                    yield from (each for each in self.find_templates(part.value, depth) if " " in each.strip())
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            lefts, rights = ([*self.find_templates(side, depth)] or ["{}"] for side in (node.left, node.right))
            yield from (left + right for left in lefts for right in rights)
        else:
            for alternative, is_resolved in self._list_alternatives(node):
                if depth >= is_resolved:
                    yield from self.find_templates(alternative, depth - is_resolved)

    def _list_alternatives(self, node: ast.expr) -> Iterator[tuple[ast.expr, bool]]:
        """The expressions that an expression may be, and whether they are the values of a name."""
        if isinstance(node, ast.IfExp):
            yield from ((node.body, False), (node.orelse, False))
        elif isinstance(node, ast.BoolOp):
            yield from ((value, False) for value in node.values)
        elif isinstance(node, ast.Tuple | ast.List):
            yield from ((element, False) for element in node.elts)
        elif isinstance(node, ast.Starred):
            yield node.value, False
        elif isinstance(node, ast.Name):
            yield from ((value, True) for value in self.values.get(node.id, ()))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from ((value, True) for value in self.values.get(node.func.id, ()))


def find_sentences() -> set[str]:
    """The sentences of the code: of errors, of messages of the command line, and of its help."""
    found = {SOURCE_NOTE, *(command.description for command in COMMANDS.values())}
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        scope = Scope(tree)
        for name in NOTICE_NAMES & scope.values.keys():
            found.update(each for value in scope.values[name] for each in scope.find_templates(value) if " " in each)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            sentences = [*node.args[RAISING[name] :]] if name in RAISING else []
            if path.parent.name == "cli":
                sentences += [keyword.value for keyword in node.keywords if keyword.arg == "help"]
            found.update(template for sentence in sentences for template in scope.find_templates(sentence))
            if name == "format_count" and isinstance(node.args[2], ast.Constant):
                found.add(f"{{#}} {node.args[2].value!s}")
            if ast.unparse(node.func) in NOTICE_CALLS:
                found.update(scope.find_templates(node.args[0]))
            if name in ("ReaderError", "NoArticleError"):
                found.update(
                    each for each in scope.find_templates(node.args[0]) if each.startswith(("the ", "standard "))
                )
    found.update(encoding._FILE_TYPES.values(), web_response._NON_TEXT_TYPES.values())
    found.update(kind for _, kind in pictures._OTHER_TYPES)
    found.update(map(str, web_errors._CERTIFICATE_FAULTS.values()))
    found.update(f"{{#}} {name}" for name in feeds._SUMMARY_NAMES.values())
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
    filled = PLACEHOLDER.sub("71", sentence)
    for language in ("hant", "hans"):
        set_message_language(language)
        translated = translate(filled)
        assert translated != filled
        assert translated.count("71") == len(PLACEHOLDER.findall(sentence))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:60])
def test_a_row_has_the_same_values_in_all_languages(row: list[str]) -> None:
    english, *others = row
    fields = [str(number) for number in range(len(PLACEHOLDER.findall(english)))]
    for other in others:
        assert sorted(field for _, field, _, _ in string.Formatter().parse(other) if field is not None) == fields


@given(st.sampled_from([row for row in ROWS if PLACEHOLDER.search(row[0])]), st.data())
def test_values_of_a_template_are_found_again(row: list[str], data: st.DataObject) -> None:
    numbers = [(part, data.draw(st.integers(0, 10**6))) for part in PLACEHOLDER.findall(row[0])]
    values = [f"<{number}>" if part == "{}" else str(number) for part, number in numbers]
    template = row[0].replace("{#}", "{}")
    found = compile_template(row[0]).fullmatch(template.format(*values))
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
    assert write_taiwan_forms("甚至不知道為甚麼") == "甚至不知道為什麼"
    set_message_language("hk")
    assert translate("nothing was changed") == "甚麼都沒有改"
    assert Messages("tw")("setting.pictures.help") == "圖說的圖片在哪裡顯示"
    assert Messages("hk")("setting.pictures.help") == "圖說的圖片在哪裏顯示"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Daily: rock does not take the connection; check the address", "Daily：rock 不接受連線；請檢查網址"),
        ("copy.md: the note of footnote a1 was edited", "copy.md：註腳 a1 的筆記改過"),
        ("copy.md: new marks or notes in it: 1", "copy.md：新的畫線或筆記：1 條"),
        ("this is a binary file, not text", "這不是文字（二進位檔案）"),
        ("this is a folder, which holds a, b and 4 more", "這是資料夾，裡面有 a, b 和另外 4 個"),
        ("check the path; and 4 more", "請檢查路徑；另有 4 處"),
        ("try again after 5 minutes", "請於 5 分鐘 後再試"),
        ("of no table: of no table; of no table", "of no table: of no table; of no table"),
        ("some feeds", "some feeds"),
    ],
)
def test_sentences_composed_of_parts_are_translated_whole(sentence: str, expected: str) -> None:
    set_message_language("tw")
    assert translate(sentence) == expected


def test_a_count_has_the_singular_in_english_and_the_comma_of_the_language() -> None:
    counts = [(1, "feed", "feeds"), (0, "new article", "new articles")]
    assert join_parts(format_count(*count) for count in counts) == "1 feed, 0 new articles"
    set_message_language("hans")
    assert join_parts(format_count(*count) for count in counts) == "1 个订阅源，0 篇新文章"


@pytest.mark.parametrize(("language", "other_words"), [("tw", ("劃", "打開")), ("hk", ("畫線", "打開"))])
def test_a_region_has_one_word_for_highlighting_and_for_opening(
    language: Literal["tw", "hk"], other_words: tuple[str, ...]
) -> None:
    texts = [row[1] for row in ROWS] + list(Messages(language)._texts.values())
    if language == "tw":
        texts = list(map(write_taiwan_forms, texts))
    assert not [text for text in texts for word in other_words if word in text]
