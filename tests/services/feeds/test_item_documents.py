"""Items as documents: whatever an item holds, its document opens with all of its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import count_non_blank
from reader.services.feeds.item_documents import hash_item, read_item, to_plain_lines
from reader.services.opening import open_document
from reader.sources import Document
from reader.sources.feeds.dates import parse_feed_date
from reader.sources.feeds.model import FeedItem
from tests.sources.feeds.documents import STORY

ITEM = FeedItem(
    guid="1",
    link="https://paper.example/a/1",
    title="渡口的鐘又響了",
    authors=("王小明", "李 & 陳"),
    date_text="2018-12-21",
    date=parse_feed_date("2018-12-21 08:01", is_chinese=True),
    content=f'<h2>修鐘的人</h2>{STORY}<figure><img src="/b.jpg"><figcaption>大鐘。　李忠林　攝</figcaption></figure>',
)


def opened(item: FeedItem) -> tuple[list[str], object]:
    read = read_item(item, "a" * 16, "c" * 64, "海角日報", "zh-hk")
    article = open_document(Document(read.text, read.article.origin)).read_article()
    return [block.kind for block in article.blocks], article


def test_the_structure_of_an_item_is_found_when_it_is_opened() -> None:
    read = read_item(ITEM, "a" * 16, "c" * 64, "海角日報", "zh-hk")
    article = open_document(Document(read.text, read.article.origin)).read_article()
    kinds = [block.kind for block in article.blocks]
    assert kinds == ["headline", "heading", "paragraph", "paragraph", "caption"]
    assert article.blocks[-1].image == "https://paper.example/b.jpg"
    for each in (article, read.article):
        assert (each.title, each.date, each.outlet) == ("渡口的鐘又響了", "2018-12-21T08:01", "海角日報")
        assert each.origin.id == "a" * 16
    assert read.article.authors == ("王小明", "李 & 陳")
    assert read.article.script == "Hant"


def test_an_item_without_text_opens_with_its_title_and_link() -> None:
    item = FeedItem(link="https://paper.example/a_1", title='「鐘」--- "響": {1}', date=ITEM.date)
    kinds, article = opened(item)
    assert kinds[0] == "headline"
    assert article.title == '「鐘」--- "響": {1}'  # type: ignore[attr-defined]
    assert article.date == "2018-12-21T08:01"  # type: ignore[attr-defined]


def test_an_item_without_a_title_is_named_by_its_first_words() -> None:
    read = read_item(FeedItem(content=f"<p>{'字' * 80}</p>"), "a" * 16, "c" * 64, "")
    assert read.article.title == "字" * 60 + "…"
    assert opened(FeedItem(content="<p>一</p>"))[0]


def test_short_texts_and_lists_of_links_are_not_reduced() -> None:
    links = "".join(f'<li><a href="/{n}">第{n}條新聞的標題在此</a></li>' for n in range(30))
    for body in ("<p>好。</p>", f"<ul>{links}</ul>", "<div>一<br>二<br>三</div>", "純文字"):
        item = FeedItem(title="題", content=body)
        _, article = opened(item)
        words = "".join(block.text for block in article.blocks[1:])  # type: ignore[attr-defined]
        assert count_non_blank(words) >= 0.6 * sum(map(count_non_blank, to_plain_lines(body))), body


def test_fields_of_an_item_cannot_break_out_of_their_elements() -> None:
    item = FeedItem(title='</title><script>x</script>"', content="</article></body><p>後面</p>", link='https://a/"><b>')
    _, article = opened(item)
    assert "後面" in "".join(block.text for block in article.blocks)  # type: ignore[attr-defined]
    assert article.title == '</title><script>x</script>"'  # type: ignore[attr-defined]


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_item_is_a_document_that_opens(body: str, title: str) -> None:
    read = read_item(FeedItem(title=" ".join(title.split()), content=body), "a" * 16, "c" * 64, "報")
    assert open_document(Document(read.text, read.article.origin)).read_article().blocks


def test_a_changed_item_has_another_checksum() -> None:
    assert len({hash_item(FeedItem(title=a, content=b)) for a, b in (("a", "b"), ("ab", ""), ("", "ab"))}) == 3
