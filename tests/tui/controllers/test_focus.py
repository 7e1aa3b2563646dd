"""The keyboard: going round the parts of the screen, and back one level at a time."""

from __future__ import annotations

from reader.annotations.model import Annotation
from reader.tui.controllers.focus import FocusActions, FocusController
from tests.tui.controllers.fakes import Program


class Focus:
    """A focus controller whose other controllers answer what a test wants."""

    def __init__(self, *articles: str) -> None:
        self.program = program = Program(*(articles or ("02-feature",)))
        self.done: list[str] = []
        self.answers: set[str] = set()
        self.alone = False
        self.controller = FocusController(
            program.shell,
            program.session,
            program.article,
            program.side_list,
            program.pane,
            program.article_list,
            program.selection,
            FocusActions(
                stop_loading=lambda: self.answer("load"),
                close_search=lambda: self.answer("search"),
                clear_list_filter=lambda: self.answer("filter"),
                openers=(lambda: self.answer("change"), lambda: self.answer("link")),
                show_article_list=lambda: self.done.append("list"),
                toggle_page_alone=self.toggle_alone,
                exit=lambda: self.done.append("exit"),
            ),
        )

    def answer(self, name: str) -> bool:
        if name in self.answers:
            self.done.append(name)
            self.answers.remove(name)
            return True
        return False

    def toggle_alone(self) -> bool:
        self.alone = not self.alone
        return self.alone


def test_cancelling_closes_what_is_innermost_and_never_the_program() -> None:
    focus = Focus()
    program = focus.program
    focus.answers = {"load", "search"}
    program.article.current_item = program.find("縣")
    program.pane.is_drawer = True
    program.shell.focus_part("side_list")
    program.side_list.filter_rows("縣")
    focus.controller.action_cancel()
    assert (focus.done, program.message) == (["load"], program.session.messages("load.stopped"))
    program.select(0, 0, 1)
    focus.controller.action_cancel()
    assert program.article.cursor is None
    focus.controller.action_cancel()
    assert not program.side_list.list_rows.is_filtered
    focus.controller.action_cancel()
    focus.controller.action_cancel()
    assert (program.pane.is_list_shown, program.shell.focused) == (False, "article")
    focus.controller.action_cancel()
    assert focus.done == ["load", "search"]
    focus.controller.action_cancel()
    focus.controller.action_cancel()
    assert program.article.current_item is None


def test_cancelling_in_a_prompt_does_not_stop_a_load() -> None:
    focus = Focus()
    focus.answers = {"load"}
    focus.program.shell.is_busy = True
    focus.controller.action_cancel()
    assert focus.done == []


def test_going_back_leads_out_of_the_program() -> None:
    focus = Focus()
    focus.program.select(0, 0, 1)
    focus.program.pane.is_drawer = True
    focus.controller.action_back()
    assert not focus.program.selection.is_cursor_active
    focus.controller.action_back()
    assert not focus.program.pane.is_list_shown
    focus.program.session.category = "hits"
    focus.answers = {"search"}
    focus.controller.action_back()
    focus.program.session.category = "sections"
    focus.controller.action_back()
    assert focus.done == ["search", "exit"]


def test_with_several_articles_going_back_leads_to_their_list_and_then_out() -> None:
    focus = Focus("02-feature", "03-dispatch")
    focus.controller.action_back()
    focus.program.shell.focus_part("article_list")
    focus.answers = {"filter"}
    focus.controller.action_back()
    assert focus.done == ["list", "filter"]
    focus.controller.action_cancel()
    focus.controller.action_back()
    assert focus.done == ["list", "filter", "exit"]


def test_enter_opens_what_is_special_else_brings_the_current_item_to_the_top() -> None:
    focus = Focus()
    program = focus.program
    focus.controller.action_act()
    assert program.message == program.session.messages("status.nothing_chosen")
    focus.answers = {"link"}
    focus.controller.action_act()
    assert focus.done == ["link"]
    target = program.open_article.get_navigation_targets("sections")[0]
    program.article.current_item = target
    focus.controller.action_act()
    assert program.article.reading_position == (target.block, target.start)


def test_the_page_alone_says_how_to_come_back() -> None:
    focus = Focus()
    words = focus.program.session.messages
    focus.controller.action_focus()
    assert focus.program.message == words("focus.help")
    focus.controller.action_focus()
    assert focus.program.message == ""


def test_the_keyboard_goes_round_the_parts_that_are_there() -> None:
    focus = Focus("02-feature", "03-dispatch")
    program = focus.program
    program.article_list.is_column = True
    went = []
    for _ in range(3):
        focus.controller.action_focus_next()
        went.append(program.shell.focused)
    assert went == ["side_list", "article_list", "article"]
    focus.controller.action_focus_previous()
    assert program.shell.focused == "article_list"
    program.pane.is_list_shown = False
    focus.controller.action_focus_next()
    focus.controller.action_focus_next()
    assert program.shell.focused == "article_list"


def test_with_the_page_alone_there_is_nowhere_to_go() -> None:
    focus = Focus()
    focus.program.pane.is_list_shown = False
    words = focus.program.session.messages
    focus.controller.action_focus_next()
    assert focus.program.message == words("status.not_here", command=words("focus.next"))


def test_each_step_closes_one_thing() -> None:
    focus = Focus()
    program = focus.program
    focus.answers = {"search"}
    program.article.current_item = program.find("縣")
    program.pane.is_drawer = True
    program.shell.focus_part("side_list")
    program.side_list.filter_rows("縣")
    steps = []
    for _ in range(6):
        focus.controller.action_cancel()
        rows, item = program.side_list.list_rows, program.article.current_item
        steps.append(
            (rows.is_filtered, program.pane.is_list_shown, program.shell.focused, len(focus.done), item is None)
        )
    assert steps == [
        (False, True, "side_list", 0, False),
        (False, False, "side_list", 0, False),
        (False, False, "article", 0, False),
        (False, False, "article", 1, False),
        (False, False, "article", 1, True),
        (False, False, "article", 1, True),
    ]
    assert program.shell.bar_count == 5


def test_a_filter_of_a_list_without_the_keyboard_stays() -> None:
    focus = Focus()
    focus.program.side_list.filter_rows("縣")
    focus.controller.action_cancel()
    assert focus.program.side_list.list_rows.is_filtered


def test_a_highlight_under_the_cursor_that_is_hidden_becomes_the_current_item() -> None:
    focus = Focus()
    program = focus.program
    program.article.read_to_end()
    index = program.open_article.annotation_index
    notes = [
        Annotation(f"urn:{start}", "2026", "2026", index.canonical_text.make_target(start, start + 2))
        for start in (0, 4)
    ]
    index.set_annotations(notes)
    for start, target in ((4, index.all_targets[1]), (2, None)):
        program.article.current_item = None
        program.select(0, start, start + 1)
        focus.controller.action_cancel()
        assert program.article.current_item == target
