"""What is copied: the selection, a quotation, rows of the list beside the page, a title of the list of articles."""

from __future__ import annotations

import pytest

from reader.annotations.model import Annotation
from reader.tui.controllers.clipboard_copy import ClipboardController
from tests.tui.controllers.fakes import Program
from tests.tui.controllers.test_annotations import TEXT


class Clipboard:
    def __init__(self) -> None:
        self.program = program = Program(texts=[TEXT])
        self.is_loading = False
        self.controller = ClipboardController(
            program.shell, program.session, program.side_list, program.selection, program.article_list, self._stop
        )
        program.read_all()

    def _stop(self) -> bool:
        was_loading, self.is_loading = self.is_loading, False
        return was_loading

    @property
    def copied(self) -> str:
        return self.program.shell.copied[-1]


def test_the_selection_is_copied_as_shown_and_the_cursor_goes() -> None:
    clipboard = Clipboard()
    program = clipboard.program
    program.select(*program.find("碼頭先行")[:3])
    program.open_article.converted.view_name = "hans"
    clipboard.controller.action_copy()
    assert clipboard.copied == "码头先行"
    assert program.message == program.session.messages("status.copied", n=4, view="Simplified")
    assert not program.selection.is_cursor_active


def test_a_quotation_is_as_written_in_any_view_and_names_its_source() -> None:
    clipboard = Clipboard()
    program = clipboard.program
    program.select(*program.find("碼頭先行")[:3])
    program.open_article.converted.view_name = "hans"
    clipboard.controller.action_quote()
    assert "碼頭先行" in clipboard.copied
    assert "海灣縣三年變了樣" in clipboard.copied
    assert "2025-07-18" in clipboard.copied
    assert program.message == program.session.messages("status.copied.quote")


def test_the_current_item_is_copied_where_nothing_is_selected() -> None:
    clipboard = Clipboard()
    words = clipboard.program.session.messages
    clipboard.controller.action_interrupt()
    assert clipboard.program.message == words("status.nothing_selected")
    clipboard.controller.action_copy()
    clipboard.controller.action_quote()
    assert clipboard.program.shell.messages[-2:] == [words("status.nothing_chosen")] * 2
    clipboard.program.article.show_target(clipboard.program.find("漁民轉行"))
    clipboard.controller.action_interrupt()
    assert clipboard.copied == "漁民轉行"


@pytest.mark.parametrize(("title", "begin"), [("text", "漁民"), ("csv", "level,text"), ("markdown", "- 漁民")])
def test_all_rows_of_a_list_are_copied_in_a_format(title: str, begin: str) -> None:
    clipboard = Clipboard()
    program = clipboard.program
    clipboard.controller.action_copy_all()
    program.shell.choose(program.session.messages("copy.as." + title))
    assert clipboard.copied.startswith(begin)
    assert program.message == program.session.messages("status.copied.rows", n=1)


def test_an_empty_list_says_so() -> None:
    clipboard = Clipboard()
    clipboard.program.pane.show_category("links")
    clipboard.controller.action_copy_all()
    assert clipboard.program.message == clipboard.program.session.messages("empty.links")
    assert not clipboard.program.shell.choices


def test_figures_are_copied_one_by_one_by_group_and_all() -> None:
    clipboard = Clipboard()
    program = clipboard.program
    program.pane.show_category("figures")
    program.shell.focus_part("side_list")
    rows = program.side_list.list_rows
    index = next(n for n in rows.listed_indexes if program.open_article.figure_index.figures[n].text == "6.02億美元")
    rows.select_index(index)
    clipboard.controller.action_copy()
    assert "6.02億美元" in clipboard.copied
    assert program.message == program.session.messages("status.copied.rows", n=1)
    counts = []
    for name in ("row", "group", "all"):
        clipboard.controller.action_copy_all()
        assert program.shell.choices[0].title == program.session.messages("copy.figures.all")
        program.shell.choose(program.session.messages("copy.figures." + name))
        counts.append(len(clipboard.copied.splitlines()))
    assert counts[0] == 1  # a single row is a line, several are a table with a head
    assert counts[0] < counts[1] < counts[2] == len(rows.listed_indexes) + 1


def test_notes_are_copied_one_by_one_and_all() -> None:
    from reader.annotations.model import COLOURS, Annotation, make_annotation_id

    clipboard = Clipboard()
    program = clipboard.program
    canonical = program.open_article.annotation_index.canonical_text
    now = "2025-01-01T00:00:00Z"
    made = [
        Annotation(make_annotation_id(), now, now, canonical.make_target(n * 4, n * 4 + 3), COLOURS[0], note=f"第{n}")
        for n in range(3)
    ]
    program.open_article.annotation_index.set_annotations(made)
    program.pane.show_category("notes")
    program.shell.focus_part("side_list")
    program.side_list.list_rows.select_index(1)
    clipboard.controller.action_copy()
    assert clipboard.copied.splitlines()[-1] == "第1"
    assert program.message == program.session.messages("status.copied.rows", n=1)
    clipboard.controller.action_copy_all()
    program.shell.choose(program.session.messages("copy.as.markdown"))
    assert clipboard.copied.count("\n  第") == 3


def test_title_and_source_of_an_article_of_the_list_are_copied() -> None:
    clipboard = Clipboard()
    clipboard.controller.action_list_copy()
    assert clipboard.copied == "海灣縣三年變了樣\n0.txt"
    clipboard.program.reading_list.set_filter("無此")
    clipboard.controller.action_list_copy()
    assert clipboard.program.message == clipboard.program.session.messages("shelf.nothing_chosen")


def test_interrupting_stops_what_is_loaded_where_nothing_is_selected() -> None:
    clipboard = Clipboard()
    program, words = clipboard.program, clipboard.program.session.messages
    clipboard.is_loading = True
    clipboard.controller.action_interrupt()
    assert (program.message, clipboard.is_loading) == (words("load.stopped"), False)
    clipboard.controller.action_interrupt()
    assert program.message == words("status.nothing_selected")


def test_the_selected_row_of_a_list_is_copied_only_from_there() -> None:
    clipboard = Clipboard()
    program = clipboard.program
    program.pane.show_category("figures")
    program.side_list.list_rows.select_index(0)
    program.select(*program.find("碼頭先行")[:3])
    clipboard.controller.action_copy()
    assert clipboard.copied == "碼頭先行"
    assert program.message == program.session.messages("status.copied.source", n=4)


def test_without_a_selected_figure_only_all_of_them_are_offered() -> None:
    clipboard = Clipboard()
    program = clipboard.program
    program.pane.show_category("figures")
    rows = program.side_list.list_rows
    rows.set_filter("6.02")
    hidden = next(n for n in range(len(rows.all_targets)) if n not in rows.listed_indexes)
    for index, titles in ((hidden, {"all"}), (rows.listed_indexes[0], {"all", "group", "row"})):
        rows.select_index(index)
        clipboard.controller.action_copy_all()
        words = program.session.messages
        assert {choice.title for choice in program.shell.choices} == {words("copy.figures." + each) for each in titles}


def test_a_selected_note_is_copied_only_from_its_list() -> None:
    clipboard = Clipboard()
    program = clipboard.program
    canonical = program.open_article.annotation_index.canonical_text
    note = Annotation("urn:1", "2025", "2025", canonical.make_target(0, 3), note="記下")
    program.open_article.annotation_index.set_annotations([note])
    program.pane.show_category("notes")
    program.side_list.list_rows.select_index(0)
    program.select(*program.find("碼頭先行")[:3])
    clipboard.controller.action_copy()
    assert clipboard.copied == "碼頭先行"
    program.shell.focus_part("side_list")
    clipboard.controller.action_copy()
    assert "記下" in clipboard.copied
