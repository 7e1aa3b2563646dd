"""Pages that take longer than a frame: the old article stays, a row says how far it is, Esc stops it."""

from __future__ import annotations

import subprocess
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from reader.copies.annotated_view import make_annotated_view
from reader.copies.save import render_copy
from tests.copies.articles import annotated
from tests.web_server import BODY, TITLE, Server, page, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Open = Any
OTHER = "渡輪加班的第三天"
LINKS = (
    '<p>另見<a href="/other">渡輪加班</a>和<a href="http://аpple.example/1?a=b">蘋果</a>，以及'
    '<a href="../far/away.html">遠處</a>的報道，街坊說聲音同從前一樣。</p>'
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        running.table["/linked"] = lambda each: each.answer(page(LINKS))
        running.table["/other"] = lambda each: each.answer(page().replace(TITLE.encode(), OTHER.encode()))
        yield running


async def give(reader: Any, address: str) -> None:
    """Paste an address, and accept it."""
    reader.app.post_message(events.Paste(address))
    await reader.settle()
    await reader.settle()
    await reader.press("enter")


async def opened(reader: Any, address: str, words: str = BODY[:8]) -> None:
    await give(reader, address)
    await reader.wait_until(lambda: words in reader.text)


async def test_opened_address_stays_in_the_list_of_the_session(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await opened(reader, server.url + "/good?kept")
        assert reader.screen.open_article.origin.url == server.url + "/good?kept"
        assert "article 2 of 2" in reader.bottom
        await reader.press("K", "J")
        assert TITLE in reader.text
        await opened(reader, server.url + "/good?kept")
        assert [asked.path for asked in server.asked].count("/good?kept") == 1
        assert len(reader.screen.session.reading_list.visible_numbers) == 2


async def test_an_address_is_opened_from_the_commands_too(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await reader.press("colon")
        reader.screen.prompt_bar._input.value = server.url + "/good"
        await reader.settle()
        await reader.press("enter")
        await reader.wait_until(lambda: BODY[:8] in reader.text)


async def test_while_it_loads_the_old_article_stays_with_its_keys(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(100, 24)) as reader:
        before = reader.rows()[1:-1]
        await give(reader, server.url + "/slow/first")
        await reader.wait_until(lambda: "127.0.0.1" in reader.bottom)
        assert "waiting for an answer" in reader.bottom
        assert "Esc stops" in reader.bottom
        assert reader.rows()[1:-1] == before
        await reader.press("j")
        assert reader.rows()[1:-1] != before
        assert "Esc stops" in reader.bottom
        await reader.press("escape")
        assert "stopped" in reader.bottom
        await reader.press("k")
        assert reader.rows()[1:-1] == before
        assert not [worker for worker in reader.app.workers if worker.group == "loading" and worker.is_running]


async def test_bytes_are_counted(open_reader: Open, server: Server) -> None:
    def answer(each: Any) -> None:
        each.answer(Content_Length=str(1 << 20)).say(bytes(300 << 10)).drip(b"x", 0.02)

    server.table["/much"] = answer
    async with open_reader("02-feature", size=(100, 24)) as reader:
        await give(reader, server.url + "/much")
        await reader.wait_until(lambda: "300 KB" in reader.bottom)
        assert "fetching" in reader.bottom
        await reader.press("escape")


async def test_failed_page_shows_its_reason_in_the_same_row(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        for path, why in (("/status/404", "no such page"), ("/gzip/cut", "broke off"), ("/pdf", "a PDF file")):
            await give(reader, server.url + path)
            await reader.wait_until(lambda why=why: why in reader.text)
        assert len(reader.screen.session.reading_list.visible_numbers) == 1
        assert reader.screen.article_pane.article_view.has_focus


async def test_a_page_that_runs_away_is_shown_as_its_text(
    open_reader: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.structure.html.sandbox.IN_PROCESS_SIZE_MAX", 10)
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.01)
    (tmp_path / "page.html").write_bytes(page())
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await opened(reader, str(tmp_path / "page.html"))
        assert "could not be told" in reader.bottom
        assert reader.screen.open_article.article.is_unstructured


async def test_the_screen_lives_while_a_page_runs_away(
    open_reader: Open, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = Event()

    def run_until_moved(command: list[str], **_: object) -> None:
        """Run as long as the test takes to move, and then out of time."""
        moved.wait(60)
        raise subprocess.TimeoutExpired(command, 2)

    monkeypatch.setattr(subprocess, "run", run_until_moved)
    monkeypatch.setattr("reader.structure.html.sandbox.IN_PROCESS_SIZE_MAX", 0)
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await give(reader, server.url + "/good")
        await reader.wait_until(lambda: "reading the page" in reader.bottom)
        for _ in range(5):
            before = reader.rows()[1:-1]
            await reader.press("j")
            assert reader.rows()[1:-1] != before
        assert "reading the page" in reader.bottom
        moved.set()
        await reader.wait_until(lambda: TITLE in reader.text)
        assert "could not be told" in reader.bottom


async def test_a_pasted_page_is_read_as_one(open_reader: Open) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        reader.app.post_message(events.Paste(page().decode() + "\n" + "<p>" + BODY))
        await reader.wait_until(lambda: "open it as an article" in reader.text)
        await reader.press("1")
        await reader.wait_until(lambda: TITLE in reader.text)
        assert "<p>" not in reader.text


async def test_a_page_is_fetched_again_with_r(open_reader: Open, server: Server) -> None:
    server.table["/changing"] = lambda each: each.answer(page(f"<p>{BODY}{BODY}</p>" if each.count > 2 else ""))
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await opened(reader, server.url + "/changing")
        await reader.press("r")
        await reader.wait_until(lambda: "nothing has changed" in reader.text)
        assert len(reader.screen.open_article.blocks) == 3
        await reader.press("r")
        await reader.wait_until(lambda: "the article has changed" in reader.text)
        assert len(reader.screen.open_article.blocks) == 4
        server.table["/changing"] = server.table["/status/404"]
        await reader.press("r")
        await reader.wait_until(lambda: "no such page" in reader.text)
        assert TITLE in reader.text
        await reader.press("K", "J")
        assert TITLE in reader.text


# -- links


async def test_links_are_listed_with_where_they_lead(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(140, 30)) as reader:
        await opened(reader, server.url + "/linked")
        await reader.press("5")
        assert f"{server.url}/other" in reader.text
        assert f"{server.url}/far/away.html" in reader.text
        assert "http://xn--" in reader.text
        assert "аpple" not in reader.text


async def test_enter_on_a_link_opens_it(open_reader: Open, server: Server) -> None:
    for size in ((140, 30), (80, 24)):
        async with open_reader("02-feature", size=size) as reader:
            await opened(reader, server.url + "/linked")
            await reader.press("5")
            await reader.press("enter")
            await reader.wait_until(lambda reader=reader: OTHER in reader.text)
            assert reader.screen.article_pane.article_view.has_focus


async def test_the_current_link_is_opened_with_enter(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(140, 30)) as reader:
        await opened(reader, server.url + "/linked")
        await reader.press("5", "n", "i")
        assert f"{server.url}/other" in reader.text
        await reader.press("escape", "enter")
        await reader.wait_until(lambda: OTHER in reader.text)


async def test_a_link_leads_to_no_machine_that_was_not_typed(open_reader: Open, server: Server) -> None:
    """Nor may one on the same machine, where the page itself was only led to."""
    with serving() as other:
        other.table["/trap"] = lambda each: each.answer(page(LINKS))
        body = f'<p>另見<a href="{other.url}/trap">渡輪</a>的報道，街坊說聲音同從前一樣，明日再來。</p>'
        server.table["/trapped"] = lambda each: each.answer(page(body))
        async with open_reader("02-feature", size=(140, 30)) as reader:
            await opened(reader, server.url + "/trapped")
            await reader.press("5", "n", "enter")
            await reader.wait_until(lambda: "not a machine of the public web" in reader.text)
            assert other.asked == []
            await give(reader, other.url + "/trap")
            await reader.wait_until(lambda: reader.screen.open_article.origin.url == other.url + "/trap")
            assert len(other.asked) == 1


# -- the browser


@pytest.fixture
def recorder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """A browser that writes down its arguments."""
    script = tmp_path / "a browser"
    script.write_text(f'#!/bin/sh\nfor each in "$@"; do printf "%s\\0" "$each"; done >"{tmp_path}/new"\n'
                      f'mv "{tmp_path}/new" "{tmp_path}/arguments"\n')  # fmt: skip
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"/no/such/browser:'{script}' --new-window")

    def arguments() -> list[str]:
        path = tmp_path / "arguments"
        return path.read_text("utf-8").split("\0")[:-1] if path.exists() else []

    return arguments


async def test_the_page_and_the_link_are_shown_in_the_browser(
    open_reader: Open, server: Server, recorder: Callable[[], list[str]]
) -> None:
    async with open_reader("02-feature", size=(140, 30)) as reader:
        await reader.press("o")
        assert "no page of the web" in reader.bottom
        await opened(reader, server.url + "/linked")
        await reader.press("o")
        assert "opened in the browser" in reader.bottom
        await reader.wait_until(lambda: recorder() == ["--new-window", server.url + "/linked"])
        await reader.press("5", "n", "o")
        await reader.wait_until(lambda: recorder() == ["--new-window", server.url + "/other"])
        await reader.press("0", "G", "o")
        await reader.wait_until(lambda: recorder() == ["--new-window", server.url + "/linked"])


async def test_another_encoding_can_be_forced_and_the_guess_is_back_with_r(open_reader: Open, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("渡口的钟\n\n　　停摆了二十年的渡口大钟昨天重新敲响，三百多名街坊来听。\n".encode("gb18030"))
    async with open_reader(str(path), size=(100, 24)) as reader:
        assert "渡口的钟" in reader.text
        await reader.press("colon", *"encoding", "enter")
        await reader.settle()
        assert "gb18030" in reader.text
        await reader.press("2")
        await reader.wait_until(lambda: reader.screen.open_article.encoding_reason == "named")
        assert "渡口的钟" in reader.text
        await reader.press("colon", *"encoding", "enter", "4")
        await reader.wait_until(lambda: "is not UTF-16LE" in " ".join(reader.text.split()))
        assert reader.screen.open_article.origin.encoding == "gb18030"
        await reader.press("r")
        await reader.wait_until(lambda: reader.screen.open_article.encoding_reason == "looks")


# -- annotated copies


async def test_an_annotated_page_is_read_again_as_the_article_it_is_of(open_reader: Open, tmp_path: Path) -> None:
    article, _ = annotated(3)
    path = tmp_path / "copy.html"
    path.write_text(render_copy(make_annotated_view(article, []), "html"), encoding="utf-8")
    async with open_reader(str(path)) as reader:
        await reader.press("r")
        assert "nothing has changed" in reader.bottom
        assert [block.text for block in reader.screen.open_article.blocks] == [block.text for block in article.blocks]
