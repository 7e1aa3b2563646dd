"""Questions about elements and the markup of lines."""

from __future__ import annotations

import pytest

from reader.structure.html.elements import (
    find_purposes,
    is_author_link,
    is_bold,
    is_in_boilerplate,
    is_linked,
    is_linked_teaser,
    is_named_boilerplate,
    is_within,
)
from reader.structure.html.linearize import Linearizer
from reader.structure.html.parse import parse_html


def linearized(body: str) -> Linearizer:
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    return Linearizer(root)


@pytest.mark.parametrize(
    ("name", "purpose"),
    [
        ("sidebarRight", "story list"),
        ("cookie-bar", "junk"),
        ("comment-rules", "comment"),
        ("picCaption", "caption"),
        ("articleBody", "story"),
        ("post-title", "title"),
        ("author-info", "author"),
    ],
)
def test_names_tell_what_an_element_is_for(name: str, purpose: str) -> None:
    assert purpose in find_purposes(name)


def test_a_name_without_a_cue_is_no_evidence() -> None:
    assert find_purposes("x1 shadow") == frozenset()


def test_questions_about_a_line_look_at_its_markup() -> None:
    (line,) = linearized('<div class="author"><p><a href="/author/7"><b>罗素英</b></a></p></div>').lines
    assert is_linked(line)
    assert is_bold(line)
    assert is_author_link(line)
    assert is_within(line, "author")
    assert not is_within(line, "caption")


def test_a_linked_title_with_words_behind_it_in_a_list_is_a_teaser() -> None:
    teaser, other = linearized(
        "<li><a href=/1>货轮港外搁浅船员平安</a>一艘货轮清晨在港外搁浅，船员全部安全。</li><p><a href=/2>货轮港外搁浅船员平安</a>是旧闻。</p>"
    ).lines
    assert is_linked_teaser(teaser)
    assert not is_linked_teaser(other)


def test_a_line_is_in_boilerplate_below_the_story_only() -> None:
    page = linearized("<div id=story><nav><p>菜单</p></nav><p>钟</p></div>")
    story = next(box for box in page.elements if box.class_and_id == "story")
    story.story_size = 10
    assert is_in_boilerplate(page.lines[0], story)
    assert not is_in_boilerplate(page.lines[1], story)
    assert is_named_boilerplate(next(box for box in page.elements if box.tag == "nav"))
