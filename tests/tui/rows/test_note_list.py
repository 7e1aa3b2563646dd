from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.annotations.model import Annotation
from reader.i18n import Messages
from reader.tui.rows.note_list import NoteListRows
from tests.tui.open_articles import annotate, open_text

if TYPE_CHECKING:
    from reader.tui.state.article import OpenArticle


def make(*, width: int = 40) -> tuple[OpenArticle, NoteListRows]:
    article = open_text()
    first = annotate(article, "舊碼頭", number=1, colour="pink", note="要核實", created="2025-07-20T08:00:00.000000Z")
    annotate(article, "理發店", number=2, colour="green", tags=("小店",), created="2025-07-19T08:00:00.000000Z")
    annotate(article, "800元", number=3, created="2025-07-18T08:00:00.000000Z")
    lost = replace(first, id="urn:uuid:4", state="orphan", score=0.0, note="")
    article.annotation_index.replace_annotation(None, lost)
    whole = Annotation("urn:uuid:5", first.created, first.created, note="整篇都好")
    article.annotation_index.replace_annotation(None, whole)
    rows = NoteListRows(article, Messages("hant"), 1)
    rows.set_size(width, 30)
    return article, rows


def listed(rows: NoteListRows) -> str:
    return "".join(rows.open_article.annotation_index.annotations[index].id[-1] for index in rows.listed_indexes)


def lines(rows: NoteListRows) -> list[str]:
    return [
        " " * row.indent_cells + "".join(part.text for part in row.parts).rstrip()
        for index in rows.listed_indexes
        for row in rows.get_rows(index)
    ]


def titles(rows: NoteListRows) -> list[str]:
    found = (row for index in rows.listed_indexes for row in rows.get_rows(index) if row.is_group_title)
    return ["".join(part.text for part in row.parts).strip() for row in found]


def test_annotations_without_a_place_come_first_then_those_of_the_article_then_by_section() -> None:
    _, rows = make()
    assert listed(rows) == "45123"
    words = Messages("hant")
    assert titles(rows) == [
        words("notes.unplaced", n=1), words("note.article"), words("part.lead"), "一、先修碼頭", "二、再招工廠",
    ]  # fmt: skip


def test_orders_are_by_place_by_colour_and_by_time() -> None:
    _, rows = make()
    assert rows.cycle_order() == "status.notes.order.colour"
    assert listed(rows) == "45321", "yellow, green, pink"
    assert rows.cycle_order() == "status.notes.order.time"
    assert listed(rows) == "45123", "the newest first"
    assert len(titles(rows)) == 2, "no groups but of those without a place"


def test_an_entry_has_colour_quote_note_and_tags() -> None:
    article, rows = make()
    assert "  ▌ 舊碼頭" in lines(rows)
    assert "  + 要核實" in lines(rows)
    assert "  + #小店" in lines(rows)
    article.converted.view_name = "hans"
    rows.refresh()
    assert "  ▌ 旧码头" in lines(rows), "quotes follow the view"
    assert "  + 要核實" in lines(rows), "notes do not"


def test_a_filter_looks_at_quote_note_tags_and_colour() -> None:
    _, rows = make()
    for query, count in (("旧码头", 2), ("核实", 1), ("#小店", 1), (Messages("hant")("colour.green"), 1), ("沒有", 0)):
        assert rows.set_filter(query) == count, query
    rows.set_filter("")
    assert listed(rows) == "45123"


def test_changes_of_annotations_change_the_list_and_keep_the_selection_within_it() -> None:
    article, rows = make()
    rows.select_annotation("urn:uuid:3")
    assert rows.selected_annotation is not None
    assert rows.selected_annotation.id == "urn:uuid:3"
    article.annotation_index.replace_annotation(rows.selected_annotation, None)
    rows.refresh()
    assert listed(rows) == "4512"
    assert rows.selected_index < 4
    rows.select_annotation("urn:uuid:99")
    assert not rows.collapse(hide=True)


def test_long_notes_and_quotes_are_cut() -> None:
    article, rows = make(width=24)
    annotate(article, "挖深的碼頭", end_words="貨運增長3成", number=6, note="很長的話" * 60)
    rows.refresh()
    index = next(n for n, each in enumerate(article.annotation_index.annotations) if each.id == "urn:uuid:6")
    texts = ["".join(part.text for part in row.parts) for row in rows.get_rows(index) if not row.is_group_title]
    assert len(texts) <= 2 + 6
    assert texts[-1].rstrip().endswith("…")
