"""Finding a typed quote in either script, and the errors that list candidates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.annotations.quote_lookup import find_occurrences, find_target
from reader.errors import ReaderError
from reader.text.folding import fold_script
from tests.library.texts import canonical

TEXT = "首批葉片下月運抵，學校和工廠都在等。\n鎮長說：葉片到了，學校就放假。\n理髮店的頭髮和發展的發。"
WHOLE = canonical(TEXT)


@given(st.data())
def test_occurrences_are_found_in_either_script(data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(TEXT))] * 2)))
    if start < end:
        quote = TEXT[start:end]
        assert start in find_occurrences(TEXT, quote)
        assert start in find_occurrences(TEXT, fold_script(quote)) or quote != fold_script(quote)
        assert start in find_occurrences(fold_script(TEXT), quote)
        around = TEXT[max(0, start - 9) : start], TEXT[end : end + 9]
        assert start in find_occurrences(TEXT, quote, *around)
        found = [TEXT[at : at + len(quote)] for at in find_occurrences(TEXT, quote)]
        assert all(fold_script(each) == fold_script(quote) for each in found)


def test_a_unique_quote_gives_a_target_in_the_script_of_the_article() -> None:
    target = find_target(WHOLE, "首批叶片")
    assert (target.start, target.end, target.exact) == (0, 4, "首批葉片")
    target = find_target(WHOLE, "叶片", suffix="到了")
    assert (target.start, target.exact) == (TEXT.index("葉片到了"), "葉片")
    assert find_target(WHOLE, "学校", prefix="运抵，").start == TEXT.index("學校")


def test_an_occurrence_in_the_script_typed_wins_over_folded_ones() -> None:
    assert find_occurrences(TEXT, "髮") == [TEXT.index("髮"), TEXT.rindex("髮")]
    assert len(find_occurrences(TEXT, "發")) == 2
    assert len(find_occurrences(TEXT, "发")) == 4


def said(quote: str, prefix: str = "", suffix: str = "") -> str:
    with pytest.raises(ReaderError) as caught:
        find_target(WHOLE, quote, prefix, suffix)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_error_lists_several_occurrences_with_their_context() -> None:
    assert said("叶片") == (
        "「叶片」: it is there 2 times: …首批【葉片】下月運抵，學校和…, …在等。 鎮長說：【葉片】到了，學校就放假…;"
        " say with --prefix or --suffix which one, by the words beside it"
    )
    many = canonical("的" * 30)
    with pytest.raises(ReaderError, match=r"30 times: .*, and 25 more; "):
        find_target(many, "的")


def test_an_error_offers_the_words_most_similar_to_a_missing_quote() -> None:
    assert "it is not in the article, but this is: …【首批葉片下月運抵】，學校和工廠都在…" in said("首批叶子下月运抵")
    assert said("山").startswith("「山」: it is not in the article; give the words")
    assert said("").startswith("「」: it is not in the article; ")
    beside = said("葉片", suffix="飛了")
    assert "not in the article with that beside it, but this is: …首批【葉片】" in beside
