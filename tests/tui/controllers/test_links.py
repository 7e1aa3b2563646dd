"""Links: followed, looked at, opened in the browser."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reader.errors import ReaderError
from reader.sources import Document, read_file
from reader.tui.controllers.links import LinkController
from reader.tui.terminal import browser
from tests.tui.controllers.fakes import Program

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html><head><title>港口新聞</title></head><body><article><h1>港口新聞</h1>
<p>港口今天開放，詳見<a href="/more">另一篇報道</a>，工程將於明年完成，居民可以參觀新的碼頭和展覽館。</p>
<p>居民說新的碼頭很方便，也有人說票價太高，希望當局可以考慮降低。<a href="https://b.example/x">別處</a>也有報道。</p>
<p>當局表示會聽取意見，並於下月公布新的票價，屆時將有更多航班往來兩岸，方便市民出行。</p></article></body></html>"""


class Links:
    def __init__(self, tmp_path: Path, text: str = PAGE) -> None:
        path = tmp_path / "page.html"
        path.write_text(text, "utf-8")
        self.program = program = Program(str(path))
        self.opened: list[tuple[str, bool]] = []
        self.controller = LinkController(program.shell, program.session, program.selection, program.article_list, self)
        program.read_all()
        program.pane.show_category("links")

    def open_path(self, path: str) -> None:
        if path.endswith("bad.html"):
            raise ReaderError(path, "it is bad")
        self.opened.append((path, True))

    def open_address(self, url: str, *, named_by_user: bool) -> None:
        self.opened.append((url, named_by_user))


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(tmp_path)


def test_the_current_link_is_opened(links: Links) -> None:
    assert not links.controller.open_current()
    targets = links.program.open_article.all_targets["links"]
    links.program.article.show_target(targets[-1])
    assert links.controller.open_current()
    assert links.opened == [("https://b.example/x", False)]


def test_a_link_to_nowhere_says_so(links: Links) -> None:
    links.program.article.show_target(links.program.open_article.all_targets["links"][0])
    assert links.controller.open_current()
    assert links.opened == []
    assert links.program.message == links.program.session.messages("status.link.nowhere")


def test_the_details_of_a_link_are_its_address_and_machine(links: Links) -> None:
    assert not links.controller.show_current_details()
    links.program.article.show_target(links.program.open_article.all_targets["links"][-1])
    assert links.controller.show_current_details()
    assert links.program.shell.title == "別處"
    assert [choice.detail for choice in links.program.shell.choices] == ["https://b.example/x", "b.example"]


def test_only_pages_of_the_web_are_opened_in_the_browser(links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(browser, "start_program", ran.append)
    monkeypatch.setenv("BROWSER", "true")
    words = links.program.session.messages
    links.controller.action_browser()
    links.controller.action_list_browser()
    assert links.program.shell.messages == [words("status.browser.nothing")] * 2
    links.program.article.show_target(links.program.open_article.all_targets["links"][-1])
    links.controller.action_browser()
    assert links.program.message == words("status.browser")
    assert ran == [["true", "https://b.example/x"]]


def test_a_relative_link_of_a_file_opens_the_file_beside_it(tmp_path: Path) -> None:
    for name in ("more.html", "bad.html"):
        (tmp_path / name).write_text(PAGE, "utf-8")
    for name in ("more", "bad", "gone"):
        links = Links(tmp_path, PAGE.replace("/more", f"{name}.html"))
        links.program.article.show_target(links.program.open_article.all_targets["links"][0])
        assert links.controller.open_current()
        assert links.opened == ([(str(tmp_path / "more.html"), True)] if name == "more" else [])
        if name == "bad":
            assert "it is bad" in links.program.message
        links.controller.show_current_details()
        is_there = name != "gone"
        assert (links.program.shell.choices[0].detail == str(tmp_path / f"{name}.html")) is is_there


@pytest.mark.parametrize(
    ("source", "named_by_user", "expected"),
    [
        ("https://b.example/1", True, True),
        ("https://b.example/1", False, False),
        ("https://a.example/1", True, False),
    ],
)
def test_only_a_link_to_the_same_server_is_named_by_who_named_the_page(
    links: Links, source: str, named_by_user: bool, expected: bool
) -> None:
    entry = links.program.session.open_entry
    entry.source, entry.named_by_user = source, named_by_user
    links.controller.open_link(links.program.open_article.all_targets["links"][-1])
    assert links.opened == [("https://b.example/x", expected)]


def test_pages_of_the_list_are_opened_in_the_browser_by_their_address(
    links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(browser, "start_program", ran.append)
    monkeypatch.setenv("BROWSER", "true")
    program = links.program
    entry = program.session.reading_list.entries[0]
    entry.source = "https://a.example/1"
    links.controller.action_list_browser()
    entry.url = "https://a.example/2"
    links.controller.action_list_browser()
    assert [command[-1] for command in ran] == ["https://a.example/1", "https://a.example/2"]
    program.reading_list.set_filter("無此")
    links.controller.action_list_browser()
    assert program.message == program.session.messages("shelf.nothing_chosen")
    assert len(ran) == 2


def test_without_a_browser_the_message_says_so(links: Links, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "open_in_browser", lambda url: False)
    links.program.article.show_target(links.program.open_article.all_targets["links"][-1])
    links.controller.action_browser()
    assert links.program.message == links.program.session.messages("status.browser.none")


def test_the_details_of_a_link_have_no_numbers(links: Links) -> None:
    links.controller.show_details(links.program.open_article.all_targets["links"][0])
    assert not links.program.shell.is_numbered
    assert [choice.detail for choice in links.program.shell.choices] == [
        links.program.session.messages("status.link.nowhere")
    ]


def test_the_page_itself_is_opened_in_the_browser_where_no_link_is_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(browser, "start_program", ran.append)
    monkeypatch.setenv("BROWSER", "true")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")

    def load(source: str) -> Document:
        document = read_file(source)
        return replace(document, origin=replace(document.origin, url="https://a.example/page"))

    program = Program(str(tmp_path / "page.html"), load_document=load)
    controller = LinkController(
        program.shell, program.session, program.selection, program.article_list, Links(tmp_path)
    )
    controller.action_browser()
    assert ran == [["true", "https://a.example/page"]]
