from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.sources.feeds.json_feed import parse_json_feed

URL = "https://paper.example/feed.json"
ITEM = {
    "id": 7,
    "url": "/a/7",
    "title": "標題",
    "content_text": "甲<乙\n丙",
    "summary": "提要",
    "date_published": "2018-12-21T08:01:00+08:00",
    "authors": [{"name": "王小明"}],
    "tags": ["港聞", 3],
}


def test_an_item_has_all_its_fields() -> None:
    value = {"version": "https://jsonfeed.org/version/1.1", "title": "海角", "home_page_url": "/", "items": [ITEM]}
    feed = parse_json_feed(json.dumps(value), URL)
    (item,) = feed.items
    assert (feed.title, feed.link) == ("海角", "https://paper.example/")
    assert (item.guid, item.link, item.title) == ("7", "https://paper.example/a/7", "標題")
    assert item.content == "<p>甲&lt;乙</p><p>丙</p>"
    assert (item.summary, item.authors, item.categories) == ("<p>提要</p>", ("王小明",), ("港聞",))
    assert item.date is not None
    assert item.date.printed == "2018-12-21T08:01"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"items": 3}', "{" * 100_000, '{"a":' * 100_000, "[" * 100_000])
def test_json_that_is_no_feed_raises_reader_error(text: str) -> None:
    with pytest.raises(ReaderError):
        parse_json_feed(text, URL)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ITEM, "author", "name"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(st.dictionaries(st.sampled_from([*ITEM, "author", "content_html"]), _VALUES), max_size=3))
def test_values_of_any_type_do_no_harm(items: list[dict[str, object]]) -> None:
    parse_json_feed(json.dumps({"title": 1, "items": [*items, None, 3]}), URL)
