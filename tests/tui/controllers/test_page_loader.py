"""Loading what takes longer than a frame."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from reader.errors import ReaderError
from reader.tui.controllers.page_loader import ENCODING_LABELS, PageLoader, PageRequest
from reader.tui.state.annotation_store import InMemory
from tests.tui.controllers.fakes import Program
from tests.web_server import serving

if TYPE_CHECKING:
    from pathlib import Path

    from reader.sources import Document

STORY = "<p>" + "今天的新聞說了三件事，第一件是天氣轉涼。" * 9 + "</p>"
PAGE = f"<html><head><title>新聞</title></head><body><article><h1>新聞</h1>{STORY * 3}</article></body></html>"


class Loading:
    def __init__(self, *articles: str, store: InMemory | None = None) -> None:
        self.program = program = Program(*(articles or ("02-feature",)), annotation_store=store)
        self.loaded: list[tuple[PageRequest, Document]] = []
        self.loader = PageLoader(program.shell, program.session, program.scheduler, self.receive)

    def receive(self, request: PageRequest, document: Document, reading: object) -> None:
        self.loaded.append((request, document))

    async def finish(self) -> None:
        await asyncio.wait_for(asyncio.gather(*self.program.scheduler.workers), 20)


async def test_a_page_of_the_disk_is_loaded_and_handed_over(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    loading = Loading("02-feature", str(page))
    request = PageRequest(str(page), 1)
    loading.loader.start(request)
    assert loading.loader.status_text == "", "most pages of the disk are there before anything is said"
    await loading.finish()
    assert [each for each, _ in loading.loaded] == [request]
    assert not loading.loader.stop()
    assert loading.program.scheduler.periodic == []


async def test_loading_is_stopped_and_the_next_request_takes_its_place(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    loading = Loading("02-feature", str(page))
    loading.loader.start(PageRequest(str(page), 1))
    assert loading.loader.stop()
    assert not loading.loader.stop()
    loading.loader.start(PageRequest(str(page), 1, message="second"))
    await asyncio.gather(*loading.program.scheduler.workers, return_exceptions=True)
    assert [each.message for each, _ in loading.loaded] == ["second"]


async def test_a_loaded_page_waits_while_something_is_typed() -> None:
    loading = Loading()
    loading.program.shell.is_busy = True
    loading.loader.start(PageRequest(loading.program.session.open_entry.source, 0, is_refetch=True))
    ready = loading.program.session.messages("load.ready")
    async with asyncio.timeout(20):
        while not loading.loader.status_text.endswith(ready):
            await asyncio.sleep(0.01)
    assert loading.loaded == []
    loading.program.shell.is_busy = False
    await loading.finish()
    assert len(loading.loaded) == 1


async def test_the_error_of_a_page_is_shown_here_and_in_the_list(tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.html")
    loading = Loading("02-feature", gone)
    loading.loader.start(PageRequest(gone, 1))
    await loading.finish()
    assert "no such file" in loading.program.message
    assert loading.program.reading_list.entries[1].error
    assert loading.loader.status_text == ""


async def test_page_without_an_article_suggests_showing_all_text(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><nav><a href='/'>首頁</a></nav></body></html>", "utf-8")
    loading = Loading("02-feature", str(page))
    loading.program.shell.is_busy = True
    loading.loader.start(PageRequest(str(page), 1))
    await asyncio.sleep(0.2)
    assert not loading.program.shell.choices, "what is typed is waited for"
    loading.program.shell.is_busy = False
    await loading.finish()
    assert loading.loaded == []
    loading.program.shell.choose(loading.program.session.messages("load.whole"))
    await loading.finish()
    assert len(loading.loaded) == 1


async def test_a_page_of_the_web_is_fetched_with_its_machine_in_the_bottom_row() -> None:
    with serving() as server:
        server.table["/story"] = lambda each: each.answer(PAGE.encode())
        loading = Loading()
        loading.loader.start(PageRequest(server.url + "/story"))
        assert loading.loader.status_text.startswith("127.0.0.1")
        await loading.finish()
    assert "天氣轉涼" in loading.loaded[0][1].text


async def test_unreachable_page_is_shown_from_the_library() -> None:
    with serving() as server:
        server.table["/story"] = lambda each: each.answer(PAGE.encode())
        first = Loading()
        first.loader.start(PageRequest(server.url + "/story"))
        await first.finish()
        address = server.url + "/story"

    class Keeping(InMemory):
        def find_page(self, url: str) -> Document | None:
            return first.loaded[0][1] if url == address else None

    loading = Loading(store=Keeping())
    loading.loader.start(PageRequest(address))
    await loading.finish()
    assert loading.loaded[0][1] is first.loaded[0][1]
    assert loading.loaded[0][0].message


async def test_a_page_that_is_gone_is_noted_and_so_is_its_coming_back() -> None:
    class Store(InMemory):
        def __init__(self) -> None:
            super().__init__()
            self.gone: list[tuple[str, bool]] = []

        def mark_gone(self, url: str, *, is_gone: bool) -> None:
            self.gone.append((url, is_gone))

    store = Store()
    with serving() as server:
        loading = Loading("02-feature", store=store)
        entry = loading.program.session.open_entry
        entry.url = server.url + "/status/410"
        loading.loader.action_refetch()
        await loading.finish()
        assert store.gone == [(entry.url, True)]
        states = [entry.is_gone]
        assert "gone" in loading.program.message
        entry.url = server.url + "/good"
        loading.loader.action_refetch()
        await loading.finish()
    assert store.gone[1:] == [(entry.url, False)]
    assert [*states, entry.is_gone] == [True, False]
    assert [request.source for request, _ in loading.loaded] == [entry.url]


async def test_the_open_article_is_read_again_unless_something_would_be_lost() -> None:
    loading = Loading()
    loading.program.shell.is_busy = True
    loading.loader.action_refetch()
    assert loading.program.message == loading.program.session.messages("status.busy")
    loading.program.shell.is_busy = False
    loading.loader.action_refetch()
    assert loading.loaded[0][0].is_refetch


async def test_a_text_that_is_nowhere_cannot_be_read_again() -> None:
    from reader.sources.files import create_pasted_document

    loading = Loading()
    program = loading.program
    number = program.reading_list.add("pasted", create_pasted_document("新聞\n\n　　今天的新聞。\n"))
    program.session.open_article = program.reading_list.open(number)
    for act in (loading.loader.action_refetch, loading.loader.action_encoding):
        act()
        assert program.message == program.session.messages("status.fetched.nowhere")


async def test_the_open_article_is_read_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "big5.txt"
    path.write_bytes("新聞標題\n\n　　今天的新聞說了三件事。\n".encode("big5"))
    loading = Loading(str(path))
    loading.loader.action_encoding()
    assert [choice.title for choice in loading.program.shell.choices] == list(ENCODING_LABELS.values())
    loading.program.shell.choose("big5")
    await loading.finish()
    assert "今天的新聞" in loading.loaded[0][1].text
    assert loading.loaded[0][0].is_refetch


async def test_a_store_that_fails_has_no_page() -> None:
    class Failing(InMemory):
        def find_page(self, url: str) -> Any:
            raise ReaderError("the library", "it is damaged")

    loading = Loading(store=Failing())
    loading.loader.start(PageRequest("http://127.0.0.1:9/x"))
    await loading.finish()
    assert loading.loaded == []
    assert loading.program.message


async def test_a_choice_of_the_story_is_offered_on_other_pages_of_the_site() -> None:
    from reader.services.page_parts import list_candidates

    other = "<div class=letters><p>讀者來信說，從前每逢整點都能聽見鐘聲，如今終於又聽見了。</p></div>"
    text = PAGE.replace("</article>", f"</article>{other}")
    with serving() as server:
        for path in ("/one", "/two"):
            server.table[path] = lambda each: each.answer(text.encode())
        loading = Loading()
        choices = loading.program.reading_list.story_choices
        messages = []
        for path in ("/one", "/two", "/one"):
            loading.loader.start(PageRequest(server.url + path))
            await loading.finish()
            request, document = loading.loaded[-1]
            messages.append(request.message)
            letters = next(own for own in list_candidates(document) if own.first_words.startswith("讀者來信"))
            choices.choose(server.url + "/one", letters.selector)
    assert messages == ["", loading.program.session.messages("status.story.site"), ""]


async def test_what_is_loaded_is_named_in_the_bottom_row_with_the_key_to_stop_it() -> None:
    with serving() as server:
        server.table["/slow"] = lambda each: each.drip(b"")
        loading = Loading()
        words = loading.program.session.messages
        assert loading.loader.status_text == ""
        bars = loading.program.shell.bar_count
        loading.loader.start(PageRequest(server.url + "/slow"))
        assert loading.program.shell.bar_count == bars + 1
        assert words("load.stop") in loading.loader.status_text
        assert loading.loader.stop()
        assert loading.program.shell.bar_count == bars + 2
        assert loading.loader.status_text == ""
        await asyncio.gather(*loading.program.scheduler.workers, return_exceptions=True)
    loading.program.shell.is_busy = True
    loading.loader.start(PageRequest(loading.program.session.open_entry.source, 0, is_refetch=True))
    assert words("load.parting") in loading.loader.status_text
    assert words("load.stop") in loading.loader.status_text
    async with asyncio.timeout(20):
        while not loading.loader.status_text.endswith(words("load.ready")):
            await asyncio.sleep(0.01)
    assert words("load.stop") not in loading.loader.status_text
    loading.program.shell.is_busy = False
    await asyncio.gather(*loading.program.scheduler.workers, return_exceptions=True)
    assert len(loading.loaded) == 1


@pytest.mark.parametrize(
    ("number", "is_refetch", "is_told"), [(1, False, True), (1, True, False), (None, False, False)]
)
async def test_the_list_says_why_an_article_of_it_cannot_be_opened(
    number: int | None, is_refetch: bool, is_told: bool, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.html")
    loading = Loading("02-feature", gone)
    loading.loader.start(PageRequest(gone, number, is_refetch=is_refetch))
    await loading.finish()
    assert "no such file" in loading.program.message
    assert (loading.program.reading_list.entries[1].error is not None) is is_told


async def test_a_page_that_is_stored_is_not_fetched_again_unless_that_is_asked_for() -> None:
    with serving() as server:
        server.table["/story"] = lambda each: each.answer(PAGE.encode())
        loading = Loading()
        reading_list = loading.program.reading_list
        number = reading_list.add(server.url + "/story")
        request = PageRequest(server.url + "/story", number)
        loading.loader.start(request)
        await loading.finish()
        reading_list.document_cache.add_document(number, loading.loaded[0][1])
        asked = len(server.asked)
        loading.loader.start(request)
        await loading.finish()
        assert len(server.asked) == asked
        loading.loader.start(request._replace(is_refetch=True))
        await loading.finish()
        assert len(server.asked) == asked + 1
    assert len(loading.loaded) == 3


async def test_a_page_of_this_machine_is_only_for_who_named_it() -> None:
    with serving() as server:
        server.table["/story"] = lambda each: each.answer(PAGE.encode())
        loading = Loading()
        loading.loader.start(PageRequest(server.url + "/story", named_by_user=False))
        await loading.finish()
    assert loading.loaded == []
    assert loading.program.message


async def test_all_text_of_a_page_is_shown_on_request_and_nothing_on_cancelling(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body><nav><a href='/'>首頁</a></nav></body></html>", "utf-8")
    loading = Loading("02-feature", str(page))
    loading.loader.start(PageRequest(str(page), 1))
    await loading.finish()
    choices = loading.program.shell.choices
    loading.program.shell.choose(loading.program.session.messages("cancel"))
    await loading.finish()
    assert loading.loaded == []
    assert choices[0].run is not None
    choices[0].run()
    await loading.finish()
    ((request, document),) = loading.loaded
    assert request.document is document


async def test_a_text_is_read_again_at_once_and_a_page_in_the_background(tmp_path: Path) -> None:
    for name, text, count in (("a.txt", "新聞\n\n　　今天的新聞。\n", 0), ("a.html", PAGE, 1)):
        (tmp_path / name).write_text(text, "utf-8")
        loading = Loading(str(tmp_path / name))
        loading.loader.action_refetch()
        assert len(loading.program.scheduler.workers) == count
        await loading.finish()
        assert len(loading.loaded) == 1


async def test_a_text_that_is_gone_says_so_when_it_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("新聞\n\n　　今天的新聞。\n", "utf-8")
    loading = Loading(str(path))
    path.unlink()
    loading.loader.action_refetch()
    assert "no such file" in loading.program.message
    assert loading.loaded == []


async def test_the_stored_version_is_not_for_a_page_that_is_on_the_screen_already() -> None:
    class Keeping(InMemory):
        def find_page(self, url: str) -> Any:
            raise AssertionError(url)

    loading = Loading(store=Keeping())
    loading.loader.start(PageRequest("http://127.0.0.1:9/x", 0, is_refetch=True))
    loading.loader.start(PageRequest("/nowhere/x.html", 0))
    await asyncio.gather(*loading.program.scheduler.workers, return_exceptions=True)
    assert loading.loaded == []


async def test_only_a_page_of_the_web_that_is_fetched_again_is_noted_as_being_there(tmp_path: Path) -> None:
    noted: list[str] = []

    class Store(InMemory):
        def mark_gone(self, url: str, *, is_gone: bool) -> None:
            noted.append(url)

    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    with serving() as server:
        server.table["/story"] = lambda each: each.answer(PAGE.encode())
        loading = Loading(str(tmp_path / "page.html"), store=Store())
        for source, is_refetch in (
            (server.url + "/story", False),
            (str(tmp_path / "page.html"), True),
            (server.url + "/story", True),
        ):
            loading.loader.start(PageRequest(source, is_refetch=is_refetch))
            await loading.finish()
    assert noted == [server.url + "/story"]
    assert len(loading.loaded) == 3
