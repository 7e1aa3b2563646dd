"""Opening copies that are truncated, damaged or hostile: an error in one sentence, or the right article."""

from __future__ import annotations

import base64
import gzip
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.model import Annotation, CanonicalText
from reader.copies.annotated_view import make_annotated_view
from reader.copies.formats import COPY_FORMATS, READABLE_FORMATS, detect_format
from reader.copies.open import open_copy
from reader.copies.payload_comment import COMMENT_START
from reader.copies.save import encode_copy, render_copy
from reader.errors import ReaderError
from reader.figures.export import list_article_figures
from reader.model import clean
from reader.services.ansi_page import render_lines
from reader.typeset.page_layout import PageStyle
from tests.copies.articles import annotated, make_article, make_note

if TYPE_CHECKING:
    from reader.copies import CopyFormat

ARTICLE, ANNOTATIONS = annotated(7)
TEXTS: dict[CopyFormat, str] = {
    form: render_copy(make_annotated_view(ARTICLE, ANNOTATIONS), form) for form in READABLE_FORMATS
}


def refused(text: str) -> ReaderError:
    with pytest.raises(ReaderError) as caught:
        open_copy(text, "/a/copy")
    error = caught.value
    assert error.what == "/a/copy"
    assert "\n" not in str(error)
    assert clean(str(error)) == str(error)
    assert error.hint
    return error


@pytest.mark.parametrize("form", READABLE_FORMATS)
def test_a_truncated_copy_is_refused_or_complete(form: CopyFormat) -> None:
    text = TEXTS[form]
    for cut in range(100, len(text), max(1, len(text) // 200)):
        if detect_format(text[:cut]) is None:  # so short that it might be anything
            assert cut < 400
            continue
        try:
            copy = open_copy(text[:cut], "/a/copy")
        except ReaderError:
            refused(text[:cut])
        else:
            assert copy is not None
            assert (copy.article, copy.is_unchanged) == (ARTICLE, False)
            assert copy.notices


@given(st.sampled_from(READABLE_FORMATS), st.data())
def test_a_changed_character_makes_a_notice_or_an_error(form: CopyFormat, data: st.DataObject) -> None:
    text = TEXTS[form]
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + data.draw(st.sampled_from(["x", "0", "漢", '"', "<", "\\", ""])) + text[at + 1 :]
    try:
        copy = open_copy(changed, "/a/copy")
    except ReaderError:
        refused(changed)
        return
    if copy is not None and changed.replace("\r\n", "\n") != text:
        assert not copy.is_unchanged
        assert copy.notices


def packed(data: bytes) -> str:
    payload = base64.b64encode(data).decode()
    return f"---\ndubao: dubao-copy-1:{'0' * 16}:{'0' * 64}\n---\n\n文\n\n{COMMENT_START}{payload} -->\n"


def zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped(b"0" * (65 << 20)), "larger than an article can be"),
        (zipped(b"{}")[:-9], "cut short"),
        (b"no gzip", "damaged"),
        (zipped(b"{"), "damaged"),
        (zipped(b"[" * 200_000), "damaged"),
        (zipped(b"{}"), "dubao:article"),
        (zipped(b"[]"), "no article"),
        (zipped(b"\xff\xfe"), "damaged"),
    ],
    ids=["bomb", "cut", "no gzip", "no json", "deep", "empty", "list", "no text"],
)
def test_a_malformed_packed_payload_is_refused(data: bytes, why: str) -> None:
    assert why in refused(packed(data)).why


def test_an_error_names_the_missing_end_of_a_copy() -> None:
    assert "last line" in refused(TEXTS["md"][: TEXTS["md"].index(COMMENT_START)]).why
    assert "the end" in refused(TEXTS["html"][: TEXTS["html"].index('<script type="application/ld+json"')]).why


def edits() -> list[tuple[str, Any]]:
    """Where in the JSON of a copy to put what does not belong there."""
    wrong: list[Any] = [None, 7, -1, 1e999, "x", "", "a\nb\x1b", "2018-99-99", [], {}, [1], ["x"], {"a": 1}, True]
    paths = [
        *("dubao:article", "dubao:article.id", "dubao:article.origin", "dubao:article.origin.path", "items"),
        *("dubao:article.blocks", "dubao:article.blocks.0", "dubao:article.blocks.0.text", "dubao:article.title"),
        *("dubao:article.blocks.0.kind", "dubao:article.blocks.0.spans", "dubao:article.blocks.0.line"),
        *("dubao:article.blocks.0.script", "dubao:article.origin.detected", "dubao:article.breadcrumb", "items.0"),
        *("items.0.target", "items.0.target.selector", "items.0.target.selector.0", "items.0.body", "items.0.created"),
        *("items.0.target.selector.0.start", "items.0.dubao:score", "items.0.dubao:history", "dubao:shown"),
        *("dubao:article.authors", "dubao:article.outlet", "dubao:article.origin.url", "items.0.target.source"),
        *("dubao:view", "dubao:region", "dubao:saved", "dubao:article.date", "items.0.id", "items.0.dubao:colour"),
    ]
    marked = next(i for i, item in enumerate(json.loads(TEXTS["json"])["items"]) if "selector" in item["target"])
    return [(path.replace("items.0", f"items.{marked}"), value) for path in paths for value in wrong]


@pytest.mark.parametrize(("path", "value"), edits())
def test_json_of_another_shape_is_refused_or_understood(path: str, value: Any) -> None:
    whole = json.loads(TEXTS["json"])
    *front, last = path.split(".")
    part = whole
    for key in front:
        part = part[int(key)] if key.isdecimal() else part[key]
    if last.isdecimal():
        part[int(last)] = value
    else:
        part[last] = value
    text = json.dumps(whole)
    try:
        copy = open_copy(text, "/a/copy")
    except ReaderError:
        refused(text)
    else:
        assert copy is not None
        assert not copy.is_unchanged
        for script in ("source", "hansp"):
            for form in COPY_FORMATS:
                assert encode_copy(make_annotated_view(copy.article, copy.annotations, script), form)
        assert list_article_figures(copy.article) is not None
        assert list(render_lines(copy.article.blocks, PageStyle(measure=20)))


def test_json_that_another_program_reformatted_opens() -> None:
    value = json.loads(TEXTS["json"])
    copy = open_copy(json.dumps(value, sort_keys=True, ensure_ascii=True), "/a/copy")
    assert copy is not None
    assert copy.article == ARTICLE
    del value["dubao:seal"]
    assert open_copy(json.dumps(value), "/a/copy") is not None


def test_annotations_with_wrong_positions_are_reanchored() -> None:
    article = replace(ARTICLE, blocks=ARTICLE.blocks[:1])
    text = clean("東岸縣的碼頭，重新開放。")
    article = replace(article, blocks=(replace(article.blocks[0], text=text, spans=()),))
    at = text.index("重新開放")
    mark = Annotation("urn:1", "2026-01-01T00:00:00.000000Z", "2026-01-01T00:00:00.000000Z")
    mark = replace(mark, target=CanonicalText(article.blocks).make_target(at, at + 4))
    value = json.loads(render_copy(make_annotated_view(article, [mark]), "json"))
    value["items"][0]["target"]["selector"][0].update(start=0, end=4)
    copy = open_copy(json.dumps(value), "/a/copy")
    assert copy is not None
    target = copy.annotations[0].target
    assert (target and target.start, copy.annotations[0].state) == (at, "moved")
    assert "annotations that were not at their words and were looked for: 1 of 1" in copy.notices


def test_the_article_is_read_from_the_payload_and_not_from_the_html() -> None:
    text = TEXTS["html"].replace("<article>", "<article><h1>假新聞</h1><script>alert(1)</script><p>不實</p>")
    copy = open_copy(text, "/a/copy")
    assert copy is not None
    assert (copy.article, copy.is_unchanged) == (ARTICLE, False)
    assert copy.notices == ("it was changed since it was saved; shown is what was saved in it",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\ntitle: x\n---\n\n文",
        "---\n" * 2000,
        "{}",
        '{"a": 1}',
        "<!DOCTYPE html><html><body><p>文</p></body></html>",
        "dubao: dubao-copy-1:" + "0" * 16 + ":" + "0" * 64,
        "文<!-- dubao-copy-1 -->",
        '["dubao:article"]',
    ],
)
def test_other_texts_are_no_copies(text: str) -> None:
    assert open_copy(text, "x") is None


def test_all_formats_have_the_same_article_key() -> None:
    keys = {re.findall(r"dubao-copy-1:(\w{16}):", text)[0] for text in TEXTS.values()}
    assert len(keys) == 1


@pytest.mark.parametrize(
    "phrases",
    [
        [[0, 2, 0, 3], [1, 3, 4, 5]],
        [[0, 1, 1, 2]],
        [[0, 1, 1, 2], [3, 4, 3, 4]],
        [[2, 1, 2, 3]],
        [[1, 2, 1, 0]],
        [[0, 1, 0, 999]],
        [[0, 1]],
        [[-1, 1, -1, 1]],
        [["a", 1, 0, 1]],
    ],
)
def test_inconsistent_phrases_are_refused(phrases: list[list[int]]) -> None:
    article = replace(ARTICLE, blocks=(replace(ARTICLE.blocks[0], text=clean("甲乙丙丁"), spans=()),))
    value = json.loads(render_copy(make_annotated_view(article, [], "hans"), "json"))
    value["dubao:shown"] = [{"text": "甲乙丙丁", "phrases": phrases}]
    assert "no article" in refused(json.dumps(value)).why


@pytest.mark.parametrize(
    "date", ["20181221", "2018-12-21T08:01:02+08:00", "2018-13-01", "", "2018-12-21\n", "二〇一八"]
)
def test_a_date_of_another_form_is_refused(date: str) -> None:
    value = json.loads(TEXTS["json"])
    value["dubao:article"]["date"] = date
    assert "no article" in refused(json.dumps(value)).why


@pytest.mark.parametrize(("behind", "is_placed"), [(0, True), (1, False)])
def test_an_annotation_whose_words_have_changed_is_inside_the_text(behind: int, is_placed: bool) -> None:
    article = make_article("甲乙丙丁")
    note = replace(make_note(article, 2, 4), state="fuzzy", score=0.7)
    value = json.loads(render_copy(make_annotated_view(article, [note]), "json"))
    value["items"][0]["target"]["selector"][0]["end"] += behind
    copy = open_copy(json.dumps(value), "x")
    assert copy is not None
    assert (copy.annotations == (note,)) is is_placed
    assert any("were looked for" in each for each in copy.notices) is not is_placed


def test_an_edited_markdown_copy_says_so() -> None:
    article = make_article("甲乙丙丁")
    text = render_copy(make_annotated_view(article, [make_note(article, 0, 2)]), "md")
    for edited in (text.replace("丙丁", "丙戊"), text.replace("\nurl:", "\nlink:"), text + "\n"):
        copy = open_copy(edited, "x")
        assert copy is not None
        assert not copy.is_unchanged
        assert copy.notices
