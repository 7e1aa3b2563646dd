"""Which article the preview shows: the selected one, after a pause, and only while that is still selected."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.tui.controllers.article_preview import ArticlePreviewController
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from reader.tui.state.article import OpenArticle


class PlainPreview:
    """Keeps what was shown."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def show_article(self, open_article: OpenArticle) -> None:
        self.shown.append(str(open_article.article.title))

    def show_notice(self, text: str) -> None:
        self.shown.append(text)


class Previews:
    """Three articles of which the first one is open, and a list in front of the page."""

    def __init__(self, *, has_room: bool = True) -> None:
        self.program = Program(texts=[f"標題{number}\n\n　　第{number}篇講的是海邊的小城。\n" for number in range(3)])
        self.program.session.is_list_in_front = True
        self.preview = PlainPreview()
        self.layouts = 0
        self.works: list[Coroutine[object, object, None]] = []
        scheduler = self.program.scheduler
        scheduler.start_worker = self.start_worker  # type: ignore[method-assign]
        self.controller = ArticlePreviewController(
            self.program.shell,
            self.program.session,
            scheduler,
            self.program.article_list,
            self.preview,
            self.count_layout,
        )
        self.controller.has_room = has_room

    def start_worker(self, work: Callable[[], Coroutine[object, object, None]], group: str) -> Callable[[], None]:
        self.works.append(work())
        return self.works[-1].close

    def count_layout(self) -> None:
        self.layouts += 1

    def select(self, number: int) -> None:
        self.program.article_list.select_article(number)
        self.controller.update()

    def finish(self) -> None:
        """Let the pause end and the threads finish."""
        self.program.scheduler.run()
        while self.works:
            asyncio.run(self.works.pop(0))


def test_the_selected_article_is_shown_after_a_pause_and_stays_unread() -> None:
    previews = Previews()
    previews.select(1)
    assert previews.preview.shown == []
    previews.finish()
    assert previews.preview.shown == ["標題1"]
    assert previews.controller.is_shown
    assert not previews.program.reading_list.entries[1].is_read
    assert previews.program.reading_list.open_number == 0


def test_articles_that_are_passed_are_not_read() -> None:
    previews = Previews()
    previews.select(1)
    previews.select(2)
    previews.finish()
    assert previews.preview.shown == ["標題2"]


def test_an_article_that_comes_too_late_is_not_shown() -> None:
    previews = Previews()
    previews.select(1)
    previews.program.scheduler.run()
    previews.select(2)
    asyncio.run(previews.works.pop(0))
    assert previews.preview.shown == []
    previews.finish()
    assert previews.preview.shown == ["標題2"]


def test_the_open_article_is_shown_beside_the_list_but_not_in_place_of_its_own_page() -> None:
    previews = Previews()
    previews.select(0)
    previews.finish()
    assert previews.preview.shown == ["標題0"]
    previews.program.article_list.is_column = True
    previews.controller.update()
    assert not previews.controller.is_shown


def test_a_page_that_would_have_to_be_fetched_is_not_fetched() -> None:
    previews = Previews()
    number = previews.program.reading_list.add("https://paper.example/1")
    previews.select(number)
    previews.finish()
    assert "Enter" in previews.preview.shown[-1]


def test_an_article_that_cannot_be_read_says_why() -> None:
    previews = Previews()
    previews.program.reading_list.record_error(1, ReaderError("1.txt", "it is a folder"))
    previews.select(1)
    previews.finish()
    assert "it is a folder" in previews.preview.shown[-1]


def test_without_room_there_is_a_message_and_nothing_is_read() -> None:
    previews = Previews(has_room=False)
    previews.select(1)
    previews.finish()
    assert previews.preview.shown == []
    previews.controller.action_preview()
    assert "120" in previews.program.message


def test_the_preview_is_hidden_and_shown_by_its_key() -> None:
    previews = Previews()
    previews.select(1)
    previews.finish()
    previews.controller.action_preview()
    words = previews.program.session.messages
    assert previews.program.message == words("preview.off")
    assert not previews.controller.is_shown
    previews.select(2)
    previews.finish()
    assert "標題2" not in previews.preview.shown
    previews.controller.action_preview()
    assert previews.program.message == words("preview.on")
    previews.finish()
    assert previews.preview.shown[-1] == "標題2"
    assert previews.layouts >= 3


def test_another_view_shows_the_article_anew() -> None:
    previews = Previews()
    previews.select(1)
    previews.finish()
    previews.program.reading_list.view_name = "hans"
    previews.controller.forget()
    previews.finish()
    assert previews.preview.shown == ["標題1"] * 2


def test_in_place_of_the_page_the_preview_is_there_once_an_article_was_loaded() -> None:
    previews = Previews()
    shown = [previews.controller.is_shown]
    previews.program.article_list.is_column = True
    shown.append(previews.controller.is_shown)
    previews.select(1)
    shown.append(previews.controller.is_shown)
    previews.finish()
    shown.append(previews.controller.is_shown)
    previews.program.session.is_list_in_front = False
    shown.append(previews.controller.is_shown)
    assert shown == [True, False, False, True, False]


def test_what_is_selected_again_is_not_loaded_again() -> None:
    previews = Previews()
    previews.select(1)
    previews.finish()
    previews.select(2)
    previews.select(1)
    previews.finish()
    assert previews.preview.shown == ["標題1"]
    previews.program.reading_list.set_filter("無此")
    previews.controller.update()
    assert previews.preview.shown == ["標題1", ""]


def test_a_page_that_was_fetched_is_shown_as_it_is_stored() -> None:
    previews = Previews()
    entry = previews.program.reading_list.entries[1]
    cache = previews.program.reading_list.document_cache
    cache.add_document(1, cache.load_document(entry.source, 1))
    entry.source = "https://paper.example/1"
    previews.select(1)
    previews.finish()
    assert previews.preview.shown == ["標題1"]
