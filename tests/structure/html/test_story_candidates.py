"""The boxes of a page that may hold its story, and choosing one of them."""

from __future__ import annotations

from reader.model import Article, Origin, clean
from reader.structure import read_article
from reader.structure.html import list_story_candidates
from reader.structure.html.story_candidates import CANDIDATES_MAX

TITLE = "渡口的钟又响了"
ONE = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
TWO = "街坊们说，钟声同从前一样沉，隔着一条江也听得清楚，孩子们都跑出来看。"
OTHER = "渡轮公司表示，新航线的票价定为十八元，首周免费，欢迎市民到码头体验。"


def make_page(body: str) -> str:
    return f"<html><title>{TITLE}</title><body><h1>{TITLE}</h1>{body}</body></html>"


def read(page: str, selector: str | None) -> Article:
    return read_article(clean(page), Origin("test", path="a.html"), selector=selector)


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind in ("paragraph", "note")]


def test_a_part_of_the_chosen_box_can_be_chosen_in_its_place() -> None:
    page = make_page(f"<div class=one><p>{ONE}</p><p>{TWO}</p></div><div class=two><p>{OTHER}</p></div>")
    best, *others = list_story_candidates(page, Origin("test"))
    assert best.size == len(ONE + TWO + OTHER)
    other = next(own for own in others if own.first_words == OTHER[:40])
    assert other.is_part
    assert ONE in paragraphs(read(page, None))
    assert paragraphs(read(page, other.selector)) == [OTHER]


def test_boxes_of_the_same_name_have_selectors_of_their_own() -> None:
    page = make_page(f"<div><p>{ONE}</p><p>{TWO}</p></div><hr><ul>{'<li><a href=/a>别的新闻</a></li>' * 9}</ul>" * 2)
    candidates = list_story_candidates(page, Origin("test"))
    selectors = [own.selector for own in candidates]
    assert len(set(selectors)) == len(selectors)
    for own in candidates:
        assert read(page, own.selector).blocks


def test_a_selector_that_is_not_on_the_page_changes_nothing() -> None:
    page = make_page(f"<div class=one><p>{ONE}</p><p>{TWO}</p></div>")
    for selector in ("div.gone", "div.one #7", "div.one #0", " #", ""):
        assert read(page, selector) == read(page, None)


def test_every_candidate_has_words_to_be_known_by() -> None:
    page = make_page(f"<div class=one><p>{ONE}</p></div><div class=two><p>生命线：</p><p>{'热线 ' * 12}</p></div>")
    assert all(own.first_words for own in list_story_candidates(page, Origin("test")))


def test_only_so_many_boxes_are_listed() -> None:
    boxes = "".join(f"<div class=box{n}><p>{ONE}</p><p>{TWO}</p></div>" for n in range(CANDIDATES_MAX + 3))
    candidates = list_story_candidates(make_page(f"<div class=all>{boxes}</div>"), Origin("test"))
    assert sum(1 for own in candidates if own.is_part) == CANDIDATES_MAX
