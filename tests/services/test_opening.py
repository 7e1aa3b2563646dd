"""Every kind of source is opened in one place, to one kind of value."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from reader.copies.annotated_view import make_annotated_view
from reader.copies.save import render_copy
from reader.errors import NoArticleError, ReaderError
from reader.library.library import Library
from reader.model import Origin, clean
from reader.services.opening import load_document, load_library_document, open_document, resolve_copy
from reader.sources import Document, read_file
from reader.structure import CompleteReader, create_reader
from tests.copies.articles import annotated

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "渡口的鐘\n\n停擺了二十年的渡口大鐘昨天重新敲響。\n"


def refuse_page(url: str) -> Document:
    raise AssertionError(url)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "鐘.txt"
    path.write_text(TEXT, encoding="big5")
    return path


def library_with_article(folder: Path) -> tuple[str, str]:
    """The path of a library, and the id of the one article in it."""
    document = Document(clean(TEXT), Origin("0123456789abcdef", "/gone.txt"))
    with Library.open(folder / "library.db") as library:
        library.store_article(open_document(document).read_article(), document.text)
    return str(folder / "library.db"), document.origin.id


def test_a_file_is_read_in_the_encoding_that_is_named(paper: Path) -> None:
    assert load_document(str(paper), refuse_page, encoding="big5").text == TEXT
    with pytest.raises(ReaderError, match="not UTF-8"):
        load_document(str(paper), refuse_page, encoding="utf-8")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode()), closed=False))
    document = load_document("-", refuse_page)
    assert (document.text, document.origin.path) == (TEXT, "-")


def test_a_url_is_fetched_and_nothing_else_is(paper: Path) -> None:
    page = Document(clean(TEXT), Origin("x", url="https://news.example/"))
    assert load_document("HTTPS://news.example/", lambda url: page) is page
    with pytest.raises(ReaderError, match="no such file"):
        load_document("news.example", refuse_page)


def test_the_id_of_an_article_of_the_library_is_a_source(tmp_path: Path) -> None:
    path, article_id = library_with_article(tmp_path)
    document = load_document(article_id, refuse_page, library_path=path)
    assert (document.text, document.origin.path) == (TEXT, "/gone.txt")
    with pytest.raises(ReaderError, match="no such file"):
        load_document("f" * 16, refuse_page, library_path=path)


def test_a_file_that_is_named_like_an_article_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, article_id = library_with_article(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / article_id).write_text("另一篇文章。", encoding="utf-8")
    assert load_document(article_id, refuse_page, library_path=path).text == "另一篇文章。"


@pytest.mark.parametrize("text", ["0123456789abcde", "0123456789abcdeg", "0123456789ABCDEF", "", "a" * 17])
def test_no_library_is_opened_for_what_cannot_be_an_id(text: str, tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("not ours" * 200)
    assert load_library_document(text, str(tmp_path / "library.db")) is None


def test_a_text_is_opened_as_its_own_article(paper: Path) -> None:
    document = read_file(paper)
    opened = open_document(document)
    assert (opened.document, opened.copy, opened.annotations, opened.notices) == (document, None, (), ())
    assert opened.read_article().title == "渡口的鐘"


def test_a_reader_that_was_made_before_is_used(paper: Path) -> None:
    document = read_file(paper)
    reader = create_reader(document.text, document.origin)
    assert open_document(document, reader).reader is reader


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_a_copy_is_opened_as_the_article_it_is_of(form: str, tmp_path: Path) -> None:
    article, annotations = annotated(3)
    path = tmp_path / f"copy.{form}"
    path.write_text(render_copy(make_annotated_view(article, annotations), form), encoding="utf-8")  # type: ignore[arg-type]
    document = read_file(path)
    opened = open_document(document, create_reader(clean(TEXT), document.origin))
    assert opened.copy is not None
    assert isinstance(opened.reader, CompleteReader)
    assert opened.document == replace(document, origin=article.origin)
    assert (opened.read_article(), set(opened.annotations)) == (article, set(annotations))
    assert opened.notices == ()


def test_a_copy_that_was_changed_has_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "copy.html"
    text = render_copy(make_annotated_view(*annotated(3)), "html")
    path.write_text(text.replace("</body>", "<p>加</p></body>"), encoding="utf-8")
    (notice,) = open_document(read_file(path)).notices
    assert "changed since it was saved" in notice


def test_a_damaged_copy_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "copy.md"
    path.write_text(render_copy(make_annotated_view(*annotated(3)), "md")[:-200], encoding="utf-8")
    with pytest.raises(ReaderError, match="cut short"):
        resolve_copy(read_file(path))


def test_a_page_without_an_article_is_opened_with_its_boilerplate_only() -> None:
    page = "<!doctype html><html><body><ul>" + "<li><a href=/x>港聞</a>" * 9
    document = Document(clean(page), Origin("x", url="https://news.example/"))
    with pytest.raises(NoArticleError):
        open_document(document)
    blocks = open_document(document, include_boilerplate=True).read_article().blocks
    assert [block.kind for block in blocks] == ["chrome"] * 9


def test_a_file_url_is_the_file_it_names(paper: Path) -> None:
    for url in (paper.as_uri(), paper.as_uri().replace("file://", "FILE://localhost")):
        assert load_document(url, refuse_page).text == TEXT


@pytest.mark.parametrize(
    "url", ["ftp://paper.example/a", "gopher://paper.example", "svn+ssh://me:secret@paper.example/a"]
)
def test_a_url_of_another_scheme_is_refused_by_its_name(url: str) -> None:
    scheme = url.partition(":")[0]
    with pytest.raises(ReaderError, match=re.escape(f"addresses of {scheme} are not opened")) as caught:
        load_document(url, refuse_page)
    assert "secret" not in str(caught.value)
