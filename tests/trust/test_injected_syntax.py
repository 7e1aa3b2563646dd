"""Row 12: a text that looks like Markdown, Org, CSV or YAML is read back as the same text by parsers of these."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
import subprocess
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml

from reader.annotations.model import Annotation, CanonicalText
from reader.cli.main import main
from reader.copies.annotated_view import make_annotated_view
from reader.copies.formats import READABLE_FORMATS, TEXT_FORMATS
from reader.copies.markdown_writer import NOTES_MARKER
from reader.copies.open import open_copy
from reader.copies.org_syntax import WORD_JOINER, ZERO_WIDTH_SPACE
from reader.copies.save import render_copy
from reader.model import Article, Block, Origin, show_carriage_returns, to_single_line
from tests.copies.test_html import checked
from tests.copies.test_markdown_writer import shown
from tests.trust.hostile import IS_FULL, UNSAFE_OUTPUT, make_copy_payload
from tests.trust.hostile_commands import capture

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[3] / "shared" / "hostile"
WHEN = "2026-01-01T00:00:00.000000Z"
PIECES = [
    *(
        "# ",
        "## 標題",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "> ",
        "```",
        "~~~",
        "---",
        "***",
        "===",
        "    x",
        "| a | b |",
        "|-|",
    ),
    *(
        "[a](http://evil.example)",
        "![a](x)",
        "[^1]",
        "[^a1]: x",
        "[a]: /x",
        "<b>",
        "<!-- dubao",
        "-->",
        "&lt;",
        "\\",
        "==x==",
    ),
    *(
        "**粗**",
        "_斜_",
        "`碼`",
        "$x$",
        "{{x}}",
        "#+begin_src",
        "#+end_quote",
        "#+title: x",
        ":PROPERTIES:",
        ":END:",
        "[fn:1]",
    ),
    *(
        "[[a][b]]",
        "*粗*",
        "/斜/",
        "=碼=",
        "<2026-01-01>",
        "TODO",
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "=cmd|'/C x'!A0",
    ),
    *(
        "title: x",
        "'",
        '"',
        "%",
        "@",
        "!!python/object/apply:os.system [id]",
        "&a",
        "*a",
        "? ",
        ": ",
        "null",
        "yes",
        "12:30",
    ),
    *("甲", "乙，丙。", "a", " ", "1.5", "https://a.example/b_c"),
]
"""What means something at the start of a line, or within one, to a parser of one of the formats."""

ALIASES = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi"))
"""Of lists that are nine times as long as the one before."""


def make_texts(count: int) -> list[str]:
    """Texts of several pieces of syntax, without blanks around them, each with a character before and behind it."""
    chance = random.Random(12)
    made = ["".join(chance.choices(PIECES, k=chance.randint(1, 5))) for _ in range(count)]
    return [text.strip() + "終" for text in made if not text.startswith("\t")]


def load_strings(name: str) -> list[str]:
    """The strings of a list, or of ours."""
    if name == "own":
        return make_texts(2_000 if IS_FULL else 60)
    if not (SHARED / name).is_file():
        pytest.skip(f"the list {name} is not beside this repository")
    return sorted(set(_find_strings(json.loads((SHARED / name).read_text("utf-8")))))[:: 1 if IS_FULL else 4]


def _find_strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _find_strings(part)]


@pytest.mark.parametrize("name", ["own", "blns.json", "escapes.json"])
def test_a_string_in_every_field_is_read_back_from_every_format(name: str) -> None:
    for text in load_strings(name):
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
            assert not UNSAFE_OUTPUT.search(out.replace("\r\n", "\n"))
            if form in READABLE_FORMATS:
                copy = open_copy(out, "x")
                assert copy is not None
                assert (copy.article, copy.annotations) == (article, (note,))
        checked(render_copy(page, "html"))
        front, _, body = render_copy(page, "md").partition("\n---\n")
        looks = shown(body)
        assert set(looks.tags) <= {"p", "h1", "em", "strong", "br", "pre", "code", "a"}
        assert not any(re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE) for link in looks.links), looks.links
        assert front


@pytest.fixture
def save(library: Path, tmp_path: Path) -> Callable[..., str]:
    """Saves an article with texts in its paragraphs, the first one in its title, and a note; what is printed."""
    assert library

    def save_copy(texts: list[str], copy_format: str, note: str = "記下") -> str:
        payload = make_copy_payload()
        article: dict[str, Any] = payload["dubao:article"]
        payload["items"][0]["body"][0]["value"] = note
        article["title"] = texts[0]
        article["blocks"] += [article["blocks"][2] | {"text": text} for text in texts]
        source = tmp_path / "copy.json"
        source.write_text(json.dumps(payload), "utf-8")
        with capture(is_terminal=False) as (out, _):
            assert main(["save", str(source), "--format", copy_format, "-o", "-"]) == 0
        return out.read_written()

    return save_copy


def test_commonmark_and_yaml_read_a_saved_text_as_it_is(save: Callable[..., str]) -> None:
    texts = make_texts(1_000 if IS_FULL else 200)
    saved = save(texts, "md")
    _, front, body = saved.split("---\n", 2)
    assert yaml.safe_load(front)["title"] == texts[0]
    looks = shown(body.partition(NOTES_MARKER)[0])
    assert set(looks.tags) <= {"h1", "p", "a", "em"}
    assert [text for text in texts if text not in looks.text] == []


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="there is no pandoc")
def test_pandoc_reads_a_saved_org_text_as_it_is(save: Callable[..., str]) -> None:
    texts = make_texts(1_000 if IS_FULL else 200)
    added = re.compile(f"[\\s{ZERO_WIDTH_SPACE}{WORD_JOINER}]")
    roots = []
    for written in (texts, ["終"] * len(texts)):
        command = ["pandoc", "-f", "org-smart", "-t", "html", "--wrap=none"]
        done = subprocess.run(
            command, input=save(written, "org", written[-1]), capture_output=True, text=True, check=True
        )
        roots.append(lxml.html.document_fromstring(done.stdout))
    read = added.sub("", "".join(roots[0].itertext()))
    assert [text for text in texts if added.sub("", text) not in read] == []
    hostile, harmless = (Counter(str(each.tag) for each in root.iter() if each.tag != "a") for root in roots)
    assert hostile == harmless


def test_no_cell_of_a_saved_table_is_a_formula(save: Callable[..., str]) -> None:
    for text in [*make_texts(300 if IS_FULL else 30), "=1+1", "+1", "-12.5%", "@x", "－1+1"]:
        (row,) = csv.DictReader(io.StringIO(save([text], "csv", note=text), newline=""))
        is_formula = re.match(r"[=+\-@＝＋－＠]", text) and not re.fullmatch(r"[+-]\d[\d,.]*%?", text)
        assert row["note"] == ("'" + text if is_formula else text)


@pytest.mark.parametrize(
    "front",
    [
        '!!python/object/apply:os.system ["touch ran"]',
        'title: !!python/object/apply:os.system ["touch ran"]',
        "title: !!python/name:os.system",
        f"a: &a [x]\n{ALIASES}title: *i",
        "title: " + "[" * 100_000,
        "title: " + "{a: " * 100_000,
        "- " * 100_000,
    ],
    ids=range(7),
)  # fmt: skip
@pytest.mark.usefixtures("library")
def test_front_matter_runs_nothing_and_does_not_grow(
    front: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(f"---\n{front}\n---\n\n# 渡口的鐘\n\n街坊說聲音同從前一樣。\n", "utf-8")
    start = time.process_time()
    for command in (["show", "a.md", "--json"], ["add", "a.md"]):
        with capture(is_terminal=False) as (out, err):
            assert main(command) == 0
        assert "街坊說" in out.read_written() or command[0] == "add"
        assert not UNSAFE_OUTPUT.search(out.read_written())
        assert len(out.read_written()) < 250_000
        assert "internal error" not in err.read_written()
    assert time.process_time() - start < 5
    assert not Path("ran").exists()
