"""Front pages and the history of pages on the screen: links are opened, and gone back from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from textual import events

from tests.web_server import BODY, TITLE, Server, page, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Open = Any
TITLES = [f"第{n}條新聞說的是另一件不同的事情" for n in range(40)]
FRONT_PAGE = (
    "<html><head><title>海灣日報</title></head><body><h1>海灣日報</h1><h2>要聞</h2><ul>"
    + "".join(f'<li><a href="/a/{n}">{title}</a></li>' for n, title in enumerate(TITLES))
    + "</ul></body></html>"
)


def _send(answer: bytes, exchange: Any) -> None:
    exchange.answer(answer)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        running.table["/"] = lambda each: each.answer(FRONT_PAGE.encode())
        for number, title in enumerate(TITLES):
            story = page(f'<p>另見<a href="/a/{number + 1}">下一條新聞</a>，街坊說鐘聲同從前一樣。</p>')
            answer = story.replace(TITLE.encode(), title.encode())
            running.table[f"/a/{number}"] = partial(_send, answer)
        yield running


async def open_front_page(reader: Any, server: Server) -> None:
    reader.app.post_message(events.Paste(server.url + "/"))
    await reader.settle()
    await reader.settle()
    await reader.press("enter")
    await reader.wait_until(lambda: TITLES[0] in reader.text)


def is_dim(reader: Any, words: str) -> bool:
    """Whether a row of the page is drawn as one that was read."""
    view = reader.screen.article_pane.article_view
    for y in range(view.size.height):
        strip = view.render_line(y)
        if words in strip.text:
            return any(s.style == view.get_part_style("read") for s in strip if words[:4] in s.text)
    raise AssertionError(words)


async def test_a_row_of_a_front_page_is_opened_and_gone_back_from(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await open_front_page(reader, server)
        assert "link 1/40" in reader.bottom
        assert "Enter open" in reader.bottom
        await reader.press(*["n"] * 30)
        position = reader.screen.article_pane.article_view.position
        assert not is_dim(reader, TITLES[30])
        await reader.press("enter")
        await reader.wait_until(lambda: BODY[:8] in reader.text)
        assert reader.screen.open_article.article.title == TITLES[30]
        assert "Bksp back" in reader.bottom or "Backspace back" in reader.bottom
        await reader.press("backspace")
        assert reader.screen.article_pane.article_view.position == position
        assert "link 31/40" in reader.bottom
        await reader.press("n")
        assert is_dim(reader, TITLES[30])
        assert not is_dim(reader, TITLES[29])
        await reader.press("L")
        assert reader.screen.open_article.article.title == TITLES[30]


async def test_a_link_of_an_article_is_opened_and_gone_back_from(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", size=(120, 24)) as reader:
        await open_front_page(reader, server)
        await reader.press("enter")
        await reader.wait_until(lambda: BODY[:8] in reader.text)
        await reader.press("5", "n", "enter")
        await reader.wait_until(lambda: reader.screen.open_article.article.title == TITLES[1])
        await reader.press("backspace")
        assert reader.screen.open_article.article.title == TITLES[0]
        assert reader.screen.session.category == "links"
        await reader.press("H", "H")
        assert reader.screen.open_article.origin.path.endswith("02-feature.txt")
        await reader.press("backspace")
        assert "no page was read before this one" in reader.bottom


async def test_notes_are_on_a_page_that_is_gone_back_to(open_reader: Open, server: Server) -> None:
    async with open_reader("02-feature", "03-dispatch", size=(120, 24)) as reader:
        await reader.press("v", "m", "escape")
        await open_front_page(reader, server)
        await reader.press("backspace")
        assert len(reader.screen.open_article.annotation_index.annotations) == 1
        await reader.press("L", "u")
        assert "undone" in reader.bottom
        await reader.press("backspace")
        assert not reader.screen.open_article.annotation_index.annotations


@pytest.mark.parametrize("language", ["hant", "hans"])
async def test_the_front_page_is_read_in_chinese(open_reader: Open, server: Server, language: str) -> None:
    async with open_reader("02-feature", size=(80, 24), language=language) as reader:
        await open_front_page(reader, server)
        assert ("連結 1/40" if language == "hant" else "链接 1/40") in reader.bottom
        await reader.press("L")
        assert reader.screen.open_article.article.is_front_page
        assert ("下一個頁面" if language == "hant" else "下一个页面") in reader.bottom


async def test_another_article_is_shown_while_the_list_beside_a_longer_one_has_the_keyboard(
    open_reader: Any, tmp_path: Path
) -> None:
    sources = []
    for name, count in (("short", 2), ("long", 30)):
        sections = "".join(f"## 第{n}節\n\n這一節說的是碼頭的舊事。\n\n" for n in range(count))
        (tmp_path / f"{name}.md").write_text(f"# 海邊小城\n\n{sections}", encoding="utf-8")
        sources.append(str(tmp_path / f"{name}.md"))
    async with open_reader(*sources) as reader:
        await reader.press("right_square_bracket", "space", "1", "G")
        pane = reader.screen.article_pane
        assert pane.side_list.has_focus
        assert pane.article_view.top > (0, 0)
        await reader.press("backspace")
        assert reader.screen.session.reading_list.open_number == 0
        assert reader.screen.article_pane.side_list.list_rows.open_article is reader.screen.open_article
