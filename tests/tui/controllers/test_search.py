"""Searching the article, and filtering the list beside it."""

from __future__ import annotations

import pytest

from reader.tui.controllers.search import SearchController
from tests.tui.controllers.fakes import Program


class Search:
    def __init__(self) -> None:
        self.program = program = Program("02-feature")
        self.followed = 0
        self.controller = SearchController(
            program.shell, program.session, program.article, program.side_list, program.selection, self.follow
        )

    def follow(self) -> None:
        self.followed += 1


async def test_hits_are_marked_as_the_words_are_typed_and_the_next_one_is_current() -> None:
    search = Search()
    program = search.program
    await search.controller.action_search()
    assert program.shell.prompt is search.controller
    said = search.controller.preview("縣")
    hits = program.open_article.all_targets["hits"]
    assert said.endswith(f"1/{len(hits)}")
    assert program.article.current_item == hits[0]
    assert program.session.category == "hits"
    search.controller.accept("縣", None)
    assert search.followed == 1
    assert program.session.listed_category == "sections"


async def test_the_first_hit_is_the_first_behind_where_the_search_began() -> None:
    search = Search()
    search.program.article.move(30)
    start = search.program.article.position
    await search.controller.action_search()
    search.controller.preview("縣")
    item = search.program.article.current_item
    assert item is not None
    assert (item.block, item.start) >= start


async def test_the_prompt_names_the_words_of_other_regions_that_it_searches_too() -> None:
    search = Search()
    also = search.program.session.messages("search.variants", words="出租车 計程車")
    assert search.controller.preview("的士").endswith("  " + also)


async def test_without_a_hit_the_page_is_where_it_was() -> None:
    search = Search()
    program = search.program
    program.article.move(7)
    top = program.article.top
    await search.controller.action_search()
    assert search.controller.preview("") == ""
    search.controller.preview("縣")
    assert search.controller.preview("無此字") == program.session.messages("status.no_hit")
    assert program.article.top == top
    search.controller.accept("無此字", None)
    assert program.message == program.session.messages("status.no_match", q="無此字")
    assert program.session.category == "sections"
    assert program.article.current_item is None


async def test_cancelling_puts_back_the_search_of_before() -> None:
    search = Search()
    program = search.program
    await search.controller.action_search()
    search.controller.preview("縣")
    search.controller.accept("縣", None)
    before = list(program.open_article.all_targets["hits"])
    await search.controller.action_search()
    search.controller.preview("園")
    search.controller.cancel()
    assert program.open_article.query == "縣"
    assert program.open_article.all_targets["hits"] == before
    assert search.controller.close_search()
    assert program.session.category == "sections"
    assert not search.controller.close_search()


def test_the_first_line_of_the_selection_is_searched_for() -> None:
    search = Search()
    program = search.program
    program.select(*program.find("雲陶")[:3])
    search.controller.action_search_this()
    assert program.open_article.query == "雲陶"
    assert not program.selection.is_cursor_active
    assert program.message == ""
    item = program.article.current_item
    assert item is not None
    assert program.open_article.blocks[item.block].text[item.start : item.end] == "雲陶"


async def test_the_list_beside_the_page_is_filtered_and_gets_the_keyboard() -> None:
    search = Search()
    program = search.program
    await search.controller.action_filter()
    prompt = program.shell.prompt
    assert prompt is not None
    count = len(program.side_list.list_rows.all_targets)
    assert prompt.preview("") == ""
    assert prompt.preview("無此字") == f"0/{count}"
    prompt.cancel()
    assert len(program.side_list.list_rows.listed_indexes) == count
    assert program.shell.focused == "side_list"
    assert list(prompt.list_choices("x")) == list(search.controller.list_choices("x")) == []


def test_the_hit_of_a_search_of_the_library_is_told_by_the_status_bar_alone() -> None:
    search = Search()
    program = search.program
    search.controller.show_hits("縣", (0, 0))
    assert program.article.current_item in program.open_article.all_targets["hits"]
    assert program.message == ""


@pytest.mark.parametrize(("back", "number"), [(0, 2), (1, 2), (-1, 3)])
def test_the_hit_at_a_position_itself_is_the_first_behind_it(back: int, number: int) -> None:
    search = Search()
    program = search.program
    hits = program.open_article.search("縣")
    assert len(hits) > 3
    block, start = hits[1][:2]
    search.controller.show_hits("縣", (block, start - back))
    assert program.article.current_item == hits[number - 1]
    search.controller.show_hits("縣", (len(program.open_article.blocks), 0))
    assert program.article.current_item == hits[0]


async def test_cancelling_puts_the_page_back_with_the_rows_above() -> None:
    search = Search()
    program = search.program
    program.article.move(5)
    top = program.article.top
    bars = program.shell.bar_count
    await search.controller.action_search()
    search.controller.preview("縣")
    search.controller.cancel()
    assert program.article.top == top
    assert program.open_article.query == ""
    assert program.article.current_item is None
    assert program.shell.bar_count == bars + 1


def test_without_a_hit_the_words_that_were_selected_are_named() -> None:
    search = Search()
    program = search.program
    search.controller.action_search_this()
    assert program.message == program.session.messages("status.no_match", q="")
    search.controller.show_hits("無此字", (0, 0))
    assert len(program.shell.messages) == 1


def test_the_page_is_painted_again_only_when_the_hits_are_others() -> None:
    search = Search()
    search.controller.show_hits("縣", (0, 0))
    count = search.program.article.repaint_count
    search.controller.show_hits("縣", (0, 0))
    assert search.program.article.repaint_count == count
    search.controller.show_hits("縣裏", (0, 0))
    assert search.program.article.repaint_count == count + 1


async def test_a_filter_that_hides_the_selected_row_selects_the_first_one() -> None:
    search = Search()
    program = search.program
    await search.controller.action_filter()
    prompt = program.shell.prompt
    assert prompt is not None
    rows = program.side_list.list_rows
    rows.select_index(len(rows.all_targets) - 1)
    prompt.accept("", None)
    assert rows.selected_index == len(rows.all_targets) - 1
    title = program.open_article.convert_range(*rows.all_targets[0][:3])
    assert prompt.preview(title[:4]).startswith("1/")
    prompt.accept(title[:4], None)
    assert rows.selected_index == 0


async def test_the_page_shows_the_hit_that_is_current() -> None:
    search = Search()
    program = search.program
    program.read_all()
    await search.controller.action_search()
    word = [block for block in program.open_article.blocks if block.kind == "paragraph"][-1].text[-6:-1]
    search.controller.preview(word)
    item = program.article.current_item
    assert item is not None
    assert program.article.is_in_view(item)
    assert program.article.top > (0, 0)


async def test_the_first_of_several_rows_that_a_filter_leaves_is_selected() -> None:
    search = Search()
    program = search.program
    program.read_all()
    program.pane.show_category("figures")
    rows = program.side_list.list_rows
    await search.controller.action_filter()
    prompt = program.shell.prompt
    assert prompt is not None
    prompt.preview("億")
    assert len(rows.listed_indexes) > 1
    rows.select_index(next(n for n in range(len(rows.all_targets)) if n not in rows.listed_indexes))
    prompt.accept("億", None)
    assert rows.selected_index == rows.listed_indexes[0]
