"""Questions about elements and the markup of lines."""

from __future__ import annotations

import pytest

from reader.structure.html.elements import (
    find_purposes,
    is_author_link,
    is_bold,
    is_in_boilerplate,
    is_in_menu,
    is_linked,
    is_linked_teaser,
    is_named_boilerplate,
    is_within,
)
from tests.structure.html.bodies import linearize_body


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
    (line,) = linearize_body('<div class="author"><p><a href="/author/7"><b>罗素英</b></a></p></div>').lines
    assert is_linked(line)
    assert is_bold(line)
    assert is_author_link(line)
    assert is_within(line, "author")
    assert not is_within(line, "caption")


def test_a_linked_title_with_words_behind_it_in_a_list_is_a_teaser() -> None:
    teaser, other = linearize_body(
        "<li><a href=/1>货轮港外搁浅船员平安</a>一艘货轮清晨在港外搁浅，船员全部安全。</li><p><a href=/2>货轮港外搁浅船员平安</a>是旧闻。</p>"
    ).lines
    assert is_linked_teaser(teaser)
    assert not is_linked_teaser(other)


def test_a_line_is_in_boilerplate_below_the_story_only() -> None:
    page = linearize_body("<div id=story><nav><p>菜单</p></nav><p>钟</p></div>")
    story = next(box for box in page.elements if box.class_and_id == "story")
    story.story_size = 10
    assert is_in_boilerplate(page.lines[0], story)
    assert not is_in_boilerplate(page.lines[1], story)
    assert is_named_boilerplate(next(box for box in page.elements if box.tag == "nav"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><a href=/1>钟声响</a>敲响</p>", True),
        ("<p><a href=/1>钟声</a>敲响了</p>", False),
        ("<p>钟声敲响</p>", False),
        ("<p><a href=/1>钟声敲响</a></p>", True),
    ],
)
def test_a_line_is_linked_if_three_fifths_of_it_are(body: str, *, expected: bool) -> None:
    (line,) = linearize_body(body).lines
    assert is_linked(line) is expected
    assert is_linked(line, 0)
    assert not is_linked(line, 1.1)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><b>钟声敲响</b></p>", True),
        ("<p><b>钟声敲</b>响</p>", True),
        ("<p><b>钟声</b>敲响</p>", False),
        ("<p><b>钟</b></p>", True),
        ("<p>钟</p>", False),
        ("<h2>钟声</h2>", True),
        ("<p style='font-weight:bold'>钟声</p>", True),
    ],
)
def test_a_line_is_bold_if_all_of_it_but_one_sign_is(body: str, *, expected: bool) -> None:
    (line,) = linearize_body(body).lines
    assert is_bold(line) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><a href=/author/7>罗素英</a></p>", True),
        ("<p><a href=/a?profile=7>罗素英</a></p>", True),
        ("<p><a href=/a/7>罗素英</a></p>", False),
        ("<p><a href=/author/7>罗素英</a>、<a href=/author/8>林悦</a></p>", False),
        ("<p>罗素英</p>", False),
    ],
)
def test_a_link_to_a_person_has_an_address_for_persons(body: str, *, expected: bool) -> None:
    (line,) = linearize_body(body).lines
    assert is_author_link(line) is expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<li><a href=/1>货轮港外搁浅船员</a>一艘货轮清晨搁浅</li>", True),
        ("<li><a href=/1>货轮港外搁浅船</a>一艘货轮清晨搁浅了</li>", False),
        ("<li><a href=/1>货轮港外搁浅船员</a>一艘货轮清晨搁</li>", False),
        ("<li>快讯<a href=/1>货轮港外搁浅船员</a>一艘货轮清晨搁浅</li>", False),
        ("<p><a href=/1>货轮港外搁浅船员</a>一艘货轮清晨搁浅</p>", False),
        ("<li>货轮港外搁浅船员一艘货轮清晨搁浅</li>", False),
    ],
)
def test_a_teaser_begins_with_a_linked_title(body: str, *, expected: bool) -> None:
    (line,) = linearize_body(body).lines
    assert is_linked_teaser(line) is expected


def test_a_purpose_is_looked_for_in_so_many_elements_around_a_line() -> None:
    page = linearize_body("<div class=caption><div><p>钟</p></div></div>")
    (line,) = page.lines
    outer = next(box for box in page.elements if box.class_and_id == "caption")
    assert is_within(line, "caption", levels=3)
    assert not is_within(line, "caption", levels=2)
    assert not is_within(line, "caption", outer)
    assert not is_within(line, "author")


@pytest.mark.parametrize(
    ("size", "hidden", "expected"), [(5, "", True), (6, "", False), (5, " hidden", True), (6, " hidden", False)]
)
def test_boilerplate_with_most_of_the_text_is_none(size: int, hidden: str, *, expected: bool) -> None:
    tag = "div" if hidden else "nav"
    page = linearize_body(f"<div id=story><{tag}{hidden}><p>菜单</p></{tag}></div>")
    story = next(box for box in page.elements if box.class_and_id == "story")
    inner = next(box for box in page.elements if box.depth == story.depth + 1)
    story.story_size, inner.story_size = 10, size
    assert is_in_boilerplate(page.lines[0], story) is expected
    assert not is_in_boilerplate(page.lines[0], inner)
    assert inner.is_boilerplate is not bool(hidden)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<nav><p>钟</p></nav>", True),
        ("<footer><div><p>钟</p></div></footer>", True),
        ("<div class=menu><p>钟</p></div>", True),
        ("<div><p>钟</p></div>", False),
        ("<nav>" + "<p>钟</p>" * 50 + "</nav>", False),  # most of the page
    ],
)
def test_a_menu_has_a_tag_or_a_name_and_not_most_of_the_page(body: str, *, expected: bool) -> None:
    page = linearize_body(body)
    assert is_in_menu(page.elements[-1].parent, len(page.lines)) is expected
    assert not is_in_menu(None, 1)


def test_breadcrumbs_and_what_they_contain_are_no_part_of_an_article() -> None:
    for body, expected in (
        ("<div class=breadcrumb><p>钟</p></div>", True),
        ("<aside><p>钟</p></aside>", True),
        ("<p>钟</p>", False),
    ):
        assert is_named_boilerplate(linearize_body(body).elements[-1]) is expected
    assert not is_named_boilerplate(None)
