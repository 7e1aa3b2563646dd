"""Pages that could keep their parser busy: read in a process of its own, ended in time, shown as their text."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import NoArticleError, ReaderError
from reader.model import Origin, clean
from reader.structure import read_article
from reader.structure.html import create_html_reader, create_unstructured_reader, sandbox
from reader.structure.html.extract import extract_article
from reader.structure.html.sandbox import extract_article_bounded, is_safe_in_process

if TYPE_CHECKING:
    from collections.abc import Callable

ORIGIN = Origin("id", url="https://news.example/1")
STORY = "停擺了二十年的渡口大鐘昨天重新敲響，修鐘的師傅守了三個月，街坊說聲音同從前一樣。"
PAGE = (
    "<html><title>渡口的鐘又響了</title><body><div class=nav><a href=/>首頁</a> &gt; <a href=/a>港聞</a></div>"
    "<article><h1>渡口的鐘又響了</h1><p>2021-04-05 08:30 本報記者 王小明</p><p><b>守鐘人。</b>" + STORY + "</p>"
    '<figure><img src="/a.jpg"><figcaption>渡口大鐘（李四攝）</figcaption></figure>'
    f'<p>{STORY}<a href="/b">詳情</a></p></article>'
)
ATTRIBUTES = "<p " + " ".join(f'a{n}="1"' for n in range(200_000)) + ">"
MANY = "<p " + " ".join(f'a{n}="1"' for n in range(1_900)) + ">"
"""As many attributes as a page may have; the parser takes 2 s for 500 such tags."""


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every page goes to a process; what was started."""
    started: list[Any] = []
    run = subprocess.run

    def counted(*arguments: Any, **options: Any) -> Any:
        started.append(arguments)
        return run(*arguments, **options)

    monkeypatch.setattr(sandbox, "IN_PROCESS_SIZE_MAX", 0)
    monkeypatch.setattr(subprocess, "run", counted)
    return started


def test_an_article_is_the_same_from_the_process(process: list[Any]) -> None:
    for whole in (False, True):
        assert extract_article_bounded(PAGE, ORIGIN, include_boilerplate=whole) == extract_article(
            PAGE, ORIGIN, include_boilerplate=whole
        )
    assert len(process) == 2
    article = extract_article_bounded(PAGE, ORIGIN)
    assert article
    assert {span.kind for block in article.blocks for span in block.spans} >= {"link", "credit"}
    assert article.origin is ORIGIN


@pytest.mark.parametrize(
    ("text", "kind"), [("<html><ul><li><a href=/>港聞</a>", NoArticleError), ("<html><!-- x -->", ReaderError)]
)
def test_an_error_is_the_same_from_the_process(text: str, kind: type[ReaderError], process: list[Any]) -> None:
    with pytest.raises(kind) as caught:
        read_article(clean(text), ORIGIN)
    assert caught.value.what == ORIGIN.url
    assert process


def test_a_harmless_page_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert extract_article_bounded(PAGE, ORIGIN)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<html>" + MANY * 500 + STORY, id="many tags with many attributes"),
        pytest.param("<html><!--<script>-->" + ATTRIBUTES + STORY, id="attributes behind what looks like a program"),
        pytest.param(f"<html>{'<div>' * 100_000}{STORY}", id="100,000 nested elements"),
        pytest.param("<html>" + "<" * 2_000_000 + STORY, id="2,000,000 opened tags"),
    ],
)
def test_a_page_that_runs_away_is_ended_and_shown_as_its_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.bounded_process.TIMEOUT_SECONDS", 0.5)
    article = read_article(clean(text), ORIGIN)
    assert article.is_unstructured
    assert STORY in "".join(block.text for block in article.blocks)


@pytest.mark.parametrize(
    "code", ["import os; os.abort()", "print('no json')", "raise SystemExit(3)", "x = 'a' * 10**11"]
)
def test_a_page_whose_process_dies_is_read_without_structure(
    code: str, process: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda _, **options: counted([sys.executable, "-c", code], **options))
    article = read_article(clean(PAGE), ORIGIN)
    assert article.is_unstructured
    assert STORY in "".join(block.text for block in article.blocks)


@settings(max_examples=60, deadline=None)
@given(st.text("<>ab/=\"' !-&;鐘\n", max_size=300))
def test_any_page_gives_an_article_or_an_error(text: str) -> None:
    try:
        article = read_article(clean("<html>" + text), ORIGIN)
    except ReaderError:
        return
    assert article.blocks


def test_a_program_is_no_crowded_tag() -> None:
    """`i<n` begins like one; what stands behind it is as long as the program."""
    program = "for(i=0;i<n;i++){" + "a b c " * 3000 + "}"
    text = PAGE.replace("<article>", f"<script>{program}</script><article>")
    article = read_article(clean(text), ORIGIN)
    assert not article.is_unstructured
    assert article.title == "渡口的鐘又響了"


def test_large_pages_are_not_harmless() -> None:
    assert is_safe_in_process(PAGE)
    assert not is_safe_in_process(PAGE + "x" * sandbox.IN_PROCESS_SIZE_MAX)
    assert not is_safe_in_process(PAGE + "<br>" * sandbox.IN_PROCESS_TAGS_MAX)
    assert not is_safe_in_process(PAGE + ATTRIBUTES)


@pytest.mark.parametrize("read", [create_html_reader, create_unstructured_reader])
def test_a_clone_of_a_reader_reads_the_same_article(read: Callable[..., Any]) -> None:
    first = read(PAGE, ORIGIN)
    second = first.clone()
    for reading in (first, second):
        while not reading.is_done:
            reading.advance(2)
    assert first.blocks == second.blocks
    assert first.build_article() == second.build_article()
    assert first.build_article().is_unstructured == (read is create_unstructured_reader)
