"""What the conversion changed: marked, walked, chosen otherwise, kept as written, and all of it undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

Open = Any

TEXT = """海邊的小城

记者在海边的小城采访，这里的理发店和面馆很多，看见鸟2只。软件和网络都好。

写程序的人说，软件也要慢慢做。

他打开了程序。
"""


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "小城.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


async def walk_to(reader: Any, written: str) -> None:
    """Walk the changes until one of these words is the current item."""
    for _ in range(12):
        await reader.press("n")
        stop = reader.screen.article_pane.article_view.current_item
        if stop and reader.screen.open_article.blocks[stop.block].text[stop.start : stop.end] == written:
            return
    pytest.fail(f"{written} is not walked")


async def settled(reader: Any) -> None:
    await reader.settle()


async def test_changes_are_marked_navigated_and_unmarked(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(100, 20)) as reader:
        plain = reader.rows()
        await reader.press("T", "8", "c")
        await settled(reader)
        assert [row[5:60].strip() for row in reader.rows() if row[3] == "~"] == ["他打開了程序。"], "the one in doubt"
        assert "~ 程序 > 程序" in reader.text
        assert "软件 > 軟體 ×2" in reader.text
        await reader.press("n")
        assert "change 1/" in reader.bottom
        stop = reader.screen.article_pane.article_view.current_item
        assert stop is not None
        changes = reader.screen.open_article.converted.get_changes(stop.block)
        kinds = {each.kind for each in changes if each.start == stop.start}
        assert kinds
        assert kinds.isdisjoint({"converted"})
        await reader.press("c")
        assert "~" not in reader.text
        await reader.press("T", "1")
        assert reader.rows()[1:-1] == plain[1:-1]


async def test_another_candidate_here_and_undo(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(100, 20)) as reader:
        await reader.press("t", "c")
        await settled(reader)
        assert "2隻" in reader.text
        await walk_to(reader, "只")
        await reader.press("i")
        row = next(row for row in reader.rows() if "只" in row and "another candidate" in row)
        await reader.press(row.split("another candidate")[0].split()[-2])
        assert "Here" in reader.text
        assert "In this article" in reader.text
        await reader.press("1")
        assert "2只" in reader.text
        await reader.press("u")
        assert "2隻" in reader.text
        await reader.press("ctrl+r")
        assert "2只" in reader.text


async def test_search_finds_the_words_of_the_view(open_reader: Open, source: str) -> None:
    async with open_reader(source, size=(100, 20)) as reader:
        await reader.press("T", "8", "slash", *"軟體")
        assert "1/2" in reader.bottom
        await reader.press("enter")
        stop = reader.screen.article_pane.article_view.current_item
        assert stop is not None
        assert reader.screen.open_article.blocks[stop.block].text[stop.start : stop.end] == "软件"
        await reader.press("t")
        assert len(reader.screen.open_article.all_targets["hits"]) == 2, "what other regions call it is found, too"


OTHER = """另一篇

那里也看见鸟2只。
"""


@pytest.fixture
def two(source: str, tmp_path: Path) -> tuple[str, str]:
    other = tmp_path / "另一篇.txt"
    other.write_text(OTHER, encoding="utf-8")
    return source, str(other)


async def decide(reader: Any) -> str:
    """Choose for the whole article what a word of it is not shown as; the article then."""
    await reader.press("t", "c")
    await settled(reader)
    await walk_to(reader, "只")
    await reader.press("i")
    row = next(row for row in reader.rows() if "只" in row and "another candidate" in row)
    await reader.press(row.split("another candidate")[0].split()[-2], "2")
    await settled(reader)
    assert "2只" in body(reader)
    return body(reader)


def body(reader: Any) -> str:
    """The text of the article as it is shown."""
    opened = reader.screen.open_article
    return "\n".join(opened.converted.get_block_view(index).text for index in range(len(opened.blocks)))


async def test_a_choice_for_the_article_stays_when_it_is_left(open_reader: Open, two: tuple[str, str]) -> None:
    async with open_reader(*two, size=(100, 20)) as reader:
        chosen = await decide(reader)
        await reader.press("J")
        assert "2隻" in body(reader)
        await reader.press("K")
        assert body(reader) == chosen
        assert "2只" in reader.text
        await reader.press("u")
        assert "2隻" in reader.text
        await reader.press("ctrl+r")
        assert body(reader) == chosen


async def test_undo_redraws_a_pin_of_an_article_opened_again(open_reader: Open, two: tuple[str, str]) -> None:
    async with open_reader(*two, size=(100, 20)) as reader:
        await reader.press("t", "slash", *"软件", "enter", "v", "v", "e", "x", "escape")
        kept = reader.text
        await reader.press("J", "K", "u")
        assert "软件" in kept
        assert "软件" not in reader.text
