"""Words of tables at the beginning and the end of lines."""

from __future__ import annotations

import pytest

from reader.structure.lexicon import find_prefix, find_suffix, get_words, read_lexicon_rows

CATEGORIES = sorted(
    {(table, row[1]) for table in ("boilerplate", "captions", "desks", "roles") for row in read_lexicon_rows(table)}
)


@pytest.mark.parametrize(("table", "category"), CATEGORIES)
def test_the_longest_word_is_found_at_either_end(table: str, category: str) -> None:
    words = get_words(table, category)
    assert words
    for word in words:
        assert find_prefix(word, table, category) == find_suffix(word, table, category) == word
    for other in ("", "鿿"):
        assert find_prefix(other, table, category) == find_suffix(other, table, category) == ""
