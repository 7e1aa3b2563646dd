"""The commands of the list of articles: what they do to it, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.feed_store import ItemRecord
from reader.library.library import Library
from reader.library.listing import SMART_LISTS, ArticleListing
from reader.tui.controllers.article_list import ArticleListController
from reader.tui.state import library_articles
from reader.tui.state.library_store import LibraryStore
from tests.library.feeds import FEED, follow
from tests.library.texts import STORY, opened
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.tui.state.annotation_store import AnnotationStore

TEXTS = [f"第{n}篇關於風電小鎮的長文章\n2025-{1 + n:02}-05　來源：海角日報\n\n　　葉片下月運抵。\n" for n in range(4)]


class Lists:
    def __init__(
        self, count: int = 3, store: AnnotationStore | None = None, listing: ArticleListing | None = None
    ) -> None:
        self.program = Program(texts=TEXTS[:count], language="hant", annotation_store=store, listing=listing)
        self.opened: list[int] = []
        part = self.program.article_list
        self.hits: list[tuple[str, tuple[int, int]]] = []
        self.controller = ArticleListController(
            self.program.shell,
            self.program.session,
            part,
            self.opened.append,
            lambda text, position: self.hits.append((text, position)),
            lambda: (),
        )
        while self.controller.load_titles(0):
            pass

    @property
    def selected(self) -> int:
        return self.program.article_list.selected_number


def test_the_selected_article_is_opened() -> None:
    lists = Lists()
    lists.program.article_list.select_article(2)
    lists.controller.action_list_open()
    assert lists.opened == [2]


def test_read_articles_are_marked_hidden_removed_and_put_back() -> None:
    lists = Lists()
    controller, program = lists.controller, lists.program
    program.article_list.select_article(1)
    controller.action_read()
    assert program.message == "已標為已讀"
    assert program.reading_list.entries[1].is_read
    controller.action_hidden()
    assert program.message == "已隱藏1篇已讀，按 . 顯示"
    assert lists.selected == 2
    controller.action_list_remove()
    assert program.message == "已移出清單，檔案仍在，按 u 復原"
    assert lists.selected == 0
    assert program.session.undo.undo() is not None
    controller.action_hidden()
    assert program.message == "已顯示已讀文章"
    controller.action_read_all()
    assert program.message == "已將2篇標為已讀，按 u 復原"
    controller.action_read_all()
    assert program.message == program.session.messages("status.no_unread")
    controller.action_list_next()
    assert program.message == "沒有未讀文章"


def test_unread_articles_are_found_in_both_directions_and_around_the_ends() -> None:
    lists = Lists(4)
    program = lists.program
    program.reading_list.changes.mark_read([0, 2], read=True)
    lists.controller.action_list_next()
    assert (lists.selected, program.message) == (1, "")
    lists.controller.action_list_next()
    assert (lists.selected, program.message) == (3, "")
    lists.controller.action_list_next()
    assert (lists.selected, program.message) == (1, program.session.messages("status.wrapped.next"))
    lists.controller.action_list_previous()
    assert (lists.selected, program.message) == (3, program.session.messages("status.wrapped.previous"))


def test_nothing_is_done_to_an_article_that_is_not_shown() -> None:
    lists = Lists()
    lists.program.reading_list.set_filter("無此")
    for act in (
        lists.controller.action_list_open,
        lists.controller.action_read,
        lists.controller.action_list_remove,
    ):
        act()
        assert lists.program.message == "未選文章"
    assert lists.opened == []
    assert not any(entry.is_removed for entry in lists.program.reading_list.entries)
    assert lists.controller.format_position() == ""


def test_the_order_changes_and_is_named() -> None:
    lists = Lists()
    lists.controller.action_sort()
    assert lists.program.message == "已依日期排列"
    assert lists.program.reading_list.visible_numbers == [2, 1, 0]


async def test_a_filter_is_typed_kept_and_cleared() -> None:
    lists = Lists()
    program = lists.program
    await lists.controller.action_list_filter()
    prompt = program.shell.prompt
    assert prompt is not None
    assert prompt.preview("第2篇") == "1/3"
    assert lists.selected == 2
    assert lists.controller.format_position().endswith(" 1/1")
    assert prompt.preview("無此") == "找不到 無此"
    prompt.cancel()
    assert len(program.reading_list.visible_numbers) == 3
    prompt.preview("第2篇")
    prompt.accept("第2篇", None)
    assert program.reading_list.visible_numbers == [2]
    assert lists.controller.clear_filter()
    assert not lists.controller.clear_filter()
    assert len(program.reading_list.visible_numbers) == 3


@pytest.mark.parametrize(("is_in_front", "is_column", "bars"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_titles_are_reported_only_where_the_bars_are_those_of_the_list(
    is_in_front: bool, is_column: bool, bars: int
) -> None:
    lists = Lists()
    lists.program.session.is_list_in_front, lists.program.article_list.is_column = is_in_front, is_column
    lists.program.shell.bar_count = 0
    lists.controller.load_titles(0)
    assert lists.program.shell.bar_count == bars


class LibraryLists(Lists):
    """Three files, and a library with three articles, of which the list is shown; the newest one is of a feed."""

    def __init__(self, path: Path, library: Library) -> None:
        ids = []
        for number in range(3):
            one = opened(STORY.replace("2025-03-01", f"2025-03-0{number + 1}"), f"/nowhere/{number}.txt")
            library.store_article(one.article, one.source)
            ids.append(one.id)
        library.update_entry(ids[2], add_tags=["甲", "乙"])
        library.update_entry(ids[1], add_tags=["甲"])
        feed = follow(library, FEED)
        library.feeds.store_item(ItemRecord(feed, ids[2], "g", "", "t", "2026-01-01", "2026-01-01", ""))
        super().__init__(store=LibraryStore(str(path)), listing=ArticleListing(library.connection))
        self.library, self.ids = library, ids
        self.controller.show_list("all")

    @property
    def numbers(self) -> list[int]:
        """The articles, the newest first."""
        return list(self.program.reading_list.visible_numbers)


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[LibraryLists]:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        yield LibraryLists(path, library)


def test_several_articles_are_changed_together_and_counted() -> None:
    lists = Lists()
    program, controller = lists.program, lists.controller
    words = program.session.messages
    controller.action_list_select()
    assert program.message == words("shelf.selecting")
    program.article_list.select_article(1)
    assert controller.format_position() == words("shelf.selected", n="2")
    controller.action_read()
    assert program.message.startswith(words("shelf.several", what=words("shelf.read"), n="2")[:4])
    assert [entry.is_read for entry in program.reading_list.entries] == [True, True, False]
    assert controller.format_position() == f"{words('list.articles')} 2/3"
    controller.action_list_select()
    controller.action_list_select()
    assert program.message == ""
    controller.action_read()
    assert program.message == words("shelf.unread")
    assert not program.reading_list.entries[1].is_read


def test_a_star_is_given_where_one_is_missing_and_taken_where_none_is() -> None:
    lists = Lists()
    program = lists.program
    entries = program.reading_list.entries
    program.reading_list.changes.set_starred([1], starred=True)
    lists.controller.action_list_select()
    program.article_list.select_article(1)
    lists.controller.action_list_star()
    assert [entry.is_starred for entry in entries] == [True, True, False]
    lists.controller.action_list_star()
    assert program.message == program.session.messages("status.unstarred")
    assert [entry.is_starred for entry in entries] == [True, False, False]
    lists.controller.action_list_star()
    assert program.message == program.session.messages("status.starred")


async def test_tags_are_for_articles_of_the_library() -> None:
    lists = Lists()
    await lists.controller.action_list_tag()
    assert lists.program.message == lists.program.session.messages("shelf.tags.library")
    assert lists.program.shell.prompt is None
    lists.program.reading_list.set_filter("無此")
    await lists.controller.action_list_tag()
    assert lists.program.message == "未選文章"


async def test_the_tags_that_all_selected_articles_have_are_typed_on(stored: LibraryLists) -> None:
    program = stored.program
    program.article_list.select_article(stored.numbers[0])
    await stored.controller.action_list_tag()
    prompt = program.shell.prompt
    assert prompt is not None
    assert prompt.initial_text == "乙 甲 "
    stored.controller.action_list_select()
    program.article_list.select_article(stored.numbers[1])
    await stored.controller.action_list_tag()
    prompt = program.shell.prompt
    assert prompt is not None
    assert (prompt.initial_text, list(prompt.list_choices("x")), prompt.preview("x")) == ("甲 ", [], "")
    prompt.accept("丙", None)
    assert [stored.library.find_entry(each).tags for each in stored.ids] == [(), ("丙",), ("丙", "乙")]  # type: ignore[union-attr]
    assert "2" in program.message
    program.article_list.select_article(stored.numbers[2])
    await stored.controller.action_list_tag()
    assert program.shell.prompt is not None
    assert program.shell.prompt.initial_text == ""


def test_articles_are_deleted_from_the_library_and_taken_off_a_list_of_files(stored: LibraryLists) -> None:
    stored.controller.action_list_remove()
    assert stored.program.message == stored.program.session.messages("shelf.deleted")
    assert len(stored.library.list_entries()) == 2
    stored.controller.show_list("session")
    stored.controller.action_list_remove()
    assert stored.program.message == stored.program.session.messages("shelf.removed")


def test_the_lists_that_there_are_are_offered_with_their_counts(stored: LibraryLists) -> None:
    program, words = stored.program, stored.program.session.messages
    stored.controller.action_list_choose()
    titles = [choice.title for choice in program.shell.choices]
    assert titles[:2] == [words("shelf.files"), words("list.all")]
    assert {"#甲", "#乙"} <= set(titles)
    assert program.shell.choices[0].detail == words("shelf.count", n="3")
    assert program.shell.selected == 1
    program.shell.choose("#乙")
    assert len(stored.numbers) == 1
    assert program.shell.focused == "article_list"
    stored.controller.action_list_choose()
    assert program.shell.selected == titles.index("#乙")
    program.reading_list.list_name = "tag:none"
    stored.controller.action_list_choose()
    assert program.shell.selected == 0


def test_without_a_library_only_the_files_are_offered() -> None:
    lists = Lists()
    lists.controller.action_list_choose()
    assert len(lists.program.shell.choices) == 1
    lists.controller.action_list_next_list()
    assert lists.program.message == lists.program.session.messages("shelf.no_library")
    lists.controller.reload_library()
    assert lists.program.shell.work_count == 0


def test_lists_are_gone_through_in_both_directions(stored: LibraryLists) -> None:
    reading_list = stored.program.reading_list
    for act, name in (
        (stored.controller.action_list_next_list, SMART_LISTS[1]),
        (stored.controller.action_list_previous_list, SMART_LISTS[0]),
        (stored.controller.action_list_previous_list, SMART_LISTS[-1]),
    ):
        act()
        assert reading_list.list_name == name
    stored.controller.show_list("tag:甲")
    stored.controller.action_list_next_list()
    assert reading_list.list_name == SMART_LISTS[0]


async def test_the_library_is_searched_while_words_are_typed(stored: LibraryLists) -> None:
    program, words = stored.program, stored.program.session.messages
    await stored.controller.action_list_filter()
    prompt = program.shell.prompt
    assert prompt is not None
    assert prompt.placeholder == words("find.placeholder")
    assert prompt.preview("tag:乙") == words("shelf.count", n="1")
    assert prompt.preview("無此") == words("status.no_match", q="無此")
    assert "is:x" in prompt.preview("is:x")
    assert prompt.preview("") == ""
    assert len(stored.numbers) == 3
    prompt.preview("風電")
    program.article_list.select_article(stored.numbers[0])
    stored.controller.action_list_open()
    assert stored.opened == [stored.numbers[0]]
    assert stored.hits == []
    works, bars = program.shell.work_count, program.shell.bar_count
    assert stored.controller.clear_filter()
    assert (program.shell.work_count, program.shell.bar_count) == (works + 1, bars + 1)
    assert not stored.controller.clear_filter()


def test_a_search_opens_the_place_that_it_found(stored: LibraryLists) -> None:
    program = stored.program
    program.reading_list.search_library("首批葉片")
    number = stored.numbers[0]
    program.article_list.select_article(number)
    hit = program.reading_list.find_hit(number)
    assert hit is not None
    assert hit.block is not None
    program.reading_list.open_number = number
    stored.controller.action_list_open()
    assert stored.hits == [("首批葉片", (hit.block, hit.start))]
    assert program.reading_list.entries[number].position == (hit.block, hit.start)


def test_ending_a_selection_of_several_is_one_step_before_the_filter() -> None:
    lists = Lists()
    program = lists.program
    program.reading_list.set_filter("第")
    lists.controller.action_list_select()
    bars = program.shell.bar_count
    assert lists.controller.clear_filter()
    assert program.reading_list.query == "第"
    assert program.shell.bar_count == bars + 1
    assert lists.controller.clear_filter()
    assert program.reading_list.query == ""
    assert program.shell.bar_count == bars + 2


def test_new_articles_are_listed_when_the_library_is_reloaded(stored: LibraryLists) -> None:
    one = opened(STORY.replace("2025-03-01", "2025-04-01"), "/nowhere/new.txt")
    stored.library.store_article(one.article, one.source)
    works = stored.program.shell.work_count
    stored.controller.reload_library()
    assert len(stored.numbers) == 4
    assert stored.program.shell.work_count == works + 1
    stored.program.reading_list.search_library("tag:乙")
    stored.controller.reload_library()
    assert len(stored.numbers) == 1, "a search stays as it is"


def test_all_articles_of_a_list_of_the_library_are_marked_as_read(stored: LibraryLists) -> None:
    stored.controller.action_read_all()
    assert all(entry.read for entry in stored.library.list_entries())
    words = stored.program.session.messages
    assert stored.program.message == words("shelf.all_read", n="3")
    stored.controller.action_separate()
    assert stored.program.message == words("shelf.alone", n="0")
    works = stored.program.shell.work_count
    stored.controller.action_hidden()
    stored.controller.action_sort()
    assert stored.program.shell.work_count == works + 2


def test_changes_of_the_open_or_the_selected_article_are_shown() -> None:
    lists = Lists()
    lists.program.article_list.select_article(2)
    lists.controller.action_diff()
    lists.controller.action_list_diff()
    lists.program.reading_list.set_filter("無此")
    lists.controller.action_list_diff()
    assert lists.program.shell.shown_changes == [None, 2]


def test_without_read_articles_there_is_nothing_to_hide() -> None:
    lists = Lists()
    words = lists.program.session.messages
    lists.controller.action_hidden()
    assert lists.program.message == words("shelf.none_read")


def test_articles_that_are_not_listed_yet_are_marked_as_read_too(
    stored: LibraryLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_articles, "_FIRST_COUNT", 1)
    stored.controller.show_list("all")
    assert len(stored.numbers) == 1
    stored.controller.action_read_all()
    assert all(entry.read for entry in stored.library.list_entries())
