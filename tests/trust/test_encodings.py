"""Row 8: pages and files are read in the encoding they are in, whatever their labels say, and never by Python's own."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import main
from tests.trust.hostile import IS_FULL, UNSAFE_OUTPUT
from tests.web_server import serving

if TYPE_CHECKING:
    from tests.web_server import Exchange

FEEDS = Path(__file__).parents[3] / "shared" / "hostile" / "feedparser" / "encoding"
HANT = "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月，街坊說聲音同從前一樣。"
HANS = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅守了三个月，街坊说声音同从前一样。"
TEXTS = [
    (HANT, "utf-8"), (HANS, "utf-8"), (HANS, "gbk"), (HANT, "gb18030"), (HANT, "big5"), (HANS, "utf-16"), (HANS, "hz"),
    (f"佢啲嘢，{HANT}", "big5hkscs"),
]  # fmt: skip
LABELS = ["", "utf-8", "gb2312", "big5", "iso-8859-1"]
"""Of a server or a page; most of them are wrong."""
PYTHON_LABELS = [
    "rot13", "unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "undefined", "base64", "hex", "zlib",
    "bz2", "uu", "mbcs", "../x", "utf-8\x1b[2J", "x" * 5_000,
]  # fmt: skip
HIDDEN = r"甲\x1b[2J\u001b]0;x\x07乙+AHg-"
"""What some codecs of Python make control characters of."""
CASES = list(product(range(len(TEXTS)), [*LABELS, "unicode_escape"], [*LABELS, "rot13"]))

pytestmark = pytest.mark.usefixtures("library")


def make_page(text: str, label: str) -> str:
    """A page that names its encoding."""
    meta = f'<meta charset="{label}">' if label else ""
    return f"<!doctype html><html><head>{meta}</head><body><h1>渡口</h1><p>{text}</p><p>{text}</p></body></html>"


def show(source: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The texts of the blocks of a source; empty where it is refused in a sentence."""
    code = main(["show", source, "--json", *options])
    out, err = capsys.readouterr()
    assert code in (0, 1)
    assert bool(err) >= bool(code)
    assert "internal error" not in err
    assert not UNSAFE_OUTPUT.search(out + err)
    return [] if code else [block["text"] for block in json.loads(out)["blocks"]]


def test_a_page_is_read_in_its_encoding_whatever_the_server_and_its_head_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with serving() as server:
        wrong = []
        for index, header, label in CASES if IS_FULL else CASES[::5]:
            text, codec = TEXTS[index]
            body = make_page(text, label).encode(codec)
            content_type = f"text/html; charset={header}" if header else "text/html"

            def answer(exchange: Exchange, body: bytes = body, content_type: str = content_type) -> None:
                exchange.answer(body, Content_Type=content_type)

            server.table["/page"] = answer
            if show(f"{server.url}/page", capsys) != ["渡口", text, text]:
                wrong.append((codec, header, label))
    assert wrong == []


@pytest.mark.parametrize("label", PYTHON_LABELS, ids=lambda label: repr(label)[:30])
def test_labels_that_only_python_knows_mean_nothing(
    label: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "a.html"
    page.write_text(make_page(f"{HANT}{HIDDEN}", label), "utf-8")
    assert show(str(page), capsys) == ["渡口", *[f"{HANT}{HIDDEN}"] * 2]
    assert show(str(page), capsys, "--encoding", label) == []
    feed = tmp_path / "a.xml"
    item = f"<item><title>鐘聲{HIDDEN}</title><description>{HANT}</description></item>"
    feed.write_text(f'<?xml version="1.0" encoding="{label}"?><rss><channel>{item}</channel></rss>', "utf-8")
    assert main(["add", str(feed)]) in (0, 1)
    out, err = capsys.readouterr()
    assert not UNSAFE_OUTPUT.search(out + err)


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the feeds are not beside this repository")
def test_feeds_with_labels_of_any_kind_end_in_a_text_or_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted(FEEDS.glob("*.xml"))
    assert len(paths) > 80
    for path in paths:
        show(str(path), capsys)
