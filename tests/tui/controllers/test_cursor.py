"""The cursor: where it begins, how it moves, what it selects."""

from __future__ import annotations

import pytest

from reader.tui.controllers.cursor import CursorController
from reader.tui.cursor import motions, phrases
from reader.tui.cursor.sentences import find_sentence
from tests.tui.controllers.fakes import Program


class Cursor:
    def __init__(self, article: str = "02-feature", height: int = 18) -> None:
        self.program = program = Program(article, height=height)
        self.controller = CursorController(program.shell, program.session, program.article, program.selection)

    def run(self, *actions: str) -> None:
        for action in actions:
            getattr(self.controller, "action_" + action)()

    @property
    def position(self) -> tuple[int, int]:
        position = self.program.selection.cursor_position
        assert position is not None
        return position

    @property
    def text(self) -> str:
        return self.program.selection.cursor_text


def test_the_cursor_begins_at_the_current_item_else_at_a_sentence_in_sight() -> None:
    cursor = Cursor()
    target = cursor.program.open_article.get_navigation_targets("sections")[0]
    cursor.program.article.show_target(target)
    cursor.run("cursor")
    assert cursor.position == (target.block, target.start)
    cursor.program.selection.hide_cursor()
    cursor.program.article.clear_current_item()
    cursor.program.article.move(9)
    cursor.run("cursor")
    block, offset = cursor.position
    assert cursor.program.article.position <= cursor.position < cursor.program.article.last_position
    text = cursor.program.open_article.blocks[block].text
    assert find_sentence(text, offset)[0] == offset


def test_in_an_article_without_text_there_is_no_cursor() -> None:
    cursor = Cursor()
    cursor.program.article.viewport.page.items.clear()
    cursor.run("cursor", "sentence")
    assert not cursor.program.selection.is_cursor_active
    assert cursor.program.message == cursor.program.session.messages("status.no_text")


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("cursor_right", "cursor_left"),
        ("cursor_word", "cursor_word_back"),
        ("cursor_sentence_next", "cursor_sentence_back"),
        ("cursor_paragraph_next", "cursor_paragraph_back"),
        ("cursor_end", "cursor_start"),
        ("move_down", "move_up"),
    ],
)
def test_motions_go_on_and_back_by_the_same_places(there: str, back: str) -> None:
    cursor = Cursor()
    cursor.program.article.move(12)
    cursor.run("cursor", "cursor_paragraph_back", "cursor_start")
    places = [cursor.position]
    for _ in range(4 if there != "cursor_end" else 1):
        cursor.run(there)
        places.append(cursor.position)
        assert cursor.program.article.position <= cursor.position <= cursor.program.article.last_position
    assert places == sorted(set(places))
    for place in reversed(places[:-1]):
        cursor.run(back)
        assert cursor.position == place


def test_motions_stay_where_the_article_ends() -> None:
    cursor = Cursor("09-short")
    cursor.run("cursor", "top")
    first = cursor.position
    for action in ("cursor_left", "cursor_word_back", "move_up", "cursor_sentence_back", "cursor_paragraph_back"):
        cursor.run(action)
        assert cursor.position == first, action
    cursor.run("bottom")
    last = cursor.position
    assert last > first
    for action in ("cursor_right", "cursor_word", "cursor_word_end", "move_down", "cursor_sentence_next",
                   "cursor_paragraph_next"):  # fmt: skip
        cursor.run(action)
        assert cursor.position == last, action


def test_rows_are_gone_through_in_the_same_column_over_short_rows() -> None:
    cursor = Cursor()
    page = cursor.program.article.page

    def find_cell() -> int:
        place = page.locate_cell(*cursor.position)
        assert place is not None
        return place[1]

    cursor.run("cursor", "cursor_paragraph_next", "cursor_paragraph_next", "cursor_end")
    column = find_cell()
    seen = []
    for _ in range(12):
        cursor.run("move_down")
        seen.append(find_cell())
    assert any(cell < column - 2 for cell in seen)
    assert max(seen[6:]) >= column - 1
    for _ in range(12):
        cursor.run("move_up")
    assert find_cell() == column


def test_a_selection_has_an_anchor_and_another_end() -> None:
    cursor = Cursor()
    cursor.run("cursor", "other_end")
    assert cursor.program.message == cursor.program.session.messages("status.nothing_selected")
    cursor.run("anchor")
    anchor = cursor.position
    cursor.run(*["cursor_right"] * 4)
    point = cursor.position
    assert len("".join(cursor.text.split())) == 5
    assert cursor.controller.format_selection_count() == cursor.program.session.messages("status.selected", n=5)
    cursor.run("other_end")
    assert cursor.position == anchor
    cursor.run("other_end")
    assert cursor.position == point
    cursor.run("anchor")
    assert cursor.controller.format_selection_count() == ""
    assert cursor.position == point


def test_a_selected_sentence_is_followed_by_whole_sentences() -> None:
    cursor = Cursor()
    cursor.run("cursor", "cursor_sentence_next", "widen")
    following = cursor.text
    cursor.program.selection.hide_cursor()
    cursor.run("sentence")
    one = cursor.text
    cursor.run("cursor_sentence_next")
    assert "".join(cursor.text.split()) == "".join((one + following).split())
    cursor.run("cursor_sentence_back")
    assert cursor.text.strip() == one.strip()


def test_widening_takes_the_sentence_then_the_paragraph() -> None:
    cursor = Cursor()
    blocks = cursor.program.open_article.blocks
    cursor.program.article.restore_position((next(i for i, b in enumerate(blocks) if b.kind == "paragraph"), 0))
    cursor.run("sentence")
    sentence = cursor.text
    assert sentence[-1] in "。！？」』"
    assert sum(sentence.count(mark) for mark in "。！？") <= 2
    cursor.run("widen")
    assert sentence in cursor.text
    assert cursor.text == cursor.program.open_article.blocks[cursor.position[0]].text


def test_a_page_of_rows_scrolls_the_page() -> None:
    cursor = Cursor()
    cursor.run("cursor")
    top = cursor.program.article.top
    cursor.run("page_down")
    assert cursor.program.article.top > top


def test_the_cursor_follows_the_current_item_with_its_anchor() -> None:
    cursor = Cursor()
    cursor.controller.follow_current_item()
    assert not cursor.program.selection.is_cursor_active
    cursor.run("cursor", "anchor")
    anchor = cursor.position
    target = cursor.program.open_article.get_navigation_targets("sections")[0]
    cursor.program.article.show_target(target)
    cursor.controller.follow_current_item()
    assert cursor.position == (target.block, target.start)
    assert cursor.program.selection.cursor is not None
    assert cursor.program.selection.cursor.anchor == anchor


def test_the_mouse_selects_between_positions_and_by_clicks() -> None:
    cursor = Cursor()
    target = cursor.program.find("。")
    cursor.controller.select_between((target.block, 0), (target.block, target.start))
    assert cursor.text == cursor.program.open_article.blocks[target.block].text[: target.end]
    down = cursor.text
    cursor.controller.select_between((target.block, target.start), (target.block, 0))
    assert cursor.text == down
    point = (target.block, max(0, target.start - 3))
    cursor.controller.select_at(point, 2)
    phrase = cursor.text
    assert 1 <= len(phrase) <= 8
    cursor.controller.select_at(point, 3)
    assert phrase in cursor.text
    assert cursor.text[-1] in "。！？」』"
    cursor.controller.select_at(point, 1)
    assert not cursor.program.selection.is_cursor_active


def test_the_dictionary_begins_to_load_when_the_cursor_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[None] = []
    monkeypatch.setattr(phrases, "load_dictionary", lambda: loads.append(None))
    cursor = Cursor()
    assert not loads
    cursor.run("cursor")
    assert len(loads) == 1
    cursor.run("cursor_right")
    assert len(loads) == 1


def test_without_a_cursor_its_motions_do_nothing() -> None:
    cursor = Cursor()
    cursor.run("cursor_right", "cursor_end", "move_down", "top", "anchor", "widen")
    assert not cursor.program.selection.is_cursor_active
    assert cursor.program.selection.cursor_ranges == ()
    assert cursor.controller.format_selection_count() == ""


def test_only_what_is_selected_is_shown_as_selected() -> None:
    cursor = Cursor()
    cursor.run("cursor")
    assert cursor.program.article.cursor == cursor.position
    assert cursor.program.article.span is None
    cursor.run("anchor", "cursor_right", "cursor_right")
    assert cursor.program.article.span == cursor.program.selection.cursor.get_range(cursor.program.article.page_texts)  # type: ignore[union-attr]
    cursor.run("anchor")
    assert cursor.program.article.span is None


@pytest.mark.parametrize("lines", range(0, 60, 4))
def test_the_cursor_begins_in_sight_wherever_the_page_is(lines: int) -> None:
    cursor = Cursor(height=5)
    article = cursor.program.article
    article.move(lines)
    cursor.run("cursor")
    assert article.position <= cursor.position <= article.last_position


@pytest.mark.parametrize(("lines", "is_scrolled"), [(1, False), (8, True)])
def test_a_move_by_several_rows_scrolls_the_page(lines: int, is_scrolled: bool) -> None:
    cursor = Cursor()
    cursor.program.article.move(3)
    cursor.run("cursor")
    top = cursor.program.article.top
    cursor.controller.move(lines)
    assert (cursor.program.article.top != top) == is_scrolled


def test_an_item_out_of_sight_is_not_where_the_cursor_begins() -> None:
    cursor = Cursor()
    article = cursor.program.article
    article.current_item = cursor.program.open_article.get_navigation_targets("sections")[0]
    article.move(60)
    cursor.run("cursor")
    assert article.position <= cursor.position <= article.last_position
    assert cursor.position != article.current_item[:2]


def test_the_start_and_the_end_of_a_row_are_its_first_and_last_letters() -> None:
    program = Program(texts=["a title\n\nabc def, said the man of the harbour.\n"])
    controller = CursorController(program.shell, program.session, program.article, program.selection)
    block = next(n for n, each in enumerate(program.open_article.blocks) if each.text.startswith("abc"))
    controller.select_between((block, 4), (block, 5))
    controller.action_cursor_start()
    assert program.selection.cursor_position == (block, 0)
    assert program.selection.has_anchor
    controller.action_cursor_end()
    position = program.selection.cursor_position
    assert position is not None
    assert program.article.page.locate_cell(*position)[0] == program.article.page.locate_cell(block, 0)[0]  # type: ignore[index]


def test_following_an_item_that_the_cursor_is_on_changes_nothing() -> None:
    cursor = Cursor()
    program = cursor.program
    target = program.open_article.get_navigation_targets("sections")[0]
    program.article.show_target(target)
    cursor.run("cursor")
    bars = program.shell.bar_count
    cursor.controller.follow_current_item()
    assert program.shell.bar_count == bars
    program.article.current_item = None
    cursor.controller.follow_current_item()
    assert program.shell.bar_count == bars


def test_two_clicks_select_a_phrase_and_more_its_sentence() -> None:
    cursor = Cursor()
    target = cursor.program.find("。")
    text = cursor.program.open_article.blocks[target.block].text
    point = (target.block, max(0, target.start - 3))
    for count, find in ((2, phrases.find_phrase), (3, find_sentence), (4, find_sentence)):
        cursor.controller.select_at(point, count)
        assert cursor.text == text[slice(*find(text, point[1]))]


def test_the_cursor_begins_at_the_first_character_in_sight_where_a_sentence_begins_there() -> None:
    cursor = Cursor()
    article = cursor.program.article
    cursor.run("cursor")
    assert cursor.position == motions.snap_position(article.page_texts, article.position)
