"""The commands of figures: marks in the text, orders of the list, the currency of a bare 元, the details of one."""

from __future__ import annotations

import pytest

from reader.i18n import Messages
from reader.tui.controllers.figures import FigureController
from reader.tui.state.figures import BARE_YUAN_CURRENCIES
from tests.tui.controllers.fakes import Program

TEXT = """港口一年變了樣

2025-07-18 來源：海角日報

    去年投資8億元，比2023年多了21.5%。門票是30元。

擴建

    明年再投6.02億元。
"""


class Figures:
    def __init__(self, text: str = TEXT) -> None:
        self.program = program = Program(texts=[text])
        self.controller = FigureController(
            program.shell, program.session, program.article, program.side_list, program.selection
        )
        program.read_all()
        program.pane.show_category("figures")

    def listed(self) -> list[str]:
        index = self.program.open_article.figure_index
        return [index.figures[n].text for n in self.program.side_list.list_rows.listed_indexes]


def test_figures_are_marked_in_the_text_or_not() -> None:
    figures = Figures()
    program = figures.program
    for marked in (False, True):
        before = program.article.repaint_count
        figures.controller.action_figures()
        assert program.session.figure_options.mark_in_text is marked
        assert program.article.repaint_count == before + 1
        shown = "shown" if marked else "hidden"
        assert program.message == program.session.messages("status.figures." + shown)


def test_marks_appear_once_what_finds_figures_is_loaded_unless_the_article_was_left() -> None:
    figures = Figures()
    program, other = figures.program, Figures().program.open_article
    before = program.article.repaint_count
    figures.controller.enable_marks(other)
    assert program.article.repaint_count == before
    figures.controller.enable_marks(program.open_article)
    assert program.open_article.has_figure_marks
    assert program.article.repaint_count == before + 1


def test_the_list_is_put_into_its_orders_in_turn() -> None:
    figures = Figures()
    program = figures.program
    by_place = figures.listed()
    for order in ("kind", "size", "place"):
        figures.controller.action_pane_sort()
        assert program.message == program.session.messages("status.figures.order." + order)
        assert sorted(figures.listed()) == sorted(by_place)
    assert figures.listed() == by_place


def test_notes_have_orders_too_and_sections_have_none() -> None:
    figures = Figures()
    program = figures.program
    program.pane.show_category("notes")
    figures.controller.action_pane_sort()
    assert program.message == program.session.messages("status.notes.order.colour")
    program.pane.show_category("sections")
    words = program.session.messages
    figures.controller.action_pane_sort()
    assert program.message == words("status.not_here", command=words("pane.sort"))
    figures.controller.action_pane_hidden()
    assert program.message == words("status.not_here", command=words("pane.hidden"))


def test_dates_and_years_are_listed_only_when_they_are_wanted() -> None:
    figures = Figures()
    assert "2023年" not in figures.listed()
    figures.controller.action_pane_hidden()
    assert "2023年" in figures.listed()
    assert figures.program.message == figures.program.session.messages("status.periods.shown")
    figures.controller.action_pane_hidden()
    assert "2023年" not in figures.listed()


def test_a_bare_yuan_is_read_as_every_currency_in_turn_and_back() -> None:
    figures = Figures()
    index = figures.program.open_article.figure_index
    seen = []
    for _ in range(8):
        seen.append(index.currency)
        figures.controller.action_currency()
    assert seen[0] == ""
    assert len(set(seen)) >= 4
    assert "" in seen[1:]
    before = index.currency
    figures.program.session.undo.undo()
    figures.program.session.undo.redo()
    assert index.currency == before
    assert figures.program.shell.work_count


def test_the_currency_of_an_article_that_was_left_changes_nothing_on_the_page() -> None:
    figures = Figures()
    figures.controller.action_currency()
    left = figures.program.open_article
    figures.program.session.open_article = Figures().program.open_article
    count = figures.program.article.repaint_count
    figures.program.session.undo.undo()
    assert left.figure_index.currency == ""
    assert figures.program.article.repaint_count == count


def test_details_are_those_of_the_figure_under_the_cursor_or_the_current_one() -> None:
    figures = Figures()
    program = figures.program
    assert not figures.controller.show_current_details()
    program.article.show_target(program.find("8億元"))
    assert figures.controller.show_current_details()
    assert program.shell.title == "8億元"
    facts = {choice.title: choice.detail for choice in program.shell.choices}
    assert facts["Kind"] == "Money" or "800,000,000" in " ".join(facts.values())
    program.select(*program.find("21.5%")[:3])
    assert figures.controller.show_current_details()
    assert program.shell.title == "21.5%"


def test_a_qualifier_that_is_the_sign_too_is_shown_once() -> None:
    figures = Figures("測試\n\n    全縣約有8億元，約三成逾期。\n")
    program = figures.program
    program.session.messages = Messages("hant")
    program.article.show_target(program.find("8億元"))
    assert figures.controller.show_current_details()
    facts = {choice.title: choice.detail for choice in program.shell.choices}
    assert facts["限定詞"] == "約"


def test_a_percentage_that_does_not_add_up_says_what_it_should_be() -> None:
    figures = Figures("測試\n\n    產量由100噸增至150噸，增長20%。\n")
    program = figures.program
    program.article.show_target(program.find("20%"))
    assert figures.controller.show_current_details()
    words = program.session.messages
    assert any(choice.title == words("figure.check") for choice in program.shell.choices)


def test_a_closer_look_tells_an_assumed_currency_and_nothing_empty() -> None:
    figures = Figures()
    program, words = figures.program, figures.program.session.messages
    found = {}
    for text in ("30元", "21.5%"):
        program.article.show_target(program.find(text))
        assert figures.controller.show_current_details()
        assert program.shell.title == text
        found[text] = {choice.title: choice.detail for choice in program.shell.choices}
        assert all(found[text].values())
    assert words("figure.assumed") in found["30元"]
    assert words("figure.assumed") not in found["21.5%"]
    program.article.clear_current_item()
    assert not figures.controller.show_current_details()


def test_details_have_no_numbers_and_sorting_begins_at_the_first_row() -> None:
    figures = Figures()
    program = figures.program
    program.article.show_target(program.find("8億元"))
    assert figures.controller.show_current_details()
    assert not program.shell.is_numbered
    rows = program.side_list.list_rows
    rows.select_index(rows.listed_indexes[-1])
    figures.controller.action_pane_sort()
    assert rows.selected_index == rows.listed_indexes[0]


def test_figures_that_are_not_marked_are_not_painted_when_they_are_found() -> None:
    figures = Figures()
    figures.program.session.figure_options.mark_in_text = False
    count = figures.program.article.repaint_count
    figures.program.open_article.figure_index.is_ready = False
    figures.controller.enable_marks(figures.program.open_article)
    assert figures.program.article.repaint_count == count
    assert figures.program.open_article.figure_index.is_ready


def test_each_currency_comes_once_without_the_one_that_the_article_says() -> None:
    figures = Figures()
    index = figures.program.open_article.figure_index
    default = index.context.default_currency
    seen = []
    for _ in range(len(BARE_YUAN_CURRENCIES)):
        seen.append(index.currency)
        figures.controller.action_currency()
    assert sorted(seen) == sorted(["", *(code for code in BARE_YUAN_CURRENCIES if code != default)])
    assert index.currency == ""
    index.set_bare_yuan_currency("XXX")
    figures.controller.action_currency()
    assert index.currency == ""


@pytest.mark.parametrize(("text", "has_short"), [("6.02億元", True), ("30元", False)])
def test_the_short_form_is_shown_only_where_it_is_another_one(text: str, has_short: bool) -> None:
    figures = Figures()
    program, words = figures.program, figures.program.session.messages
    program.article.show_target(program.find(text))
    assert figures.controller.show_current_details()
    facts = {choice.title: choice.detail for choice in program.shell.choices}
    assert (words("figure.short") in facts) is has_short
    assert facts[words("figure.value")] != facts.get(words("figure.short"))


@pytest.mark.parametrize(("text", "helps"), [("100畝", ["66,667 m²", "6.667 ha"]), ("5斤", [])])
def test_other_units_are_shown_where_they_say_something_else(text: str, helps: list[str]) -> None:
    figures = Figures("測試\n\n    面積100畝，重5斤。\n")
    program, words = figures.program, figures.program.session.messages
    program.article.show_target(program.find(text))
    assert figures.controller.show_current_details()
    assert [each.detail for each in program.shell.choices if each.title == words("figure.help")] == helps
