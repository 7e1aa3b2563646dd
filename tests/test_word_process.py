"""The process that divides Chinese text into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.word_process import WordProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def word_process() -> Iterator[WordProcess]:
    process = WordProcess()
    yield process
    process.close()


def test_words_of_the_dictionary_are_found_in_each_run(word_process: WordProcess) -> None:
    assert word_process.divide(["经济发展迅速", "报道"]) == [["经济", "发展", "迅速"], ["报道"]]


def test_a_long_text_is_divided_without_loss(word_process: WordProcess) -> None:
    run = "共生经济发展迅速" * 20_000
    divided = word_process.divide([run])
    assert divided is not None
    assert "".join(divided[0]) == run


def test_a_process_that_was_closed_is_started_again(word_process: WordProcess) -> None:
    assert word_process.divide(["报道"]) == [["报道"]]
    word_process.close()
    assert word_process.divide(["经济"]) == [["经济"]]


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import sys; sys.stdin.readline(); print('别的')",
        "import sys; sys.stdout.buffer.write(bytes([255, 10]))",
        "import time; time.sleep(60)",
    ],
)
def test_there_are_no_words_where_the_process_fails(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "failing_words.py").write_text(code, encoding="utf-8")
    process = WordProcess("failing_words", timeout=1)
    assert process.divide(["经济"]) is None
    assert process.divide(["经济"]) is None, "it is not asked again"
