"""Row 4: what nobody sees changes no text: it is left out or has a visible mark, and a link shows its true host."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from tests.bench.pty_run import Terminal
from tests.trust.test_markup_in_texts import squeeze

if TYPE_CHECKING:
    from collections.abc import Callable

ESCAPES = Path(__file__).parents[3] / "shared" / "hostile" / "escapes.json"
MARKED = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206f\ufff9\u3164\U000e0041\U000e007f"
)
"""Characters that change the direction of others, or hide a text."""
LINE_ENDS = "\u2028\u2029"
LEFT_OUT = "\u200b\ufeff\u2060\u00ad"
KEPT = ["葛\U000e0100飾", "☎\ufe0f", "甲\u3000乙", "甲\u00a0乙", "𠮷", "👨\u200d👩\u200d👧"]
LINKS = {
    "https://аррle.example/x": "https://xn--le-6kc8da.example/x",
    "https://www.bank.example@evil.example/y": "https://evil.example/y",
    "https://例子.example/z": "https://例子.example/z",
    "https://news.example\u202e/moc.elgoog": None,
}
"""Addresses, and what is shown of them."""

pytestmark = pytest.mark.usefixtures("library")


@pytest.fixture
def show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], str]:
    """What is printed of an article with a text in its middle, without the words around it."""

    def show_text(text: str) -> str:
        path = tmp_path / "a.txt"
        path.write_text(f"渡口的鐘\n\n街坊說，{text}，鐘聲同從前一樣。\n", "utf-8")
        assert main(["show", str(path), "--plain", "--width", "500"]) == 0
        return capsys.readouterr().out.partition("街坊說，")[2].partition("，鐘聲")[0]

    return show_text


@pytest.mark.parametrize("character", MARKED, ids=lambda character: f"U+{ord(character):04X}")
def test_what_hides_or_turns_a_text_has_a_visible_mark(character: str, show: Callable[[str], str]) -> None:
    assert show(f"跌{character}升") == "跌\ufffd升"


@pytest.mark.parametrize("character", LEFT_OUT, ids=lambda character: f"U+{ord(character):04X}")
def test_words_with_an_invisible_character_in_them_are_shown_found_and_annotated_as_without_it(
    character: str, show: Callable[[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show(f"報{character}館") == "報館"
    assert main(["annotate", str(tmp_path / "a.txt"), "--quote", "報館，鐘聲"]) == 0
    capsys.readouterr()
    for command in (["search", "報館", "--json"], ["notes", "--json"]):
        assert main(command) == 0
        assert "報館" in json.dumps(json.loads(capsys.readouterr().out), ensure_ascii=False)
    article = json.loads(_print(capsys, "list", "--json"))["articles"][0]["id"]
    (tmp_path / "a.txt").unlink()
    assert main(["annotate", article, "--quote", "報館"]) == 0


def _print(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    assert main(command) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_what_a_text_needs_is_kept(text: str, show: Callable[[str], str]) -> None:
    assert show(text) == text


@pytest.mark.parametrize("count", [1, 4, 5, 2_000])
def test_at_most_four_marks_are_shown_on_a_character(count: int, show: Callable[[str], str]) -> None:
    assert show("e" + "\u0301" * count + "甲") == "e" + "\u0301" * min(count, 4) + "甲"


@pytest.mark.skipif(not ESCAPES.is_file(), reason="the hostile texts are not beside this repository")
def test_every_invisible_or_kept_text_of_the_list_is_shown_so(show: Callable[[str], str]) -> None:
    for case in json.loads(ESCAPES.read_text("utf-8"))["texts"]:
        if case["id"].startswith("keep-"):
            assert show(case["text"]) == case["text"], case["id"]
        elif case["id"].startswith("u-"):
            shown = show(case["text"])
            assert (shown[0], shown[-1]) == ("甲", "乙"), case["id"]
            assert len(shown) == 2 or shown[1].isprintable() or shown[1] in "\u200c\u200d", case["id"]


def test_a_link_shows_its_host_and_no_name_before_it(tmp_path: Path) -> None:
    story = "孩子們跑到碼頭去看，修鐘的師傅守了三個月，直到天黑才回家。"
    links = "".join(f"<p>{story}<a href='{address}'>鐘聲</a></p>" for address in LINKS)
    paper = tmp_path / "a.html"
    paper.write_text(f"<!doctype html><meta charset=utf-8><h1>渡口的鐘</h1>{links}<p>{story}</p>", "utf-8")
    environment = {"DUBAO_CONFIG": str(tmp_path / "none.toml")}
    with Terminal([sys.executable, "-m", "reader", str(paper)], 76, 60, environment=environment) as terminal:
        terminal.await_condition(lambda: any("鐘聲" in row for row in terminal.shown_rows()))
        terminal.type("5")
        terminal.await_condition(lambda: "例子.example" in squeeze("".join(terminal.shown_rows())))
        shown = squeeze("".join(terminal.shown_rows()))
    for address in filter(None, LINKS.values()):
        assert address in shown
    assert "bank" not in shown
    assert "\u202e" not in terminal.output.decode("utf-8", "replace")
