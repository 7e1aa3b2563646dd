from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model import clean
from reader.sources.feeds.opml import ListedFeed, format_opml, parse_opml


def test_feeds_have_the_folders_they_stand_in() -> None:
    text = """<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
      <outline text="香港"><outline text="時事">
        <outline type="rss" text="甲" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/" category="/港/要聞,b"/>
      </outline><outline title="乙" xmlurl="HTTP://b.example/feed"/></outline>
      <outline text="丙" xmlUrl="https://c.example/?a=1&b=2"/><outline text="又是甲" xmlUrl="https://a.example/feed"/>
      <outline text="丁" xmlUrl="javascript:alert(1)"/></body></opml>"""
    found = parse_opml(text, "x")
    assert found.feeds == (
        ListedFeed("https://a.example/feed", "甲", "香港/時事", ("要聞", "b"), "https://a.example/"),
        ListedFeed("HTTP://b.example/feed", "乙", "香港"),
        ListedFeed("https://c.example/?a=1&b=2", "丙"),
    )
    assert len(found.refused) == 1
    assert "丁" in found.refused[0]


_NAMES = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Cf", "Zs", "Zl", "Zp"], blacklist_characters="/&<>"),
    min_size=1,
    max_size=8,
).filter(lambda text: clean(text) == text)


@given(
    st.lists(
        st.tuples(
            _NAMES,
            st.lists(_NAMES, max_size=3),
            st.lists(_NAMES.filter(lambda t: "," not in t), max_size=2, unique=True),
        ),
        max_size=6,
    )
)
def test_formatted_opml_is_parsed_back(rows: list[tuple[str, list[str], list[str]]]) -> None:
    feeds = [
        ListedFeed(f"https://a.example/{number}?a&b", title, "/".join(folders), tuple(tags))
        for number, (title, folders, tags) in enumerate(rows)
    ]
    assert set(parse_opml(format_opml(feeds), "x").feeds) == set(feeds)


def test_no_control_character_of_a_title_is_written() -> None:
    text = format_opml([ListedFeed("https://a.example/f", "甲\r乙\n丙\x1b丁\x85", "報\r")])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert parse_opml(text, "x").feeds[0].title == "甲␍乙␊丙␛丁\ufffd"


def test_ten_thousand_feeds_take_a_second() -> None:
    text = format_opml(ListedFeed(f"https://a.example/{n}", f"報{n}", f"夾{n % 50}") for n in range(10_000))
    start = time.perf_counter()
    assert len(parse_opml(text, "x").feeds) == 10_000
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<rss/>",
        "plain",
        '<!DOCTYPE o [<!ENTITY a "b">]><opml>&a;',
        "<opml>" + "<outline text='x'>" * 100_000,
        "<opml><outline " + " ".join(f"a{n}='1'" for n in range(90_000)) + "/></opml>",
    ],
)
def test_hostile_files_are_a_sentence_or_empty(text: str) -> None:
    with suppress(ReaderError):
        assert parse_opml(text, "x").feeds == ()
