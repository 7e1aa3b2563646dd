"""The commands of the list of articles: what they do to it, and what they say."""

from __future__ import annotations

import pytest

from reader.tui.controllers.article_list import ArticleListController
from tests.tui.controllers.fakes import Program

TEXTS = [f"第{n}篇關於風電小鎮的長文章\n2025-{1 + n:02}-05　來源：海角日報\n\n　　葉片下月運抵。\n" for n in range(4)]


class Lists:
    def __init__(self, count: int = 3) -> None:
        self.program = Program(texts=TEXTS[:count], language="hant")
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
