"""Which items are summaries, and which of a document are read."""

from __future__ import annotations

import pytest

from reader.services.feeds.item_documents import to_plain_lines
from reader.services.feeds.preparation import FeedRequest, is_summary, prepare_feed
from tests.sources.feeds.documents import rss, rss_item

LONG = "<p>" + "停擺了二十年的渡口大鐘昨天重新敲響。" * 30 + "</p>"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>大鐘昨天重新敲響。</p>",
        f"{LONG}<p>……</p>",
        f"{LONG}[...]",
        f'{LONG}<a href="/x">閱讀全文 »</a>',
        f'{LONG}<a href="/x">Read More</a>',
    ],
)
def test_a_short_text_and_one_that_was_cut_are_summaries(body: str) -> None:
    assert is_summary(to_plain_lines(body))


def test_a_long_text_that_ends_is_none() -> None:
    assert not is_summary(to_plain_lines(LONG))
    assert not is_summary(to_plain_lines(LONG * 6 + "…"))


def test_an_item_that_stands_twice_in_a_document_is_read_once() -> None:
    prepared = prepare_feed(
        FeedRequest(rss(rss_item(1), rss_item(1), "<item></item>"), "https://a/", None, "", "f" * 16, ())
    )
    assert [item.title for item in prepared.items] == ["渡口的鐘又響了（1）"]
    assert prepared.feed.title == "海角日報"
