"""What was cut away from a page, with its place, and the parts that may be the story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import ReaderError
from reader.model import Block, Origin, clean
from reader.services.page_parts import align_cut_parts, find_cut_parts, get_candidate, is_page, list_candidates
from reader.sources import Document
from reader.structure import read_article

STORY = "停摆了二十年的渡口大钟昨天重新敲响，修钟的师傅在塔上守了整整三个月。"
PAGE = (
    "<html><head><title>渡口的钟又响了</title></head><body><ul><li><a href=/>首页</a></li></ul><h1>渡口的钟又响了</h1>"
    f"<div><p>{STORY}</p><p>{STORY}</p></div><div class=copyright>版权所有</div></body></html>"
)


def make_document(text: str = PAGE, path: str = "/a.html") -> Document:
    return Document(clean(text), Origin("1", path))


def make_blocks(*texts: str, kind: str = "paragraph") -> list[Block]:
    return [Block(kind, clean(text)) for text in texts]  # type: ignore[arg-type]


def test_menus_and_notices_are_cut_parts_with_their_places() -> None:
    document = make_document()
    article = read_article(document.text, document.origin)
    parts = find_cut_parts(document, article)
    assert [(part.before_block, part.text) for part in parts] == [(0, "首页"), (3, "版权所有")]


def test_a_text_has_no_cut_parts_and_no_candidates() -> None:
    document = make_document(f"渡口的钟又响了\n\n{STORY}\n", "/a.txt")
    assert not is_page(document)
    assert find_cut_parts(document, read_article(document.text, document.origin)) == []
    assert list_candidates(document) == []
    with pytest.raises(ReaderError, match="no parts"):
        get_candidate(document, 1)


def test_a_candidate_is_found_by_its_number() -> None:
    document = make_document()
    assert get_candidate(document, 1) == list_candidates(document)[0]
    for number in (0, 99):
        with pytest.raises(ReaderError, match="doctor"):
            get_candidate(document, number)


def test_a_cut_part_that_says_what_a_later_block_says_does_not_move_the_others() -> None:
    blocks = make_blocks(*"abcdefgh")
    whole = [*make_blocks("h", kind="chrome"), *make_blocks("x", kind="chrome"), *blocks]
    assert align_cut_parts(blocks, whole) == [(0, "x")]


@given(
    st.lists(st.tuples(st.booleans(), st.text("甲乙丙", min_size=1, max_size=2)), max_size=20),
)
def test_all_that_is_not_in_the_article_is_a_cut_part_in_order(lines: list[tuple[bool, str]]) -> None:
    blocks = [block for is_kept, text in lines if is_kept for block in make_blocks(text)]
    whole = [
        block
        for is_kept, text in lines
        for block in make_blocks(text if is_kept else f"{text}!", kind="paragraph" if is_kept else "chrome")
    ]
    parts = align_cut_parts(blocks, whole)
    kept, expected = 0, []
    for is_kept, text in lines:
        if is_kept:
            kept += 1
        else:
            expected.append((kept, f"{text}!"))
    assert parts == expected
