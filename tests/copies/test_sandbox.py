"""Long edited copies are read in a process of their own, with the same result."""

from __future__ import annotations

import pytest

from reader.copies import sandbox
from reader.copies.open import open_copy
from reader.errors import ReaderError
from tests.copies.test_edited_markdown import ARTICLE, saved


def test_an_edited_copy_has_the_same_annotations_whatever_process_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = saved().replace("大船也能靠岸", "大船也能進港")
    copies = []
    for size in (len(text) + 10, 0):
        monkeypatch.setattr(sandbox, "IN_PROCESS_SIZE_MAX", size)
        copy = open_copy(text, "copy.md")
        assert copy is not None
        copies.append(([block.text for block in copy.article.blocks], copy.annotations))
    assert copies[0] == copies[1]
    assert "大船也能進港" in "".join(copies[0][0])


def test_the_error_of_the_other_process_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "IN_PROCESS_SIZE_MAX", 0)
    text = saved()
    other = text[: text.index("# ")] + "# 停電\n\n昨夜全城停電。\n\n" + text[text.index("<!-- dubao: notes") :]
    with pytest.raises(ReaderError, match="is another article than its text") as refused:
        open_copy(other, "copy.md")
    assert refused.value.what == "copy.md"


def test_a_copy_that_takes_too_long_has_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "IN_PROCESS_SIZE_MAX", 0)
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.001)
    copy = open_copy(saved().replace("大船", "小船"), "copy.md")
    assert copy is not None
    assert copy.article == ARTICLE
    assert "takes too long to read" in copy.notices[0]


@pytest.mark.parametrize(("shorter", "is_read"), [(0, True), (1, False)])
def test_a_copy_of_the_largest_size_for_this_process_is_read_in_it(
    shorter: int, is_read: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = saved().replace("大船", "小船")
    monkeypatch.setattr(sandbox, "IN_PROCESS_SIZE_MAX", len(text) - shorter)
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.001)  # of another process
    copy = open_copy(text, "copy.md")
    assert copy is not None
    assert (copy.article != ARTICLE) is is_read


@pytest.mark.parametrize(
    ("text", "is_too_complex"),
    [
        ("一\n二\n三", False),
        ("一\n二\n三\n四", True),
        ("\n" * 6, False),
        ("\n" * 7, True),
        ("==一==[^a1]", False),
        ("==一==[^a1](b", True),
        ("**一** **二", False),
        ("**一** **二**", True),
    ],
)
def test_lines_and_marks_are_counted_up_to_their_limits(
    text: str, is_too_complex: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_LINES_MAX", 3), ("_MARKS_MAX", 3), ("_LINE_ENDS_MAX", 6)):
        monkeypatch.setattr(sandbox, name, value)
    assert sandbox._is_too_complex(text) is is_too_complex


def test_a_copy_that_asks_too_much_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "IN_PROCESS_SIZE_MAX", 0)
    text = saved().replace("大船", "小船")
    for largest, is_read in ((1_000, True), (5, False)):
        monkeypatch.setattr(sandbox, "_LINES_MAX", largest)
        copy = open_copy(text, "copy.md")
        assert copy is not None
        assert not copy.is_unchanged
        assert (copy.article != ARTICLE) is is_read
        assert ("takes too long to read" in copy.notices[0]) is not is_read
