"""The comment with the payload of a Markdown copy."""

from __future__ import annotations

import base64
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.copies.payload_comment import COMMENT_START, extract_payload, find_payload_comment, pack_payload
from reader.errors import ReaderError

VALUES = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_a_payload_is_unpacked_as_it_was_packed(payload: dict[str, object]) -> None:
    comment = pack_payload(payload)
    assert "\n" not in comment
    assert comment.count("-->") == 1
    assert extract_payload(f"文\n{comment}\n", "x") == payload


def test_the_last_comment_counts() -> None:
    text = f"{pack_payload({'a': 1})}\n文\n{pack_payload({'a': 2})}\n<!-- 注 -->"
    assert extract_payload(text, "x") == {"a": 2}


def test_a_text_without_a_comment_is_an_error() -> None:
    assert find_payload_comment("文 <!-- dubao: notes -->") is None
    with pytest.raises(ReaderError, match="its last line, which keeps the article, is missing"):
        extract_payload("文", "x")


def test_the_packed_data_has_no_time_in_it() -> None:
    comment = find_payload_comment(pack_payload({"a": 1}))
    assert comment is not None
    assert base64.b64decode(comment[1])[4:8] == bytes(4)  # MTIME of RFC 1952: 0 for none


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("甲", "is missing"),
        ("AAA", "is damaged"),
        (base64.b64encode(b"no gzip").decode(), "is damaged"),
        (base64.b64encode(gzip.compress(b"{", mtime=0)).decode(), "is damaged"),
        (base64.b64encode(gzip.compress(b"\xff", mtime=0)).decode(), "is damaged"),
        (base64.b64encode(gzip.compress(b"{}", mtime=0)[:-9]).decode(), "is cut short"),
    ],
)
def test_a_payload_that_cannot_be_unpacked_is_an_error(data: str, why: str) -> None:
    with pytest.raises(ReaderError, match=why):
        extract_payload(f"{COMMENT_START}{data} -->", "x")
