"""Lists of problematic strings in every field of an article and a note, through every format."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.annotations.model import Annotation, CanonicalText
from reader.copies.annotated_view import make_annotated_view
from reader.copies.epub import render_epub
from reader.copies.formats import READABLE_FORMATS, TEXT_FORMATS
from reader.copies.open import open_copy
from reader.copies.save import render_copy
from reader.model import Article, Block, Origin, show_carriage_returns, to_single_line
from tests.copies.test_epub import check_epub
from tests.copies.test_html import checked
from tests.copies.test_markdown_writer import shown

SHARED = Path(__file__).parents[3] / "shared" / "hostile"
WHEN = "2026-01-01T00:00:00.000000Z"
RAW = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def naughty(name: str) -> list[str]:
    if not (SHARED / name).is_file():
        pytest.skip(f"the list {name} is not here; it belongs to others")
    value = json.loads((SHARED / name).read_text("utf-8"))
    return sorted(set(_strings(value)))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _strings(part)]


@pytest.mark.parametrize("name", ["blns.json", "escapes.json"])
def test_naughty_strings_pass_through_every_format(name: str) -> None:
    for text in naughty(name):
        said = show_carriage_returns(text.strip("\u3000\u00a0 \t\u200b\ufeff\r\n"))
        if not said.strip():
            continue
        blocks = Block("headline", said), Block("paragraph", said), Block("caption", said, image=to_single_line(text))
        article = Article(Origin("x", url=to_single_line(text)), blocks, said, said, (said,), None, said, (said,))
        target = CanonicalText(blocks).make_target(0, len(said))
        note = Annotation("urn:1", WHEN, WHEN, target, note=text, tags=(text,), figure=text)
        page = make_annotated_view(article, [note])
        for form in TEXT_FORMATS:
            out = render_copy(page, form)
            assert not RAW.search(out)
            if form in READABLE_FORMATS:
                copy = open_copy(out, "x")
                assert copy is not None
                assert (copy.article, copy.annotations) == (article, (note,))
        checked(render_copy(page, "html"))
        check_epub(render_epub([page]))
        front, _, body = render_copy(page, "md").partition("\n---\n")
        looks = shown(body)
        assert set(looks.tags) <= {"p", "h1", "em", "strong", "br", "pre", "code", "a"}
        assert not any(re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) for link in looks.links), looks.links
        assert front


def test_a_terminal_gets_no_control_character_of_an_article(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("標題\x1b]0;x\x07\n\n正文\x1b[31m紅\u202e\x9b1m，一句話。\n", encoding="utf-8")
    for form in TEXT_FORMATS:
        master, slave = pty.openpty()
        command = [sys.executable, "-m", "reader", "save", str(article), "-o", "-", "--format", form]
        with subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=Path(__file__).parents[2]
        ) as process:
            os.close(slave)
            out = b""
            while True:
                try:
                    out += os.read(master, 65536)
                except OSError:
                    break
            os.close(master)
        assert process.returncode == 0
        assert out
        assert not RAW.search(out.decode("utf-8").replace("\r", ""))
