"""Row 3: what looks like markup in a text is shown as it is written, on every screen."""

from __future__ import annotations

import json
import random
import string
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from tests.bench.emulator import Emulator
from tests.bench.pty_run import Terminal
from tests.trust.hostile import IS_FULL
from tests.trust.hostile_commands import capture

if TYPE_CHECKING:
    from collections.abc import Callable

BLNS = Path(__file__).parents[3] / "shared" / "hostile" / "blns.json"
COLUMNS, ROWS = 76, 90
PAGE_CHARACTERS = 3_000
"""Of the texts of one page, so that all of it is seen."""
MARKUP = '[/][/記者][link="a][@click=app.quit]甲[/][AI][b]粗[/b][link=file:///etc/passwd]x[/link]\\[[['
"""What Textual and Rich raise an error for, leave out, or make an action or a link of."""
HEADING = "[AI][@click=app.quit][/]"
SEED, TEXTS = 3, 5_000 if IS_FULL else 300


def make_brackets() -> list[str]:
    """Names of one to three letters in brackets, as those of styles are."""
    chance = random.Random(SEED)
    return [f"[{''.join(chance.choices(string.ascii_letters, k=1 + number % 3))}]" for number in range(TEXTS)]


def make_signs() -> list[str]:
    """Texts of the signs of markup and letters."""
    chance = random.Random(SEED)
    return ["".join(chance.choices("[]/\\@=#\"'abXY", k=chance.randint(1, 12))) for _ in range(TEXTS)]


def load_naughty() -> list[str]:
    """The naughty strings; without those of marks, invisible characters and emoji, which no emulator shows alike."""
    if not BLNS.is_file():
        pytest.skip("the list of naughty strings is not beside this repository")
    texts = [text for text in json.loads(BLNS.read_text("utf-8")) if text.strip()]
    kinds = ("M", "C", "Zl", "Zp")
    return [
        text for text in texts if not any(unicodedata.category(each).startswith(kinds) or each > "🀀" for each in text)
    ]


def squeeze(text: str) -> str:
    """A text without its blanks, which a layout may change."""
    return "".join(text.split())


def pack_texts(texts: list[str]) -> list[list[str]]:
    """The texts of one page after the other."""
    packs, size = [list[str]()], 0
    for text in texts:
        size += len(text) + 3
        if size > PAGE_CHARACTERS:
            packs.append([])
            size = len(text) + 3
        packs[-1].append(text)
    return packs


def write_article(path: Path, texts: list[str], title: str = "渡口的鐘又響了") -> Path:
    """Write an article with texts in one paragraph, Chinese characters around each."""
    path.write_text(f"{title}\n\n街坊說{''.join(f'甲{text}乙、' for text in texts)}就這樣。\n", "utf-8")
    return path


def open_program(folder: Path, *paths: Path) -> Terminal:
    """The program with articles, in a high window.

    Args:
        folder: Of the library.
        *paths: The articles.
    """
    environment = {"DUBAO_LIBRARY": str(folder / "library.db"), "DUBAO_CONFIG": str(folder / "none.toml")}
    command = [sys.executable, "-m", "reader", *map(str, paths)]
    return Terminal(command, columns=COLUMNS, rows=ROWS, environment=environment)


@pytest.mark.parametrize("make_texts", [make_brackets, make_signs, load_naughty])
def test_a_text_is_on_the_page_as_it_is_written(make_texts: Callable[[], list[str]], tmp_path: Path) -> None:
    packs = pack_texts(make_texts())
    paths = [write_article(tmp_path / f"{number}.txt", texts) for number, texts in enumerate([*packs, ["末"]])]
    with open_program(tmp_path, *paths) as terminal:
        screen = Emulator(terminal)
        terminal.await_condition(lambda: "Articles" in screen.rows()[-1])
        for number, texts in enumerate(packs):
            terminal.type("J" if number else "l")
            wanted = [f"甲{squeeze(text)}乙" for text in texts]

            def list_missing(wanted: list[str] = wanted) -> list[str]:
                page = squeeze("".join(screen.rows()))
                return [text for text in wanted if text not in page]

            try:
                terminal.await_condition(lambda: not list_missing(), seconds=20)
            except TimeoutError:
                assert list_missing() == [], screen.rows()


def test_a_text_is_in_every_list_and_message_as_it_is_written(tmp_path: Path) -> None:
    paper = tmp_path / "a.html"
    paper.write_text(
        f"<!doctype html><meta charset=utf-8><title>{MARKUP}</title><h1>渡口{MARKUP}的鐘</h1>"
        f"<p>街坊說鐘聲同從前一樣。</p>"
        f"<h2>碼頭{HEADING}</h2><p>孩子們跑到<a href='https://a.example/'>{MARKUP}碼頭</a>去看。</p>"
        f"<figure><img src=a.png><figcaption>修鐘{MARKUP}的師傅</figcaption></figure><p>直到天黑才回家。</p>",
        "utf-8",
    )
    library = ["--library", str(tmp_path / "library.db")]
    with capture(is_terminal=False):
        assert (
            main([*library, "annotate", str(paper), "--quote", "鐘聲", "--note", f"記{MARKUP}", "--tag", MARKUP]) == 0
        )
        assert main([*library, "mark", str(paper), "--tag", MARKUP]) == 0
    with open_program(tmp_path, paper, write_article(tmp_path / "b.txt", ["乙"])) as terminal:
        screen = Emulator(terminal)

        def await_text(text: str) -> None:
            try:
                terminal.await_condition(lambda: squeeze(text) in squeeze("".join(screen.rows())), seconds=20)
            except TimeoutError:
                pytest.fail("\n".join([f"not shown: {text}", *screen.rows()]))

        await_text(f"渡口{MARKUP[:24]}")
        terminal.type("l")
        await_text("街坊說")
        for key, text in {
            "1": f"1 section> 碼頭{HEADING}",
            "2": f"1 caption> 修鐘{MARKUP}",
            "4": f"+ 記{MARKUP}",
            "5": f"1 link> {MARKUP}碼頭",
        }.items():
            terminal.type(key)
            await_text(text)
            terminal.type("\x1b")  # else two digits were a number
            terminal.await_condition(lambda: "2Captions" not in squeeze("".join(screen.rows())))
        terminal.type("i")
        await_text(f"Headline 渡口{MARKUP[:40]}")
        terminal.type("\x1b")
        terminal.await_condition(lambda: "Headline" not in squeeze("".join(screen.rows())))
        terminal.type(f"/{MARKUP}无\r")
        await_text(f"no match for {MARKUP}无")
