"""The review of the conversion: what it changed is gone through, chosen otherwise, kept as written, and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import ReaderError
from reader.script.changes import Change
from reader.script.overrides import Override, OverrideFile
from reader.tui.controllers import conversion_review
from reader.tui.controllers.conversion_review import ConversionReviewController
from reader.tui.state.annotation_store import InMemory
from reader.tui.state.navigation import NavigationTarget
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path

    from reader.model import ViewName

TEXT = """海边的小城

记者在海边的小城采访，这里的理发店和面馆很多，看见鸟2只。软件和网络都好。

写程序的人说，软件也要慢慢做。
"""


def make_controller(program: Program) -> ConversionReviewController:
    article = program.article
    return ConversionReviewController(
        program.shell, program.session, article, program.pane, program.selection, article.read_to_end
    )


class Review:
    def __init__(self, view: ViewName = "hant", **options: Any) -> None:
        self.program = program = Program(texts=[TEXT, "另一篇\n\n    字。\n"], **options)
        self.controller = make_controller(program)
        program.read_all()
        program.open_article.converted.view_name = view

    def make_current(self, written: str) -> None:
        """Go through the changes, and stop at one."""
        program = self.program
        if not program.open_article.converted.has_change_marks:
            self.controller.action_changes()
        while program.open_article.find_changes(float("inf")):
            pass
        target = program.find(written)
        program.article.show_target(target)
        assert program.selection.change is not None

    @property
    def shown(self) -> str:
        opened = self.program.open_article
        return "\n".join(opened.converted.get_block_view(n).text for n in range(len(opened.blocks)))


def test_as_written_nothing_is_converted() -> None:
    review = Review("source")
    review.controller.action_changes()
    assert review.program.message == review.program.session.messages("status.changes.source")
    assert not review.program.open_article.converted.has_change_marks


def test_changes_are_marked_and_gone_through_until_the_second_time() -> None:
    review = Review()
    program = review.program
    review.controller.action_changes()
    assert program.open_article.converted.has_change_marks
    assert program.side_list.category == "changes"
    assert program.shell.work_count
    review.controller.action_changes()
    assert program.session.category == "sections"
    assert program.message == program.session.messages("status.changes.hidden")


def test_without_a_current_change_there_are_no_candidates() -> None:
    review = Review()
    assert not review.controller.show_current_candidates()
    review.controller.action_changes()
    review.program.article.show_target(review.program.find("海边"))
    review.program.article.clear_current_item()
    assert not review.controller.show_current_candidates()


def test_another_candidate_holds_here_and_is_undone() -> None:
    review = Review()
    review.make_current("只")
    assert review.controller.show_current_candidates()
    assert review.program.shell.title.startswith("只 > ")
    words = review.program.session.messages
    details = {choice.title: choice.detail for choice in review.program.shell.choices}
    assert (details["只"], details["隻"]) == (words("change.shown"), words("change.candidate"))
    review.program.shell.choose("隻")
    review.program.shell.choose(review.program.session.messages("candidate.once"))
    assert "鳥2隻" in review.shown
    review.program.session.undo.undo()
    assert "鳥2只" in review.shown
    review.program.session.undo.redo()
    assert "鳥2隻" in review.shown


def test_a_choice_holds_for_the_word_in_all_of_the_article() -> None:
    review = Review("twp")
    assert review.shown.count("軟體") == 2
    review.make_current("软件")
    review.controller.show_current_candidates()
    review.program.shell.choose("软件")
    assert review.shown.count("软件") == 1, "as written, at this place"
    review.program.session.undo.undo()
    review.make_current("只")
    review.controller.show_current_candidates()
    review.program.shell.choose("隻")
    review.program.shell.choose(review.program.session.messages("candidate.article"))
    assert review.program.open_article.converted.overrides
    assert "隻" in review.shown
    review.program.session.undo.undo()
    assert not review.program.open_article.converted.overrides


def test_a_choice_for_always_is_written_into_the_overrides(tmp_path: Path) -> None:
    own = OverrideFile(tmp_path / "overrides.toml")
    review = Review(override_file=own)
    review.make_current("只")
    review.controller.show_current_candidates()
    review.program.shell.choose("隻")
    review.program.shell.choose(review.program.session.messages("candidate.always"))
    assert "隻" in (tmp_path / "overrides.toml").read_text("utf-8")
    assert str(own.path) in review.program.message
    review.program.session.undo.undo()
    assert "隻" not in (tmp_path / "overrides.toml").read_text("utf-8")


def test_selected_words_are_kept_as_written_and_converted_again() -> None:
    review = Review()
    program = review.program
    for kept in (True, False):
        program.select(*program.find("软件")[:3])
        review.controller.action_keep()
        assert ("软件和" in review.shown) is kept
        assert program.message == program.session.messages("status.kept" if kept else "status.unkept")
        assert not program.selection.is_cursor_active
    for title in ("action.unkeep", "action.keep"):
        action = program.session.undo.undo()
        assert action is not None
        assert action.message_id == title
        assert ("软件和" in review.shown) is (title == "action.unkeep")


def test_a_decision_is_undone_in_an_article_that_was_left() -> None:
    review = Review()
    program = review.program
    left = program.open_article
    program.select(*program.find("软件")[:3])
    review.controller.action_keep()
    program.session.open_article = program.reading_list.open(1)
    program.session.undo.undo()
    assert not any(left.converted.pins.values())
    again = program.reading_list.open(0)
    program.session.open_article = again
    assert again.converted.pins is left.converted.pins
    program.session.undo.redo()
    assert any(again.converted.pins.values())


def test_an_error_of_storing_is_shown() -> None:
    class Full(InMemory):
        def put_choices(self, article: object, pins: object, overrides: object) -> None:
            raise ReaderError("the library", "no space left on the device")

    review = Review(annotation_store=Full())
    review.program.select(*review.program.find("软件")[:3])
    review.controller.action_keep()
    assert any("no space left" in message for message in review.program.shell.messages)


@pytest.mark.parametrize("view", ["hans", "hant", "twp"])
def test_the_decisions_of_one_view_do_not_break_another(view: ViewName) -> None:
    review = Review()
    review.program.select(*review.program.find("软件")[:3])
    review.controller.action_keep()
    review.program.open_article.converted.view_name = view
    assert "软件" in review.shown


def test_the_same_change_is_one_target_with_all_its_places() -> None:
    review = Review("twp")
    review.make_current("软件")
    opened = review.program.open_article
    targets = [opened.blocks[each.block].text[each.start : each.end] for each in opened.all_targets["changes"]]
    assert targets.count("软件") == 1
    places = opened.get_change_places(review.program.find("软件"))
    assert [opened.blocks[each.block].text[each.start : each.end] for each in places] == ["软件", "软件"]
    assert review.controller.show_current_candidates()
    assert review.program.shell.title.startswith("软件 > 軟體 ×2")
    other = next(choice for choice in review.program.shell.choices if "也要慢慢" in choice.title)
    other.run()  # type: ignore[misc]
    assert review.program.article.current_item == places[1]
    assert review.controller.show_current_candidates()
    assert review.program.shell.title.startswith("软件 > 軟體 ×2")


def test_a_doubtful_change_says_so() -> None:
    review = Review("tw")
    review.program.open_article.converted.get_changes = lambda index: [  # type: ignore[method-assign]
        Change(0, 2, "ambiguous", "海邊", ("海邊", "海边"), is_doubtful=True)
    ]
    review.make_current("海边")
    assert review.controller.show_current_candidates()
    assert review.program.session.messages("change.doubtful") in review.program.shell.title


def test_where_an_article_was_written_is_chosen_stored_and_undone() -> None:
    stored: list[list[Override]] = []

    class Store(InMemory):
        def put_choices(self, article: object, pins: object, overrides: object) -> None:
            stored.append(list(overrides))  # type: ignore[call-overload]

    program = Program(
        texts=["互聯網信息\n\n    記者說互聯網上的視頻和軟件都好，網絡信息很多。\n"], annotation_store=Store()
    )
    controller = make_controller(program)
    program.read_all()
    converted = program.open_article.converted
    converted.view_name = "twp"
    words = program.session.messages
    controller.action_script_written_in()
    assert [choice.title for choice in program.shell.choices][1:] == [
        words(f"written_in.{region}") for region in ("CN", "HK", "TW")
    ]
    program.shell.choose(words("written_in.TW"))
    assert (converted.written_in, converted.region) == ("TW", "TW")
    assert "互聯網" in converted.get_block_view(1).text, "Taiwan's own words stay"
    assert words("written_in.TW") in program.message
    controller.action_script_written_in()
    program.shell.choose(words("written_in.CN"))
    assert converted.written_in == "CN"
    assert "網際網路" in converted.get_block_view(1).text
    assert [[rule.replacement for rule in rules] for rules in stored] == [["TW"], ["CN"]]
    seen = []
    for _ in range(2):
        program.session.undo.undo()
        seen.append(converted.written_in)
    assert seen == ["TW", None]


def test_where_an_article_was_written_is_known_when_it_is_opened_again() -> None:
    program = Program(texts=["互聯網信息\n\n    記者說互聯網上的視頻都好。\n"])
    converted = program.open_article.converted
    converted.set_written_in("HK")
    rules = list(converted.overrides)
    again = Program(texts=["互聯網信息\n\n    記者說互聯網上的視頻都好。\n"]).open_article.converted
    again.restore_choices({}, rules)
    assert again.written_in == "HK"
    assert again.converter.region == "HK"


def test_words_inside_what_is_kept_are_kept_and_more_words_are_not() -> None:
    review = Review()
    program, messages = review.program, review.program.session.messages
    start = program.find("软件和网络")
    for first, last, message in (
        (0, 4, "status.kept"),
        (0, 5, "status.kept"),
        (1, 5, "status.unkept"),
        (0, 3, "status.kept"),
        (0, 2, "status.unkept"),
    ):
        program.select(start.block, start.start + first, start.start + last)
        review.controller.action_keep()
        assert program.message == messages(message), (first, last)


def test_the_place_of_a_change_is_quoted_with_six_characters_beside_it() -> None:
    review = Review("source")
    program = review.program
    block = next(n for n, each in enumerate(program.open_article.blocks) if each.text.startswith("记者"))
    text = program.open_article.blocks[block].text
    for start, end, quote in (
        (0, 2, f"{text[:8]}…"),
        (6, 8, f"{text[:14]}…"),
        (7, 8, f"…{text[1:14]}…"),
        (len(text) - 8, len(text) - 6, f"…{text[-14:]}"),
        (len(text) - 8, len(text) - 7, f"…{text[-14:-1]}…"),
    ):
        assert review.controller._quote_place(NavigationTarget(block, start, end)) == quote


def test_the_places_of_a_change_are_offered_up_to_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    review = Review("twp")
    review.make_current("软件")
    words = review.program.session.messages
    for count in (0, 1, 2):
        monkeypatch.setattr(conversion_review, "_MAX_PLACES", count)
        assert review.controller.show_current_candidates()
        details = [choice.detail for choice in review.program.shell.choices]
        assert details.count(words("change.place", n=2)) == min(count, 1)
        assert words("change.place", n=1) not in details


def test_where_an_article_was_written_is_selected_and_chosen_once() -> None:
    program = Review("tw").program
    controller = make_controller(program)
    for region, selected in (("HK", 0), ("HK", 2)):
        controller.action_script_written_in()
        assert program.shell.selected == selected
        program.shell.choose(program.session.messages(f"written_in.{region}"))
    assert program.session.undo.undo() is not None
    assert program.session.undo.undo() is None


@pytest.mark.parametrize(
    ("phrase", "word"),
    [((0, 2), "软件"), ((0, 4), "软件和网"), ((0, 1), "软件"), ((1, 2), "软件"), ((1, 5), "软件")],
)
def test_an_override_is_for_the_phrase_around_a_change_if_that_has_all_of_it(
    phrase: tuple[int, int], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = Review()
    target = review.program.find("软件")
    start, end = target.start + phrase[0], target.start + phrase[1]
    monkeypatch.setattr("reader.tui.cursor.phrases.find_phrase", lambda text, at: (start, end))
    written, shown = review.controller._enclosing_word(target, "軟體")
    assert written == word
    assert shown == "軟體" + review.program.open_article.convert_range(
        target.block, target.end, target.start + len(word)
    )
