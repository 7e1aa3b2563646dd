"""Markdown as HTML: what the rules of pages then read."""

from __future__ import annotations

import pytest

from reader.structure.markdown.rendering import _CAPTION_SIZE_MAX, _MARK_SIZE_MAX, render_markdown


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("钟  塔", "<p>钟  塔</p>"),
        ("\t钟", "<p>钟</p>"),
        ("\u3000\t钟", "<p>钟</p>"),
        ("    钟", "<p>钟</p>"),
        ("    code", "<pre><code>code\n</code></pre>"),
        ("%%旁注%%钟", "<p>钟</p>"),
        ("见[[塔楼#一|那座塔]]和[[钟#二]]和[[#三]]", "<p>见那座塔和钟和#三</p>"),
        ("![[a.jpg]]", '<p><img src="a.jpg"></p>'),
        ("![[b/a.png|200]]", '<p><img src="b/a.png"></p>'),
        ("![[a.jpg|大钟]]", '<p></p><figure><img src="a.jpg"><figcaption>大钟</figcaption></figure><p></p>'),
        ("![[旧文]]", "<p>旧文</p>"),
        ("![[旧文|那篇]]", "<p>那篇</p>"),
        ("> [!note] 背景\n> 大钟", "<blockquote>\n<p><strong>背景</strong><br />\n大钟</p>\n</blockquote>"),
        ("> [!note]\n> 大钟", "<blockquote>\n<p>大钟</p>\n</blockquote>"),
        ("==重==敲", "<p><mark>重</mark>敲</p>"),
        ("== 重==", "<p>== 重==</p>"),
        ("==重 ==", "<p>==重 ==</p>"),
        ("===重==", "<p>=<mark>重</mark></p>"),
        ("==重", "<p>==重</p>"),
        ("a==**重**==b", "<p>a<mark><strong>重</strong></mark>b</p>"),
        ("==重==^[核]响", '<p><mark>重</mark><data data-note="核"></data>响</p>'),
        ("^[]", "<p>^[]</p>"),
        ("^[核", "<p>^[核</p>"),
        ("钟^[核]响", '<p>钟<data data-note="核"></data>响</p>'),
        ("[==重==](b)", '<p><a href="b"><mark>重</mark></a></p>'),
        ("[钟^[核]](b)", '<p><a href="b">钟<data data-note="核"></data></a></p>'),
        ("他说**「钟」**好", "<p>他说<strong>「钟」</strong>好</p>"),
        ("“**钟**”好", "<p>“<strong>钟</strong>”好</p>"),
        ("a**b**c", "<p>a<strong>b</strong>c</p>"),
        ("a *b*c", "<p>a <em>b</em>c</p>"),
        ("钟*“b”*c", "<p>钟<em>“b”</em>c</p>"),
        ("a*“b”*c", "<p>a<em>“b”</em>c</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("甲**乙", "<p>甲乙</p>"),
        ("2**8", "<p>2**8</p>"),
        ("甲--- 乙", "<p>甲—— 乙</p>"),
        ("甲--乙", "<p>甲--乙</p>"),
        ("甲](乙", "<p>甲 乙</p>"),
        ("[甲](", "<p>[甲 </p>"),
        ("~~甲~~", "<p><s>甲</s></p>"),
        ("甲\n乙", "<p>甲\n乙</p>"),
        ("甲。\n乙", "<p>甲。<br>\n乙</p>"),
        ("**甲。**\n乙", "<p><strong>甲。</strong><br>\n乙</p>"),
        ("a\nb", "<p>a\nb</p>"),
        ("a.\nb", "<p>a.\nb</p>"),
        ("![](a.jpg)", '<p><img src="a.jpg"></p>'),
        ("![钟](a.jpg)", '<p></p><figure><img src="a.jpg"><figcaption>钟</figcaption></figure><p></p>'),
        ("![a.jpg](a.jpg)", '<p><img src="a.jpg"></p>'),
        ("![ 钟 ](a.jpg)", '<p></p><figure><img src="a.jpg"><figcaption>钟</figcaption></figure><p></p>'),
        ('![钟](a.jpg "塔")', '<p></p><figure><img src="a.jpg"><figcaption>塔</figcaption></figure><p></p>'),
        ("甲<乙&丙", "<p>甲&lt;乙&amp;丙</p>"),
        (
            "甲[^1]乙[^2]\n\n[^1]: 丙\n[^2]: 丁",
            '<p>甲[1]乙[2]</p>\n<section class="footnotes"><div class="footnote"><p>[1] 丙</p>\n</div><div class="footnote"><p>[2] 丁</p>\n</div></section>',
        ),
        ("![](a.jpg)\n\n*钟*", '<p><img src="a.jpg"></p>\n<p class="caption"><em>钟</em></p>'),
        ("![](a.jpg)\n\n*钟* *塔*", '<p><img src="a.jpg"></p>\n<p><em>钟</em> <em>塔</em></p>'),
        ("![](a.jpg)\n\n钟*塔*", '<p><img src="a.jpg"></p>\n<p>钟<em>塔</em></p>'),
        ("![](a.jpg)\n\n*钟*塔", '<p><img src="a.jpg"></p>\n<p><em>钟</em>塔</p>'),
        ("[![](a.jpg)](b)\n\n*钟*", '<p><a href="b"><img src="a.jpg"></a></p>\n<p class="caption"><em>钟</em></p>'),
        ("甲![](a.jpg)\n\n*钟*", '<p>甲<img src="a.jpg"></p>\n<p><em>钟</em></p>'),
        ("![](a.jpg)甲\n\n*钟*", '<p><img src="a.jpg">甲</p>\n<p><em>钟</em></p>'),
        ("![](a.jpg)\n\n甲\n\n*钟*", '<p><img src="a.jpg"></p>\n<p>甲</p>\n<p><em>钟</em></p>'),
        ("![](a.jpg)\n\n**", '<p><img src="a.jpg"></p>\n<p></p>'),
        (
            "|甲|\n|-|\n|丙|",
            "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>丙</td>\n</tr>\n</tbody>\n</table>",
        ),
        ("甲  \n乙", "<p>甲<br />\n乙</p>"),
    ],
)
def test_markdown_is_rendered(text: str, html: str) -> None:
    assert render_markdown(text).strip() == html


def test_line_ends_of_other_systems_are_line_ends() -> None:
    assert render_markdown("# 甲\r\n乙\r\r丙") == render_markdown("# 甲\n乙\n\n丙")


@pytest.mark.parametrize(("size", "is_caption"), [(_CAPTION_SIZE_MAX - 2, True), (_CAPTION_SIZE_MAX - 1, False)])
def test_a_long_emphasised_paragraph_is_no_caption(size: int, *, is_caption: bool) -> None:
    assert ('class="caption"' in render_markdown(f"![](a.jpg)\n\n*{'钟' * size}*")) is is_caption


@pytest.mark.parametrize(("size", "is_marked"), [(_MARK_SIZE_MAX - 4, True), (_MARK_SIZE_MAX - 3, False)])
def test_a_mark_has_an_end_within_some_distance(size: int, *, is_marked: bool) -> None:
    assert ("<mark>" in render_markdown("钟==" + "重" * size + "==")) is is_marked


@pytest.mark.parametrize(("size", "is_note"), [(_MARK_SIZE_MAX - 3, True), (_MARK_SIZE_MAX - 2, False)])
def test_a_note_has_an_end_within_some_distance(size: int, *, is_note: bool) -> None:
    assert ("data-note" in render_markdown("钟^[" + "核" * size + "]")) is is_note
