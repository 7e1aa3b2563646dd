"""Highlights, notes and stars: made, changed, removed, undone; what cannot be kept is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.annotations.model import COLOURS, Annotation, Target, make_annotation_id
from reader.errors import ReaderError
from reader.script.overrides import Override
from reader.script.rules import Pin
from reader.tui.controllers.annotations import AnnotationController, format_quote, with_changes
from reader.tui.state.annotation_store import InMemory, StoredState
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.model import Article

TEXT = """海灣縣三年變了樣

2025-07-18 來源:海灣財經

    碼頭先行。縣裏沒有先建廠房，而是先把舊碼頭挖到12米。2019年起三年共投資6.02億美元。

漁民轉行

    全縣3,200多名漁民中，約一半已在園區工作。他們說這樣很好。
"""


class Annotations:
    def __init__(self, store: InMemory | None = None, texts: Sequence[str] = (TEXT,)) -> None:
        self.program = Program(texts=texts, annotation_store=store)
        program = self.program
        self.controller = AnnotationController(
            program.shell, program.session, program.article, program.side_list, program.selection
        )
        program.article.read_to_end()
        self.controller.load_annotations(program.open_article)

    def select(self, words: str) -> None:
        self.program.select(*self.program.find(words)[:3])

    @property
    def kept(self) -> list[Annotation]:
        program = self.program
        state = program.session.annotation_store.open_article(program.open_article.article, lambda: None)  # type: ignore[arg-type, return-value]
        return list(state.annotations)

    @property
    def shown(self) -> list[Annotation]:
        return self.program.open_article.annotation_index.annotations


class Failing(InMemory):
    """Keeps nothing."""

    def put_annotation(self, article: object, annotation: Annotation) -> None:
        raise ReaderError("the library", "no space left on the device")

    def set_starred(self, article: object, *, starred: bool) -> None:
        raise ReaderError("the library", "no space left on the device")


class Known(InMemory):
    """Knows something of every article."""

    def __init__(self, state: StoredState) -> None:
        super().__init__()
        self.state = state
        self.count = 0

    def open_article(self, article: object, load_document: object, *, is_in_front: bool = True) -> StoredState:
        self.count += 1
        return self.state


def test_mark_highlights_the_selection_and_keeps_the_cursor() -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    (kept,) = annotations.kept
    assert kept.target is not None
    assert kept.target.exact == "碼頭先行"
    assert annotations.shown == [kept]
    program = annotations.program
    assert program.selection.is_cursor_active
    assert not program.selection.has_anchor
    assert program.selection.get_annotation() == kept
    assert program.message == program.session.messages("status.marked")


def test_a_highlight_gets_the_next_colour_which_is_undone_and_redone() -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    annotations.controller.action_mark()
    assert [each.colour for each in annotations.kept] == [COLOURS[1]]
    undo = annotations.program.session.undo
    undo.undo()
    assert [each.colour for each in annotations.kept] == [COLOURS[0]]
    undo.undo()
    assert annotations.kept == annotations.shown == []
    undo.redo()
    assert len(annotations.kept) == len(annotations.shown) == 1


@pytest.mark.parametrize("number", range(1, 6))
def test_a_colour_is_chosen_by_its_number_and_used_for_the_next_highlight(number: int) -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    getattr(annotations.controller, f"action_mark_{number}")()
    annotations.select("漁民轉行")
    annotations.controller.action_mark()
    assert [each.colour for each in annotations.shown] == [COLOURS[number - 1]] * 2


def test_a_selection_that_only_touches_a_highlight_is_a_new_one() -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    annotations.select("先行。縣裏")
    annotations.controller.action_mark()
    assert len(annotations.kept) == 2


def test_without_a_selection_or_a_current_item_nothing_is_done() -> None:
    annotations = Annotations()
    words = annotations.program.session.messages
    annotations.controller.action_mark()
    assert annotations.program.message == words("status.nothing_chosen")
    annotations.controller.action_remove()
    assert annotations.program.message == words("status.no_mark")
    annotations.controller.set_tags("a")
    assert annotations.program.message == words("status.no_mark")
    assert annotations.controller.selected_tags is None
    assert annotations.kept == []


def test_the_annotation_under_the_cursor_is_removed_and_brought_back() -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    annotations.program.article.clear_current_item()
    annotations.select("頭先")
    annotations.controller.action_remove()
    assert annotations.kept == []
    annotations.program.session.undo.undo()
    assert len(annotations.kept) == 1


def test_a_highlight_of_a_figure_knows_its_value() -> None:
    annotations = Annotations()
    program = annotations.program
    program.pane.show_category("figures")
    program.article.show_target(program.find("6.02億美元"))
    annotations.controller.action_mark()
    assert annotations.kept[0].figure.replace(",", "").startswith(("602000000", "US$602000000"))


def test_tags_are_given_once_each_and_without_their_signs() -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    annotations.controller.set_tags("#港口 ＃投資 港口 #")
    assert annotations.kept[0].tags == ("港口", "投資")
    assert annotations.controller.selected_tags == "港口 投資"


def test_a_change_that_cannot_be_stored_shows_an_error_and_is_not_made() -> None:
    annotations = Annotations(Failing())
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    assert "no space left" in annotations.program.message
    assert annotations.shown == []
    annotations.controller.action_star()
    assert "no space left" in annotations.program.message
    assert not annotations.program.session.open_entry.is_starred


def test_a_star_is_given_taken_and_undone() -> None:
    annotations = Annotations()
    entry, states = annotations.program.session.open_entry, []
    for act in (annotations.controller.action_star,) * 2 + (annotations.program.session.undo.undo,):
        act()
        states.append(entry.is_starred)
    assert states == [True, False, True]


def test_an_article_is_asked_for_its_annotations_once() -> None:
    store = Known(StoredState())
    annotations = Annotations(store)
    annotations.controller.load_annotations(annotations.program.open_article)
    assert store.count == 1


def test_reading_goes_on_where_it_was_left_unless_the_article_was_moved() -> None:
    annotations = Annotations()
    place = annotations.program.find("漁民轉行")[:2]
    for moved in (False, True):
        store = Known(StoredState(position=place, is_starred=True, notice="the library was mended"))
        program = Program(texts=[TEXT], annotation_store=store, height=3)
        controller = AnnotationController(
            program.shell, program.session, program.article, program.side_list, program.selection
        )
        program.article.read_to_end()
        if moved:
            program.article.move(1)
        controller.load_annotations(program.open_article)
        assert (program.article.position == place) is not moved
        assert program.session.open_entry.is_starred
        assert program.message == "the library was mended"


def test_where_reading_was_left_is_told_unless_that_is_the_beginning() -> None:
    text = "長文\n\n" + "\n\n".join(f"　　第{n}段，縣裏的漁民說了很多話。" for n in range(500))
    for block, is_told in ((2, False), (100, True)):
        program = Program(texts=[text], annotation_store=Known(StoredState(position=(block, 0))), height=3)
        controller = AnnotationController(
            program.shell, program.session, program.article, program.side_list, program.selection
        )
        program.article.read_to_end()
        controller.load_annotations(program.open_article)
        assert program.article.position == (block, 0)
        assert (program.message == program.session.messages("status.goes_on")) == is_told


def test_annotations_whose_words_are_gone_are_counted() -> None:
    now = "2025-01-01T00:00:00Z"
    lost = Annotation(make_annotation_id(), now, now, Target(0, 3, "不見了", "", ""), COLOURS[0], state="orphan")
    annotations = Annotations(Known(StoredState((lost,))))
    words = annotations.program.session.messages
    assert annotations.program.message == words("status.unplaced", n=1)


def test_a_store_that_cannot_be_read_leaves_the_article_without_annotations() -> None:
    class Broken(InMemory):
        def open_article(self, article: object, load_document: object, *, is_in_front: bool = True) -> StoredState:
            raise ReaderError("the library", "it is damaged")

    annotations = Annotations(Broken())
    assert "damaged" in annotations.program.message
    assert annotations.program.open_article.annotation_index.is_placed


def test_a_quote_is_cut_and_in_the_script_of_the_view() -> None:
    annotations = Annotations()
    program = annotations.program
    annotations.select("縣裏沒有先建廠房，而是先把舊碼頭挖到12米。2019年起三年共投資")
    annotations.controller.action_mark()
    program.open_article.converted.view_name = "hans"
    quote = format_quote(annotations.shown[0], program.session)
    assert quote.startswith("「县里没有先建厂房")
    assert quote.endswith("…」")
    article_note = with_changes(annotations.shown[0], target=None)
    assert format_quote(article_note, program.session) == program.session.messages("note.article")


def test_a_highlight_without_the_cursor_becomes_the_current_item() -> None:
    annotations = Annotations()
    program = annotations.program
    program.article.show_target(program.find("漁民轉行"))
    annotations.controller.action_mark()
    (kept,) = annotations.kept
    assert kept.target is not None
    assert kept.target.exact == "漁民轉行"
    assert program.article.current_item == program.find("漁民轉行")


def test_a_highlight_made_with_the_cursor_leaves_the_current_item() -> None:
    annotations = Annotations()
    program = annotations.program
    program.article.show_target(program.find("漁民轉行"))
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    assert program.article.current_item == program.find("漁民轉行")


def test_what_is_not_changed_of_an_annotation_stays() -> None:
    before = replace(new_annotation(), note="記", colour=COLOURS[2], tags=("港",), state="orphan")
    for changes in ({"note": ""}, {"colour": COLOURS[1]}, {"tags": ()}, {"target": None}, {"state": "exact"}):
        after = with_changes(before, **changes)
        assert after == replace(before, modified=after.modified, **changes)


def new_annotation() -> Annotation:
    target = Target(3, 7, "碼頭先行", "", "")
    return Annotation(make_annotation_id(), "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z", target)


def restored(state: StoredState, *, height: int = 3, prepare: Callable[[Program], object] = lambda _: None) -> Program:
    """A program that has opened an article of which something is known."""
    program = Program(texts=[TEXT], annotation_store=Known(state), height=height)
    controller = AnnotationController(
        program.shell, program.session, program.article, program.side_list, program.selection
    )
    program.article.read_to_end()
    prepare(program)
    controller.load_annotations(program.open_article)
    return program


def test_the_position_of_the_last_session_gives_way_to_that_of_this_one() -> None:
    place = Annotations().program.find("漁民轉行")[:2]

    def set_position(program: Program) -> None:
        program.session.open_entry.position = (0, 1)

    def set_item(program: Program) -> None:
        program.article.current_item = program.find("碼頭先行")

    for prepare, is_restored in ((lambda _: None, True), (set_position, False), (set_item, False)):
        program = restored(StoredState(position=place), prepare=prepare)
        assert (program.article.position == place) is is_restored
    assert restored(StoredState(position=(0, 0))).article.top == (0, 0)


def test_choices_of_the_last_session_are_restored_unless_this_one_has_others() -> None:
    pins, rules = {0: (Pin(0, 2),)}, [Override("县", "縣", ("hant",))]
    for state in (StoredState(pins=pins), StoredState(overrides=rules), StoredState(pins=pins, overrides=rules)):
        converted = restored(state).open_article.converted
        assert (dict(converted.pins), list(converted.overrides)) == (state.pins, list(state.overrides))

    def decide(program: Program) -> None:
        program.open_article.converted.add_pin(1, Pin(0, 1))

    assert restored(StoredState(pins=pins), prepare=decide).open_article.converted.pins == {1: (Pin(0, 1),)}


def test_without_anything_known_nothing_is_said() -> None:
    program = restored(StoredState())
    assert program.shell.messages == []
    assert not program.session.open_entry.is_starred


def test_an_article_beside_the_list_is_read_once_it_is_in_front() -> None:
    class Reading(InMemory):
        def __init__(self) -> None:
            super().__init__()
            self.read: list[str] = []

        def mark_read(self, article: Article) -> None:
            if self.read:
                raise ReaderError("the library", "it is locked")
            self.read.append(article.origin.id)

    for is_in_front, count in ((True, 1), (False, 0)):
        store = Reading()
        annotations = Annotations(store)
        program = annotations.program
        program.session.is_list_in_front = is_in_front
        program.open_article.annotation_index.is_placed = False
        annotations.controller.load_annotations(program.open_article)
        annotations.controller.mark_read()
        annotations.controller.mark_read()
        assert len(store.read) == count
        assert program.shell.messages == []
    program.session.is_list_in_front = True
    store.read.append("x")
    program.open_article.annotation_index.is_placed = False
    annotations.controller.load_annotations(program.open_article)
    annotations.controller.mark_read()
    assert "it is locked" in program.message


def test_a_star_says_whether_it_was_given_or_taken() -> None:
    annotations = Annotations()
    words = annotations.program.session.messages
    for message in ("status.starred", "status.unstarred"):
        annotations.controller.action_star()
        assert annotations.program.message == words(message)
    actions = [annotations.program.session.undo.undo() for _ in range(2)]
    assert [action.message_id for action in actions if action] == ["action.unstar", "action.star"]


def test_a_highlight_made_from_the_list_leaves_the_current_item() -> None:
    annotations = Annotations()
    program = annotations.program
    program.pane.show_category("figures")
    program.side_list.list_rows.select_index(0)
    program.shell.focus_part("side_list")
    item = program.article.current_item
    annotations.controller.action_mark()
    assert len(annotations.kept) == 1
    assert program.article.current_item == item


def test_the_colour_that_was_given_last_is_said_and_used_for_the_next_highlight() -> None:
    annotations = Annotations()
    words = annotations.program.session.messages
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    annotations.controller.highlight_in_colour(3)
    assert annotations.program.message == words("status.coloured", colour=words(f"colour.{COLOURS[2]}"))
    annotations.select("漁民轉行")
    annotations.controller.action_mark()
    assert [each.colour for each in annotations.shown] == [COLOURS[2]] * 2


def test_the_same_tags_again_are_no_change() -> None:
    annotations = Annotations()
    annotations.select("碼頭先行")
    annotations.controller.action_mark()
    annotations.controller.set_tags("港口")
    annotations.controller.set_tags("#港口")
    annotations.program.session.undo.undo()
    assert annotations.kept[0].tags == ()


def test_a_note_on_the_article_has_no_figure() -> None:
    annotations = Annotations()
    program = annotations.program
    program.pane.show_category("figures")
    program.article.show_target(program.find("6.02億美元"))
    assert annotations.controller.make_annotation(None).figure == ""
    assert annotations.controller.make_annotation(program.selection.make_target()).figure


@pytest.mark.parametrize(("length", "quote"), [(29, "字" * 29), (30, "字" * 30), (31, "字" * 30 + "…")])
def test_a_quote_has_thirty_characters_at_most(length: int, quote: str) -> None:
    annotation = replace(new_annotation(), target=Target(0, length, "字" * length, "", ""))
    assert format_quote(annotation, Annotations().program.session) == f"「{quote}」"


def test_actions_on_one_article_share_it() -> None:
    annotations = Annotations()
    article = annotations.program.open_article.article
    copy = replace(article)
    assert annotations.controller._share(article) is article
    assert annotations.controller._share(copy) is article
    other = replace(article, date="2030-01-01")
    assert annotations.controller._share(other) is other
    assert annotations.controller._share(article) is article
