"""Feeds made of random parts, some of them damaged: no exception but a sentence, and none takes long."""

from __future__ import annotations

import os
import random
import time
from contextlib import suppress

from reader.errors import ReaderError
from reader.sources.feeds.parse import parse_feed
from tests.sources.feeds.documents import rss, rss_item

COUNT = int(os.environ.get("DUBAO_FEEDS", "60"))
SECONDS_MAX = 5
PARTS = (
    *(
        "<item>",
        "</item>",
        "<entry>",
        "<title>",
        "</title>",
        "<![CDATA[",
        "]]>",
        "<guid>",
        "</guid>",
        "<link>http://a/",
    ),
    *(
        "&lt;",
        "&nbsp;",
        "&#0;",
        "&#x1b;",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "國",
        "x" * 500,
        "<!--",
        "-->",
        "<!DOCTYPE x [",
    ),
    *("]>", "<?xml version='1.0' encoding='gb2312'?>", "<rss>", "<channel>", "</channel>", "</rss>", "<rdf:RDF>"),
    *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<content type='xhtml'>", "<div>", "<a href='javascript:x'>"),
    *(
        "<pubDate>2018年12月21日 08:01",
        "<pubDate>Fri, 99 Dec 2018",
        "<ttl>-5</ttl>",
        "<skipHours><hour>99</hour></skipHours>",
    ),
    *('{"version":"https://jsonfeed.org/version/1","items":[', '{"id":1}', "]}", "<base href='file:///'>"),
)


def make_random_feed(chance: random.Random) -> bytes:
    text = "<rss>" * (chance.random() < 0.7) + "".join(chance.choices(PARTS, k=chance.randrange(1, 400)))
    return text.encode(chance.choice(["utf-8", "gb18030", "big5hkscs", "utf-16"]), "replace")


def make_damaged_feed(chance: random.Random) -> bytes:
    data = bytearray(rss(*map(rss_item, range(chance.randrange(8)))))
    for _ in range(chance.randrange(1, 40)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(9)] = chance.choice(PARTS).encode()[:40]
    return bytes(data[: chance.randrange(30, len(data) + 1)])


def test_generated_feeds_end_in_time_and_raise_sentences() -> None:
    chance = random.Random(2026)
    for number in range(COUNT):
        data = (make_damaged_feed if number % 2 else make_random_feed)(chance)
        start = time.perf_counter()
        with suppress(ReaderError):
            parse_feed(data, "https://paper.example/rss", chance.choice([None, "gbk", "rot13", "utf-7"]))
        assert time.perf_counter() - start < SECONDS_MAX, data


def test_an_entity_that_is_declared_nowhere_does_not_stop_the_others() -> None:
    # What looks like a section of CDATA is in a comment, so that the entity is left as it is.
    title = "<title><!--<![CDATA[-->a &nbsp; <b>c</b></title>"
    data = f"<rss><channel><item>{title}</item>{rss_item(1)}</channel></rss>"
    first, second = parse_feed(data.encode(), "https://paper.example/rss").items
    assert "a" in first.title
    assert second.title == "渡口的鐘又響了（1）"
