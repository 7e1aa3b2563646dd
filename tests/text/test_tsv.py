from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.text.tsv import read_rows, read_table

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_has_a_header_and_rows(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text('word\tkind\n碼頭\tnoun\n\n"去"\t\n', "utf-8")
    module = str(tmp_path / "module.py")
    assert read_table(module, "words") == (["word", "kind"], [["碼頭", "noun"], ['"去"', ""]])
    assert read_rows(module, "words") == [["碼頭", "noun"], ['"去"', ""]]


def test_a_table_may_be_in_a_sub_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.tsv").write_text("word\n甲\n", "utf-8")
    assert read_rows(str(tmp_path / "module.py"), "data/words") == [["甲"]]


def test_a_missing_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_rows(str(tmp_path / "module.py"), "words")
