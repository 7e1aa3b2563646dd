from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.config.settings import Settings
from reader.errors import ReaderError
from reader.model import clean, count_non_blank
from reader.sources.previews import Preview
from reader.tui.state.list_entry import ARTICLE_ORDERS, ListEntry, TitleConverter, sort_entries
from tests.tui.open_articles import STORY, open_text


def preview(text: str) -> Preview:
    return Preview(clean(text), count_non_blank(text), is_complete=True)


def entry_of(text: str, source: str = "a.txt") -> ListEntry:
    entry = ListEntry(source, 0)
    entry.read_head(lambda _: preview(text))
    return entry


def test_the_head_of_a_text_gives_title_outlet_date_and_length() -> None:
    entry = entry_of(STORY)
    assert (entry.title, entry.outlet, entry.date) == ("海灣縣三年變了樣", "海灣財經", "2025-07-18")
    assert (entry.length, entry.is_length_exact) == (count_non_blank(STORY), True)


def test_preview_of_a_page_reads_only_its_title() -> None:
    entry = entry_of("<html><head><title>港口的變化</title></head><body><p>很長的文章</p></body></html>", "a.html")
    assert entry.title == "港口的變化"
    assert entry.length == -1


def test_a_head_that_cannot_be_read_leaves_its_error() -> None:
    def fail(source: str) -> Preview | None:
        raise ReaderError(source, "there is no such file")

    entry = ListEntry("a/b.txt", 0)
    entry.read_head(fail)
    assert entry.error is not None
    assert entry.file_name == "b.txt"
    entry.read_head(lambda _: preview(STORY))
    assert entry.error is None


def test_an_article_that_was_read_fills_its_entry() -> None:
    article, entry = open_text(), ListEntry("a.txt", 0)
    entry.update_from_article(article.article, article.blocks)
    assert (entry.title, entry.date, entry.script) == ("海灣縣三年變了樣", "2025-07-18", "Hant")


@pytest.mark.parametrize("query", ["海灣", "海湾", "a.txt"])
def test_the_search_text_is_folded_and_follows_the_title(query: str) -> None:
    from reader.text.folding import fold_query

    entry = entry_of(STORY)
    assert fold_query(query) in entry.search_text
    article = open_text("別的標題\n\n    別的文章，寫的是別的事，也很長很長。\n")
    entry.update_from_article(article.article, article.blocks)
    assert fold_query("別的標題") in entry.search_text


def test_positions_are_forgotten_when_the_text_changes() -> None:
    entry = entry_of(STORY)
    entry.position, entry.pins[1] = (3, 4), ()
    entry.clear_positions()
    assert (entry.position, entry.pins) == ((0, 0), {})


DATES, OUTLETS = ["", "2025-01-01", "2025-03-01"], [None, "甲報", "乙報"]
ENTRIES = st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(OUTLETS), st.integers(-1, 3)), max_size=8)


def make(facts: list[tuple[str, str | None, int]]) -> list[ListEntry]:
    entries = []
    for number, (date, outlet, length) in enumerate(facts):
        entry = ListEntry(f"{number}.txt", number)
        entry.date, entry.outlet, entry.length = date, clean(outlet) if outlet else None, length
        entries.append(entry)
    return entries


@given(ENTRIES, st.sampled_from(ARTICLE_ORDERS))
def test_every_order_has_all_entries_and_does_not_depend_on_their_order(
    facts: list[tuple[str, str | None, int]], order: str
) -> None:
    entries = make(facts)
    found = sort_entries(entries, order)  # type: ignore[arg-type]
    assert sorted(found, key=lambda entry: entry.number) == entries
    assert sort_entries(reversed(entries), order) == found  # type: ignore[arg-type]


@given(ENTRIES)
def test_entries_without_what_is_sorted_by_come_last(facts: list[tuple[str, str | None, int]]) -> None:
    entries = make(facts)
    for order, has_key in (
        ("date", lambda entry: bool(entry.date)),
        ("source", lambda entry: bool(entry.outlet)),
        ("length", lambda entry: entry.length >= 0),
    ):
        keys = [has_key(entry) for entry in sort_entries(entries, order)]  # type: ignore[arg-type]
        assert keys == sorted(keys, reverse=True)
    dates = [entry.date for entry in sort_entries(entries, "date")]
    assert dates == sorted(dates, reverse=True)


def test_converted_titles_are_cached_until_they_change() -> None:
    entry = entry_of("海边的小城\n2025-03-01　来源：东湾财讯\n\n　　首批叶片下月运抵，学校和工厂都在等。\n")
    converter = TitleConverter(Settings())
    assert converter.convert_title(entry, "source") == ("海边的小城", "东湾财讯")
    assert converter.convert_title(entry, "hant")[0] == "海邊的小城"
    entry.title = clean("里面的人")
    assert converter.convert_title(entry, "hant")[0] == "海邊的小城"
    converter.forget(entry)
    assert (
        converter.convert_title(entry, "hant")[0] == "裏面的人" or "面的人" in converter.convert_title(entry, "hant")[0]
    )
    entry.title = None
    converter.forget(entry)
    assert converter.convert_title(entry, "hant")[0] == "a.txt"


def test_what_an_article_does_not_name_stays_as_the_library_has_it() -> None:
    article = open_text("沒有報頭的一段話，說了一件事。").article
    for is_stored in (False, True):
        entry = ListEntry("a", 0)
        entry.article_id = "urn:a" if is_stored else ""
        entry.title, entry.outlet, entry.date = clean("題"), clean("海角日報"), "2024-05-06"
        entry.update_from_article(article, ())
        assert (entry.outlet, entry.date) == (("海角日報", "2024-05-06") if is_stored else (None, ""))
