"""Queries as SQL: what they find, in which order, and by which plans."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from reader.library import search_sql
from reader.library.removal import delete_articles
from reader.library.search_query import And, DayRange, Node, Not, Or, StateCondition, Word, parse_query
from reader.library.search_sql import ArticleQuery
from reader.library.sql_functions import parse_day
from reader.text.folding import fold_for_search
from reader.text.search_tokens import find_words
from tests.library.feeds import FEED, OTHER, follow, store_articles
from tests.library.texts import STORY, make_random_story, opened

if TYPE_CHECKING:
    from reader.library.library import Library


class Record(NamedTuple):
    """What one article of a library has, as a scan looks at it."""

    article_id: str
    title: str
    body: str
    note: str
    tags: tuple[str, ...]
    date: str
    states: frozenset[str]


def matches(record: Record, node: Node) -> bool:
    """Whether an article matches a query, by looking at all of its text."""
    match node:
        case And(nodes):
            return all(matches(record, each) for each in nodes)
        case Or(nodes):
            return any(matches(record, each) for each in nodes)
        case Not(child):
            return not matches(record, child)
        case StateCondition(state):
            return state in record.states
        case DayRange(first, last):
            day = parse_day(record.date)
            return day is not None and (first is None or first <= day) and (last is None or day <= last)
        case Word(field=field):
            texts = {"title": [record.title], "note": [record.note], "tag": record.tags, "author": [], "feed": []}
            texts[""] = [record.title, record.body, record.note, *record.tags]
            found = (find_words(fold_for_search(text), node.folded, is_prefix=node.is_prefix) for text in texts[field])
            return any(next(places, None) is not None for places in found)


def fill(library: Library, size: int, chance: Random) -> list[Record]:
    """Store random articles with notes, tags and states; what they have."""
    records = []
    for number in range(size):
        one = opened(make_random_story(chance), f"/news/{number}.txt")
        library.store_article(one.article, one.source)
        note = chance.choice(["", "", "颱風核對", "AI 5G"])
        note_tags = ("小鎮",) if note and chance.random() < 0.5 else ()
        tags = chance.choice([(), (), ("風電",), ("漁港", "2025")])
        read, starred = chance.random() < 0.5, chance.random() < 0.2
        if note:
            library.store_annotation(replace(one.note(one.canonical.text[:2], note), tags=note_tags), one.id)
        library.update_entry(one.id, read=read, starred=starred, add_tags=tags)
        if chance.random() < 0.1:
            delete_articles(library.connection, [one.id])
            continue
        states = {"read" if read else "unread", *(["starred"] if starred else []), *(["annotated"] if note else [])}
        records.append(
            Record(
                one.id,
                str(one.article.title),
                one.canonical.text,
                note,
                (*note_tags, *tags),
                one.article.date or "",
                frozenset(states),
            )
        )
    return records


def make_random_query(chance: Random, depth: int = 0) -> str:
    words = ["风电", "風", "鎮葉", "颱風", "AI", "ai5", "A*", "5", "2025", "12,000", "“AI 5G”", "，", "核對"]
    terms = [*words, *words, "is:unread", "is:starred", "is:annotated", "date:2021", "date:2022-03..2023", "is:changed"]
    terms += ["tag:風電", "note:颱風", "note:核对", "title:葉片", "title:AI", "tag:2025", "author:風"]
    parts = []
    for _ in range(chance.randint(1, 3)):
        part = f"({make_random_query(chance, depth + 1)} )" if depth < 2 and chance.random() < 0.2 else ""
        parts.append(chance.choice(["", "", "", "-"]) + (part or chance.choice(terms)))
        parts.append(chance.choice(["", "", "OR", "AND"]))
    return " ".join(parts[:-1])


def test_queries_find_what_a_scan_finds(library: Library) -> None:
    chance = Random(11)
    records = fill(library, 150, chance)
    ids = dict(library.connection.select("SELECT sequence, id FROM articles"))
    found_any = 0
    for _ in range(400):
        query = make_random_query(chance)
        node = parse_query(query)
        assert node
        expected = {record.article_id for record in records if matches(record, node)}
        found = ArticleQuery(library.connection, node)
        sequences = found.find_sequences()
        assert {ids[sequence] for sequence in sequences} == expected, query
        assert sequences == sorted(set(sequences), reverse=True), query
        assert found.count() == len(expected), query
        best = found.find_sequences(order="best")
        assert sorted(best) == sorted(sequences), query
        assert found.find_sequences(5, 3) == sequences[3:8]
        assert found.find_sequences(5, 3, "best") == best[3:8]
        found_any += 0 < len(expected) < len(records)
    assert found_any > 200


@pytest.mark.parametrize(
    "query", ["葉片", "葉片 OR 漁港", "葉片 -颱風", "葉片 date:2021", "葉片 is:unread", "title:葉片", "記下"]
)
def test_a_search_reads_the_index_and_never_all_articles(grown: Library, query: str) -> None:
    node = parse_query(query)
    assert node
    for select in ArticleQuery(grown.connection, node)._selects("text_index.rowid", "a.sequence"):
        plan = [row[3] for row in grown.connection.select(f"EXPLAIN QUERY PLAN {select.text}", *select.values)]
        assert "VIRTUAL TABLE INDEX" in plan[0] or "SEARCH a USING COVERING INDEX articles_by_sequence" in plan[0], plan
        assert not any(step.startswith("SCAN a") for step in plan), plan
        assert not any("TEMP B-TREE" in step for step in plan), plan


def test_best_first_puts_titles_before_texts(library: Library) -> None:
    in_title = opened("颱風來了\n2020-01-01\n\n　　學校停課一天，漁港也關了，碼頭上沒有人。\n", "/news/a.txt")
    in_body = opened("學校停課\n2020-01-02\n\n　　颱風來了，漁港也關了，碼頭上沒有人。\n", "/news/b.txt")
    for one in (in_body, in_title):
        library.store_article(one.article, one.source)
    node = parse_query("颱風")
    assert node
    ids = dict(library.connection.select("SELECT sequence, id FROM articles"))
    query = ArticleQuery(library.connection, node)
    assert [ids[each] for each in query.find_sequences()] == [in_body.id, in_title.id]
    assert [ids[each] for each in query.find_sequences(order="best")] == [in_title.id, in_body.id]


def test_days_are_those_of_the_range_and_no_others(library: Library) -> None:
    days = ("2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01")
    for number, day in enumerate(days):
        for copy in range(2):
            one = opened(f"颱風來了\n{day}\n\n　　學校停課一天，漁港也關了。\n", f"/news/{number}-{copy}.txt")
            library.store_article(one.article, one.source)
    dates = dict(library.connection.select("SELECT sequence, date FROM articles"))
    for query, expected in (
        ("date:2020-02", days[1:3]),
        ("date:..2020-02", days[:3]),
        ("date:2020-02..", days[1:]),
        ("date:2020-02-01", days[1:2]),
        ("-date:2020-02", (days[0], days[3])),
        ("date:2020-02-01 OR date:2020-03", (days[1], days[3])),
    ):
        for words in ("", "颱風 "):
            node = parse_query(words + query)
            assert node
            found = [dates[each] for each in ArticleQuery(library.connection, node).find_sequences()]
            assert found == sorted([*expected, *expected], reverse=True), query


def test_an_article_of_no_day_is_before_all_days(library: Library) -> None:
    one = opened("颱風來了\n\n　　學校停課一天，漁港也關了，碼頭上沒有人。\n")
    library.store_article(one.article, one.source)
    library.store_added_time(one.id, "")
    assert library.connection.select("SELECT sequence FROM articles") == [(0,)]
    for query, expected in (("date:..2020", [0]), ("date:2020..", [])):
        node = parse_query(query)
        assert node
        assert ArticleQuery(library.connection, node).find_sequences() == expected


@pytest.mark.parametrize(
    ("query", "largest", "is_looked_up"), [("葉片", 2, True), ("葉片", 1, False), ("葉片 OR is:unread", 2, False)]
)
def test_words_are_looked_up_for_few_articles_and_read_at_once_for_many(
    query: str, largest: int, is_looked_up: bool, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2):
        one = opened(STORY, f"/news/{number}.txt")
        library.store_article(one.article, one.source)
        library.store_annotation(one.note("首批", "葉片"), one.id)
    monkeypatch.setattr(search_sql, "_MAX_LOOKUPS", largest)
    node = parse_query(query)
    assert node
    found = ArticleQuery(library.connection, node)
    select = found._selects("text_index.rowid", "a.sequence")[-1]
    plan = [row[3] for row in library.connection.select(f"EXPLAIN QUERY PLAN {select.text}", *select.values)]
    assert any("CORRELATED" in step for step in plan) is is_looked_up
    assert len(found.find_sequences()) == 2


def test_feeds_are_found_by_their_titles_and_addresses(library: Library) -> None:
    store_articles(library, 2)
    follow(library, FEED, [0])
    follow(library, OTHER, [1])
    ids = dict(library.connection.select("SELECT sequence, id FROM articles"))
    for query, expected in (("feed:paper", {"article0"}), ("-feed:paper", {"article1"}), ("feed:none", set())):
        node = parse_query(query)
        assert node
        assert {ids[each] for each in ArticleQuery(library.connection, node).find_sequences()} == expected
