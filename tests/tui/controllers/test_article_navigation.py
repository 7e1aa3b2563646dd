"""Opening the articles of the reading list, one after the other; back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.library.library import Library
from reader.library.listing import ArticleListing
from reader.sources.files import create_pasted_document
from reader.structure import create_reader
from reader.tui.controllers.article_navigation import ArticleNavigationController
from reader.tui.controllers.page_loader import PageLoader, PageRequest
from tests.library.texts import STORY, opened
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path


class RecordingLoader(PageLoader):
    """Takes down what is to be loaded."""

    def start(self, request: PageRequest) -> None:
        self.requested = request


class Navigation:
    def __init__(self, *articles: str, listing: ArticleListing | None = None) -> None:
        names = articles or ("02-feature", "03-dispatch", "09-short")
        self.program = program = Program(*names, listing=listing)
        self.loader = RecordingLoader(program.shell, program.session, program.scheduler, lambda *_: None)
        self.query_count = 0
        self.controller = ArticleNavigationController(
            program.shell,
            program.session,
            program.article,
            program.pane,
            program.article_list,
            self.loader,
            self._ask_for_query,
        )

    async def _ask_for_query(self) -> None:
        self.query_count += 1

    @property
    def number(self) -> int:
        return self.program.reading_list.open_number


def test_articles_are_opened_in_the_order_of_the_list_and_keep_their_positions() -> None:
    navigation = Navigation()
    program, words = navigation.program, navigation.program.session.messages
    program.article.move(9)
    position = program.article.position
    navigation.controller.action_article_next()
    assert navigation.number == 1
    assert program.message == words("status.article", n=2, m=3)
    assert program.article.top == (0, 0)
    navigation.controller.action_article_previous()
    assert navigation.number == 0
    assert program.article.position == position
    navigation.controller.action_article_previous()
    assert program.message == words("status.first_article")
    navigation.controller.open(2)
    navigation.controller.action_article_next()
    assert program.message == words("status.last_article")


def test_the_only_article_has_no_neighbours_and_no_list() -> None:
    navigation = Navigation("02-feature")
    words = navigation.program.session.messages
    controller = navigation.controller
    controller.action_library()
    assert navigation.program.message == words("status.only_article")
    for act in (controller.action_article_next, controller.action_unread_next, controller.action_unread_previous):
        act()
        assert navigation.program.message == words("status.alone")


def test_unread_articles_are_opened_in_both_directions() -> None:
    navigation = Navigation()
    words = navigation.program.session.messages
    navigation.controller.action_unread_previous()
    assert (navigation.number, navigation.program.message) == (2, words("status.again.previous"))
    navigation.controller.action_unread_next()
    assert navigation.number == 1
    navigation.controller.action_unread_next()
    assert navigation.program.message == words("status.no_unread")


def test_beyond_the_end_the_next_unread_article_is_opened_by_the_second_key() -> None:
    navigation = Navigation()
    words = navigation.program.session.messages
    navigation.controller.announce_end()
    assert navigation.program.message == words("status.end.unread")
    navigation.controller.reset_end_notice()
    navigation.controller.announce_end()
    assert navigation.number == 0
    navigation.controller.announce_end()
    assert navigation.number == 1
    alone = Navigation("02-feature")
    alone.controller.announce_end()
    assert alone.program.message == words("status.end")


def test_the_list_gets_the_keyboard_and_the_open_article_is_read() -> None:
    navigation = Navigation()
    program, words = navigation.program, navigation.program.session.messages
    navigation.controller.action_library()
    assert program.shell.focused == "article_list"
    assert program.session.open_entry.is_read
    navigation.controller.action_library()
    assert program.message == words("shelf.no_library")


def test_an_article_that_cannot_be_opened_leaves_the_other(tmp_path: Path) -> None:
    navigation = Navigation("02-feature", str(tmp_path / "gone.txt"))
    navigation.controller.open(1)
    assert navigation.number == 0
    assert "no such file" in navigation.program.message
    assert navigation.program.reading_list.entries[1].error


def test_a_path_is_added_only_if_it_can_be_opened(tmp_path: Path) -> None:
    navigation = Navigation("02-feature")
    with pytest.raises(ReaderError):
        navigation.controller.open_path(str(tmp_path / "gone.txt"))
    assert len(navigation.program.reading_list.entries) == 1
    story = tmp_path / "story.txt"
    story.write_text("新聞\n\n　　今天的新聞。\n", "utf-8")
    for _ in range(2):
        navigation.controller.open_path(str(story))
        assert len(navigation.program.reading_list.entries) == 2
        assert navigation.number == 1
        navigation.controller.open(0)


def test_addresses_and_pages_are_loaded(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>新聞</p></body></html>", "utf-8")
    navigation = Navigation("02-feature", str(page))
    navigation.controller.open(1, "hello")
    assert navigation.loader.requested == PageRequest(str(page), 1, message="hello")
    navigation.controller.open_path("https://a.example/1")
    assert navigation.loader.requested == PageRequest("https://a.example/1")
    navigation.controller.open_address("https://a.example/2", named_by_user=False)
    assert navigation.loader.requested == PageRequest("https://a.example/2", named_by_user=False)


def test_a_pasted_text_is_an_article_and_files_are_added_to_the_list(tmp_path: Path) -> None:
    navigation = Navigation("02-feature")
    navigation.controller.open_text("新聞\n\n　　今天的新聞。\n")
    assert navigation.number == 1
    paths = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("新聞\n\n　　今天的新聞。\n", "utf-8")
        paths.append(str(tmp_path / name))
    navigation.controller.add_files(paths)
    assert navigation.program.article_list.selected_number == 2
    assert navigation.program.shell.focused == "article_list"
    assert navigation.program.shell.work_count


def test_a_page_that_was_loaded_again_says_whether_it_has_changed() -> None:
    navigation = Navigation()
    program = navigation.program
    entry = program.session.open_entry
    request = PageRequest(entry.source, 0, is_refetch=True)
    document = program.reading_list.load_document(0)
    from dataclasses import replace

    from reader.structure import create_reader

    program.article.move(8)
    for origin, message in (
        (document.origin, "status.fetched.same"),
        (replace(document.origin, sha256="0" * 64), "status.fetched.changed"),
    ):
        other = replace(document, origin=origin)
        navigation.controller.receive_document(request, other, create_reader(other.text, other.origin))
        assert program.message == program.session.messages(message)
    assert program.article.top == (0, 0)


def test_back_and_forward_show_pages_as_they_were_left() -> None:
    navigation = Navigation()
    program, words = navigation.program, navigation.program.session.messages
    navigation.controller.action_page_back()
    assert program.message == words("status.first_page")
    program.pane.show_category("figures")
    program.article.move(9)
    target = program.open_article.all_targets["figures"][0]
    program.article.show_target(target, force=True)
    position = program.article.position
    navigation.controller.open(2)
    program.pane.show_category("sections")
    navigation.controller.open(1)
    navigation.controller.action_page_back()
    assert navigation.number == 2
    navigation.controller.action_page_back()
    assert navigation.number == 0
    assert program.article.position == position
    assert program.side_list.category == "figures"
    assert program.article.current_item == target
    for number in (2, 1):
        navigation.controller.action_page_forward()
        assert navigation.number == number
    navigation.controller.action_page_forward()
    assert program.message == words("status.last_page")
    assert navigation.number == 1


def test_a_page_visited_twice_is_shown_where_each_visit_left_it() -> None:
    navigation = Navigation()
    program = navigation.program
    program.article.move(5)
    first = program.article.position
    navigation.controller.open(1)
    navigation.controller.open(0)
    program.article.move_to(end=True)
    navigation.controller.open(2)
    navigation.controller.action_page_back()
    assert program.article.is_at_end
    navigation.controller.action_page_back()
    navigation.controller.action_page_back()
    assert (navigation.number, program.article.position) == (0, first)


def test_back_from_the_list_of_articles_is_to_the_open_page() -> None:
    navigation = Navigation()
    navigation.controller.open(1)
    navigation.controller.action_library()
    navigation.program.session.is_list_in_front = True
    navigation.controller.action_page_back()
    assert navigation.program.shell.focused == "article"
    assert navigation.number == 1


def test_an_article_that_only_stood_behind_the_list_was_not_visited() -> None:
    navigation = Navigation()
    navigation.program.session.is_list_in_front = True
    navigation.controller.open(1)
    navigation.controller.action_page_back()
    assert navigation.number == 1
    assert navigation.program.message == navigation.program.session.messages("status.first_page")


def test_a_slow_page_is_loaded_before_it_is_gone_back_to(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    story = "<p>" + "今天的新聞說了三件事，第一件是天氣轉涼。" * 9 + "</p>"
    page.write_text(f"<html><body><h1>今天的新聞</h1>{story}</body></html>", "utf-8")
    navigation = Navigation(str(page), "02-feature", "03-dispatch")
    navigation.controller.open(1)
    navigation.controller.open(2)
    navigation.controller.action_page_back()
    navigation.controller.action_page_back()
    assert navigation.loader.requested == PageRequest(str(page), 0, visit_index=0)
    assert navigation.number == 1, "nothing is changed before it is loaded"
    navigation.controller.action_page_forward()
    assert navigation.number == 2


def test_undo_reaches_over_pages() -> None:
    navigation = Navigation()
    program = navigation.program
    program.reading_list.changes.mark_read([2], read=True)
    navigation.controller.open(1)
    navigation.controller.action_page_back()
    program.session.undo.undo()
    assert not program.reading_list.entries[2].is_read


def test_how_far_an_article_was_read_is_kept_with_its_end_where_that_was_in_sight() -> None:
    navigation = Navigation()
    program, entries = navigation.program, navigation.program.reading_list.entries
    stored: list[tuple[int, int]] = []
    program.session.annotation_store.put_position = (  # type: ignore[method-assign]
        lambda article, position: stored.append(position)
    )
    program.read_all()
    program.article.move(9)
    navigation.controller.save_reading_position()
    assert entries[0].progress is not None
    assert 0 < entries[0].progress < 100
    assert stored[-1] == program.article.position
    program.article.move_to(end=True)
    navigation.controller.save_reading_position()
    assert entries[0].progress == 100
    last = len(program.open_article.blocks) - 1
    assert stored[-1] == (last, len(program.open_article.blocks[last].text)) > program.article.position
    program.article.restore_position(stored[-1])
    assert program.article.is_at_end


def test_an_article_that_was_never_on_the_page_has_no_progress() -> None:
    navigation = Navigation()
    program = navigation.program
    program.session.is_list_in_front = True
    program.session.open_entry.is_read = False
    navigation.controller.save_reading_position()
    assert program.session.open_entry.progress is None


def test_a_message_stands_in_place_of_the_place_in_the_list() -> None:
    navigation = Navigation()
    navigation.controller.open(1, "hello")
    assert navigation.program.message == "hello"
    navigation.controller.open(1)
    assert navigation.program.message == navigation.program.session.messages("status.article", n=2, m=3)
    navigation.program.reading_list.set_filter("無此")
    navigation.controller.open(1)
    assert navigation.program.message == ""
    alone = Navigation("02-feature")
    alone.controller.open(0)
    assert alone.program.message == ""


def test_an_address_that_is_in_the_list_is_shown_again_and_may_be_named_meanwhile() -> None:
    navigation = Navigation()
    reading_list = navigation.program.reading_list
    number = reading_list.add("https://a.example/1")
    entry = reading_list.entries[number]
    entry.named_by_user = False
    for named_by_user, expected in ((False, False), (True, True), (False, True)):
        navigation.controller.open_address("https://a.example/1", named_by_user=named_by_user)
        assert entry.named_by_user is expected
        assert navigation.loader.requested == PageRequest("https://a.example/1", number, expected)


def test_a_slow_file_is_loaded_before_it_is_listed_and_then_opened_from_the_list(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><p>新聞</p></body></html>", "utf-8")
    navigation = Navigation("02-feature")
    navigation.controller.open_path(str(page))
    assert navigation.loader.requested == PageRequest(str(page))
    assert len(navigation.program.reading_list.entries) == 1
    navigation.program.reading_list.add(str(page))
    navigation.controller.open_path(str(page))
    assert navigation.loader.requested == PageRequest(str(page), 1)


def receive(navigation: Navigation, request: PageRequest, text: str = "新聞\n\n　　今天的新聞。\n") -> None:
    document = create_pasted_document(text)
    navigation.controller.receive_document(request, document, create_reader(document.text, document.origin))


def test_a_page_that_was_loaded_is_added_with_who_named_it() -> None:
    navigation = Navigation("02-feature")
    for count, named_by_user in ((2, False), (3, True)):
        receive(navigation, PageRequest(f"https://a.example/{count}", named_by_user=named_by_user, message="loaded"))
        assert len(navigation.program.reading_list.entries) == count
        assert navigation.program.session.open_entry.named_by_user is named_by_user
        assert navigation.program.message == "loaded"
    receive(navigation, PageRequest("https://a.example/2", 1, named_by_user=True))
    assert not navigation.program.reading_list.entries[1].named_by_user


def test_another_story_of_a_page_begins_at_its_beginning() -> None:
    navigation = Navigation()
    entry = navigation.program.session.open_entry
    text = "新聞\n\n" + "　　今天的新聞。\n\n" * 60
    for is_other_story, is_at_start in ((False, False), (True, True)):
        navigation.program.article.move(8)
        receive(navigation, PageRequest(entry.source, 0, is_other_story=is_other_story), text)
        assert (navigation.program.article.top == (0, 0)) is is_at_start


def test_a_visit_shows_its_item_where_the_article_has_it_still() -> None:
    navigation = Navigation()
    program = navigation.program
    program.pane.show_category("figures")
    target = program.open_article.all_targets["figures"][0]
    program.article.show_target(target)
    navigation.controller.open(1)
    program.article.current_item = None
    receive(navigation, PageRequest(program.reading_list.entries[0].source, 0, visit_index=0), "新聞\n")
    assert program.article.current_item is None


def test_what_a_search_had_marked_is_not_kept_with_a_visit() -> None:
    navigation = Navigation()
    program = navigation.program
    program.session.category = "hits"
    program.article.current_item = program.find("縣")
    navigation.controller.open(1)
    visit = program.session.page_history.get(0)
    assert (visit.category, visit.current_item) == (None, None)


def test_an_end_that_was_announced_is_announced_again_after_another_key() -> None:
    navigation = Navigation()
    for _ in range(2):
        navigation.controller.announce_end()
        navigation.controller.reset_end_notice()
    assert navigation.number == 0
    navigation.program.reading_list.changes.mark_read([1, 2], read=True)
    navigation.controller.announce_end()
    assert navigation.program.message == navigation.program.session.messages("status.end")


async def test_without_a_library_there_is_nothing_to_find() -> None:
    navigation = Navigation()
    await navigation.controller.action_find()
    assert navigation.query_count == 0
    assert navigation.program.message == navigation.program.session.messages("shelf.no_library")


async def test_from_an_article_one_goes_to_the_library_to_find_something(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        one = opened(STORY)
        library.store_article(one.article, one.source)
        navigation = Navigation(listing=ArticleListing(library.connection))
        program = navigation.program
        works = program.shell.work_count
        await navigation.controller.action_find()
        assert (navigation.query_count, program.shell.focused) == (1, "article_list")
        assert program.shell.work_count == works + 1
        assert program.session.open_entry.is_read
        program.shell.focused = "article"
        await navigation.controller.action_find()
        assert (navigation.query_count, program.shell.focused) == (2, "article")
        navigation.controller.action_library()
        assert program.message == program.session.messages("status.in_library")


def test_from_the_list_of_files_one_goes_to_the_library_by_the_same_key(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        one = opened(STORY)
        library.store_article(one.article, one.source)
        navigation = Navigation(listing=ArticleListing(library.connection))
        program = navigation.program
        for is_library in (False, True):
            navigation.controller.action_library()
            assert program.reading_list.is_library is is_library
            assert program.shell.focused == "article_list"


def test_the_open_article_is_selected_in_the_list_where_it_is_shown() -> None:
    navigation = Navigation()
    program = navigation.program
    navigation.controller.open(2)
    program.article_list.select_article(0)
    navigation.controller.action_library()
    assert program.article_list.selected_number == 2


def test_going_back_in_the_list_stops_what_is_loaded() -> None:
    navigation = Navigation()
    navigation.controller.open(1)
    navigation.program.session.is_list_in_front = True
    stopped: list[bool] = []
    navigation.loader.stop = lambda: not stopped.append(True)  # type: ignore[method-assign, func-returns-value]
    navigation.controller.action_page_back()
    assert stopped == [True]
    assert navigation.number == 1


def test_a_list_in_front_without_the_keyboard_gets_it() -> None:
    navigation = Navigation()
    program = navigation.program
    program.session.is_list_in_front = True
    navigation.controller.action_library()
    assert program.shell.messages == []
    assert program.shell.focused == "article_list"
