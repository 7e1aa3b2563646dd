"""The rules that decided the kind of a line, as `dubao doctor SOURCE --lines` prints them."""

from __future__ import annotations

import sys

from reader.model import Origin, clean
from reader.structure import read_article
from reader.structure.explain import explain_lines

STORY = """东岸县的夜市
来源：某某日报　2024-05-03 10:22

　　夜市在老桥边开了三十年，摊主换了几代人，味道却一直没有变。
▲夜市一角。李四 摄
　　他从十八岁就在这里卖豆腐脑，那时候一碗只要两毛钱，现在要五块。
责任编辑：王五
"""
PAGE = """<html><head><title>东岸县的夜市</title></head><body><h1>东岸县的夜市</h1><div class="text">
<p>夜市在老桥边开了三十年，摊主换了几代人，味道却一直没有变。</p><figure><img src="a.jpg">
<figcaption>夜市的一个角落</figcaption></figure><p>他从十八岁就在这里卖豆腐脑，那时候一碗只要两毛钱。</p></div>
<div class="nav"><a href="/">首页</a></div></body></html>"""


def test_a_line_of_plain_text_names_the_rules_of_its_kind() -> None:
    lines = {line.number: line for line in explain_lines(clean(STORY), Origin("x", path="a.txt"))}
    assert {number: line.kind for number, line in lines.items()} == {
        1: "headline", 2: "source", 4: "paragraph", 5: "caption", 6: "paragraph", 7: "editor",
    }  # fmt: skip
    assert "metadata_lines.classify_metadata_line = source" in lines[2].answers
    assert {"captions.has_caption_mark", "captions.is_caption"} <= set(lines[5].answers)
    assert lines[5].answers[-1] == "story._classify_next = caption"
    assert "metadata_lines.get_metadata_kind = editor" in lines[7].answers
    assert "captions.is_caption" not in lines[7].answers


def test_a_line_of_a_page_names_the_rule_for_its_markup() -> None:
    lines = {str(line.text): line for line in explain_lines(clean(PAGE), Origin("x", path="a.html"))}
    caption = lines["夜市的一个角落"]
    assert (caption.kind, caption.number) == ("caption", None)
    assert "html/story._classify_by_markup = caption" in caption.answers
    assert lines["首页"].kind == "chrome"


def test_explaining_gives_the_kinds_of_reading_and_leaves_no_profiler() -> None:
    before = sys.getprofile()
    kinds = [line.kind for line in explain_lines(clean(STORY), Origin("x", path="a.txt"))]
    assert kinds == [block.kind for block in read_article(clean(STORY), Origin("x", path="a.txt")).blocks]
    assert sys.getprofile() is before
