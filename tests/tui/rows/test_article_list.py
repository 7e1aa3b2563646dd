"""Every row of the list of articles is as wide as it may be, with its columns in place, whatever the titles hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.i18n import Language, Messages
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.model import Origin, clean, to_single_line
from reader.sources import Document
from reader.tui.rows.article_list import EXAMPLE_FEEDS, ArticleListRows, format_date
from reader.tui.rows.columns import truncate
from reader.tui.state.library_articles import LibraryArticles, LibrarySearch
from reader.tui.state.reading_list import ReadingList
from reader.typeset import AmbiguousWidth, cell_len
from tests.library.texts import STORY, opened

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2025-11-18"
WIDE = st.text(alphabet="海a ，e\u0301👨\u200d👩…—\t\u200b字１", max_size=60)


def load(source: str) -> Document:
    return Document(clean(source), Origin(source))


def shelf_of(*titles: str, outlet: str = "海角日報", date: str = f"{TODAY}T14:05", length: int = 980) -> ReadingList:
    shelf = ReadingList([f"{n}.txt" for n in range(len(titles))], load, Settings(), "")
    for entry, title in zip(shelf.entries, titles, strict=True):
        entry.title, entry.outlet, entry.date = to_single_line(title) or None, to_single_line(outlet) or None, date
        entry.length, entry.is_length_exact, entry.is_head_read = length, True, True
    shelf.read_head_count = len(titles)
    return shelf


def rows_of(shelf: ReadingList, language: Language = "hant", ambiguous: AmbiguousWidth = 1) -> ArticleListRows:
    return ArticleListRows(shelf, Messages(language), ambiguous, lambda: TODAY)


def text(rows: ArticleListRows, width: int, number: int = 0, part: int = 0) -> str:
    return "".join(cell.text for cell in rows.make_row(number, part, width))


def test_a_narrow_list_has_two_rows_for_an_article() -> None:
    shelf = shelf_of("小漁港怎樣變成風電小鎮", "國際油價連跌五日")
    shelf.entries[1].is_starred = True
    rows = rows_of(shelf)
    assert text(rows, 32, 0, 0) == ">-小漁港怎樣變成風電小鎮"
    assert text(rows, 32, 0, 1) == "    海角日報     14:05    980字"
    assert text(rows, 32, 1, 0) == "- 國際油價連跌五日"
    assert text(rows, 32, 1, 1) == "*   海角日報     14:05    980字"
    shelf.entries[1].is_read = True
    assert text(rows, 32, 1, 0) == "  國際油價連跌五日"
    shelf.entries[0].is_read = True
    assert text(rows, 32, 0, 0) == "> 小漁港怎樣變成風電小鎮"


@pytest.mark.parametrize("width", [60, 80, 120])
def test_columns_of_a_wide_list_are_aligned(width: int) -> None:
    shelf = shelf_of("短", "風電" * 60, "a" * 200, "")
    shelf.entries[1].length = 12_345
    shelf.entries[2].outlet = None
    rows = rows_of(shelf)
    made = [text(rows, width, number) for number in range(4)]
    assert {cell_len(row) for row in made} == {width - 1}
    assert {cell_len(row[: row.index("14:05")]) for row in made} == {width - 15}
    assert all(row.endswith("字") for row in made)
    assert made[1].count("…") == 1
    assert made[3].startswith(" -   3.txt ")


@pytest.mark.parametrize(
    ("date", "column"),
    [
        (f"{TODAY}T14:05", "14:05"),
        (TODAY, "11-18"),
        ("2025-03-18T09:00", "03-18"),
        ("2018-12-21", " 2018"),
        ("", "     "),
    ],
)
def test_short_dates_take_five_cells_and_are_not_converted(date: str, column: str) -> None:
    assert format_date(date, TODAY, 5) == column


@pytest.mark.parametrize(
    ("date", "column"), [(f"{TODAY}T14:05", "14:05"), ("2025-03-18T09:00", "03-18"), ("2018-12-21T08:00", "2018-12-21")]
)
def test_dates_of_other_years_are_whole_where_there_is_room(date: str, column: str) -> None:
    assert format_date(date, TODAY) == column.rjust(10)


@pytest.mark.parametrize(
    ("length", "exact", "language", "said"),
    [
        (1240, True, "hant", "1,240字"),
        (99_999, True, "hans", "99,999字"),
        (340_000, True, "hans", "34万字"),
        (340_000, True, "en", "340k字"),
        (21_400, False, "hant", "~2萬字"),
        (21_400, False, "en", "~21k字"),
        (-1, False, "en", "05"),
    ],
)
def test_lengths_are_rounded_from_a_hundred_thousand_on(
    length: int, exact: bool, language: Language, said: str
) -> None:
    shelf = shelf_of("題", length=length)
    shelf.entries[0].is_length_exact = exact
    assert text(rows_of(shelf, language), 80).rstrip().endswith(said)


def test_the_row_of_an_unreadable_article_has_the_reason() -> None:
    shelf = shelf_of("")
    shelf.entries[0].error = ReaderError("0.txt", "there is no such file", "check the path")
    rows = rows_of(shelf)
    assert text(rows, 80) == ">-   0.txt  there is no such file"
    assert text(rows, 32, 0, 1) == "    there is no such file"


def test_the_heading_has_name_count_order_and_state() -> None:
    shelf = shelf_of("一", "二", "三")
    shelf.is_samples = True
    rows = rows_of(shelf)
    assert rows.format_heading(80) == ("     範例  3篇  依原序", "     ")
    shelf.changes.mark_read([1], read=True)
    shelf.toggle_hide_read()
    shelf.set_filter("一")
    shelf.read_head_count = 2
    assert rows.format_heading(80) == ("     範例  1/3篇  依原序", "     讀取標題 2/3  已隱藏1篇已讀  篩選：一")
    shelf.folder_name = to_single_line("很長的資料夾名字" * 5)
    assert rows.format_heading(32)[0].startswith("  很長的")
    assert rows.format_heading(32)[0].endswith("…  1/3篇  依原序")


def test_an_empty_list_has_the_reason() -> None:
    shelf = shelf_of("一", "二")
    rows = rows_of(shelf)
    shelf.set_filter("無此")
    assert "無此" in rows.format_empty_message(80)
    shelf.set_filter("")
    shelf.changes.mark_read([0, 1], read=True)
    shelf.open_number = 5
    shelf.toggle_hide_read()
    assert "沒有未讀" in rows.format_empty_message(80)
    for number in (0, 1):
        shelf.changes.remove([number])
    assert "按 u" in rows.format_empty_message(80)


@given(WIDE, WIDE, st.integers(0, 140), st.sampled_from([1, 2]), st.integers(-1, 70_000_000), st.booleans())
def test_no_row_is_wider_than_the_list(
    title: str, outlet: str, width: int, ambiguous: AmbiguousWidth, length: int, exact: bool
) -> None:
    shelf = shelf_of(title, outlet=outlet, length=length)
    shelf.entries[0].is_length_exact = exact
    shelf.folder_name = to_single_line(title)
    shelf.set_filter(title)
    rows = rows_of(shelf, "en", ambiguous)
    widest = max(width, 4)  # the signs are never cut; the screen cuts what has no room at all
    for row in (
        *(text(rows, width, 0, part) for part in range(rows.rows_per_article(width))),
        rows.format_empty_message(width),
    ):
        assert cell_len(row, ambiguous) <= widest
    assert all(cell_len(row, ambiguous) <= widest for row in rows.format_heading(width))


@given(WIDE, st.integers(-2, 40), st.sampled_from([1, 2]))
def test_truncate_gives_the_beginning_of_the_text_within_the_cells(
    text: str, cells: int, ambiguous: AmbiguousWidth
) -> None:
    made = truncate(text, cells, ambiguous)
    assert cell_len(made, ambiguous) <= max(0, cells)
    assert truncate(made, cells, ambiguous) == made


@pytest.mark.parametrize("language", ["en", "hk", "tw", "hans"])
def test_first_steps_below_the_samples_name_a_feed_of_each_region(language: Language) -> None:
    shelf = shelf_of("一", "二")
    rows = rows_of(shelf, language)
    assert rows.format_first_steps(80) == []
    shelf.is_samples = shelf.has_first_steps = True
    said = rows.format_first_steps(80)
    assert all(sum(url in row for row in said) == 1 for _, url in EXAMPLE_FEEDS)
    assert all(cell_len(row, 1) <= 80 for row in said)
    words = Messages(language)
    narrow = rows.format_first_steps(34)
    assert all(cell_len(row, 1) <= 34 for row in narrow)
    whole = words("first.follow") + words("first.keys")
    assert "".join("".join(narrow).split()) == "".join(whole.split()), "nothing is cut off"


def test_a_hit_in_the_title_is_marked_there_and_has_no_excerpt(tmp_path: Path) -> None:
    one, other = opened(STORY, "/a.txt"), opened("港口日記\n\n　　船運來風電葉片。\n", "/b.txt")
    with Library.open(tmp_path / "library.db") as library:
        for each in (one, other):
            library.store_article(each.article, each.source)
        lists = shelf_of("一")
        lists.entries.library = articles = LibraryArticles(ArticleListing(library.connection))
        lists.list_name = "all"
        lists.search_library("风电")
        rows = rows_of(lists)
        numbers = {str(articles.get_entry(number).title): number for number in articles.numbers}
        in_title, in_text = numbers["風電小鎮的三年四十億元"], numbers["港口日記"]
        for width in (50, 100):
            title_row = rows.make_row(in_title, 0, width)
            assert [cell.text for cell in title_row if cell.style_name == "hit"] == ["風電"]
            assert "".join(cell.text for cell in title_row).count("風電小鎮的三年四十億元") == 1
            assert "風電" not in text(rows, width, in_title, 1)
            assert [cell.text for cell in rows.make_row(in_text, 1, width) if cell.style_name == "hit"] == ["風電"]
        assert not text(rows, 100, in_title, 1).strip()


@pytest.mark.parametrize(("language", "also"), [("en", "also 軟體"), ("hant", "也搜尋 軟體"), ("hans", "也搜索 軟體")])
def test_the_head_of_the_list_names_the_words_of_other_regions_that_are_searched(language: Language, also: str) -> None:
    shelf = shelf_of("一", "二")
    shelf.query = "软件"
    shelf.search_state = LibrarySearch("软件", (), 2, "newest", {}, ("軟體",))
    assert rows_of(shelf, language).format_heading(100)[1].endswith(f"软件  {also}")
