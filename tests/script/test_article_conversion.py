"""The fields of a whole article in another script: as the words are in the block that has them."""

from __future__ import annotations

import pytest

from reader.model import Article, Block, CleanText, Origin
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
