from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.config.settings import Settings
from reader.model import Origin, clean
from reader.sources import Document, read_file
from reader.tui.rows.side_list import SideListRows
from reader.tui.state.article import OpenArticle
from tests.tui.open_articles import open_text

if TYPE_CHECKING:
    from reader.tui.state.navigation import NavigationCategory

FEATURE = Path(__file__).parents[3] / "articles" / "02-feature.txt"


@pytest.mark.parametrize("hide", [True, False])
@pytest.mark.parametrize("selected", [-1, 0, 7])
def test_an_empty_list_cannot_be_collapsed(selected: int, *, hide: bool) -> None:
    opened = OpenArticle(read_file(FEATURE), Settings(), "")
    entries = SideListRows(opened, "changes", 1)
    entries.selected_index = selected
    assert not entries.all_targets
    assert not entries.collapse(hide=hide)


# -- entries without an app


LINKS = "<html><body><h1>港口</h1>" + "".join(
    f"<p>縣裏沒有先建廠房，而是先把舊碼頭挖深，<a href='/{name}'>{name}</a>，再把路修到碼頭，一共花了三年。</p>"
    for name in ("碼頭", "a" * 90)
)


def make(category: NavigationCategory, article: OpenArticle | None = None, width: int = 30) -> SideListRows:
    rows = SideListRows(article or open_text(), category, 1)
    rows.set_size(width, 20)
    return rows


def lines(rows: SideListRows, index: int) -> list[str]:
    return [" " * row.indent_cells + "".join(part.text for part in row.parts) for row in rows.get_rows(index)]


def test_a_caption_has_its_credit_behind_it_or_below() -> None:
    assert lines(make("captions", width=60), 0) == ["  ▲碼頭的船。  （海灣財經 王小明攝）"]
    narrow = lines(make("captions", width=26), 0)
    assert narrow == ["  ▲碼頭的船。", "  （海灣財經 王小明攝）"]


def test_a_change_shows_what_was_written_and_the_other_candidates() -> None:
    article = open_text("海边的小城\n\n    理发店和面馆很多，看见鸟2只。\n")
    article.converted.view_name = "hant"
    while article.find_changes(0):
        pass
    texts = [" ".join(lines(make("changes", article, 60), n)) for n in range(len(article.all_targets["changes"]))]
    assert any("只 > " in text and "(" in text for text in texts)


def test_a_link_has_its_address_cut_into_rows() -> None:
    document = Document(clean(LINKS), Origin("1", url="https://news.test/"))
    article = OpenArticle(document, Settings(), "")
    article.read_blocks(100)
    rows = make("links", article, 24)
    assert len(article.all_targets["links"]) == 2
    text = "".join("".join(part.text for part in row.parts) for row in rows.get_rows(1)[1:])
    assert text.endswith("https://news.test/" + "a" * 90)
    assert all(row.indent_cells + len(part.text) < 24 for row in rows.get_rows(1) for part in row.parts)


def test_run_in_heads_are_indented_and_can_be_hidden() -> None:
    opened = OpenArticle(read_file(FEATURE), Settings(), "")
    rows = SideListRows(opened, "sections", 1)
    rows.set_size(40, 20)
    levels = [target.level for target in rows.all_targets]
    first = levels.index(1)
    assert rows.get_rows(first)[0].indent_cells > rows.get_rows(first - 1)[0].indent_cells
    rows.select_index(first)
    before = len(rows.listed_indexes)
    assert rows.collapse(hide=True)
    assert rows.selected_index == first - 1
    assert len(rows.listed_indexes) < before
    assert rows.find_listed(first) == first - 1
    assert rows.collapse(hide=False)
    assert len(rows.listed_indexes) == before


def test_a_filter_finds_entries_in_either_script() -> None:
    rows = make("sections")
    assert rows.set_filter("码头") == 1
    assert rows.is_filtered
    assert rows.step_from_selected(1) == rows.listed_indexes[0]
    assert rows.set_filter("") == 2


def test_steps_end_at_both_ends() -> None:
    rows = make("sections")
    assert rows.step_from_selected(1) == 0
    rows.select_index(0)
    assert [rows.step_from_selected(step) for step in (-1, 1, 5)] == [0, 1, 1]


def test_the_selected_entry_is_visible() -> None:
    opened = OpenArticle(read_file(FEATURE.with_name("01-welcome.txt")), Settings(), "")
    rows = SideListRows(opened, "sections", 1)
    rows.set_size(30, 5)
    for index in [*rows.listed_indexes, *reversed(rows.listed_indexes)]:
        rows.select_index(index)
        visible = rows.get_visible_rows()[:5]
        assert (index, len(rows.get_rows(index)) - 1) in visible or len(rows.get_rows(index)) > 5
        assert len(rows.get_visible_rows()) >= min(5, sum(len(rows.get_rows(n)) for n in rows.listed_indexes))


async def test_the_status_bar_shows_the_selected_entry_while_the_list_has_the_focus(open_reader: Any) -> None:
    async with open_reader("01-welcome", size=(80, 24)) as reader:
        await reader.press("G", "1")
        assert "section 5/5  切換簡繁" in reader.bottom
        await reader.press("k")
        assert "section 4/5  另存全文" in reader.bottom
        await reader.press("escape")
        assert "section 5/5" in reader.bottom
