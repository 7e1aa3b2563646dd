"""EPUB copies: well-formed for any text, complete, the same bytes for the same content, and opened again."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation, CanonicalText
from reader.copies.annotated_view import make_annotated_view
from reader.copies.checksum import make_article_key, read_binary_checksum
from reader.copies.epub import PAYLOAD_NAME, make_book_title, make_title, render_epub
from reader.model import Article, Block, Origin, Span, clean
from reader.services.opening import resolve_copy
from reader.sources import read_file
from tests.copies.articles import COUNT, NOTES, WHEN, annotated, make_article, make_note

if TYPE_CHECKING:
    from pathlib import Path

    from reader.copies.annotated_view import AnnotatedView
    from reader.model import ViewName

EPUBCHECK = os.environ.get("DUBAO_EPUBCHECK")
"""The jar of epubcheck, with which all books are checked; before a release."""
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
DC = "{http://purl.org/dc/elements/1.1/}"
TAGS = {
    *("html", "head", "meta", "title", "link", "body", "article", "section", "div", "footer", "nav", "ol", "li"),
    *("h1", "h2", "p", "blockquote", "figure", "figcaption", "mark", "sup", "a", "b", "strong", "span", "aside", "q"),
    *("table", "tr", "th", "td"),
}


class Book(NamedTuple):
    package: lxml.etree._Element
    contents: lxml.etree._Element
    articles: list[lxml.etree._Element]

    def metadata(self, name: str) -> list[str]:
        return [element.text or "" for element in self.package.iter(DC + name)]


def check_epub(data: bytes) -> Book:
    """The documents of a book, which follow the rules of the container and have nothing but what copies have."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
        assert (infos[0].filename, infos[0].compress_type, infos[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert archive.read("mimetype") == b"application/epub+zip"
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        unix_modes = {(info.create_system, info.external_attr >> 16) for info in infos}
        assert unix_modes == {(3, 0o644)}  # 3 is Unix in the ZIP format, whatever system has made it
        documents = {
            info.filename: lxml.etree.fromstring(archive.read(info))
            for info in infos
            if info.filename.endswith((".xml", ".opf", ".xhtml"))
        }
    package = documents["EPUB/package.opf"]
    listed = {f"EPUB/{item.get('href')}" for item in package.iter("{*}item")}
    assert listed == {info.filename for info in infos if info.filename.startswith("EPUB/")} - {"EPUB/package.opf"}
    articles = [documents[f"EPUB/article-{number}.xhtml"] for number in range(1, len(documents) - 2)]
    for name, root in documents.items():
        if not name.endswith(".xhtml"):
            continue
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
        for element in root.iter():
            assert str(element.tag).removeprefix(XHTML) in TAGS, element.tag
            if element.tag == XHTML + "a":
                target = element.get("href") or ""
                if target.startswith("#"):
                    assert target[1:] in ids
                elif not re.match(r"https?://[!-~]+$", target):
                    file, _, fragment = target.partition("#")
                    other = documents[f"EPUB/{file}"]
                    assert not fragment or other.xpath(f"//*[@id='{fragment}']")
    return Book(package, documents["EPUB/nav.xhtml"], articles)


def texts_of(root: lxml.etree._Element) -> list[str]:
    """The texts of the blocks, without references to notes."""
    space = {"h": XHTML[1:-1]}
    blocks = root.xpath(
        ".//h:article//*[self::h:p or self::h:h1 or self::h:h2 or self::h:figcaption]", namespaces=space
    )
    return ["".join(block.xpath(".//text()[not(ancestor::h:sup)]", namespaces=space)) for block in blocks]


@pytest.mark.parametrize("seed", range(min(COUNT, 200)))
def test_a_book_has_the_text_of_all_blocks_and_all_notes(seed: int, tmp_path: Path) -> None:
    article, annotations = annotated(seed)
    script: ViewName = ("source", "hans", "twp")[seed % 3]
    view = make_annotated_view(article, annotations, script)
    data = render_epub([view])
    (root,) = check_epub(data).articles
    assert texts_of(root) == [each.text for i, each in enumerate(view.views) if i not in view.omitted_blocks]
    notes = root.xpath(".//*[@class='said']")
    written = sorted(each.note for each in annotations if each.note)
    assert sorted("".join(note.itertext()) for note in notes) == [
        re.sub("[\ufffe\uffff]", "\ufffd", n) for n in written
    ]
    references = [each for each in root.iter(XHTML + "a") if each.get(TYPE) == "noteref"]
    footnotes = [each for each in root.iter(XHTML + "aside") if each.get(TYPE) == "footnote"]
    assert [each.get("href") for each in references] == [f"#{each.get('id')}" for each in footnotes]
    if EPUBCHECK:
        path = tmp_path / "x.epub"
        path.write_bytes(data)
        subprocess.run(["java", "-jar", EPUBCHECK, "--failonwarnings", str(path)], check=True, capture_output=True)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(NOTES), max_size=8).map("".join)))
def test_any_string_anywhere_makes_well_formed_documents(text: str) -> None:
    said = clean(text) or clean("空")
    spans = (Span("link", 0, len(said), text), Span("link", 0, len(said), f"https://a.example/{text}"))
    origin = Origin(text, None, text, text, text)
    blocks = tuple(Block(kind, said, spans=spans, image=text) for kind in ("headline", "caption", "quote", "heading"))
    article = Article(origin, blocks, said, said, (said,), text, said, (said,))
    note = Annotation(text, text, text, CanonicalText(blocks).make_target(0, 1), note=text, tags=(text,), figure=text)
    view = make_annotated_view(article, [note, replace(note, target=None), replace(note, state="orphan")])
    data = render_epub([view])
    check_epub(data)
    check_epub(render_epub([view, view]))
    assert data == render_epub([replace(view, saved_at="2030-01-01T00:00:00Z")])


def test_the_metadata_is_that_of_the_article() -> None:
    blocks = (
        Block("headline", clean("東岸縣的風電")),
        Block("paragraph", clean("水深足夠。")),
        Block("heading", clean("先修碼頭")),
        Block("paragraph", clean("漁民說夠深。")),
    )
    origin = Origin("0123", url="https://a.example/b?c&d=二")
    article = Article(
        origin,
        blocks,
        clean("東岸縣的風電"),
        None,
        (),
        "2018-12-21T08:01",
        clean("海角日報"),
        (clean("李忠林"),),
        script="Hant",
    )
    view = make_annotated_view(article, [make_note(article, 7, 9, "多深？")], "hans")
    book = check_epub(render_epub([view]))
    assert book.metadata("title") == ["东岸县的风电"]
    assert book.metadata("creator") == ["李忠林"]
    assert book.metadata("publisher") == ["海角日报"]
    assert book.metadata("language") == ["zh-Hans"]
    assert book.metadata("date") == ["2018-12-21"]
    assert book.metadata("source") == ["https://a.example/b?c&d=二"]
    (identifier,) = book.metadata("identifier")
    assert identifier.startswith("urn:uuid:")
    other = check_epub(render_epub([make_annotated_view(article, [])]))
    assert other.metadata("identifier") == [identifier]
    assert other.metadata("language") == ["zh-Hant"]
    (modified,) = (meta.text for meta in book.package.iter("{*}meta") if meta.get("property"))
    assert modified == WHEN[:19] + "Z"
    entries = [(link.get("href"), link.text) for link in book.contents.iter(XHTML + "a")]
    assert entries == [("article-1.xhtml", "东岸县的风电"), ("article-1.xhtml#b3", "先修码头")]


def test_a_highlight_has_its_colour_and_its_footnote() -> None:
    article = make_article("東岸縣的舊碼頭")
    view = make_annotated_view(article, [make_note(article, 0, 3, "在哪？", colour="green", tags=("港",))])
    (root,) = check_epub(render_epub([view])).articles
    (mark,) = root.iter(XHTML + "mark")
    assert (mark.text, mark.get("class")) == ("東岸縣", "green")
    (note,) = root.iter(XHTML + "aside")
    assert "".join(note.itertext()).split() == ["1在哪？港"]


def test_a_note_on_the_whole_article_is_shown_in_the_text_and_is_no_footnote() -> None:
    article = make_article("東岸縣的舊碼頭")
    (root,) = check_epub(
        render_epub([make_annotated_view(article, [Annotation("urn:1", WHEN, WHEN, note="好文")])])
    ).articles
    assert not list(root.iter(XHTML + "aside"))
    assert [each.get("class") for each in root.iter(XHTML + "div")] == ["visible", "said"]


def test_a_book_of_several_articles_lists_them_in_order() -> None:
    views = [make_annotated_view(*annotated(seed)) for seed in (3, 7, 9)]
    book = check_epub(render_epub(views))
    links = [link for link in book.contents.iter(XHTML + "a") if "#" not in (link.get("href") or "")]
    assert [link.text for link in links] == [make_title(view) for view in views]
    assert book.metadata("title") == [make_book_title(views)]
    assert make_book_title(views).endswith("等3篇")
    assert [texts_of(root)[:1] for root in book.articles] == [
        texts_of(check_epub(render_epub([v])).articles[0])[:1] for v in views
    ]


def test_an_article_without_a_title_is_named_by_its_first_words() -> None:
    assert make_title(make_annotated_view(make_article("東岸縣\n的舊碼頭"), [])) == "東岸縣 的舊碼頭"
    assert make_title(make_annotated_view(make_article(), [])) == "無題"


def test_the_checksum_is_the_comment_of_the_archive() -> None:
    data = render_epub([make_annotated_view(make_article("文"), [])])
    assert read_binary_checksum(data) == (make_article_key("x"), True)
    assert data.endswith(zipfile.ZipFile(io.BytesIO(data)).comment)


@pytest.mark.parametrize("seed", range(0, 40, 4))
def test_the_copy_of_one_article_opens_again(seed: int, tmp_path: Path) -> None:
    article, annotations = annotated(seed)
    view = make_annotated_view(article, annotations, "twp")
    path = tmp_path / "x.epub"
    path.write_bytes(render_epub([view]))
    document, copy = resolve_copy(read_file(path))
    assert copy is not None
    assert (copy.article, set(copy.annotations), copy.view_name) == (article, set(annotations), "twp")
    assert copy.is_unchanged
    assert document.origin == article.origin


def test_figures_are_a_table_below_the_text() -> None:
    from reader.services.figures import find_view_figures

    article = make_article("今年投資6.02億美元。")
    view: AnnotatedView = make_annotated_view(article, [])
    view = replace(view, figures=tuple(find_view_figures(article, "source")))
    (root,) = check_epub(render_epub([view])).articles
    assert "6.02億美元" in [cell.text for cell in root.iter(XHTML + "td")]


def test_only_a_book_of_several_articles_begins_with_its_contents() -> None:
    for count, spine in ((1, ["article-1"]), (2, ["nav", "article-1", "article-2"])):
        book = check_epub(render_epub([make_annotated_view(*annotated(number)) for number in range(count)]))
        assert [item.get("idref") for item in book.package.iter("{*}itemref")] == spine


def test_the_time_of_change_is_that_of_the_newest_note_else_of_the_newest_article() -> None:
    article = make_article("文")
    day, time, later = (
        replace(article, date="2018-12-21T08:01"),
        make_note(article, 0, 1),
        replace(make_note(article, 0, 1), modified="2027-01-01T10:20:30.5Z"),
    )
    for of, notes, modified in (
        (day, [], "2018-12-21T00:00:00Z"),
        (day, [time, later], "2027-01-01T10:20:30Z"),
        (article, [replace(time, modified="yesterday")], "1980-01-01T00:00:00Z"),
        (article, [], "1980-01-01T00:00:00Z"),
    ):
        book = check_epub(render_epub([make_annotated_view(of, notes)]))
        assert [meta.text for meta in book.package.iter("{*}meta") if meta.get("property")] == [modified]


def test_a_book_of_several_articles_has_the_languages_and_authors_of_all_and_the_newest_date() -> None:
    one = replace(make_article("文"), script="Hant", date="2018-12-21", authors=(clean("甲"), clean("乙")))
    other = replace(make_article("文"), script="Hans", date="2019-01-02", authors=(clean("乙"),))
    book = check_epub(render_epub([make_annotated_view(each, []) for each in (one, other)]))
    assert book.metadata("language") == ["zh-Hant", "zh-Hans"]
    assert book.metadata("creator") == ["甲", "乙"]
    assert book.metadata("date") == ["2019-01-02"]
    assert book.metadata("publisher") == []
    assert [item.get("lang") for item in book.contents.iter(XHTML + "li")] == [None, "zh-Hans"]
    undated = check_epub(render_epub([make_annotated_view(make_article("文"), [])]))
    assert undated.metadata("date") == []


def test_a_long_title_is_cut() -> None:
    assert make_title(make_annotated_view(make_article("字" * 201), [])) == "字" * 200


def test_only_the_book_of_one_article_has_a_json_copy_inside() -> None:
    view = make_annotated_view(make_article("文"), [])
    for views, expected in (([view], True), ([view, view], False)):
        with zipfile.ZipFile(io.BytesIO(render_epub(views))) as archive:
            assert (PAYLOAD_NAME in archive.namelist()) is expected
            kinds = {info.filename: info.compress_type for info in archive.infolist()}
        assert kinds["EPUB/style.css"] == zipfile.ZIP_DEFLATED
