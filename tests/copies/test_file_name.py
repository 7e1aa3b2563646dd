"""File names made of titles: readable, and valid in the folders of all systems."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.copies.file_name import MAX_NAME_BYTES, make_file_name
from reader.model.clean import UNSAFE_CHARACTER
from tests.copies.articles import NOTES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("小漁港變成風電小鎮", "小漁港變成風電小鎮.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("/", "article.md"),
        ("", "article.md"),
        ("...", "article.md"),
        ("-rf ~", "rf ~.md"),
        ("~root", "root.md"),
        (".htaccess", "htaccess.md"),
        ("a\x00b\x1b[31m\u202ec", "ab[31mc.md"),
        ('一:二*三?"四"<五>|六\\七', "一 二 三 四 五 六 七.md"),
        ("CON", "article CON.md"),
        ("aux.txt", "article aux.txt.md"),
        ("ＡＵＸ", "article ＡＵＸ.md"),
        ("COM¹", "article COM¹.md"),
        ("console", "console.md"),
        ("cafe\u0301", "caf\u00e9.md"),
        ("標題\u3000之後\u00a0\n好", "標題 之後 好.md"),
        ("\u200b\ufeff", "article.md"),
        ("字" * 59, "字" * 59 + ".md"),
        ("字" * 100, "字" * 59 + ".md"),
        ("con." + "字" * 100, "article con." + "字" * 55 + ".md"),
        ("字" * 58 + "abc\u0323d", "字" * 58 + "ab.md"),
        ("👨‍👩‍👧 一家", "👨👩👧 一家.md"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert make_file_name(title, ".md") == name


@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(NOTES), max_size=30).map("".join)))
def test_any_title_becomes_the_name_of_a_file_in_its_folder(title: str) -> None:
    name = make_file_name(title, ".html")
    assert os.path.basename(name) == name == name.strip()
    assert len(name.encode("utf-8", "surrogatepass")) <= MAX_NAME_BYTES
    assert name.endswith(".html")
    assert not UNSAFE_CHARACTER.search(name)
    assert not set(name) & set('/\\:*?"<>|\n\t')
    assert name[0] not in "-.~ "
    assert unicodedata.normalize("NFC", name) == name


def test_files_with_such_names_can_be_created(tmp_path: Path) -> None:
    for number, title in enumerate(NOTES):
        (tmp_path / make_file_name(f"{title}{number}", ".md")).write_text("x", encoding="utf-8")
    assert len(list(tmp_path.iterdir())) == len(NOTES)
