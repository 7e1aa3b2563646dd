"""The rows of the column with the lists of the library."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.i18n import Messages
from reader.input.keymap import Keymap
from reader.tui.rows.library_lists import make_library_list_head, make_library_list_rows
from reader.tui.state.counted_lists import CountedList
from reader.typeset import cell_len

MESSAGES = Messages("en", Keymap({}))
LISTS = [
    CountedList("all", "", 1234, 17),
    CountedList("unread", "", 17, 17),
    CountedList("tag:水利", "#水利", 3, 0),
    CountedList("folder:香港", "香港/", 60, 12),
    CountedList("feed:a", "  海角日報和它的星期日增刊", 60, 12),
]


def test_groups_are_apart_and_the_list_that_is_shown_is_marked() -> None:
    rows = make_library_list_rows(LISTS, "feed:a", MESSAGES, 26, 1)
    assert [row.list_name for row in rows] == ["all", "unread", "", "tag:水利", "", "folder:香港", "feed:a"]
    assert [row.title[:1] for row in rows if row.list_name] == [" ", " ", " ", " ", ">"]
    assert rows[0].title.strip() == "All"
    assert rows[0].count_text.strip() == "17/1,234"
    assert rows[5].title.strip() == "香港"
    assert rows[6].title.rstrip().endswith("…")
    assert [row.has_unread for row in rows if row.list_name] == [True, True, False, True, True]


@given(
    st.lists(st.builds(CountedList, st.just("tag:x"), st.text("字a “", min_size=1), st.integers(0, 10**6), st.just(3))),
    st.integers(20, 40),
    st.sampled_from([1, 2]),
)
def test_every_row_is_as_wide_as_the_column(lists: list[CountedList], width: int, ambiguous: int) -> None:
    for row in make_library_list_rows(lists, "all", MESSAGES, width, ambiguous):  # type: ignore[arg-type]
        assert cell_len(row.title + row.count_text, ambiguous) == width  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["en", "hant", "hans"])
def test_the_head_says_what_is_counted(language: str) -> None:
    head = make_library_list_head(Messages(language, Keymap({})), 26, 1)  # type: ignore[arg-type]
    assert cell_len(head) <= 26
    assert "/" in head or "／" in head
