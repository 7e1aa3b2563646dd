"""Searching the library in either script."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from reader.annotations.model import CanonicalText
from reader.library.search import find_article_hits, hit_json, search_library
from reader.library.search_query import iter_words, parse_query
from reader.model import Article, Block, Origin, clean
from reader.sources import list_samples, read_file
from reader.structure import read_article
from reader.text.folding import fold_for_search
from tests.library.texts import STORY, Opened, new, opened

if TYPE_CHECKING:
    from reader.library.library import Library


@pytest.fixture
def articles(library: Library) -> dict[str, Opened]:
    """The bundled articles, all of them in the library."""
    found: dict[str, Opened] = {}
    for path in list_samples():
        document = read_file(path)
        one = Opened(read_article(document.text, document.origin), document.text)
        library.store_article(one.article, one.source)
        found[one.id] = one
    return found


def scan(text: str, word: str) -> bool:
    """Whether a text has a word in either script that is no part of a longer Latin word or number, by looking."""

    def is_cut(inner: str, outer: str) -> bool:
        alike = (str.isdigit, str.isalpha)
        return inner.isascii() and outer.isascii() and any(kind(inner) and kind(outer) for kind in alike)

    text, word = f" {fold_for_search(text)} ", fold_for_search(word)
    return any(
        text.startswith(word, at) and not is_cut(word[0], text[at - 1]) and not is_cut(word[-1], text[at + len(word)])
        for at in range(1, len(text) - len(word))
    )


def test_search_finds_what_a_scan_finds_in_both_scripts(library: Library, articles: dict[str, Opened]) -> None:
    chance = Random(5)
    texts = {identity: f"{one.article.title}\n{one.canonical.text}" for identity, one in articles.items()}
    for _ in range(60):
        text = chance.choice(list(texts.values()))
        start = chance.randrange(len(text) - 6)
        word = text[start : start + chance.randint(1, 6)]
        if word.split() != [word] or '"' in word:
            continue
        expected = {identity for identity, text in texts.items() if scan(text, word)}
        for query in (word, fold_for_search(word), word.upper()):
            result = search_library(library, f'"{query}"')
            assert {hit.article_id for hit in result.hits} == expected, query
            assert result.total == len(expected)
            for hit in result.hits:
                blocks = articles[hit.article_id].article.blocks
                found = blocks[hit.block].text[hit.start : hit.end] if hit.block is not None else hit.title
                assert hit.block is None or len(found) == len(word) or "\n" in found
                assert fold_for_search(word) in fold_for_search(hit.snippet)
                assert all(scan(hit.snippet[start:end], word) for start, end in hit.marks)


FULL_WIDTH_STORY = "ＡＩ與５Ｇ上路\n\n　　ＡＩ應用在２０２５年增加，每月12，000件。\n"


@pytest.mark.parametrize("query", ["ai", "ＡＩ", "2025", "２０２５年", "12,000", "5g上路"])
def test_full_width_and_half_width_forms_find_each_other(library: Library, query: str) -> None:
    one = opened(FULL_WIDTH_STORY)
    library.store_article(one.article, one.source)
    hits = search_library(library, query).hits
    assert {hit.article_id for hit in hits} == {one.id}
    for hit in hits:
        text = hit.title if hit.block is None else one.article.blocks[hit.block].text
        assert fold_for_search(text[hit.start : hit.end]) == fold_for_search(query)


def test_a_query_typed_in_decomposed_letters_is_found(library: Library) -> None:
    one = opened("咖啡館\n\n　　新的café在港口開業，遊客很多，天天客滿。\n")
    library.store_article(one.article, one.source)
    assert search_library(library, "cafe\u0301").hits


def test_an_article_must_have_all_words_of_the_query(library: Library) -> None:
    one, other = opened(), opened(STORY.replace("風電", "漁港"), "/news/2.txt")
    for each in (one, other):
        library.store_article(each.article, each.source)
    assert {hit.article_id for hit in search_library(library, "葉片 小鎮").hits} == {one.id, other.id}
    assert {hit.article_id for hit in search_library(library, "叶片\u3000风电").hits} == {one.id}
    assert search_library(library, "葉片 沒有").hits == []
    assert search_library(library, " ").hits == []


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("渡口 大鐘", "headline"),  # both in the title, and in the text too
        ("大鐘 響了", "headline"),
        ("颱風", "paragraph"),
    ],
)
def test_the_hit_of_words_that_are_all_in_the_title_is_there(library: Library, query: str, kind: str) -> None:
    one = opened("渡口的大鐘又響了\n2025-06-01　來源：渡口日報\n\n　　渡口的大鐘在颱風中響了，街坊說聲音同從前一樣。\n")
    library.store_article(one.article, one.source)
    (hit,) = search_library(library, query).hits
    assert hit.block is not None
    assert one.article.blocks[hit.block].kind == kind


def test_an_article_found_by_a_condition_alone_shows_its_beginning(library: Library) -> None:
    one = opened("渡口的大鐘又響了" + "，街坊說聲音同從前一樣" * 4 + "\n\n　　渡口的大鐘在颱風中響了。\n")
    library.store_article(one.article, one.source)
    library.update_entry(one.id, starred=True)
    (hit,) = search_library(library, "is:starred").hits
    assert (hit.block, hit.start, hit.end) == (0, 0, 0)
    assert hit.snippet == one.article.blocks[0].text[:40]


def test_hits_in_titles_score_more_than_those_in_notes_and_bodies(library: Library) -> None:
    titled = opened("葉片運抵了\n\n　　風停了，船都在港裡，沒有人出海。\n", "/news/3.txt")
    one = opened()
    for each in (one, titled):
        library.store_article(each.article, each.source)
    note = new(one.canonical, one.canonical.text.index("碼頭"), len(one.canonical.text), "葉片？")
    library.store_annotation(note, one.id)
    found = [(hit.article_id, hit.annotation_id, hit.score) for hit in search_library(library, "葉片").hits]
    assert set(found) == {(titled.id, "", 1.0), (one.id, note.id, 0.75), (one.id, "", 0.5)}
    assert {hit.score for hit in search_library(library, "叶片").hits} == {0.9, 0.75 * 0.9, 0.45}


def test_a_title_that_is_no_block_is_found(library: Library) -> None:
    blocks = (Block("paragraph", clean("風停了。")),)
    library.store_article(
        Article(Origin("0123456789abcdef", "/a"), blocks, title=clean("葉片\n運抵")), clean("風停了。")
    )
    (hit,) = search_library(library, "運抵").hits
    assert (hit.block, hit.start, hit.end) == (None, 3, 5)


def test_search_finds_notes_tags_and_quotes_without_a_place(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    note = replace(one.note("風電小鎮", "第一行\n請再看"), tags=("要聞",))
    lost = replace(one.note("首批葉片"), id="urn:uuid:1", state="orphan")
    whole = replace(note, id="urn:uuid:2", target=None, note="全文請看")
    for each in (note, lost, whole):
        library.store_annotation(each, one.id)
    text = one.canonical.text
    (hit,) = search_library(library, "再看 要闻").hits
    assert (hit.annotation_id, hit.snippet) == (note.id, "第一行 請再看 要聞")
    assert hit.block is not None
    assert one.article.blocks[hit.block].text[hit.start : hit.end] == "風電小鎮"
    assert {hit.annotation_id for hit in search_library(library, "首批葉片").hits} == {"", lost.id}
    assert {hit.annotation_id for hit in search_library(library, "請").hits} == {note.id, whole.id}
    assert text


def test_an_article_has_one_hit_in_its_text(library: Library) -> None:
    many = opened("港口日記\n\n　　" + "燈塔亮了。" * 200, "/news/4.txt")
    one = opened(STORY + "　　燈塔亮了，船回來了。\n")
    for each in (many, one):
        library.store_article(each.article, each.source)
    result = search_library(library, "燈塔")
    assert result.total == 2
    assert {hit.article_id for hit in result.hits} == {many.id, one.id}
    assert len(result.hits) == 2


def test_a_hit_as_json_has_the_note_only_where_a_note_was_found(library: Library) -> None:
    one = opened()
    library.store_article(one.article, one.source)
    note = one.note("風電小鎮", "再看")
    library.store_annotation(note, one.id)
    (in_note,), (in_text,) = (search_library(library, query).hits for query in ("再看", "運抵"))
    keys = ["id", "title", "block", "start", "end", "snippet", "score", "marks"]
    assert list(hit_json(in_text)) == keys
    assert list(hit_json(in_note)) == [*keys, "note"]
    assert (hit_json(in_note)["id"], hit_json(in_note)["note"]) == (one.id, note.id)


def test_words_of_other_regions_are_found_beside_those_typed(library: Library) -> None:
    for number, text in enumerate(("軟體業的出口在增加。", "計程車減價，軟體公司遷入。", "软件园扩建。", "的士加價。")):
        article = Article(
            Origin(f"{number:016}", f"/{number}"), (Block("paragraph", clean(text)),), title=clean("標題")
        )
        library.store_article(article, clean(text))
    assert [hit.snippet for hit in search_library(library, "软件业").hits] == ["軟體業的出口在增加。"]
    (hit,) = search_library(library, "出租车 软件").hits
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["計程車", "軟體"]
    assert len(search_library(library, "软件").hits) == 3
    assert search_library(library, "软件").variants == ("軟體",)
    for query in ("出租车", "的士", "計程車"):
        assert {hit.snippet[start:end] for hit in search_library(library, query).hits for start, end in hit.marks} == {
            "計程車",
            "的士",
        }
    assert search_library(library, "标题 -软件").total == 1, "what is not wanted is not wanted in any region's words"
    assert search_library(library, "tag:软件").variants == ()
    scores = {hit.snippet[:2]: hit.score for hit in search_library(library, "的士").hits}
    assert scores["的士"] > scores["計程"]
    assert search_library(library, "地鐵").total == 0
    assert search_library(library, "软件业", offset=1).total == 1


def store_text(library: Library, identity: str, *texts: str, title: str | None = None) -> Article:
    article = Article(
        Origin(identity),
        tuple(Block("paragraph", clean(text)) for text in texts),
        title=clean(title) if title else None,
    )
    library.store_article(article, clean("\n".join(texts)))
    return article


@pytest.mark.parametrize(
    ("limit", "offset", "total", "hits"),
    [(3, 0, 3, 3), (2, 0, 3, 2), (4, 0, 3, 3), (2, 2, 3, 1), (2, 3, 3, 0), (2, 9, 3, 0), (3, 1, 3, 2), (0, 0, 3, 0)],
)
def test_all_articles_are_counted_whatever_part_of_them_is_wanted(
    library: Library, limit: int, offset: int, total: int, hits: int
) -> None:
    for number in range(3):
        store_text(library, f"a{number}", "燈塔亮了。")
    result = search_library(library, "燈塔", limit=limit, offset=offset)
    assert (result.total, len(result.hits)) == (total, hits)


def test_no_more_hits_than_asked_for_are_given_where_articles_have_several(library: Library) -> None:
    article = store_text(library, "a", "燈塔亮了。")
    for number in range(3):
        library.store_annotation(replace(new(CanonicalText(article.blocks), 0, 2, "燈塔"), id=f"urn:{number}"), "a")
    assert [len(search_library(library, "燈塔", limit=limit).hits) for limit in (1, 3, 4, 9)] == [1, 3, 4, 4]


@pytest.mark.parametrize(("between", "start"), [(58, 8), (59, 0)])
def test_the_hit_is_where_words_stand_within_sixty_characters(library: Library, between: int, start: int) -> None:
    text = f"燈塔。前文前文，燈塔{'前' * (between - 1)}。碼頭"[:200]
    store_text(library, "a", text)
    (hit,) = search_library(library, "燈塔 碼頭").hits
    assert (hit.start, hit.end) == (start, start + 2)


def test_the_first_of_equally_good_places_is_the_hit(library: Library) -> None:
    store_text(library, "a", "一燈塔。" * 3)
    (hit,) = search_library(library, "燈塔").hits
    assert (hit.block, hit.start, hit.end) == (0, 1, 3)


@pytest.mark.parametrize(
    ("start", "snippet_start", "length"), [(19, 0, 41), (20, 0, 42), (21, 1, 42), (60, 40, 42), (98, 78, 22)]
)
def test_a_snippet_has_twenty_characters_on_either_side(
    library: Library, start: int, snippet_start: int, length: int
) -> None:
    store_text(library, "a", "前" * start + "燈塔" + "後" * (98 - start), title="題")
    (hit,) = search_library(library, "燈塔").hits
    assert (hit.start, hit.snippet_start, len(hit.snippet)) == (start, snippet_start, length)
    assert hit.snippet == hit.block_text[snippet_start : snippet_start + length]
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["燈塔"]


def test_marks_that_overlap_are_the_first_and_longest(library: Library) -> None:
    store_text(library, "a", "甲燈塔碼頭乙燈塔")
    (hit,) = search_library(library, "燈塔 塔碼頭 燈塔碼").hits
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["燈塔碼", "燈塔"]


def test_marks_may_touch(library: Library) -> None:
    store_text(library, "a", "甲燈塔碼頭")
    (hit,) = search_library(library, "燈塔 碼頭").hits
    assert hit.marks == ((1, 3), (3, 5))


def test_words_for_the_title_alone_are_not_looked_for_in_the_text(library: Library) -> None:
    store_text(library, "a", "燈塔在前，碼頭在後。", title="碼頭的燈塔")
    (hit,) = search_library(library, "title:燈塔").hits
    assert (hit.block, hit.start, hit.is_headline) == (None, 3, True)
    (hit,) = search_library(library, "title:燈塔 在後").hits
    assert (hit.block, hit.start) == (0, 7)


def test_the_author_is_no_word_of_the_title(library: Library) -> None:
    store_text(library, "a", "林若溪在場。", title="林若溪")
    library.connection.execute("UPDATE articles SET authors = '林若溪'")
    (hit,) = search_library(library, "author:林若溪").hits
    assert (hit.block, hit.start, hit.is_headline) == (0, 0, False)


def test_an_article_without_text_is_found_by_a_condition(library: Library) -> None:
    store_text(library, "a", title="燈塔")
    library.connection.execute("DELETE FROM texts")
    (hit,) = search_library(library, "is:unread").hits
    assert (hit.block, hit.start, hit.end, hit.snippet, hit.is_headline) == (None, 0, 0, "燈塔", True)
    store_text(library, "b", "碼頭", title="別的")
    hits = {hit.article_id: hit for hit in search_library(library, "is:unread").hits}
    assert (hits["b"].block, hits["b"].snippet, hits["b"].is_headline) == (0, "碼頭", False)


def test_annotations_that_have_all_words_stand_in_front_of_those_that_have_some(library: Library) -> None:
    article = store_text(library, "a", "甲乙丙丁", "戊己庚辛")
    canonical = CanonicalText(article.blocks)
    notes = [replace(new(canonical, 0, 2, note), id=f"urn:{note}") for note in ("燈塔", "碼頭", "燈塔碼頭")]
    for note in notes:
        library.store_annotation(note, "a")
    found = {hit.annotation_id for hit in search_library(library, "燈塔 碼頭").hits}
    assert found == {"urn:燈塔碼頭"}
    library.delete_annotation("urn:燈塔碼頭")
    found = {hit.annotation_id for hit in search_library(library, "燈塔 碼頭").hits}
    assert found == {"urn:燈塔", "urn:碼頭"}


def test_the_place_of_an_annotation_is_in_its_first_block(library: Library) -> None:
    article = store_text(library, "a", "甲乙丙丁", "戊己庚辛", title="題")
    canonical = CanonicalText(article.blocks)
    for number, (start, end) in enumerate([(0, 2), (2, 7), (5, 9), (4, 6), (9, 9)]):
        library.store_annotation(replace(new(canonical, start, end, f"註{number}"), id=f"urn:{number}"), "a")
    lost = replace(new(canonical, 0, 2, "註"), id="urn:lost", state="orphan")
    library.store_annotation(lost, "a")
    hits = {hit.annotation_id: hit for hit in search_library(library, "註").hits if hit.annotation_id}
    assert {name: (hit.block, hit.start, hit.end, hit.block_text) for name, hit in hits.items()} == {
        "urn:0": (0, 0, 2, "甲乙丙丁"),
        "urn:1": (0, 2, 4, "甲乙丙丁"),
        "urn:2": (1, 0, 4, "戊己庚辛"),
        "urn:3": (None, 0, 0, "題"),
        "urn:4": (None, 0, 0, "題"),
        "urn:lost": (None, 0, 0, "題"),
    }


def test_the_hits_of_one_article_are_those_of_the_search(library: Library) -> None:
    article = store_text(library, "a", "燈塔亮了。")
    library.store_annotation(new(CanonicalText(article.blocks), 0, 2, "燈塔？"), "a")
    node = parse_query("燈塔")
    assert node is not None
    ((sequence,),) = library.connection.select("SELECT sequence FROM articles")
    found = list(find_article_hits(library.connection, sequence, list(iter_words(node))))
    assert found == search_library(library, "燈塔").hits
    assert len(found) == 2
    assert list(find_article_hits(library.connection, sequence + 1, list(iter_words(node)))) == []
