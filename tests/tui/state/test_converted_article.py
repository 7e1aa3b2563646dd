from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.config.settings import Settings
from reader.model import Article, Block, Origin, clean
from reader.script.overrides import Override
from reader.script.rules import Pin
from reader.tui.state.converted_article import ConvertedArticle
from tests.tui.open_articles import find_block, open_text

HANS = "海边的小城\n\n    理发店和面馆很多，看见鸟2只。软件和网络都好，里面的人都走了。\n"


def convert(text: str = HANS, **arguments: object) -> ConvertedArticle:
    return open_text(text, **arguments).converted


def test_the_source_view_is_the_text_as_written() -> None:
    article = convert()
    index = len(article.blocks) - 1
    assert article.view_name == "source"
    assert article.get_block_view(index).text == article.blocks[index].text
    assert article.convert_text("理发") == "理发"
    assert article.convert_range(index, 0, 3) == article.blocks[index].text[:3]
    assert article.get_changes(index) == []
    assert not article.has_shifted_offsets


@pytest.mark.parametrize(
    ("locale", "preferred", "view"), [("zh_HK.UTF-8", "auto", "hk"), ("zh_TW", "auto", "tw"), ("", "auto", "tw")]
)
def test_the_other_view_is_that_of_the_user(locale: str, preferred: str, view: str) -> None:
    assert preferred == Settings().preferred_traditional
    assert convert(locale=locale).other_view_name in (view, "hant")


def test_only_views_of_another_script_change_the_text() -> None:
    article = convert()
    assert not article.is_changed_by("source")
    assert not article.is_changed_by("hans")
    assert article.is_changed_by("hant")


def test_ranges_are_given_as_written_also_where_words_are_replaced() -> None:
    article = convert()
    article.view_name = "twp"
    index = find_block(open_text(HANS), "软件")
    start = article.blocks[index].text.index("软件")
    assert article.has_shifted_offsets
    assert article.convert_range(index, start, start + 2) == "軟體"


def test_a_pin_replaces_the_pins_that_it_overlaps() -> None:
    article = convert()
    index = find_block(open_text(HANS), "鸟")
    start = article.blocks[index].text.index("只")
    article.add_pin(index, Pin(start, start + 1, "隻", "hant"))
    article.add_pin(index, Pin(0, 2))
    article.view_name = "hant"
    assert article.get_block_view(index).text.startswith("理发")
    assert "2隻" in article.get_block_view(index).text
    article.add_pin(index, Pin(start, start + 1))
    assert article.pins[index] == (Pin(0, 2), Pin(start, start + 1))
    article.remove_pins(index, 1, 2)
    assert article.pins[index] == (Pin(start, start + 1),)
    article.remove_pins(index, 1, 2)
    assert article.pins[index] == (Pin(start, start + 1),)


def test_an_override_holds_in_the_whole_article_until_it_is_removed() -> None:
    article = convert()
    article.view_name = "hant"
    rule = Override("软件", "軟件程式", ("hant",))
    article.add_override(rule)
    index = find_block(open_text(HANS), "软件")
    assert "軟件程式" in article.get_block_view(index).text
    assert article.has_shifted_offsets, "it is longer than what it replaces"
    article.release_converter()
    assert "軟件程式" in article.get_block_view(index).text, "a new converter has it too"
    article.remove_override(rule)
    assert "軟件程式" not in article.get_block_view(index).text


def test_restored_choices_are_used_by_the_converter() -> None:
    article = convert()
    article.view_name = "hant"
    index = find_block(open_text(HANS), "软件")
    before = article.get_block_view(index).text
    article.restore_choices({index: (Pin(0, 2),)}, [Override("网络", "網絡線", ("hant",))])
    assert article.get_block_view(index).text.startswith("理发")
    assert "網絡線" in article.get_block_view(index).text != before


def test_only_settings_of_conversion_make_another_converter() -> None:
    article = convert(settings=Settings(quotes="keep"))
    before = article.converter
    article.apply_settings(Settings(quotes="keep", theme="light"))
    assert article.converter is before
    article.apply_settings(Settings(quotes="region"))
    assert article.converter is not before


def test_names_at_the_end_of_the_article_are_known_when_it_is_complete() -> None:
    blocks = [Block("paragraph", clean("于小姐在海边的小城说了很多话，大家都听见了。"), script="Hans")]
    article = ConvertedArticle(Article(Origin("1"), tuple(blocks), script="Hans"), blocks, Settings(), "")
    article.view_name = "hant"
    article.converter  # noqa: B018  made before the end is known
    end = Block("editor", clean("（责任编辑：后小里）"), script="Hans")
    article.complete(replace(article.article, blocks=(*blocks, end), editors=(clean("后小里"),)))
    assert article.is_complete
    assert "后小里" in article.converter.article_rules.people


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 20_000), st.integers(1, 300))
def test_a_part_of_a_very_long_block_is_converted_as_in_the_whole(start: int, length: int) -> None:
    text = clean("里面的人都走了，只有老人还在，他们在理发店后面的面馆里等船。" * 700)
    block = Block("paragraph", text, script="Hans")
    article = ConvertedArticle(Article(Origin("1"), (block,), script="Hans"), [block], Settings(), "")
    article.view_name = "hant"
    whole = article.get_block_view(0).text
    assert article.get_view_text(0, start, start + length) == whole[start : start + length]
    assert article.get_changes(0) == [], "changes of a very long block are not listed"


def test_a_part_is_converted_with_the_characters_before_it() -> None:
    text = clean("好" * 4095 + "理发店" + "好" * 5000)
    block = Block("paragraph", text, script="Hans")
    article = ConvertedArticle(Article(Origin("1"), (block,), script="Hans"), [block], Settings(), "")
    article.view_name = "hant"
    assert article.get_view_text(0, 4096, 4097) == "髮", "not 發, though a part begins there"
