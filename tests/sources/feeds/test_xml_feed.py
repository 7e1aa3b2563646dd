from __future__ import annotations

import pytest

from reader.sources.feeds.xml_feed import is_chinese_feed, parse_xml_feed
from tests.sources.feeds.documents import STORY, rss, rss_item

URL = "https://paper.example/feed"


def test_an_item_of_rss_2_has_all_its_fields() -> None:
    item = rss_item(1, **{"dc:creator": "王小明", "category": "港聞", "content:encoded": f"<![CDATA[{STORY * 2}]]>"})
    feed = parse_xml_feed(
        rss(item, head="<ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours>").decode(), URL
    )
    assert (feed.title, feed.link, feed.language, feed.ttl) == ("海角日報", "https://paper.example/", "zh-hk", 90)
    assert feed.skip_hours == {3, 0}
    (item_read,) = feed.items
    assert item_read.title == "渡口的鐘又響了（1）"
    assert item_read.link == item_read.guid == "https://paper.example/a/1"
    assert item_read.authors == ("王小明",)
    assert item_read.categories == ("港聞",)
    assert item_read.date is not None
    assert item_read.date.printed == "2018-12-21T08:01"
    assert (item_read.content, item_read.summary) == (STORY * 2, STORY)


def test_atom_is_read_with_its_types_and_links() -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b/" xml:lang="zh">
      <title type="html">&lt;b&gt;海角&lt;/b&gt;</title><link rel="self" href="feed"/><link href="./"/>
      <entry><id>tag:1</id><title>標題</title><link rel="edit" href="x"/><link rel="alternate" href="../1"/>
        <author><name>李四</name><email>x@y</email></author><category term="c" label="分類"/>
        <updated>2018-12-22T08:01:00+08:00</updated><published>2018-12-21T08:01:00+08:00</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>甲<b>乙</b></p></div></content></entry></feed>"""
    feed = parse_xml_feed(text, URL)
    (entry,) = feed.items
    assert (feed.title, feed.link, feed.language) == ("海角", "https://a.example/b/", "zh")
    assert (entry.guid, entry.link, entry.authors, entry.categories) == (
        "tag:1",
        "https://a.example/1",
        ("李四",),
        ("分類",),
    )
    assert entry.date is not None
    assert entry.date.printed == "2018-12-21T08:01"
    assert "<p>甲<b>乙</b></p>" in entry.content


def test_rss_1_has_its_items_beside_the_channel() -> None:
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>海角</title></channel>
      <item rdf:about="urn:1"><title>一</title><link>/1</link><dc:date>2018-12-21</dc:date></item></rdf:RDF>"""
    (item,) = parse_xml_feed(text, URL).items
    assert (item.guid, item.link, item.title) == ("urn:1", "https://paper.example/1", "一")


@pytest.mark.parametrize("version", ["0.91", "0.92"])
def test_old_rss_and_undeclared_prefixes_are_read(version: str) -> None:
    text = f'<rss version="{version}"><channel><title>海角</title><item><title>一</title><content:encoded>文</content:encoded></item></channel></rss>'
    (item,) = parse_xml_feed(text, URL).items
    assert (item.title, item.content) == ("一", "文")


def test_the_name_of_an_author_is_not_the_address() -> None:
    (item,) = parse_xml_feed(rss(rss_item(author="news@paper.example (陳大文)")).decode(), URL).items
    assert item.authors == ("陳大文",)


def test_a_guid_is_the_address_where_there_is_no_link() -> None:
    (item,) = parse_xml_feed(rss(rss_item(link="")).decode(), URL).items
    assert item.link == "https://paper.example/a/1"
    permanent = rss_item(link="").replace("<guid>", '<guid isPermaLink="false">')
    assert parse_xml_feed(rss(permanent).decode(), URL).items[0].link == ""


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://x/"])
def test_links_that_are_no_pages_are_left_out(link: str) -> None:
    assert parse_xml_feed(rss(rss_item(link=link, guid="1")).decode(), URL).items[0].link == ""


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[甲 <b>乙</b>]]>", "甲 乙"),
        ("甲 &amp;amp; 乙", "甲 & 乙"),
        ("R&D", "R&D"),
        ("《&lt;標題&gt;》", "《<標題>》"),
        ("甲\n  乙", "甲 乙"),
    ],
)
def test_titles_are_plain_text_in_one_line(written: str, title: str) -> None:
    assert parse_xml_feed(rss(rss_item(title=written)).decode(), URL).items[0].title == title


def test_a_feed_is_chinese_by_language_host_or_titles() -> None:
    assert is_chinese_feed("zh-Hant", "https://a.example/", [])
    assert is_chinese_feed("", "https://a.com.hk/feed", [])
    assert is_chinese_feed("", "https://a.example/", ["渡口的鐘又響了"])
    assert not is_chinese_feed("", "https://a.example/", ["The bell rings again", "時計の音がまた鳴った"])
