from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from reader.errors import ReaderError
from reader.sources.feeds.parse import is_feed, is_opml, parse_feed
from tests.sources.feeds.documents import STORY, rss, rss_item

URL = "https://paper.example/feed"
SHARED = Path(__file__).parents[4] / "shared" / "hostile"
SECONDS_MAX = 5


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("gb2312", "朱镕基题词囍堂，陶喆国語"),  # GBK characters under the label of an older set
        ("gbk", "朱镕基题词\u00a0新闻"),
        ("gb18030", "䶮字也在里面的新闻标题"),
        ("big5", "佢啲嘢喺鰂魚涌同深水埗嘅茶餐廳"),  # Hong Kong's characters
        ("utf-8", "佢啲嘢喺鰂魚涌同深水埗嘅茶餐廳"),
    ],
)
def test_chinese_encodings_are_read_under_their_labels(encoding: str, title: str) -> None:
    data = rss(rss_item(title=title), rss_item(2), encoding=encoding)
    feed = parse_feed(data, URL)
    assert [item.title for item in feed.items] == [title.replace("\u00a0", " "), "渡口的鐘又響了（2）"]
    assert "\ufffd" not in feed.items[0].summary


def test_a_wrong_label_does_not_decide() -> None:
    text = rss(rss_item(), rss_item(2), encoding="gb2312")
    for label in (b"utf-8", b"big5", b"iso-8859-1"):
        assert parse_feed(text.replace(b"gb2312", label), URL).items[0].title == "渡口的鐘又響了（1）"
    assert parse_feed(rss(rss_item()).replace(b"utf-8", b"gb2312"), URL, "gbk").items[0].title == "渡口的鐘又響了（1）"


def test_bytes_that_are_not_chinese_are_read_by_their_prolog() -> None:
    data = '<?xml version="1.0" encoding="koi8-r"?><rss><channel><item><title>Привет</title></item></channel></rss>'
    assert parse_feed(data.encode("koi8-r"), URL).items[0].title == "Привет"


def test_json_feeds_are_read_too() -> None:
    data = b'\xef\xbb\xbf\n{"version": "https://jsonfeed.org/version/1", "title": "x", "items": [{"id": "1"}]}'
    assert len(parse_feed(data, URL).items) == 1


def test_hopeless_xml_is_read_leniently() -> None:
    broken = b"<rss><channel><item title=><title>\xe7\x94\xb2</title></item" * 3
    assert parse_feed(broken, URL) is not None


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"plain text", b"\x89PNG\r\n", b"<html><body>x</body></html>", b"{", b"\0" * 99]
)
def test_data_that_is_no_feed_raises_an_error_with_a_hint(data: bytes) -> None:
    with pytest.raises(ReaderError) as raised:
        parse_feed(data, URL)
    assert str(raised.value).count("; ") >= 1


def test_document_kinds_are_detected_by_their_first_element() -> None:
    assert is_feed(rss().decode())
    assert is_feed('{"version": "https://jsonfeed.org/version/1", "items": []}')
    assert not is_feed("<!doctype html><html><rss>")
    assert is_opml('<?xml version="1.0"?><opml version="1.0"><body/></opml>')


_BOMBS = {
    "laughs": '<!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(9)
    ) + "]><rss><channel><item><title>&a8;</title></item></channel></rss>",
    "quadratic": f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]><rss><channel><title>{"&a;" * 50_000}</title></channel></rss>',
    "file": '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><title>&f;</title></channel></rss>',
    "nested": "<rss>" + "<item>" * 200_000,
    "attributes": "<rss " + " ".join(f'a{n}="1"' for n in range(200_000)) + "><item/></rss>",
    "one attribute": f'<rss a="{"x" * 9_000_000}"><channel><item/></channel></rss>',
    "openings": "<rss>" + "<" * 2_000_000,
    "ampersands": "<rss><channel><title>" + "&" * 2_000_000,
    "comments": "<rss>" + "<!--" * 500_000,
    "sections": "<rss>" + "<![CDATA[" * 300_000,
    "doctypes": "<!DOCTYPE [" * 100_000 + "<rss/>",
    "blanks": " " * 9_000_000 + "<rss/>",
    "items": "<rss><channel>" + "<item><title>甲</title></item>" * 200_000,
    "title": "<rss><channel><item><title>" + "&lt;b&gt;" * 500_000,
    "dates": "<rss><channel><item><pubDate>" + "1" * 3_000_000,
    "links": "<rss><channel><item>" + "<link>http://a/../</link>" * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("name", _BOMBS)
def test_hostile_documents_are_parsed_or_refused_in_time(name: str) -> None:
    start = time.perf_counter()
    with suppress(ReaderError):
        feed = parse_feed(_BOMBS[name].encode(), URL)
        assert not any("root:" in title for title in (feed.title, *(item.title for item in feed.items)))
    assert time.perf_counter() - start < SECONDS_MAX


def test_too_much_is_refused() -> None:
    with pytest.raises(ReaderError, match="larger"):
        parse_feed(b"<rss>" + b" " * (50 << 20), URL)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the files are not there")
@pytest.mark.parametrize("path", sorted(SHARED.rglob("*.xml")), ids=lambda path: path.name)
def test_hostile_files_end_in_time_and_raise_sentences(path: Path) -> None:
    start = time.perf_counter()
    with suppress(ReaderError):
        parse_feed(path.read_bytes(), URL)
    assert time.perf_counter() - start < SECONDS_MAX


def test_damaged_feeds_raise_sentences() -> None:
    random = Random(7)
    whole = rss(*(rss_item(number) for number in range(5)))
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(random.randrange(1, 30)):
            at = random.randrange(len(data))
            data[at : at + random.randrange(9)] = random.choice([b"", b"<", b"&", b"]]>", b"\xff", STORY.encode()[:9]])
        with suppress(ReaderError):
            parse_feed(bytes(data[: random.randrange(50, len(data))]), URL)
