"""The fields of a whole article in another script: as the words are in the block that has them."""

from __future__ import annotations

import pytest

from reader.model import Article, Block, CleanText, Origin, Span
from reader.script import article_conversion
from reader.script.article_conversion import convert_article

TEXTS = ("编辑说，皇后乐队周末演出，大家都来听。", "城里的理发店很多。")
BLOCKS = tuple(Block("paragraph", CleanText(text), script="Hans") for text in TEXTS)


def make_article(*names: str, blocks: tuple[Block, ...] = BLOCKS) -> Article:
    authors = tuple(map(CleanText, names))
    return Article(Origin("id"), blocks, title=CleanText("皇后"), authors=authors, script="Hans")


def test_a_field_is_as_in_the_block_that_has_its_words() -> None:
    shown = convert_article(make_article("理发店", "不在文中的发"), "hant")
    assert shown.blocks[1].text == "城裏的理髮店很多。"
    assert shown.title == "皇后"
    assert shown.authors[0] in shown.blocks[1].text
    assert len(shown.authors) == 2


@pytest.mark.parametrize("blocks", [(), (Block("paragraph", CleanText(""), script="Hans"),)])
def test_an_article_without_text_has_its_fields(blocks: tuple[Block, ...]) -> None:
    shown = convert_article(make_article("", "张软件", blocks=blocks), "hant")
    assert shown.authors == ("", "張軟件")


def test_a_field_does_not_reach_from_one_block_into_the_next() -> None:
    shown = convert_article(make_article("来听。", "听。城里"), "hant")
    assert shown.authors == ("來聽。", "聽。城裏")


def test_only_so_many_fields_are_looked_for_in_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []

    def cut(view: object, start: int, end: int) -> CleanText:
        looked.append((start, end))
        return CleanText("甲")

    monkeypatch.setattr(article_conversion, "_cut_view", cut)
    monkeypatch.setattr(article_conversion, "_MAX_SEARCHED_FIELDS", 2)
    shown = convert_article(make_article("理发店", "理发店"), "hant")
    assert looked == [(4, 6), (3, 6)], "the title and the first name, by the offsets in their blocks"
    assert shown.authors == ("甲", "理髮店")


def test_a_field_at_the_beginning_of_the_text_is_as_there() -> None:
    block = Block("paragraph", CleanText("里长来了。"), script="Hans")
    shown = convert_article(Article(Origin("id"), (block,), title=CleanText("里"), script="Hans"), "tw")
    assert (shown.blocks[0].text, shown.title) == ("里長來了。", "里")
    alone = convert_article(Article(Origin("id"), (), title=CleanText("里"), script="Hans"), "tw")
    assert alone.title == "裡"


@pytest.mark.parametrize(
    ("text", "credit", "shown"),
    [
        ("张软件 摄", "张软件", "張軟件"),
        ("软件。张软件 摄", "张软件", "張軟件"),
        ("软件很好用。", "张软件", "張軟件"),
        ("软件很好用。", None, None),
    ],
)
def test_a_credit_is_a_name_wherever_it_is(text: str, credit: str | None, shown: str | None) -> None:
    spans = (Span("credit", text.index(credit), len(text)),) if credit and credit in text else ()
    block = Block("caption", CleanText(text), script="Hans", spans=spans, credit=CleanText(credit) if credit else None)
    (caption,) = convert_article(Article(Origin("id"), (block,), script="Hans"), "twp").blocks
    assert caption.credit == shown


def test_what_is_the_same_in_both_scripts_stays() -> None:
    block = Block("paragraph", CleanText("一二三"), script="Hans", spans=(Span("strong", 1, 2),))
    assert convert_article(Article(Origin("id"), (block,), script="Hans"), "tw").blocks == (block,)
